"""One evaluation's bounds and, where asked for, its record of every step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from policydsl.feel.tree import Node
from policydsl.feel.types import Type
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.feel.written_types import NO_TYPES

MAX_STEPS = 2_000_000
MAX_LEVELS = 240
MAX_RECORDED = 20_000


@dataclass(slots=True)
class Budget:
    """How much work may still be done. One budget may serve several evaluations in turn.

    `steps` counts nodes evaluated and list items visited; `levels` how deep evaluation may nest,
    calls of user-defined functions included.
    """

    steps: int = MAX_STEPS
    levels: int = MAX_LEVELS


class BudgetExceededError(Exception):
    """Raised within an evaluation only; `evaluate` turns it into a null with its cause."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A node, its value, and the evaluations that led to it.

    `bindings` are the iteration variables that were bound just for this node.
    """

    node: Node
    value: Value
    parts: tuple[Evaluated, ...] = ()
    bindings: tuple[tuple[str, Value], ...] = ()


@dataclass(slots=True)
class Run:
    """The state of one evaluation; not shared between threads."""

    budget: Budget
    parts: list[Evaluated] | None = None
    level: int = 0
    recorded: int = field(default=0)
    types: Mapping[str, Type] = field(default_factory=lambda: NO_TYPES)

    def spend(self, steps: int = 1) -> None:
        """Counts work done. Raises BudgetExceededError at the bound."""
        self.budget.steps -= steps
        if self.budget.steps < 0:
            raise BudgetExceededError

    def note_bindings(self, bindings: tuple[tuple[str, Value], ...]) -> None:
        """Says which iteration variables the part recorded last was evaluated with."""
        if self.parts:
            self.parts[-1] = replace(self.parts[-1], bindings=bindings)


def limit_null() -> Null:
    """The null of an evaluation that was stopped."""
    return null(
        CauseKind.LIMIT,
        "计算量超过上限，已停止",
        "the evaluation was stopped: it exceeds its bound of work or depth",
    )
