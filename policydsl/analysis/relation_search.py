"""Looking for institutions that two versions treat differently; finding none is the proof."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from policydsl.analysis.list_bounds import Reach, reach_of
from policydsl.analysis.relations import Asking, Basis, Comparison, Direction, Obstacle, Relation
from policydsl.analysis.witnesses import Outcome, Side, Subject, Witness, replay
from policydsl.engines.smt import Formula, Solver, Unencodable, witness
from policydsl.text.diagnostic import Text

Differs = Callable[[Outcome, Outcome], bool]
TOO_LONG = Text("求解超出时限", "the solver took too long")


@dataclass(frozen=True, slots=True)
class Found:
    """Whether there is an institution of some kind; `complete` if one with all facts stated."""

    kind: Literal["yes", "no", "unsettled"]
    witness: Witness | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What is compared, and the solver that is asked."""

    before: Side
    after: Side
    solver: Solver

    def find(
        self,
        difference: Formula,
        definite: Formula,
        differs: Differs,
        claim: str,
        prefer: Sequence[Formula] = (),
    ) -> Found:
        """An institution with the difference, replayed; such as `prefer` says if it can be.

        Looked for first among those whose facts are all stated, and where the results are
        `definite`; only then among all others.
        """
        if difference.settled is False:
            return Found("no")
        first = self.solver.ask(difference)
        if first.kind != "yes":
            return Found(first.kind)
        complete = self.solver.space.complete()
        tries = ((definite, True), (complete, True), (definite, False))
        for condition, whole in tries:
            asked = [difference, condition, *([complete] if whole else [])]
            if self.solver.ask(*asked).kind == "yes":
                return Found(
                    "yes", self._shrunk(difference & condition, differs, claim, prefer), whole
                )
        return Found("yes", self._shrunk(difference, differs, claim, prefer), False)

    def _shrunk(
        self, formula: Formula, differs: Differs, claim: str, prefer: Sequence[Formula]
    ) -> Witness:
        answer = witness(self.solver, formula, prefer=prefer)
        model = answer.model or self.solver.ask(formula).model
        assert model is not None, "the solver has just found one"
        return self.replayed(model.facts(), differs, claim)

    def replayed(self, facts: Mapping[str, Any], differs: Differs, claim: str) -> Witness:
        """Raises ReplayError."""
        return replay(facts, self.before, self.after, differs, claim)


def concluded(
    search: Search,
    stricter: Found,
    looser: Found,
    others: tuple[Found, ...] = (),
    directions: tuple[Direction, ...] = (),
) -> Comparison:
    """What follows from whether each direction has an institution."""
    reach = reach_of((search.before, search.after), search.solver.space.bounds)
    found = (stricter, looser, *others)
    seen = [each for each in found if each.kind == "yes"]
    unsettled = any(each.kind == "unsettled" for each in found)
    relation = _relation(stricter, looser, others)
    # With both directions shown, nothing is left to prove.
    shown_only = relation is Relation.INCOMPARABLE and len(directions) != 1
    sure = shown_only or not unsettled
    return Comparison(
        relation=relation if sure else None,
        basis=_basis(sure, shown_only, reach),
        stricter=stricter.witness,
        looser=looser.witness,
        others=tuple(each.witness for each in others if each.witness),
        reach=reach,
        incomplete=bool(seen) and not any(each.complete for each in seen),
        directions=directions,
    )


def _relation(stricter: Found, looser: Found, others: tuple[Found, ...]) -> Relation:
    worse, better = stricter.kind == "yes", looser.kind == "yes"
    if any(each.kind == "yes" for each in others) or (worse and better):
        return Relation.INCOMPARABLE
    if worse:
        return Relation.TIGHTENED
    return Relation.LOOSENED if better else Relation.EQUIVALENT


def _basis(sure: bool, shown_only: bool, reach: Reach) -> Basis:
    if not sure:
        return Basis.UNSETTLED
    return Basis.PROVED if shown_only or reach.complete else Basis.BOUNDED


class Blocked(Exception):  # noqa: N818 - carries what cannot be encoded
    """Something that is compared has no terms for the solver."""

    def __init__(self, subject: Subject, problem: Unencodable) -> None:
        super().__init__(problem.reason.en)
        self.obstacle = Obstacle(subject, problem.reason)


def search_of(asking: Asking, before: tuple[Subject, ...], after: tuple[Subject, ...]) -> Search:
    """A search between these subjects."""
    old, new = asking.programs
    solver = Solver(asking.old.space, timeout_seconds=asking.timeout_seconds)
    return Search(Side(old, before), Side(new, after), solver)


def unsettled(obstacles: Iterable[Obstacle]) -> Comparison:
    """Nothing is known, for these reasons."""
    return Comparison(None, Basis.UNSETTLED, obstacles=tuple(obstacles))
