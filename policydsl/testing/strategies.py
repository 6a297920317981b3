"""Hypothesis strategies: facts of policies, and policies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policydsl.api import Policy
from policydsl.policy.facts import Facts
from policydsl.testing.boundaries import Boundaries
from policydsl.testing.drawing import HypothesisDraw, chance, pick
from policydsl.testing.drawn_facts import left_out, random_facts, varied_facts
from policydsl.testing.hypothesis_extra import require_hypothesis
from policydsl.testing.near_eligible import nearly_eligible
from policydsl.testing.random_policies import RandomPolicy, random_policy

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Stated = dict[str, Any]
STEPS = (Decimal(1), Decimal("0.01"), Decimal(10), Decimal(1000))


def facts(
    *policies: Policy, unknowns: bool = True, near: Facts | Mapping[str, Any] | None = None
) -> SearchStrategy[Stated]:
    """Facts as plain data with ids, which `Policy.evaluate` takes; only what the policies ask for.

    Values lie on and beside every figure, date and choice that the policies compare with. Half of
    the institutions are made up, half lie close to one that is eligible; with `near` all lie close
    to that one. Without `unknowns` all that the policies ask for is stated. Several policies must
    share a facts schema. Examples shrink to few facts and plain values.
    """
    boundaries = Boundaries.of(*(policy.program for policy in policies))
    program = policies[0].program
    models = _models(policies, boundaries) if near is None else [_stated(near)]

    def make(draw: HypothesisDraw) -> Stated:
        if models and (near is not None or chance(draw, 50)):
            model = pick(draw, models)
            return varied_facts(draw, program, model, boundaries, unknowns=unknowns)
        return random_facts(draw, program, boundaries, unknowns=unknowns)

    return _composite(make)


def institutions(*policies: Policy) -> SearchStrategy[Stated]:
    """As `facts`: institutions all of whose facts are stated, close to one that is eligible."""
    boundaries = Boundaries.of(*(policy.program for policy in policies))
    program = policies[0].program
    models = _models(policies, boundaries)

    def make(draw: HypothesisDraw) -> Stated:
        model = pick(draw, models) if models else {}
        return varied_facts(draw, program, model, boundaries, unknowns=False)

    return _composite(make)


def facts_and_fewer(
    policy: Policy, near: Facts | Mapping[str, Any] | None = None
) -> SearchStrategy[tuple[Stated, Stated]]:
    """Facts, and the same with some of them unstated."""
    root = policy.program.facts.root
    more = facts(policy, near=near)

    def make(draw: HypothesisDraw) -> tuple[Stated, Stated]:
        known = draw.of(more)
        return known, left_out(draw, root, known, pick(draw, (10, 5, 30, 80)))

    return _composite(make)


def facts_and_step(
    policy: Policy, near: Facts | Mapping[str, Any] | None = None
) -> SearchStrategy[tuple[Stated, Decimal]]:
    """Facts, and how far to move one of them."""
    some = facts(policy, near=near)
    return _composite(lambda draw: (draw.of(some), pick(draw, STEPS)))


def policies(*, shipped_facts: bool | None = None) -> SearchStrategy[RandomPolicy]:
    """Well-typed policies, read from YAML and checked as any policy is.

    `shipped_facts` says whether they are about the shipped facts or about a small facts schema of
    their own; None leaves it open.
    """
    return _composite(lambda draw: random_policy(draw, shipped_facts=shipped_facts))


def _models(policies: tuple[Policy, ...], boundaries: Boundaries) -> list[Mapping[str, Any]]:
    return [each for policy in policies for each in nearly_eligible(policy.program, boundaries)]


def _stated(near: Facts | Mapping[str, Any]) -> Mapping[str, Any]:
    return near.stated if isinstance(near, Facts) else near


def _composite(make: Callable[[HypothesisDraw], Any]) -> SearchStrategy[Any]:
    require_hypothesis()
    from hypothesis import strategies as st

    @st.composite
    def drawn(draw: Callable[[Any], Any]) -> Any:
        return make(HypothesisDraw(draw))

    return drawn()
