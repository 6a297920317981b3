"""The cases of a version made ready to run: their program, their facts, what each expects."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policydsl.feel.operators import equal
from policydsl.feel.values import Null, Value
from policydsl.policy.case_files.case_days import day_of, refuse_other_policy
from policydsl.policy.case_files.cases import Case, changes_of, read_case_file
from policydsl.policy.case_files.expectations import (
    Expected,
    GroupExpected,
    StatusExpected,
    ValueExpected,
    VerdictExpected,
    expectations,
)
from policydsl.policy.case_files.fact_changes import apply_changes
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, read_yaml
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place
from policydsl.trace import Trace


@dataclass(frozen=True, slots=True)
class ReadyCase:
    """One case that only needs evaluating. `program` is the version as it stands on `as_of`."""

    name: Text
    place: Place
    program: Program
    facts: Facts
    as_of: str
    expected: tuple[Expected, ...]

    @property
    def decisions(self) -> tuple[str, ...]:
        """The decisions of which it expects something."""
        return tuple(dict.fromkeys(each.decision for each in self.expected))


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


def ready_cases(library: Library, path: Path, files: tuple[Path, ...]) -> Iterator[ReadyCase]:
    """The cases in these files, about the version at `path`.

    Raises PolicyError or FactsError for files that cannot be used.
    """
    program = library.program_at(path)
    bases: dict[Path, YamlNode] = {}
    programs: dict[str, Program] = {}
    for case_path in files:
        cases = read_case_file(case_path)
        refuse_other_policy(cases, program.policy)
        for case in cases.cases:
            day = day_of(case, program).isoformat()
            if day not in programs:
                # What a version links to is that of the same day.
                programs[day] = library.program_at(path, datetime.date.fromisoformat(day))
            yield _ready(case, programs[day], bases)


def mismatch(expected: Expected, trace: Trace) -> Mismatch | None:
    """What a trace says otherwise than expected of its decision; None where they agree."""
    match expected:
        case VerdictExpected(decision, verdict, place):
            actual = trace.verdict.value if trace.verdict else None
            return None if actual == verdict else Mismatch(decision, verdict, actual, place, trace)
        case StatusExpected(decision, rule, item, status, place):
            found = _status(trace, rule, item)
            subject = f"{decision}.{rule}" + (f" {item}" if item else "")
            return None if found == status else Mismatch(subject, status, found, place, trace)
        case GroupExpected(decision, group, status, place):
            found = next((g.status.value for g in trace.groups if g.id == group), None)
            subject = f"{decision}.{group}"
            return None if found == status else Mismatch(subject, status, found, place, trace)
        case ValueExpected(decision, value, place):
            if _same(value, trace.value):
                return None
            return Mismatch(decision, value, trace.value, place, trace)


def _ready(case: Case, program: Program, bases: dict[Path, YamlNode]) -> ReadyCase:
    return ReadyCase(
        name=case.name,
        place=case.place,
        program=program,
        facts=_facts(case, program, bases),
        as_of=case.as_of or program.effective.start,
        expected=expectations(case, program),
    )


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


def _status(trace: Trace, rule_id: str, path: str | None) -> str | None:
    rule = next((rule for rule in trace.rules if rule.id == rule_id), None)
    if rule is None or path is None:
        return None if rule is None else rule.status.value
    return next((item.status.value for item in rule.items if item.path == path), None)


def _same(expected: Value | None, actual: Value | None) -> bool:
    if expected is None or actual is None:
        return isinstance(actual, Null)
    return not isinstance(actual, Null) and equal(actual, expected) is True
