"""The questions that make up a comparison of rules, and of the verdicts of checklists."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.analysis.relation_search import (
    Blocked,
    Found,
    concluded,
    search_of,
    unsettled,
)
from policydsl.analysis.relations import Asking, Comparison
from policydsl.analysis.standings import (
    Standing,
    checklist_standing,
    force_of,
    rule_standing,
    worse_verdict,
    worst,
)
from policydsl.analysis.witnesses import BEST, Outcome, Subject
from policydsl.engines.smt import Encoding, Formula, Unencodable, all_of
from policydsl.policy.model import Checklist, Force
from policydsl.trace import Verdict

NO = Found("no")
Subjects = tuple[Subject, ...]


def rules_compared(asking: Asking, old_rules: Subjects, new_rules: Subjects) -> Comparison:
    """See `relations.compare_rules`."""
    sides = ((asking.old, old_rules), (asking.new, new_rules))
    plain = all(
        _force(encoding, rule) is Force.PREFERENTIAL for encoding, rules in sides for rule in rules
    )
    try:
        before, after = (_worst_rule(encoding, rules, plain) for encoding, rules in sides)
        scope = all_of(_in_scope(encoding, rule) for encoding, rules in sides for rule in rules)
    except Blocked as blocked:
        return unsettled([blocked.obstacle])
    search = search_of(asking, old_rules, new_rules)
    search.solver.add(scope)

    def standing(seen: Outcome) -> int:
        return seen.level if plain else seen.standing

    definite = ~before.open & ~after.open
    told = ", ".join(map(str, new_rules or old_rules))
    stricter = search.find(
        after.worse_than(before),
        definite,
        lambda was, now: standing(now) < standing(was),
        f"{told} refuses more",
    )
    looser = search.find(
        before.worse_than(after),
        definite,
        lambda was, now: standing(was) < standing(now),
        f"{told} refuses less",
    )
    return concluded(search, stricter, looser)


def verdicts_compared(
    asking: Asking,
    decision: str,
    new_decision: str,
    wanted: tuple[bool, bool],
    same_rules: Mapping[str, str],
) -> Comparison:
    """See `relations.compare_verdicts`; `wanted` are the directions to look in."""
    try:
        old_rules = _rules(asking.old, decision, {})
        before, was_out = _checklist(asking.old, decision, old_rules)
        shared = {new: old_rules[old] for new, old in same_rules.items()}
        new_rules = _rules(asking.new, new_decision, shared)
        after, is_out = _checklist(asking.new, new_decision, new_rules)
    except Blocked as blocked:
        return unsettled([blocked.obstacle])
    search = search_of(asking, (Subject(decision),), (Subject(new_decision),))
    differ = ~was_out & ~is_out & ~(before.open & after.open)
    definite = ~before.open & ~after.open

    tightens, loosens = wanted
    eligible = (before.at_least[BEST], after.at_least[BEST])
    stricter = looser = NO
    if tightens:
        claim = f"a worse verdict of {new_decision}"
        worse = differ & after.worse_than(before)
        stricter = search.find(worse, definite, worse_verdict, claim, eligible[:1])
    if loosens:
        claim = f"a better verdict of {new_decision}"
        better = differ & before.worse_than(after)
        looser = search.find(better, definite, _better, claim, eligible[1:])
    claim = f"another scope of {new_decision}"
    left = search.find(is_out & ~was_out, definite, _scope_differs, claim)
    entered = search.find(was_out & ~is_out, definite, _scope_differs, claim)
    return concluded(search, stricter, looser, (left, entered))


def applies(encoding: Encoding, decision: str) -> tuple[Formula, Formula]:
    """The decision is about the institution, as far as is known; it is not. Raises Blocked."""
    try:
        found = encoding.applies(decision)
    except Unencodable as problem:
        raise Blocked(Subject(decision), problem) from problem
    return ~found["no"], found["no"]


def _worst_rule(encoding: Encoding, rules: Subjects, plain: bool) -> Standing:
    return worst(
        _standing(encoding, rule, Force.MANDATORY if plain else _force(encoding, rule))
        for rule in rules
    )


def _standing(encoding: Encoding, rule: Subject, force: Force) -> Standing:
    assert rule.rule is not None
    try:
        return rule_standing(encoding.rule(rule.decision, rule.rule), force)
    except Unencodable as problem:
        raise Blocked(rule, problem) from problem


def _in_scope(encoding: Encoding, rule: Subject) -> Formula:
    return applies(encoding, rule.decision)[0]


def _force(encoding: Encoding, rule: Subject) -> Force:
    assert rule.rule is not None
    return force_of(encoding.program, rule.decision, rule.rule)


def _rules(
    encoding: Encoding, decision: str, shared: Mapping[str, Standing]
) -> dict[str, Standing]:
    """Where each rule that counts stands; of those that are `shared` this is known."""
    body = encoding.program.decisions[decision].body
    assert isinstance(body, Checklist)
    return {
        rule.id: shared[rule.id]
        if rule.id in shared
        else _standing(encoding, Subject(decision, rule.id), rule.force)
        for rule in body.rules
        if rule.force is not Force.PREFERENTIAL
    }


def _checklist(
    encoding: Encoding, decision: str, rules: Mapping[str, Standing]
) -> tuple[Standing, Formula]:
    """Where the checklist stands, and that it is not about the institution."""
    _, out = applies(encoding, decision)
    return checklist_standing(rules.values(), encoding.applies(decision)["unknown"]), out


def _better(was: Outcome, now: Outcome) -> bool:
    return worse_verdict(now, was)


def _scope_differs(was: Outcome, now: Outcome) -> bool:
    out = Verdict.NOT_APPLICABLE
    return (was.verdict is out) is not (now.verdict is out)
