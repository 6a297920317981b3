"""What differs in the decisions of two versions: their rules, groups, columns, rows, results."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.diff.changes import Change, Edit, Located
from policydsl.analysis.diff.edits import Reading, plain
from policydsl.analysis.diff.matching import Matched
from policydsl.analysis.diff.rule_changes import checklist_changes
from policydsl.analysis.diff.table_changes import table_changes
from policydsl.analysis.diff.thing_changes import thing_changes
from policydsl.policy.model import Checklist, Decision, Table, ValueExpression

_KINDS = {Checklist: "checklist", Table: "table", ValueExpression: "value"}


def decision_changes(decisions: Matched[Decision], reading: Reading) -> Iterator[Change]:
    """Each decision's own aspects, then the parts of all that are in both versions."""

    def located(each: Decision) -> Located:
        return Located(each.name, each, each.place)

    yield from thing_changes(
        "decision",
        decisions,
        (located, located),
        lambda one, other: _edits(one, other, reading),
    )
    for pair in decisions.pairs:
        yield from _parts(pair.old, pair.new, reading)


def _edits(one: Decision, other: Decision, reading: Reading) -> Iterator[Edit]:
    before, after = one.body, other.body
    yield from plain(
        ("id", one.name, other.name),
        ("kind", _KINDS[type(before)], _KINDS[type(after)]),
        ("title", one.title, other.title),
        ("zh", one.zh, other.zh),
        ("clauses", one.clauses, other.clauses),
    )
    yield from reading.expression("when", one.when, other.when)
    if isinstance(before, ValueExpression) and isinstance(after, ValueExpression):
        yield from reading.expression("expression", before.expression, after.expression)
        yield from plain(("unit", before.unit, after.unit), ("labels", before.labels, after.labels))
    if isinstance(before, Table) and isinstance(after, Table):
        yield from plain(
            ("hit", before.hit, after.hit), ("aggregation", before.aggregation, after.aggregation)
        )
    yield from plain(("note", one.note, other.note))


def _parts(one: Decision, other: Decision, reading: Reading) -> Iterator[Change]:
    match one.body, other.body:
        case Checklist(), Checklist():
            yield from checklist_changes(one, other, reading)
        case Table(), Table():
            yield from table_changes(one, other, reading)
        case _:
            return
