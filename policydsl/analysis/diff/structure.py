"""What differs in the text of two versions, thing by thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policydsl.analysis.diff.changes import Change, Edit, Figure, How, Located, place_in
from policydsl.analysis.diff.decision_changes import decision_changes
from policydsl.analysis.diff.edits import Reading, plain
from policydsl.analysis.diff.matching import Matched, match
from policydsl.analysis.diff.thing_changes import thing_changes
from policydsl.analysis.same_text import Key, Meanings
from policydsl.feel.errors import type_words
from policydsl.policy.model import Decision, Definition, NotEncoded, Parameter, Program, Use


@dataclass(frozen=True, slots=True)
class Structure:
    """Which decision is which, and all that differs as it is written."""

    decisions: Matched[Decision]
    changes: tuple[Change, ...]


def structure(old: Meanings, new: Meanings) -> Structure:
    """Head, links, figures, definitions, decisions with their parts, clauses not encoded."""
    parameters = _matched_parameters(old.program, new.program)
    definitions = _matched_definitions(old, new)
    decisions = _matched_decisions(old, new)
    renamed = {
        **{pair.old.name: pair.new.name for pair in parameters.pairs},
        **{pair.old.name: pair.new.name for pair in definitions.pairs},
        **{pair.old.name: pair.new.name for pair in decisions.pairs},
    }
    reading = Reading(old, new, renamed)
    changes = (
        *_head(old.program, new.program),
        *_uses(old.program, new.program),
        *thing_changes("parameter", parameters, (_located, _located), _parameter_edits),
        *thing_changes(
            "definition",
            definitions,
            (_located, _located),
            lambda one, other: _definition_edits(one, other, reading),
        ),
        *decision_changes(decisions, reading),
        *_not_encoded(old.program, new.program),
    )
    return Structure(decisions, changes)


def _located(thing: Parameter | Definition) -> Located:
    return Located(thing.name, thing, thing.place)


def _matched_parameters(old: Program, new: Program) -> Matched[Parameter]:
    return match(
        tuple(old.parameters.values()),
        tuple(new.parameters.values()),
        lambda each: each.name,
        lambda each: each.zh,
        lambda each: (str(each.value), each.unit, each.title),
    )


def _matched_definitions(old: Meanings, new: Meanings) -> Matched[Definition]:
    def said_by(meanings: Meanings, each: Definition) -> Key:
        return meanings.expression(each.expression.tree)

    return match(
        tuple(old.program.definitions.values()),
        tuple(new.program.definitions.values()),
        lambda each: each.name,
        lambda each: each.zh,
        (lambda each: said_by(old, each), lambda each: said_by(new, each)),
    )


def _matched_decisions(old: Meanings, new: Meanings) -> Matched[Decision]:
    def said_by(meanings: Meanings, each: Decision) -> Key:
        return type(each.body), meanings.decision(each)

    return match(
        tuple(old.program.decisions.values()),
        tuple(new.program.decisions.values()),
        lambda each: each.name,
        (lambda each: said_by(old, each), lambda each: said_by(new, each)),
        lambda each: (type(each.body), each.title),
    )


def _head(old: Program, new: Program) -> Iterator[Change]:
    before, after = old.citation, new.citation
    found = tuple(
        plain(
            ("policy", old.policy, new.policy),
            ("title", old.title, new.title),
            ("document", before.document, after.document),
            ("document_title", before.title, after.title),
            ("issuer", before.issuer, after.issuer),
            ("issued", before.issued, after.issued),
            ("published", before.published, after.published),
            ("version", old.version, new.version),
            ("start", old.effective.start, new.effective.start),
            ("end", old.effective.end, new.effective.end),
            ("gap_before", old.effective.gap_before, new.effective.gap_before),
            ("base", old.base, new.base),
            ("note", old.note, new.note),
        )
    )
    if found:
        located = (Located(each.policy, each, place_in(each)) for each in (old, new))
        was, now = located
        yield Change("head", How.CHANGED, (was,), (now,), found)


def _uses(old: Program, new: Program) -> Iterator[Change]:
    def edits(one: Use, other: Use) -> Iterator[Edit]:
        same = one.program.digest == other.program.digest
        used = (_used(one), _used(other)) if same else (_exactly(one), _exactly(other))
        return plain(("id", one.name, other.name), ("used", *used))

    matched = match(old.uses, new.uses, lambda each: each.name, _used)
    locate = (
        lambda each: Located(each.name, each, place_in(old)),
        lambda each: Located(each.name, each, place_in(new)),
    )
    return thing_changes("use", matched, locate, edits)


def _used(use: Use) -> str:
    return f"{use.program.policy}@{use.program.effective.start} {use.decision}"


def _exactly(use: Use) -> str:
    """With the digest, where the files of what is used differ."""
    return f"{_used(use)} ({use.program.digest[:12]})"


def _parameter_edits(one: Parameter, other: Parameter) -> Iterator[Edit]:
    yield from plain(("id", one.name, other.name))
    if one.value != other.value or one.unit != other.unit:
        yield Edit("value", Figure(one.value, one), Figure(other.value, other))
    yield from plain(
        ("type", type_words(one.type), type_words(other.type)),
        ("title", one.title, other.title),
        ("zh", one.zh, other.zh),
        ("clauses", one.clauses, other.clauses),
        ("note", one.note, other.note),
    )


def _definition_edits(one: Definition, other: Definition, reading: Reading) -> Iterator[Edit]:
    yield from plain(("id", one.name, other.name))
    yield from reading.expression("expression", one.expression, other.expression)
    yield from plain(
        ("title", one.title, other.title),
        ("zh", one.zh, other.zh),
        ("clauses", one.clauses, other.clauses),
        ("note", one.note, other.note),
    )


def _not_encoded(old: Program, new: Program) -> Iterator[Change]:
    def located(each: NotEncoded) -> Located:
        return Located(each.clause, each, each.place)

    def edits(one: NotEncoded, other: NotEncoded) -> Iterator[Edit]:
        clauses = (one.clause,), (other.clause,)
        return plain(("clauses", *clauses), ("reason", one.reason, other.reason))

    matched = match(
        old.not_encoded, new.not_encoded, lambda each: each.clause, lambda each: each.reason
    )
    return thing_changes("not_encoded", matched, (located, located), edits)
