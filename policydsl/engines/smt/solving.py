"""Asking whether there is an institution for which a formula holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.model import Model
from policydsl.engines.smt.space import Space

TIMEOUT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`yes` with a model; `no`, with a minimal core of labels; `unsettled`, with why."""

    kind: Literal["yes", "no", "unsettled"]
    model: Model | None = None
    core: frozenset[str] = frozenset()
    why: str | None = None


class Solver:
    """A query that may grow. What the facts schema demands of the space is always part of it."""

    def __init__(self, space: Space, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self.space = space

    def add(self, formula: Formula, label: str | None = None) -> None:
        """Holds from now on. A labelled one can appear in a core."""
        raise NotImplementedError

    def ask(self, *assumptions: Formula, core: Mapping[str, Formula] | None = None) -> Answer:
        """Whether all can hold together; `core` are more assumptions, with their labels."""
        raise NotImplementedError

    def push(self) -> None:
        """What is added from now on is forgotten at the matching `pop`."""
        raise NotImplementedError

    def pop(self) -> None:
        """Forgets what was added since the matching `push`."""
        raise NotImplementedError
