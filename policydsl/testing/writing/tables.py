"""Random decision tables, of every hit policy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from policydsl.testing.drawing import pick, times, weighted
from policydsl.testing.writing.conditions import condition
from policydsl.testing.writing.days import date
from policydsl.testing.writing.draft import DATES, DAYS, DECIMALS, FIGURES, Draft
from policydsl.testing.writing.numbers import number
from policydsl.testing.writing.vocabulary import Fact, Known
from policydsl.testing.writing.yaml_lines import cell, flow, scalar, title

HITS = (
    (3, "first"), (3, "unique"), (2, "any"), (2, "priority"), (1, "rule_order"), (4, "collect"),
)  # fmt: skip
AGGREGATES = ("list", "sum", "min", "max", "count")
LETTERS = ("high", "middle", "low")
_ORDER = (">= ", "< ", "<= ", "> ")


@dataclass(frozen=True, slots=True)
class Column:
    """An input: its expression, and what makes a cell for it."""

    name: str
    text: str
    cell: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Output:
    """A result: its lines in the file, and what makes a cell of it."""

    name: str
    kind: str
    stated: dict[str, str]
    cell: Callable[[], str]


@dataclass(frozen=True, slots=True)
class TableText:
    """A table's lines; `kind` is of its result where others may use it, else empty."""

    lines: list[str]
    kind: str


def table(draft: Draft, known: Known) -> TableText:
    """The lines of a table's body."""
    hit = weighted(draft.draw, HITS)
    aggregate = draft.pick(AGGREGATES) if hit == "collect" else None
    columns = [_column(draft, known, n) for n in times(draft.draw, 1, 3)]
    outputs = _outputs(draft, known, hit, aggregate)
    lines = ["    table:", f"      hit: {hit}"]
    if aggregate:
        lines.append(f"      aggregate: {aggregate}")
    lines.append("      inputs:")
    lines += [f"        {column.name}: {scalar(column.text)}" for column in columns]
    lines.append("      outputs:")
    lines += [f"        {output.name}: {flow(output.stated)}" for output in outputs]
    lines.append("      rows:")
    for _ in times(draft.draw, 1, 5, 75):
        lines.append(f"        - {_row(draft, columns, outputs)}")
    several = hit in ("rule_order", "collect") or len(outputs) > 1
    return TableText(lines, "" if several else outputs[0].kind)


def _row(draft: Draft, columns: list[Column], outputs: list[Output]) -> str:
    when = {column.name: column.cell() for column in columns if not draft.chance(25)}
    if len(outputs) == 1:
        then = outputs[0].cell()
    else:
        then = flow({output.name: output.cell() for output in outputs})
    return flow({"when": flow(when), "then": then})


def _column(draft: Draft, known: Known, index: int) -> Column:
    name = f"column_{index + 1}"
    facts = known.kind("enumeration", "boolean", "integer", "number", "date")
    if facts and not draft.chance(25):
        return _fact_column(draft, name, pick(draft.draw, facts))
    found = number(draft, known, 1)
    if found is None or draft.chance(30):
        return Column(name, condition(draft, known, 1), lambda: _truth(draft))
    return Column(name, found.text, lambda: cell(_number_test(draft, True)))


def _fact_column(draft: Draft, name: str, fact: Fact) -> Column:
    leaf = fact.leaf
    if leaf.values:
        values = [value for value, _ in leaf.values]
        return Column(name, fact.text, lambda: _choice_test(draft, values))
    match leaf.kind:
        case "boolean":
            return Column(name, fact.text, lambda: _truth(draft))
        case "date":
            return Column(name, fact.text, lambda: cell(_date_test(draft)))
        case _:
            decimals = leaf.kind == "number"
            return Column(name, fact.text, lambda: cell(_number_test(draft, decimals)))


def _truth(draft: Draft) -> str:
    return draft.pick(("true", "false"))


def _choice_test(draft: Draft, values: list[str]) -> str:
    match draft.draw.integer(0, 2):
        case 0:
            return draft.pick(values)
        case 1:
            some = dict.fromkeys((draft.pick(values), draft.pick(values)))
            return "[" + ", ".join(some) + "]"
        case _:
            return cell(f'not("{draft.pick(values)}")')


def _number_test(draft: Draft, decimals: bool) -> str:
    figures = (*FIGURES, *DECIMALS) if decimals else FIGURES
    one, other = draft.pick(figures), draft.pick(figures)
    match draft.draw.integer(0, 4):
        case 0 | 1:
            return f"{draft.pick(_ORDER)}{one}"
        case 2:
            return f"{draft.pick('[(')}{one}..{other}{draft.pick('])')}"
        case 3:
            return f"{one}, {other}"
        case _:
            return f"not({draft.pick(_ORDER)}{one})"


def _date_test(draft: Draft) -> str:
    one, other = f'@"{draft.pick(DATES)}"', f'@"{draft.pick(DATES)}"'
    match draft.draw.integer(0, 2):
        case 0:
            return f"{draft.pick(_ORDER)}{one}"
        case 1:
            return f"[{one}..{other}]"
        case _:
            return one


def _outputs(draft: Draft, known: Known, hit: str, aggregate: str | None) -> list[Output]:
    if aggregate in ("sum", "min", "max"):
        return [_output(draft, known, "number", 0)]
    kinds = (
        ("values",) if hit == "priority" else ("values", "number", "boolean", "date", "duration")
    )
    found = []
    for index in times(draft.draw, 1, 2, 30):
        found.append(_output(draft, known, draft.pick(kinds), index))
    return found


def _output(draft: Draft, known: Known, kind: str, index: int) -> Output:
    stated = {"title": title("结果", "Result")}
    if kind == "values":
        labels = {value: title(f"结果{n}", value) for n, value in enumerate(LETTERS, 1)}
        stated["values"] = flow(labels)
    else:
        stated["type"] = kind

    def result() -> str:
        return _result(draft, known, kind)

    if draft.chance(40):
        stated["default"] = result()
    return Output(f"result_{index + 1}", kind, stated, result)


def _result(draft: Draft, known: Known, kind: str) -> str:
    match kind:
        case "values":
            return draft.pick(LETTERS)
        case "boolean":
            return _truth(draft)
        case "date":
            if draft.chance(30):
                return cell(date(draft, known, 1))
            return cell(f'@"{draft.pick(DATES)}"')
        case "duration":
            return cell(f'@"{draft.pick(DAYS)}"')
        case _:
            found = number(draft, known, 0) if draft.chance(30) else None
            return cell(found.text if found else draft.pick((*FIGURES, *DECIMALS)))
