"""Ready properties: laws that a policy, or a version and the next, is held to.

Each draws institutions, and where one contradicts the law raises an AssertionError that shows the
smallest found, with the traces. Nothing is proved by that; `policydsl diff` proves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from policydsl.analysis.standings import verdict_stood
from policydsl.analysis.witnesses import known_facts
from policydsl.api import Policy
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist
from policydsl.testing.moved_facts import movable, moved, steps_of
from policydsl.testing.refinement import exempt, what_turned
from policydsl.testing.searching import Side, contradicting, failure
from policydsl.testing.strategies import facts, facts_and_fewer, facts_and_step
from policydsl.text.diagnostic import Diagnostic, Language, Text, UsageError
from policydsl.trace import Status, Trace, Verdict

EXAMPLES = 200
OLD, NEW = Text("旧版", "old"), Text("新版", "new")
ADMITTED = (Verdict.ELIGIBLE, Verdict.CONDITIONAL)


def never_admits_more(
    old: Policy,
    new: Policy,
    decision: str | None = None,
    *,
    near: Facts | Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    seed: int = 0,
    language: Language = "zh",
) -> None:
    """The new version, declared a tightening, treats no institution better than the old.

    Asked of one checklist, or of all that both versions have. An institution that the old is not
    about must not be admitted by the new. Raises AssertionError.
    """
    names = [decision] if decision else _shared_checklists(old, new)

    def better(stated: dict[str, Any]) -> Iterator[str]:
        known = old.facts(stated)
        same = known if new.program.facts is old.program.facts else read(new, stated)
        for name in names:
            before, after = old.evaluate(known, name), new.evaluate(same, name)
            if is_better(before, after):
                yield _turn(name, before, after)

    found = contradicting(facts(old, new, near=near), better, examples, seed)
    if found is not None:
        law = Text("新版放宽了旧版", "the new version admits more than the old")
        sides = [Side(OLD, old, found), Side(NEW, new, found)]
        raise failure(law, better(found), sides, turned_decisions(better(found)), language)


def stays_monotone(
    policy: Policy,
    fact: str,
    decision: str | None = None,
    *,
    better: Literal["more", "less"] = "more",
    near: Facts | Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    seed: int = 0,
    language: Language = "zh",
) -> None:
    """More of a fact (later, for a date; true, for a yes or no) makes no verdict and no rule worse.

    `fact` is a path like `occupations[].theory.seats`: all items are moved together. With `better`
    as `less`, less of it does not. Raises AssertionError, or UsageError for the path.
    """
    info = movable(policy.program.facts, fact)
    names = [decision] if decision else _checklists(policy)
    steps, sign = steps_of(info.path), 1 if better == "more" else -1

    def eased(stated: dict[str, Any], step: Decimal) -> dict[str, Any]:
        more = moved(policy.program.facts.root, stated, steps, sign * step)
        assert isinstance(more, dict)
        return more

    def worse(drawn: tuple[dict[str, Any], Decimal]) -> Iterator[str]:
        facts_, eased_facts = policy.facts(drawn[0]), policy.facts(eased(*drawn))
        for name in names:
            before, after = policy.evaluate(facts_, name), policy.evaluate(eased_facts, name)
            yield from _worsened(before, after)

    found = contradicting(facts_and_step(policy, near), worse, examples, seed)
    if found is not None:
        way = Text("更多更好", "more of it is better") if sign > 0 else None
        way = way or Text("更少更好", "less of it is better")
        law = Text(f"“{info.zh_path}”不是{way.zh}", f"“{info.path}” is not such that {way.en}")
        sides = [
            Side(Text("原来", "before"), policy, found[0]),
            Side(Text("变动后", "after"), policy, eased(*found)),
        ]
        raise failure(law, worse(found), sides, turned_decisions(worse(found)), language)


def unknowns_refine(
    policy: Policy,
    *,
    near: Facts | Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    seed: int = 0,
    language: Language = "zh",
) -> None:
    """Facts that come in turn nothing that was decided without them.

    What rests on `is stated` is not asked. Raises AssertionError.
    """
    free = exempt(policy.program)

    def turned(drawn: tuple[dict[str, Any], dict[str, Any]]) -> Iterator[str]:
        more, fewer = map(policy.facts, drawn)
        for before, after in zip(
            policy.evaluate_all(fewer), policy.evaluate_all(more), strict=True
        ):
            yield from what_turned(before, after, free)

    found = contradicting(facts_and_fewer(policy, near), turned, examples, seed)
    if found is not None:
        law = Text("补齐事实推翻了已有的结论", "facts that came in turned what was decided")
        sides = [
            Side(Text("补齐之前", "before they came in"), policy, found[1]),
            Side(Text("补齐之后", "after"), policy, found[0]),
        ]
        raise failure(law, turned(found), sides, turned_decisions(turned(found)), language)


def read(policy: Policy, stated: Mapping[str, Any]) -> Facts:
    """The facts that a version's schema has a place for."""
    return policy.facts(known_facts(stated, policy.program.facts.root))


def is_better(before: Trace, after: Trace) -> bool:
    """Whether the verdict after is better, whichever rules an undetermined one hangs on."""
    if before.verdict is Verdict.NOT_APPLICABLE:
        return after.verdict in ADMITTED
    stood, stands = _stands(before), _stands(after)
    return bool(stands) and min(stands) > max(stood)


def _stands(trace: Trace) -> tuple[int, ...]:
    """Where the checklist may stand; one that may not be about the institution, and whose rules
    refuse it, will not admit it either way."""
    assert trace.verdict is not None  # only checklists are asked
    refused = any(rule.force == "mandatory" and rule.status is Status.FAIL for rule in trace.rules)
    if trace.verdict is Verdict.UNDETERMINED and refused:
        return verdict_stood(Verdict.INELIGIBLE)
    return verdict_stood(trace.verdict)


def _worsened(before: Trace, after: Trace) -> Iterator[str]:
    if before.verdict is not Verdict.NOT_APPLICABLE and is_better(after, before):
        yield _turn(before.decision, before, after)
    statuses = {rule.id: rule.status for rule in after.rules}
    for rule in before.rules:
        if rule.status is Status.PASS and statuses[rule.id] is Status.FAIL:
            yield f"{before.decision}.{rule.id}: pass → fail"


def _turn(decision: str, before: Trace, after: Trace) -> str:
    assert before.verdict is not None  # only checklists are asked
    assert after.verdict is not None
    return f"{decision}: {before.verdict.value} → {after.verdict.value}"


def turned_decisions(found: Iterator[str]) -> list[str]:
    """The decisions that contradictions begin with, each once."""
    names = [each.split(":")[0].split(" ")[0].split(".")[0] for each in found]
    return list(dict.fromkeys(names))


def _checklists(policy: Policy) -> list[str]:
    decisions = policy.program.decisions.values()
    found = [each.name for each in decisions if isinstance(each.body, Checklist)]
    if not found:
        message = Text(f"“{policy.id}”没有条件清单", f"“{policy.id}” has no checklist")
        help_ = Text("换一个有条件清单的政策", "name a policy that has one")
        raise UsageError(Diagnostic("no-checklist", message, help=help_))
    return found


def _shared_checklists(old: Policy, new: Policy) -> list[str]:
    of_new = _checklists(new)
    found = [name for name in _checklists(old) if name in of_new]
    if not found:
        message = Text("两版没有同名的条件清单", "the versions have no checklist of one name")
        help_ = Text("写明 decision", "name a decision that both have")
        raise UsageError(Diagnostic("no-checklist", message, help=help_))
    return found
