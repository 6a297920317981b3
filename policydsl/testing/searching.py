"""Looking for an institution that contradicts a law, and telling of the smallest one found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from policydsl.analysis.witness_cases import facts_text
from policydsl.api import Policy, render
from policydsl.testing.hypothesis_extra import require_hypothesis
from policydsl.text.diagnostic import Language, Text

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
Contradictions = Callable[[T], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the evaluations that a law compares: who is asked, about which facts."""

    label: Text
    policy: Policy
    facts: dict[str, Any]


def contradicting(
    strategy: SearchStrategy[T], contradictions: Contradictions[T], examples: int, seed: int
) -> T | None:
    """The simplest example found of which there is any contradiction; None where there is none."""
    require_hypothesis()
    from hypothesis import HealthCheck, find, settings
    from hypothesis.errors import NoSuchExample

    asked = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    try:
        return find(
            strategy,
            lambda each: next(iter(contradictions(each)), None) is not None,
            settings=asked,
            random=Random(seed),
        )
    except NoSuchExample:
        return None


def failure(
    law: Text, found: Iterable[str], sides: Sequence[Side], decisions: Sequence[str], lang: Language
) -> AssertionError:
    """The law, what contradicts it, the facts, and the traces of the decisions concerned."""
    lines = [law.in_language(lang), *(f"  - {each}" for each in found), ""]
    shown = None
    for side in sides:
        if side.facts != shown:
            lines += [Text("机构事实：", "Facts of the institution:").in_language(lang)]
            lines += [f"  {line}" for line in facts_text(side.facts).splitlines()] + [""]
            shown = side.facts
        for decision in decisions:
            trace = side.policy.evaluate(side.facts, decision)
            lines += [f"--- {side.label.in_language(lang)} ---", render(trace, language=lang)]
    return AssertionError("\n".join(lines))
