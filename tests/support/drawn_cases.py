"""A policy and facts of an institution, drawn together; and each law as a question of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import policy_laws
from policydsl.analysis.formatting import formatted
from policydsl.api import Policy
from policydsl.policy.facts import Facts
from policydsl.policy.library import Library
from policydsl.policy.shipped import shipped_policies
from policydsl.testing.drawing import Draw, chance, pick
from policydsl.testing.drawn_facts import left_out, random_facts, varied_facts
from shipped_programs import Bound, boundaries_of, bounds, examples, province, shipped

STEPS = (Decimal(1), Decimal("0.01"), Decimal(1000))


@dataclass(frozen=True, slots=True)
class Case:
    """An institution's facts under a policy, and the same facts with some unstated.

    `bounds` are some of the policy's monotone figures, and `step` how far they are moved.
    """

    policy: Policy
    more: Facts
    fewer: Facts
    bounds: tuple[Bound, ...]
    step: Decimal

    def __repr__(self) -> str:
        more, fewer = self.more.stated, self.fewer.stated
        return f"Case({self.policy.id!r}, {more=}, {fewer=}, {self.bounds}, {self.step!r})"


def draw_case(draw: Draw, policy: Policy | None = None) -> Case:
    """Half of the institutions are examples with some facts drawn anew, mostly from the
    policy's own province; the others are nobody in particular."""
    policy = policy or pick(draw, shipped())
    program, boundaries = policy.program, boundaries_of(policy)
    if chance(draw, 50):
        more = random_facts(draw, program, boundaries)
    else:
        known = list(examples())
        own = [path for path in known if path.startswith(f"examples/{province(policy)}/")]
        near = examples()[pick(draw, own or known)]
        more = varied_facts(draw, program, near, boundaries)
    fewer = left_out(draw, program.facts.root, more, pick(draw, (10, 5, 30, 80)))
    own_bounds = [bound for bound in bounds() if bound.policy is policy]
    some = tuple(pick(draw, own_bounds) for _ in range(3)) if own_bounds else ()
    return Case(policy, policy.facts(more), policy.facts(fewer), some, pick(draw, STEPS))


@cache
def in_chinese_names(policy: Policy) -> Policy:
    """The policy as `fmt --names zh` writes it, where that changes anything."""
    file = policy.program.source.name
    text = formatted(_path(policy), "zh")
    if text is None:
        return policy
    built = Library.open(shipped_policies()).built_text(text, file)
    return Policy(built.program, policy.day)


def _path(policy: Policy) -> Path:
    return shipped_policies() / policy.id / f"{policy.program.effective.start}.yaml"


def filled_in(case: Case) -> Iterator[str]:
    return policy_laws.turned(case.policy, case.fewer, case.more)


def stated_otherwise(case: Case) -> Iterator[str]:
    return policy_laws.differently_stated(case.policy, case.fewer)


def eased(case: Case) -> Iterator[str]:
    for bound in case.bounds:
        yield from policy_laws.worsened(bound, case.more, case.step)


def told(case: Case) -> Iterator[str]:
    return policy_laws.ill_told(case.policy, case.fewer)


def asked_again(case: Case) -> Iterator[str]:
    return policy_laws.disagreements(case.policy, case.fewer)


def renamed(case: Case) -> Iterator[str]:
    other = in_chinese_names(case.policy)
    return policy_laws.differing_when_renamed(case.policy, other, case.fewer)


def judged(case: Case) -> Iterator[str]:
    return policy_laws.misjudged(case.policy, case.fewer)


LAWS = {
    "facts that come in contradict nothing decided": filled_in,
    "the order and language of facts do not matter": stated_otherwise,
    "a better figure never fails a rule that passed": eased,
    "every unknown is told, every trace is well formed": told,
    "a decision comes out the same alone and again": asked_again,
    "names in Chinese change nothing": renamed,
    "a verdict follows from the statuses of the rules": judged,
}
