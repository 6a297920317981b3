"""Formulas for a result of two programs being another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policydsl.analysis.mutate.observed import Observed
from policydsl.policy.model import Checklist
from policydsl.trace import Status, Verdict

if TYPE_CHECKING:
    from policydsl.engines.smt import Encoding, Formula, RuleTerms


def differ(each: Observed, old: Encoding, new: Encoding) -> Formula:
    """The results differ as a case could see."""
    found = plainly_differ(each, old, new)
    if each.what == "rule":
        # Of two unknown statuses one may be able to fail and the other not.
        return found | _verdicts_differ(each.decision, old, new)
    return found


def may_differ(each: Observed, old: Encoding, new: Encoding) -> Formula:
    """Where this does not hold, the results do not differ; for a rule it is cheap to say."""
    found = plainly_differ(each, old, new)
    if each.what == "rule":
        before, after = _rules(each, old, new)
        return found | _one_of(before.may_fail, after.may_fail)
    return found


def plainly_differ(each: Observed, old: Encoding, new: Encoding) -> Formula:
    """They differ, of a rule in its status."""
    match each.what:
        case "rule":
            return _statuses_differ(*_rules(each, old, new))
        case "group":
            return _statuses_differ(*_groups(each, old, new))
        case "verdict":
            return _verdicts_differ(each.decision, old, new)
        case "applies" if _is_checklist(each, old):
            return _verdicts_differ(each.decision, old, new)
        case _:
            return _values_differ(each.decision, old, new)


def definite_result(each: Observed, old: Encoding, new: Encoding) -> Formula:
    """Neither result is an unknown."""
    match each.what:
        case "rule":
            before, after = _rules(each, old, new)
            return ~before.unknown & ~after.unknown
        case "group":
            before, after = _groups(each, old, new)
            return ~before.unknown & ~after.unknown
        case "verdict":
            return _is_settled(each.decision, old) & _is_settled(each.decision, new)
        case "applies":
            name = each.decision
            return ~old.applies(name)["unknown"] & ~new.applies(name)["unknown"]
        case "value":
            name = each.decision
            return ~old.value(name).unknown & ~new.value(name).unknown


def _is_settled(decision: str, encoding: Encoding) -> Formula:
    return ~encoding.verdict(decision)[Verdict.UNDETERMINED]


def _is_checklist(each: Observed, encoding: Encoding) -> bool:
    return isinstance(encoding.program.decisions[each.decision].body, Checklist)


def _rules(each: Observed, old: Encoding, new: Encoding) -> tuple[RuleTerms, RuleTerms]:
    assert each.id is not None
    return old.rule(each.decision, each.id), new.rule(each.decision, each.id)


def _groups(each: Observed, old: Encoding, new: Encoding) -> tuple[RuleTerms, RuleTerms]:
    assert each.id is not None
    return old.group(each.decision, each.id), new.group(each.decision, each.id)


def _statuses_differ(before: RuleTerms, after: RuleTerms) -> Formula:
    from policydsl.engines.smt import any_of

    return any_of(_one_of(before.status(each), after.status(each)) for each in Status)


def _verdicts_differ(decision: str, old: Encoding, new: Encoding) -> Formula:
    from policydsl.engines.smt import any_of

    before, after = old.verdict(decision), new.verdict(decision)
    return any_of(_one_of(before[verdict], after[verdict]) for verdict in Verdict)


def _values_differ(decision: str, old: Encoding, new: Encoding) -> Formula:
    """One is about the institution and the other is not, or both are and give something else."""
    from policydsl.engines.smt import same_value

    before, after = old.applies(decision)["no"], new.applies(decision)["no"]
    same = same_value(old.value(decision), new.value(decision))
    return _one_of(before, after) | (~before & ~after & ~same)


def _one_of(one: Formula, other: Formula) -> Formula:
    return (one & ~other) | (~one & other)
