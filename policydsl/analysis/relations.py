"""How one version's rule, decision or verdict stands to another's, proved.

Both versions are encoded in one space. A relation is one of four words; beside it stands on what
it rests (the same text, a proof for all institutions, a proof within a bound), and an institution
for each direction in which the two differ, as the interpreter sees it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal

from policydsl.analysis.witnesses import Subject, Witness
from policydsl.policy.model import Checklist, Program
from policydsl.text.diagnostic import Text

if TYPE_CHECKING:
    from policydsl.analysis.list_bounds import Reach
    from policydsl.engines.smt import Encoding

TIMEOUT_SECONDS = 20.0


class Relation(Enum):
    """How the new stands to the old, over all institutions.

    `tightened`: some are treated worse and none better; `incomparable`: some worse, some better,
    or differently where neither is better.
    """

    EQUIVALENT = "equivalent"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    INCOMPARABLE = "incomparable"


class Basis(Enum):
    """On what a relation rests."""

    TEXT = "text"
    PROVED = "proved"
    BOUNDED = "bounded"
    UNSETTLED = "unsettled"


Direction = Literal["lower", "higher", "earlier", "later"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why something could not be settled: it has no terms for the solver, or it took too long."""

    subject: Subject
    reason: Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found of two rules, decisions or verdicts.

    `relation` is None where it is not settled, for the `obstacles`; the witnesses hold all the
    same. `stricter` is an institution that the new treats worse, `looser` one that it treats
    better, `others` such that only one of them is about, or whose value differs. `reach` says for
    how many items of each list the relation is known. `incomplete` says that no institution whose
    facts are all stated shows a difference. `directions` are those in which an ordered value moves.
    """

    relation: Relation | None
    basis: Basis
    stricter: Witness | None = None
    looser: Witness | None = None
    others: tuple[Witness, ...] = ()
    reach: Reach | None = None
    incomplete: bool = False
    obstacles: tuple[Obstacle, ...] = ()
    directions: tuple[Direction, ...] = ()

    @property
    def one_way(self) -> bool:
        """Whether a value moves in one direction alone, and does not differ otherwise."""
        return len(self.directions) == 1 and len(self.others) == 1

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """All of them, the one that is treated worse first."""
        return (*(each for each in (self.stricter, self.looser) if each), *self.others)


SAME_TEXT = Comparison(Relation.EQUIVALENT, Basis.TEXT)
Programs = tuple[Program, Program]


@dataclass(frozen=True, slots=True)
class Asking:
    """Two encodings in one space, the programs that witnesses are replayed in, and how long one
    question may take."""

    old: Encoding
    new: Encoding
    programs: Programs
    timeout_seconds: float


def compare_rules(
    old: Encoding,
    new: Encoding,
    old_rules: Sequence[Subject],
    new_rules: Sequence[Subject],
    *,
    programs: Programs | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Comparison:
    """One rule on each side; several where they say together what one says on the other side.

    None on a side is a rule that this version does not have. What differs only because a rule is
    of another force counts too. Institutions are those that both decisions are, or may be, about.
    `programs` are the whole ones where those that are encoded were cut down to what is asked
    about. Raises ReplayError where the interpreter does not see what the solver saw.
    """
    from policydsl.analysis.rule_queries import rules_compared

    asking = Asking(old, new, programs or (old.program, new.program), timeout_seconds)
    return rules_compared(asking, tuple(old_rules), tuple(new_rules))


def compare_verdicts(
    old: Encoding,
    new: Encoding,
    decision: str,
    new_decision: str | None = None,
    *,
    may_tighten: bool = True,
    may_loosen: bool = True,
    same_rules: Mapping[str, str] | None = None,
    programs: Programs | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Comparison:
    """The verdicts of two checklists, in the order of `standings`.

    A direction that the rules exclude need not be looked for. `same_rules` leads from new rules to
    old ones of the same force that are known to say the same. Raises ReplayError.
    """
    from policydsl.analysis.rule_queries import verdicts_compared

    asking = Asking(old, new, programs or (old.program, new.program), timeout_seconds)
    directions = (may_tighten, may_loosen)
    return verdicts_compared(
        asking, decision, new_decision or decision, directions, same_rules or {}
    )


def compare_decisions(
    old: Encoding,
    new: Encoding,
    decision: str,
    new_decision: str | None = None,
    *,
    programs: Programs | None = None,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> Comparison:
    """Any two decisions: checklists by their verdicts, tables and values by what they give.

    Results that differ are incomparable; `directions` tells more where they are ordered. Raises
    ReplayError.
    """
    from policydsl.analysis.value_queries import values_compared

    other = new_decision or decision
    bodies = (old.program.decisions[decision].body, new.program.decisions[other].body)
    if all(isinstance(body, Checklist) for body in bodies):
        return compare_verdicts(
            old, new, decision, other, programs=programs, timeout_seconds=timeout_seconds
        )
    asking = Asking(old, new, programs or (old.program, new.program), timeout_seconds)
    return values_compared(asking, decision, other)
