"""What is said where no row of a decision table matches: which table, and over which values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from policydsl.engines.interpreter.expressions import Explained
from policydsl.engines.interpreter.operands import labels_in
from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    to_string,
)
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.policy.model import Decision, Table, TableInput
from policydsl.text.diagnostic import Text

MAX_NOTE = 60
MAX_INPUTS = 6
MAX_STRING = 40


def no_row_matches(decision: Decision, table: Table, inputs: Sequence[Explained]) -> Null:
    """The null of a table without a row for these inputs; a short note of the table is added."""
    told = [
        told
        for column, each in zip(table.inputs, inputs, strict=True)
        if (told := _input(column, each.value))
    ][:MAX_INPUTS]
    zh = f"“{decision.title.zh}”没有一行符合" + (
        f"（{'，'.join(each.zh for each in told)}）" if told else ""
    )
    en = f"no row of “{decision.title.en}” matches" + (
        f" ({', '.join(each.en for each in told)})" if told else ""
    )
    note = decision.note
    if note is not None and len(note.zh) <= MAX_NOTE:
        zh, en = f"{zh}：{note.zh}", f"{en}: {note.en}"
    return null(CauseKind.NO_MATCH, zh, en)


def _input(column: TableInput, value: Value) -> Text | None:
    read = _read(value, dict(labels_in(column.expression.type)))
    if read is None:
        return None
    return Text(f"{column.title.zh}：{read.zh}", f"{column.title.en}: {read.en}")


def _read(value: Value, labels: dict[str, Text]) -> Text | None:
    """A single value in words; None for one that is unknown or has parts."""
    match value:
        case bool():
            return Text("是", "yes") if value else Text("否", "no")
        case str():
            return labels.get(value, Text(value[:MAX_STRING], value[:MAX_STRING]))
        case Decimal():
            return Text(f"{value:f}", f"{value:f}") if abs(value.adjusted()) < MAX_STRING else None
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return Text(to_string(value), to_string(value))
        case _:
            return None
