"""Running a version's cases against a mutant until one notices it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from policydsl.analysis.mutate.edits import name_of
from policydsl.analysis.mutate.mutants import Mutant, Subject
from policydsl.analysis.ready_cases import ReadyCase, mismatch
from policydsl.engines.interpreter.baseline import Baseline, Reads
from policydsl.policy.case_files.expectations import Expected, GroupExpected, StatusExpected
from policydsl.policy.model import Program


class RunningCase:
    """A case that has been evaluated once."""

    def __init__(self, case: ReadyCase, reads: Reads) -> None:
        self.case = case
        self._baseline = Baseline(case.program, reads, case.facts, case.as_of, case.decisions)

    @cached_property
    def agrees(self) -> bool:
        """Whether the policy as it is does what the case expects."""
        traces = self._baseline.traces
        return all(mismatch(each, traces[each.decision]) is None for each in self.case.expected)

    def concerns(self, name: str) -> bool:
        """Whether anything that it expects depends on this parameter, definition or decision."""
        return self._baseline.needs(name)

    def kills(self, changed: Program) -> bool:
        """Whether the changed program does anything but what the case expects."""
        before, after = self._baseline.traces, self._baseline.again(changed)
        return any(
            mismatch(each, after[each.decision]) is not None
            for each in self.case.expected
            if after[each.decision] is not before[each.decision]
        )


class Cases:
    """The cases of one version; those that noticed something are asked first the next time."""

    def __init__(self, cases: Iterable[ReadyCase]) -> None:
        reads: dict[int, Reads] = {}
        found = []
        for case in cases:
            if id(case.program) not in reads:
                reads[id(case.program)] = Reads.of(case.program)
            found.append(RunningCase(case, reads[id(case.program)]))
        self.failing = tuple(each.case for each in found if not each.agrees)
        self._cases = [each for each in found if each.agrees]
        self._by_subject: dict[tuple[str, str | None], list[RunningCase]] = {}

    def __len__(self) -> int:
        return len(self._cases) + len(self.failing)

    def killer(self, mutant: Mutant) -> ReadyCase | None:
        """A case that notices the mutant."""
        changed: dict[int, Program] = {}
        asked = self._asked(mutant)
        for index, each in enumerate(asked):
            program = each.case.program
            if id(program) not in changed:
                changed[id(program)] = mutant.program_of(program)
            if each.kills(changed[id(program)]):
                asked.insert(0, asked.pop(index))
                return each.case
        return None

    def _asked(self, mutant: Mutant) -> list[RunningCase]:
        """The cases that the mutant concerns, the likeliest first."""
        key = (name_of(mutant.edit), mutant.subject.rule)
        if key not in self._by_subject:
            concerned = [each for each in self._cases if each.concerns(key[0])]
            concerned.sort(key=lambda each: _rank(each.case.expected, mutant.subject))
            self._by_subject[key] = concerned
        return self._by_subject[key]


def _rank(expected: tuple[Expected, ...], subject: Subject) -> int:
    """0: names the rule or group itself; 1: its decision; 2: something that depends on it."""
    if any(each in _named(subject) for each in _names(expected)):
        return 0
    return 1 if any(each.decision == subject.name for each in expected) else 2


def _named(subject: Subject) -> tuple[tuple[str, str], ...]:
    return tuple((subject.name, each) for each in (subject.rule, subject.group) if each)


def _names(expected: tuple[Expected, ...]) -> Iterator[tuple[str, str]]:
    for each in expected:
        match each:
            case StatusExpected(decision, rule):
                yield decision, rule
            case GroupExpected(decision, group):
                yield decision, group
            case _:
                continue
