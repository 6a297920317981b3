"""Mutating the versions under some paths, within a budget, on several processors if asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from policydsl.analysis.case_runs import versions_asked
from policydsl.analysis.mutate.edits import name_of
from policydsl.analysis.mutate.equivalence import Proving, survived
from policydsl.analysis.mutate.kills import Cases
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant, mutants
from policydsl.analysis.mutate.results import (
    CaseName,
    Fate,
    MutantResult,
    State,
    VersionMutation,
)
from policydsl.analysis.ready_cases import ready_cases
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.text.spelling import nearest

Progress = Callable[[int, int], None]
Share = tuple[int, int]
"""The first part's number and the step to the next."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which mutants to run, and how.

    `kinds`: only these, if any are named; `decision`: only what this decision depends on; `limit`:
    at most so many of each version, spread evenly; `seconds`: then the rest is left; `jobs`:
    processes at once; `proving`: how to look into what no case noticed, or None: not at all.
    """

    kinds: frozenset[Kind] = frozenset()
    decision: str | None = None
    limit: int | None = None
    seconds: float | None = None
    jobs: int = 1
    proving: Proving | None = Proving()  # noqa: RUF009 - frozen


def mutate_policies(
    paths: Sequence[Path],
    folders: Iterable[Path] = (),
    asked: Asked = Asked(),
    progress: Progress | None = None,
) -> tuple[VersionMutation, ...]:
    """Mutates every version under the paths and runs its cases against each mutant.

    `folders` are further places for policies that these link to. `progress` is told how many
    mutants are done, of how many. Raises PolicyError or FactsError for files that cannot be used.
    """
    deadline = None if asked.seconds is None else time.time() + asked.seconds
    places = tuple(folders)
    versions = versions_asked(paths)
    library = Library.open(*places)
    chosen = [
        _Version(path, files, (program := library.program_at(path)), _chosen(program, asked))
        for path, files in versions
    ]
    _refuse_unknown(asked.decision, [each.program for each in chosen])
    of_all = sum(len(each.mutants) for each in chosen)
    told = _Told(progress, of_all)
    if asked.jobs > 1 and of_all:
        found = _together(chosen, places, asked, deadline, told)
    else:
        found = {each.path: _run(library, each, asked, (0, 1), (deadline, told)) for each in chosen}
    return tuple(_gathered(each, found[each.path]) for each in chosen)


@dataclass(frozen=True, slots=True)
class _Version:
    path: Path
    files: tuple[Path, ...]
    program: Program
    mutants: tuple[Mutant, ...]


@dataclass(slots=True)
class _Told:
    progress: Progress | None
    of_all: int
    done: int = 0

    def more(self, count: int) -> None:
        if self.progress is not None and count:
            self.progress(self.done, self.of_all)
        self.done += count


@dataclass(frozen=True, slots=True)
class _Run:
    """What a share of a version's mutants came to, by their numbers."""

    cases: int
    failing: tuple[CaseName, ...]
    fates: dict[int, Fate] = field(default_factory=dict)


def _chosen(program: Program, asked: Asked) -> tuple[Mutant, ...]:
    found = [
        each
        for each in mutants(program)
        if (not asked.kinds or each.kind in asked.kinds) and _concerns(program, each, asked)
    ]
    if asked.limit is not None and len(found) > asked.limit:
        found = [found[index * len(found) // asked.limit] for index in range(asked.limit)]
    return tuple(found)


def _concerns(program: Program, mutant: Mutant, asked: Asked) -> bool:
    if asked.decision is None:
        return True
    known = asked.decision in program.decisions
    return known and name_of(mutant.edit) in needed_by(program, asked.decision)


def _refuse_unknown(decision: str | None, programs: Sequence[Program]) -> None:
    known = {name for program in programs for name in program.decisions}
    if decision is None or decision in known:
        return
    best = nearest(decision, sorted(known))
    names = ", ".join(sorted(known))
    message = Text(f"没有名为“{decision}”的决定", f"there is no decision “{decision}”")
    hint = Text(f"是不是“{best}”？" if best else "", f"did you mean “{best}”? " if best else "")
    help_ = Text(f"{hint.zh}可用的决定：{names}", f"{hint.en}the decisions are: {names}")
    raise UsageError(Diagnostic("unknown-decision", message, help=help_))


def _run(
    library: Library,
    version: _Version,
    asked: Asked,
    share: Share,
    watch: tuple[float | None, _Told],
) -> _Run:
    """A share of a version's mutants; none is begun after the deadline."""
    deadline, told = watch
    cases = Cases(ready_cases(library, version.path, version.files))
    failing = tuple(CaseName(each.name, each.place) for each in cases.failing)
    run = _Run(len(cases), failing)
    for number in _numbers(version.mutants, share):
        told.more(1)
        if deadline is not None and time.time() > deadline:
            run.fates[number] = Fate(State.NOT_RUN)
        else:
            mutant = version.mutants[number]
            run.fates[number] = _fate(version.program, mutant, cases, asked.proving)
    return run


def _numbers(found: Sequence[Mutant], share: Share) -> Iterator[int]:
    """The numbers of the mutants in a share: all of one part of the policy are in the same.

    So each is looked at by the cases in the same order, however many processes there are.
    """
    first, step = share
    parts: dict[tuple[str, str | None], int] = {}
    for number, mutant in enumerate(found):
        part = parts.setdefault((name_of(mutant.edit), mutant.subject.rule), len(parts))
        if part % step == first:
            yield number


def _fate(program: Program, mutant: Mutant, cases: Cases, proving: Proving | None) -> Fate:
    killer = cases.killer(mutant)
    if killer is not None:
        return Fate(State.KILLED, CaseName(killer.name, killer.place))
    return Fate(State.SURVIVED) if proving is None else survived(program, mutant, proving)


def _together(
    versions: Sequence[_Version],
    places: tuple[Path, ...],
    asked: Asked,
    deadline: float | None,
    told: _Told,
) -> dict[Path, _Run]:
    """The versions on several processes; a large one is shared out, so that none waits long."""
    fair = max(1, sum(len(each.mutants) for each in versions) // asked.jobs)
    tasks = []
    for version in versions:
        step = 1 + len(version.mutants) // fair
        tasks += [(version, (first, step)) for first in range(step)]
    tasks.sort(key=lambda task: -len(task[0].mutants) // task[1][1])
    found: dict[Path, _Run] = {}
    # Not forked: the processes of a test run have threads, which a fork would leave behind.
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        work = {
            pool.submit(_alone, version.path, version.files, places, asked, share, deadline): (
                version.path
            )
            for version, share in tasks
        }
        for done in as_completed(work):
            run = done.result()
            told.more(len(run.fates))
            known = found.setdefault(work[done], run)
            known.fates.update(run.fates)
    return found


def _alone(
    path: Path,
    files: tuple[Path, ...],
    places: tuple[Path, ...],
    asked: Asked,
    share: Share,
    deadline: float | None,
) -> _Run:
    """A share of a version in a process of its own."""
    library = Library.open(*places)
    program = library.program_at(path)
    version = _Version(path, files, program, _chosen(program, asked))
    return _run(library, version, asked, share, (deadline, _Told(None, 0)))


def _gathered(version: _Version, run: _Run) -> VersionMutation:
    program = version.program
    return VersionMutation(
        program.policy,
        program.version,
        version.path,
        program,
        run.cases,
        run.failing,
        tuple(
            MutantResult(mutant, run.fates[number]) for number, mutant in enumerate(version.mutants)
        ),
    )
