"""Running the YAML cases beside the policies, and seeing which outcomes they reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from policydsl.analysis.outcomes import OutcomeCoverage, outcome_coverage
from policydsl.analysis.ready_cases import Mismatch, ReadyCase, mismatch, ready_cases
from policydsl.engines.interpreter import evaluate
from policydsl.policy.library import Library
from policydsl.policy.selection import case_files, is_case_file, policy_files
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place
from policydsl.trace import Trace

Progress = Callable[[int, int], None]


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
    asked = versions_asked(paths)
    library = Library.open(*folders)
    runs = []
    for done, (path, files) in enumerate(asked):
        if progress:
            progress(done, len(asked))
        runs.append(_run_version(library, path, files))
    return tuple(runs)


def versions_asked(paths: Sequence[Path]) -> list[tuple[Path, tuple[Path, ...]]]:
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
    runs = []
    for case in ready_cases(library, path, files):
        run, traces = run_case(case)
        runs.append(run)
        seen.extend(traces)
    return VersionRun(
        program.policy, program.version, path, tuple(runs), outcome_coverage(program, seen)
    )


def run_case(case: ReadyCase) -> tuple[CaseRun, tuple[Trace, ...]]:
    """What did not match in one case, and the traces of what it asks for."""
    traces = {name: evaluate(case.program, case.facts, case.as_of, name) for name in case.decisions}
    mismatches = [
        found
        for each in case.expected
        if (found := mismatch(each, traces[each.decision])) is not None
    ]
    return CaseRun(case.name, case.place, tuple(mismatches)), tuple(traces.values())
