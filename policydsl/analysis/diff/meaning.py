"""What the change means: for each rule, each decision, each verdict how the new stands to the old.

What says the same is equivalent by its text. Of the rest, each rule is compared by itself, with
nothing encoded but that rule; a verdict is then asked about only in the directions that its rules
leave open.
"""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.diff.encoding import Options, compared_rules, compared_values
from policydsl.analysis.diff.matching import Matched
from policydsl.analysis.diff.results import DecisionMeaning, RuleMeaning
from policydsl.analysis.diff.rule_changes import rule_pairs
from policydsl.analysis.diff.verdicts import verdict_comparison
from policydsl.analysis.relations import SAME_TEXT
from policydsl.analysis.same_text import Meanings
from policydsl.policy.model import Checklist, Decision, Rule


def meaning(
    decisions: Matched[Decision], old: Meanings, new: Meanings, options: Options
) -> tuple[DecisionMeaning, ...]:
    """Of every decision that both versions have. Raises ReplayError."""
    return tuple(_decision(pair.old, pair.new, old, new, options) for pair in decisions.pairs)


def _decision(
    one: Decision, other: Decision, old: Meanings, new: Meanings, options: Options
) -> DecisionMeaning:
    if isinstance(one.body, Checklist) and isinstance(other.body, Checklist):
        rules = tuple(_rules(one, other, old, new, options))
        found = verdict_comparison(one, other, (old, new), rules, options)
        return DecisionMeaning(one, other, found, rules)
    if type(one.body) is type(other.body) and old.decision(one) == new.decision(other):
        return DecisionMeaning(one, other, SAME_TEXT)
    programs = old.program, new.program
    return DecisionMeaning(one, other, compared_values(programs, one.name, other.name, options))


def _rules(
    one: Decision, other: Decision, old: Meanings, new: Meanings, options: Options
) -> Iterator[RuleMeaning]:
    before, after = one.body, other.body
    assert isinstance(before, Checklist)
    assert isinstance(after, Checklist)
    programs = old.program, new.program
    pairs = rule_pairs(before, after, old, new)

    def compared(was: tuple[Rule, ...], now: tuple[Rule, ...]) -> RuleMeaning:
        return RuleMeaning(was, now, compared_rules(programs, (one, was), (other, now), options))

    for was, now in pairs.regrouped:
        yield compared(was, now)
    for pair in pairs.matched.pairs:
        same = pair.old.force is pair.new.force and old.rule(pair.old) == new.rule(pair.new)
        if same:
            yield RuleMeaning((pair.old,), (pair.new,), SAME_TEXT)
        else:
            yield compared((pair.old,), (pair.new,))
    for rule in pairs.matched.removed:
        yield compared((rule,), ())
    for rule in pairs.matched.added:
        yield compared((), (rule,))
