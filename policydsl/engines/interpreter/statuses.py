"""The meaning of a checklist: how truths make statuses, and statuses a verdict.

Everything here is a table over `Truth`: true, false, or a null that says why it is neither. An
unknown is told apart from one that *may fail*, since only the latter can still refuse anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from policydsl.feel.values import CauseKind, Null, Value, merge, null
from policydsl.policy.model import Force
from policydsl.trace import Status, Verdict

Truth = bool | Null


@dataclass(frozen=True, slots=True)
class Judged:
    """A status. `may_fail`: it is, or with more facts could still become, a fail.

    `why` holds the causes of an unknown that may fail, and nothing otherwise: the harmless ones
    are told at their items, and explain no verdict.
    """

    status: Status
    may_fail: bool = False
    why: Null = Null()  # noqa: RUF009 - frozen, and the same for all


PASS = Judged(Status.PASS)
FAIL = Judged(Status.FAIL, may_fail=True)
NOT_APPLICABLE = Judged(Status.NOT_APPLICABLE)


def truth(value: Value) -> Truth:
    """A condition's value as a truth; what is neither true nor false is null and says why."""
    match value:
        case bool():
            return value
        case Null(causes) if causes:
            return value
        case _:
            return null(
                CauseKind.WRONG_TYPE,
                "条件的结果既不是“是”也不是“否”",
                "the condition is neither true nor false",
            )


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's `and`: one false decides, else one null leaves it open."""
    found = list(truths)
    if any(each is False for each in found):
        return False
    open_ones = [each for each in found if isinstance(each, Null)]
    return merge(open_ones) if open_ones else True


def judge(applies: Truth, met: Truth) -> Judged:
    """One item: does the requirement apply to it, and is it met?

    | applies | met     | status                                                       |
    | ------- | ------- | ------------------------------------------------------------ |
    | false   | any     | not applicable                                               |
    | true    | true    | pass                                                         |
    | true    | false   | fail                                                         |
    | true    | unknown | unknown, may fail                                            |
    | unknown | true    | unknown: a pass or not applicable, so it can refuse nobody   |
    | unknown | other   | unknown, may fail                                            |
    """
    match applies, met:
        case False, _:
            return NOT_APPLICABLE
        case True, True:
            return PASS
        case True, False:
            return FAIL
        case _:
            return Judged(Status.UNKNOWN, may_fail=met is not True, why=merge((applies, met)))


def waived(met: Truth, reason: Value) -> tuple[Truth, str | None]:
    """A shortfall with a stated reason counts as met; gives the reason where it was needed.

    Where it is not known whether a reason was stated, neither is it known whether this is met.
    """
    match met, reason:
        case True, _:
            return True, None
        case _, str() if reason.strip():
            return True, reason
        case _, Null() if reason.unknown:
            return merge((met, reason)), None
        case _:
            return met, None


def over_items(items: Sequence[Judged]) -> Judged:
    """A rule over its items: a fail beats an unknown, an unknown a pass, a pass not applicable."""
    statuses = {item.status for item in items}
    if Status.FAIL in statuses:
        return FAIL
    if Status.UNKNOWN in statuses:
        may_fail = any(item.may_fail for item in items)
        return Judged(Status.UNKNOWN, may_fail, merge(item.why for item in items if item.may_fail))
    return PASS if Status.PASS in statuses else NOT_APPLICABLE


_GROUP_ORDER = {
    "any": (Status.PASS, Status.UNKNOWN, Status.FAIL),
    "all": (Status.FAIL, Status.UNKNOWN, Status.PASS),
}


def over_group(need: Literal["any", "all"], rules: Iterable[Status]) -> Status:
    """A group of preferential rules: the first status in its order that any of its rules has."""
    found = set(rules)
    return next((s for s in _GROUP_ORDER[need] if s in found), Status.NOT_APPLICABLE)


def verdict(applies: Truth, rules: Iterable[tuple[Force, Judged]]) -> tuple[Verdict, Null]:
    """A checklist over its rules, and for an undetermined one the causes of all that matters.

    A mandatory fail, then a mandatory unknown that may fail, then an in-principle fail, then an
    in-principle unknown that may fail. Preferential rules never count.
    """
    judged = list(rules)
    mandatory = [rule for force, rule in judged if force is Force.MANDATORY]
    in_principle = [rule for force, rule in judged if force is Force.IN_PRINCIPLE]
    falls_short = _fails(in_principle)
    may_refuse = _may_fail(mandatory)
    may_fall_short = [] if falls_short else _may_fail(in_principle)
    match applies:
        case False:
            return Verdict.NOT_APPLICABLE, Null()
        case True if _fails(mandatory):
            return Verdict.INELIGIBLE, Null()
        case True if not may_refuse and falls_short:
            return Verdict.CONDITIONAL, Null()
        case True if not may_refuse and not may_fall_short:
            return Verdict.ELIGIBLE, Null()
        case _:
            return Verdict.UNDETERMINED, merge((applies, *may_refuse, *may_fall_short))


def _fails(rules: Iterable[Judged]) -> bool:
    return any(rule.status is Status.FAIL for rule in rules)


def _may_fail(rules: Iterable[Judged]) -> list[Null]:
    return [rule.why for rule in rules if rule.may_fail]
