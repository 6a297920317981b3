"""What differs in the columns and rows of a decision table."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.diff.changes import Change, Edit, Located
from policydsl.analysis.diff.edits import Reading, plain
from policydsl.analysis.diff.matching import match
from policydsl.analysis.diff.thing_changes import thing_changes
from policydsl.feel.errors import type_words
from policydsl.policy.model import Decision, Table, TableInput, TableOutput, TableRow
from policydsl.text.source import Place

Numbered = tuple[int, TableRow]


def table_changes(one: Decision, other: Decision, reading: Reading) -> Iterator[Change]:
    """Columns are matched by name; rows, which have none, by what they say."""
    before, after = one.body, other.body
    assert isinstance(before, Table)
    assert isinstance(after, Table)
    yield from thing_changes(
        "input",
        match(before.inputs, after.inputs, lambda each: each.name),
        (_input, _input),
        lambda was, now: _input_edits(was, now, reading),
        other.name,
    )
    yield from thing_changes(
        "output",
        match(before.outputs, after.outputs, lambda each: each.name),
        (lambda each: _output(each, one.place), lambda each: _output(each, other.place)),
        lambda was, now: _output_edits(was, now, reading),
        other.name,
    )
    yield from _row_changes(before, after, reading, other.name)


def _input(each: TableInput) -> Located:
    source = each.expression.source
    return Located(each.name, each, Place(source, each.expression.tree.span))


def _output(each: TableOutput, place: Place) -> Located:
    return Located(each.name, each, place)


def _input_edits(one: TableInput, other: TableInput, reading: Reading) -> Iterator[Edit]:
    yield from reading.expression("expression", one.expression, other.expression)
    yield from plain(("title", one.title, other.title))


def _output_edits(one: TableOutput, other: TableOutput, reading: Reading) -> Iterator[Edit]:
    yield from plain(
        ("title", one.title, other.title),
        ("type", type_words(one.type), type_words(other.type)),
        ("values", one.values, other.values),
        ("unit", one.unit, other.unit),
    )
    yield from reading.expression("default", one.default, other.default)


def _row_changes(before: Table, after: Table, reading: Reading, decision: str) -> Iterator[Change]:
    old, new = tuple(enumerate(before.rows)), tuple(enumerate(after.rows))
    if [each.name for each in before.inputs] == [each.name for each in after.inputs]:
        was = [reading.old.row(before, number) for number, _ in old]
        now = [reading.new.row(after, number) for number, _ in new]
        matched = match(
            old,
            new,
            (lambda each: was[each[0]], lambda each: now[each[0]]),
            (lambda each: was[each[0]][0], lambda each: now[each[0]][0]),
            (
                lambda each: (was[each[0]][1], each[1].clauses),
                lambda each: (now[each[0]][1], each[1].clauses),
            ),
        )
    else:
        matched = match(old, new)
    yield from thing_changes(
        "row",
        matched,
        (_row, _row),
        lambda one, other: _row_edits(one[1], other[1], before, after, reading),
        decision,
    )


def _row(each: Numbered) -> Located:
    number, row = each
    return Located(str(number + 1), row, row.place)


def _row_edits(
    one: TableRow, other: TableRow, before: Table, after: Table, reading: Reading
) -> Iterator[Edit]:
    for at, column in enumerate(before.inputs):
        yield from reading.expression(
            "condition", one.conditions[at], other.conditions[at], column.name
        )
    if len(before.outputs) == len(after.outputs):
        for at, output in enumerate(before.outputs):
            yield from reading.expression("result", one.results[at], other.results[at], output.name)
    yield from plain(("clauses", one.clauses, other.clauses), ("note", one.note, other.note))
