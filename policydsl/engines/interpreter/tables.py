"""The meaning of a decision table (DMN 1.5 §8.2.8), also where some of its rows are unknown.

A row matches, does not match, or may match. Where rows may match, several answers are possible;
the table gives one only if all of them are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial, reduce
from typing import assert_never

from policydsl.engines.interpreter.expressions import Explained, Names, explained, value_of
from policydsl.engines.interpreter.no_match import no_row_matches
from policydsl.engines.interpreter.statuses import Truth, all_of, truth
from policydsl.feel.interpreter import evaluate_tests
from policydsl.feel.operators import arithmetic, compare, equal
from policydsl.feel.values import NULL, CauseKind, Null, Value, merge, null
from policydsl.policy.model import Decision, HitPolicy, Table, TableOutput, TableRow
from policydsl.trace import RowTrace, Status


@dataclass(frozen=True, slots=True)
class Match:
    """A row, whether its conditions hold, and, where they do or may, what it gives."""

    row: TableRow
    holds: Truth
    gives: Value = NULL


@dataclass(frozen=True, slots=True)
class Decided:
    """A table's value, and how it came about: each input's value, and what became of each row."""

    value: Value
    inputs: tuple[Explained, ...]
    rows: tuple[RowTrace, ...]
    matches: tuple[Match, ...]


def decide(decision: Decision, table: Table, names: Names) -> Decided:
    """Evaluates a table. With FIRST, rows after the first that matches are not looked at."""
    inputs = tuple(explained(column.expression, names) for column in table.inputs)
    matches: list[Match] = []
    rows: list[RowTrace] = []
    for number, row in enumerate(table.rows, 1):
        settled = table.hit is HitPolicy.FIRST and any(each.holds is True for each in matches)
        match = Match(row, False) if settled else _match(table, row, inputs, names)
        status = Status.NOT_APPLICABLE if settled else _row_status(match.holds)
        matches.append(match)
        rows.append(RowTrace(number, status, row.clauses, row.note))
    otherwise = partial(no_row_matches, decision, table, inputs)
    default = _default(table, names, otherwise)
    return Decided(_result(table, matches, default), inputs, tuple(rows), tuple(matches))


def _match(table: Table, row: TableRow, inputs: Sequence[Explained], names: Names) -> Match:
    holds = all_of(
        truth(evaluate_tests(cell.tree, each.value, names.scope, names.budget))
        for cell, each in zip(row.conditions, inputs, strict=True)
    )
    if holds is False:
        return Match(row, False)
    return Match(row, holds, _shaped(table, [value_of(result, names) for result in row.results]))


def _row_status(holds: Truth) -> Status:
    match holds:
        case True:
            return Status.PASS
        case False:
            return Status.FAIL
        case _:
            return Status.UNKNOWN


def _result(table: Table, matches: Sequence[Match], default: Value) -> Value:
    certain = [match for match in matches if match.holds is True]
    possible = [match for match in matches if isinstance(match.holds, Null)]
    match table.hit:
        case HitPolicy.COLLECT | HitPolicy.RULE_ORDER:
            return _all_answers(table, certain, possible, default)
        case HitPolicy.UNIQUE if len(certain) > 1:
            return _several(certain)
        case HitPolicy.ANY if not _agree([match.gives for match in certain]):
            return _several(certain)
        case HitPolicy.PRIORITY:
            certain = sorted(certain, key=lambda match: _rank(table, match))[:1]
            possible = [
                match
                for match in possible
                if not certain or _rank(table, match) < _rank(table, certain[0])
            ]
        case HitPolicy.FIRST | HitPolicy.UNIQUE | HitPolicy.ANY:
            pass
        case _:
            assert_never(table.hit)
    return _one_answer(certain, possible, default)


def _one_answer(certain: Sequence[Match], possible: Sequence[Match], default: Value) -> Value:
    """What the rows that match give; where it may be that none does, the default too."""
    answers = [match.gives for match in (*possible, *certain)]
    otherwise = [] if certain else [default]
    if _agree([*answers, *otherwise]):
        return [*answers, *otherwise][0]
    # That no row matches is not said where one still may.
    unknown = [each for each in answers if isinstance(each, Null) and each.unknown]
    return merge([*(match.holds for match in possible), *unknown])


def _all_answers(
    table: Table, certain: Sequence[Match], possible: Sequence[Match], default: Value
) -> Value:
    """The rows' results as a list in their order, or their aggregate.

    No row gives the default, else an empty list, the count 0, and no sum, least or greatest.
    """
    if possible:
        return merge(match.holds for match in possible)
    gathers = table.hit is HitPolicy.RULE_ORDER or table.aggregation == "list"
    if not gathers and table.aggregation == "count":
        return Decimal(len(certain))
    if certain:
        found = tuple(match.gives for match in certain)
        return found if gathers else reduce(_AGGREGATES[table.aggregation], found)
    if any(output.default for output in table.outputs) or not gathers:
        return default
    return ()


def _least(one: Value, other: Value) -> Value:
    return _chosen(compare("<=", one, other), one, other)


def _greatest(one: Value, other: Value) -> Value:
    return _chosen(compare(">=", one, other), one, other)


def _chosen(first: Truth, one: Value, other: Value) -> Value:
    return first if isinstance(first, Null) else one if first else other


_AGGREGATES: Mapping[str, Callable[[Value, Value], Value]] = {
    "sum": partial(arithmetic, "+"),
    "min": _least,
    "max": _greatest,
}


def _shaped(table: Table, results: Sequence[Value]) -> Value:
    """The result of the only output, or a context of all."""
    if len(results) == 1:
        return results[0]
    return {output.name: value for output, value in zip(table.outputs, results, strict=True)}


def _default(table: Table, names: Names, no_match: Callable[[], Null]) -> Value:
    defaults = [
        no_match() if output.default is None else value_of(output.default, names)
        for output in table.outputs
    ]
    stated = any(output.default is not None for output in table.outputs)
    return _shaped(table, defaults) if stated else no_match()


def _rank(table: Table, match: Match) -> tuple[int, ...]:
    """A row's place by its results: outputs from left to right, each by the order of its values.

    A result that is not known could be the best, so it ranks before all.
    """
    results = [match.gives] if len(table.outputs) == 1 else list(_members(match.gives))
    return tuple(
        -1 if isinstance(result, Null) else _place(result, output)
        for result, output in zip(results, table.outputs, strict=True)
    )


def _members(value: Value) -> Iterable[Value]:
    return value.values() if isinstance(value, dict) else ()


def _place(result: Value, output: TableOutput) -> int:
    order = [value for value, _ in output.values]
    return order.index(result) if isinstance(result, str) and result in order else len(order)


def _agree(answers: Sequence[Value]) -> bool:
    return all(equal(answers[0], answer) is True for answer in answers[1:])


def _several(rows: Sequence[Match]) -> Null:
    clauses = dict.fromkeys(clause for match in rows for clause in match.row.clauses)
    zh, en = "、".join(clauses), ", ".join(clauses)
    return null(
        CauseKind.NO_MATCH,
        f"决策表有 {len(rows)} 行同时符合，结果不一致（条款：{zh}）",
        f"{len(rows)} rows of the decision table match at once (clauses: {en})",
    )
