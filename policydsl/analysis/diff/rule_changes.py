"""What differs in the rules and groups of a checklist; rules cut in two, or joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policydsl.analysis.diff.changes import Change, Edit, How, Located
from policydsl.analysis.diff.edits import Reading, plain
from policydsl.analysis.diff.matching import Matched, match
from policydsl.analysis.diff.thing_changes import thing_changes
from policydsl.analysis.same_text import Key, Meanings
from policydsl.policy.model import Checklist, Decision, Group, Rule


@dataclass(frozen=True, slots=True)
class RulePairs:
    """Which rules are which: single ones, and those that several others stand for.

    Each of `regrouped` holds the old rules and the new rules; one of the two is a single rule.
    """

    matched: Matched[Rule]
    regrouped: tuple[tuple[tuple[Rule, ...], tuple[Rule, ...]], ...]


def rule_pairs(one: Checklist, other: Checklist, old: Meanings, new: Meanings) -> RulePairs:
    """By id, else by what they say, else by title; what is left may be parts of others."""
    by_id = match(one.rules, other.rules, lambda each: each.id)
    regrouped = _regrouped(by_id, old, new)
    taken = [rule for before, after in regrouped for rule in (*before, *after)]
    matched = match(
        _without(one.rules, taken),
        _without(other.rules, taken),
        lambda each: each.id,
        (lambda each: (each.force, old.rule(each)), lambda each: (each.force, new.rule(each))),
        lambda each: each.title,
    )
    return RulePairs(matched, regrouped)


def checklist_changes(one: Decision, other: Decision, reading: Reading) -> Iterator[Change]:
    """Rules, then groups."""
    before, after = one.body, other.body
    assert isinstance(before, Checklist)
    assert isinstance(after, Checklist)
    pairs = rule_pairs(before, after, reading.old, reading.new)
    for was, now in pairs.regrouped:
        how = How.SPLIT if len(was) == 1 else How.MERGED
        old, new = tuple(map(_rule, was)), tuple(map(_rule, now))
        yield Change("rule", how, old, new, (), other.name)
    yield from thing_changes(
        "rule",
        pairs.matched,
        (_rule, _rule),
        lambda was, now: _rule_edits(was, now, reading),
        other.name,
    )
    yield from thing_changes(
        "group",
        match(before.groups, after.groups, lambda each: each.id),
        (lambda each: _group(each, one), lambda each: _group(each, other)),
        _group_edits,
        other.name,
    )


def _rule(each: Rule) -> Located:
    return Located(each.id, each, each.place)


def _group(each: Group, decision: Decision) -> Located:
    return Located(each.id, each, decision.place)


def _rule_edits(one: Rule, other: Rule, reading: Reading) -> Iterator[Edit]:
    yield from plain(("id", one.id, other.id), ("force", one.force, other.force))
    yield from reading.iterators(one.iterators, other.iterators)
    yield from reading.expression("when", one.when, other.when)
    yield from reading.expression("require", one.require, other.require)
    yield from reading.expression("waiver", one.waiver, other.waiver)
    if one.iterators and other.iterators:
        yield from plain(("empty", one.empty, other.empty))
    yield from plain(
        ("title", one.title, other.title),
        ("clauses", one.clauses, other.clauses),
        ("group", one.group, other.group),
        ("judgement", one.judgement, other.judgement),
        ("empty_note", one.empty_note, other.empty_note),
        ("note", one.note, other.note),
    )


def _group_edits(one: Group, other: Group) -> Iterator[Edit]:
    return plain(
        ("title", one.title, other.title),
        ("need", one.need, other.need),
        ("note", one.note, other.note),
    )


Regrouped = tuple[tuple[tuple[Rule, ...], tuple[Rule, ...]], ...]


def _regrouped(by_id: Matched[Rule], old: Meanings, new: Meanings) -> Regrouped:
    """Rules cut into several, and several joined into one."""
    changed = [pair for pair in by_id.pairs if old.rule(pair.old) != new.rule(pair.new)]
    split = _parts_of(
        [*by_id.removed, *(pair.old for pair in changed)],
        [*(pair.new for pair in changed), *by_id.added],
        old,
        new,
    )
    joined = _parts_of(
        [*by_id.added, *(pair.new for pair in changed)],
        [*(pair.old for pair in changed), *by_id.removed],
        new,
        old,
    )
    cut = tuple(((whole,), parts) for whole, parts in split)
    return (*cut, *((parts, (whole,)) for whole, parts in joined))


def _parts_of(
    wholes: Sequence[Rule], candidates: Sequence[Rule], old: Meanings, new: Meanings
) -> Iterator[tuple[Rule, tuple[Rule, ...]]]:
    """Rules whose demands are, all in all, just those of two or more candidates."""
    left = list(candidates)
    for whole in wholes:
        demands = old.demands(whole)
        around = _around(whole, old)
        parts = [
            each for each in left if _around(each, new) == around and new.demands(each) < demands
        ]
        met = frozenset[Key]().union(*(new.demands(each) for each in parts))
        if len(parts) > 1 and met == demands:
            left = [each for each in left if each not in parts]
            yield whole, tuple(parts)


def _around(rule: Rule, meanings: Meanings) -> Key:
    return rule.force, meanings.circumstances(rule)


def _without(rules: Sequence[Rule], taken: Sequence[Rule]) -> tuple[Rule, ...]:
    ids = {id(rule) for rule in taken}
    return tuple(rule for rule in rules if id(rule) not in ids)
