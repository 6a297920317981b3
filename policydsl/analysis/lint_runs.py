"""Everything that is wrong with policy files and the cases beside them, of one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policydsl.policy.building.build import Built
from policydsl.policy.case_files import errors_cases
from policydsl.policy.case_files.case_days import day_of, refuse_other_policy
from policydsl.policy.case_files.cases import read_case_file
from policydsl.policy.case_files.expectations import expectations
from policydsl.policy.library import Library
from policydsl.policy.publishing.lint import lint
from policydsl.policy.publishing.register import Register, same_document
from policydsl.policy.selection import case_files, policy_files
from policydsl.policy.versions import undeclared_gaps
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, Text


@dataclass(frozen=True, slots=True)
class LintRun:
    """`unusable` says why files cannot be loaded; `findings` what should not be published."""

    files: tuple[Path, ...]
    unusable: tuple[Diagnostic, ...]
    findings: tuple[Diagnostic, ...]


def lint_paths(
    paths: Sequence[Path], folders: Iterable[Path] = (), registers: Sequence[Register] = ()
) -> LintRun:
    """Checks every policy file and case file under the paths. Raises PolicyError for a bad path."""
    files = policy_files(paths)
    unusable: dict[Diagnostic, None] = {}
    findings: dict[Diagnostic, None] = {}
    library = Library.open(*folders)
    for path in files:
        try:
            programs = {day: library.built_at(path, day) for day in library.days_at(path)}
            for built in programs.values():
                findings.update(dict.fromkeys(lint(built, _register(built, registers))))
            findings.update(dict.fromkeys(_gaps(path)))
        except DiagnosticError as error:
            unusable.update(dict.fromkeys(error.diagnostics))
            continue
        unusable.update(dict.fromkeys(_case_problems(path, programs)))
        findings.update(dict.fromkeys(_names_twice(path)))
    return LintRun(files, tuple(unusable), tuple(findings))


def _register(built: Built, registers: Sequence[Register]) -> Register | None:
    document = built.program.citation.document
    return next((each for each in registers if same_document(each.document, document)), None)


def _gaps(path: Path) -> tuple[Diagnostic, ...]:
    """Days between this policy's versions on which none is in force, not declared to be so."""
    library = Library.open(path.parent)
    return tuple(
        each for policy in library.policies() for each in undeclared_gaps(library.versions(policy))
    )


def _case_problems(path: Path, programs: Mapping[date, Built]) -> list[Diagnostic]:
    """What no case may ask for, each of the program that holds on its day."""
    first = next(iter(programs.values())).program
    found: list[Diagnostic] = []
    for case_path in case_files(path):
        try:
            cases = read_case_file(case_path)
            refuse_other_policy(cases, first.policy)
        except DiagnosticError as error:
            found.extend(error.diagnostics)
            continue
        for case in cases.cases:
            try:
                day = day_of(case, first)
                since = max(each for each in programs if each <= day)
                expectations(case, programs[since].program)
            except DiagnosticError as error:
                found.extend(error.diagnostics)
    return found


def _names_twice(path: Path) -> Iterator[Diagnostic]:
    """Cases of one file that go by one name: nobody can tell which of them failed."""
    for case_path in case_files(path):
        try:
            cases = read_case_file(case_path).cases
        except DiagnosticError:
            continue
        seen: set[Text] = set()
        for case in cases:
            if case.name in seen:
                yield errors_cases.name_twice(case.place, case.name)
            seen.add(case.name)
