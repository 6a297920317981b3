"""Running the YAML cases beside the policies, and seeing which outcomes they reach."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policydsl.analysis.outcomes import OutcomeCoverage, outcome_coverage
from policydsl.engines.interpreter import evaluate
from policydsl.feel.operators import equal
from policydsl.feel.values import Null, Value
from policydsl.policy.case_files.case_days import day_of, refuse_other_policy
from policydsl.policy.case_files.cases import Case, changes_of, read_case_file
from policydsl.policy.case_files.expectations import (
    Expected,
    StatusExpected,
    ValueExpected,
    VerdictExpected,
    expectations,
)
from policydsl.policy.case_files.fact_changes import apply_changes
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.selection import case_files, is_case_file, policy_files
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, read_yaml
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place
from policydsl.trace import Trace

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that a case expects and the program says otherwise.

    `actual` is None where the trace has no such item at all. `trace` tells why.
    """

    subject: str  # decision, decision.rule, or decision.rule of an item
    expected: str | Value | None
    actual: str | Value | None
    place: Place
    trace: Trace


@dataclass(frozen=True, slots=True)
class CaseRun:
    """One case with all that did not match; none means that it passed."""

    name: Text
    place: Place
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True, slots=True)
class VersionRun:
    """All cases of one version of a policy, and what they saw of it."""

    policy: str
    version: str
    path: Path
    cases: tuple[CaseRun, ...]
    outcomes: OutcomeCoverage

    @property
    def passed(self) -> bool:
        """Whether it has cases and all of them match."""
        return bool(self.cases) and not any(run.mismatches for run in self.cases)


def run_cases(
    paths: Sequence[Path], folders: Iterable[Path] = (), progress: Progress | None = None
) -> tuple[VersionRun, ...]:
    """Runs the cases of every version under the paths (folders, policy files, case files).

    `folders` are further places for policies that these link to. Raises PolicyError or FactsError
    for files that cannot be used. `progress` is told how many versions are done, of how many.
    """
    asked = _asked(paths)
    library = Library.open(*folders)
    runs = []
    for done, (path, files) in enumerate(asked):
        if progress:
            progress(done, len(asked))
        runs.append(_run_version(library, path, files))
    return tuple(runs)


def _asked(paths: Sequence[Path]) -> list[tuple[Path, tuple[Path, ...]]]:
    """The policy files meant by the paths, each with the case files to run."""
    named = [path for path in paths if path.is_file() and is_case_file(path)]
    asked = []
    for policy in policy_files(paths):
        beside = case_files(policy)
        asked.append((policy, tuple(each for each in named if each in beside) or beside))
    return asked


def _run_version(library: Library, path: Path, files: tuple[Path, ...]) -> VersionRun:
    program = library.program_at(path)
    seen: list[Trace] = []
    bases: dict[Path, YamlNode] = {}
    programs: dict[str, Program] = {}
    runs = []
    for case_path in files:
        cases = read_case_file(case_path)
        refuse_other_policy(cases, program.policy)
        for case in cases.cases:
            day = day_of(case, program).isoformat()
            run, traces = _run_case(case, _program_on(day, library, path, programs), bases)
            runs.append(run)
            seen.extend(traces)
    return VersionRun(
        program.policy, program.version, path, tuple(runs), outcome_coverage(program, seen)
    )


def _program_on(day: str, library: Library, path: Path, known: dict[str, Program]) -> Program:
    """The version as it stands on a day: what it links to is that of the same day."""
    if day not in known:
        known[day] = library.program_at(path, datetime.date.fromisoformat(day))
    return known[day]


def _run_case(
    case: Case, program: Program, bases: dict[Path, YamlNode]
) -> tuple[CaseRun, tuple[Trace, ...]]:
    facts = _facts(case, program, bases)
    as_of = case.as_of or program.effective.start
    expected = expectations(case, program)
    traces = {
        name: evaluate(program, facts, as_of, name)
        for name in dict.fromkeys(each.decision for each in expected)
    }
    mismatches = [
        found for each in expected if (found := _mismatch(each, traces[each.decision])) is not None
    ]
    return CaseRun(case.name, case.place, tuple(mismatches)), tuple(traces.values())


def _facts(case: Case, program: Program, bases: dict[Path, YamlNode]) -> Facts:
    base: YamlNode | Mapping[str, object] = {}
    if isinstance(case.facts, YamlMapping):
        base = case.facts
    elif case.facts is not None:
        if case.facts not in bases:
            bases[case.facts] = read_yaml(read_source(case.facts))
        base = bases[case.facts]
    changes = changes_of(case, program.facts.root)
    return facts_from_data(apply_changes(base, changes, program.facts.root), program.facts)


def _mismatch(expected: Expected, trace: Trace) -> Mismatch | None:
    match expected:
        case VerdictExpected(decision, verdict, place):
            actual = trace.verdict.value if trace.verdict else None
            return None if actual == verdict else Mismatch(decision, verdict, actual, place, trace)
        case StatusExpected(decision, rule, item, status, place):
            found = _status(trace, rule, item)
            subject = f"{decision}.{rule}" + (f" {item}" if item else "")
            return None if found == status else Mismatch(subject, status, found, place, trace)
        case ValueExpected(decision, value, place):
            if _same(value, trace.value):
                return None
            return Mismatch(decision, value, trace.value, place, trace)


def _status(trace: Trace, rule_id: str, path: str | None) -> str | None:
    rule = next(rule for rule in trace.rules if rule.id == rule_id)
    if path is None:
        return rule.status.value
    return next((item.status.value for item in rule.items if item.path == path), None)


def _same(expected: Value | None, actual: Value | None) -> bool:
    if expected is None or actual is None:
        return isinstance(actual, Null)
    return not isinstance(actual, Null) and equal(actual, expected) is True
