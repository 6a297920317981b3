"""Expressions over values and all kinds of nulls: Polars says what FEEL's interpreter says."""

from __future__ import annotations

import pytest

from column_expressions import agreement_of, differences
from policydsl.engines.columns.not_handled import NotHandled

EXPRESSIONS = 400
LEAST = 80
"""So many of them have an expression, at least."""

HANDLED = [
    "area >= 2",
    "area < half",
    "0.5 <= area",
    "area = staff",
    "area != null",
    "null = name",
    "open = null",
    "area between half and staff",
    "area in [0..2)",
    "staff in (< 1, 3)",
    "name in names",
    'name in ("a", "c")',
    "not(open)",
    "not(area > 1)",
    "open and proven",
    "open or proven or area > 1",
    "area > 1 and name = kind",
    "open and area",
    "area + staff",
    "area - staff * 2",
    "area * half",
    "area / 4",
    "-area >= 0.5",
    "if open then area else staff",
    "if area > 1 then name else kind",
    "if open then proven else null = name",
    "day + year",
    "day - year",
    "day < since",
    "is stated(area)",
    "is stated(hall)",
    "is stated(hall.size)",
    "is stated(rooms)",
    "count(rooms)",
    "count(names) = area",
    "hall.size >= 2.5",
    "some room in rooms satisfies room.ok",
    "every room in rooms satisfies room.size > 1",
    "every room in rooms satisfies room.size > area",
    "some room in rooms satisfies (some mark in room.marks satisfies mark > room.seats)",
    "some room in rooms satisfies (every mark in room.marks satisfies mark >= staff)",
    'some word in [name, kind] satisfies word = "a"',
    "count(rooms[ok])",
    "count(rooms[size > 1])",
    "count(rooms[item.size > area])",
    "some label in rooms.label satisfies label = name",
    "list contains(rooms.label, name)",
    "list contains(scores, 1)",
    "list contains(names, name)",
    "for room in rooms return room.size",
    "for room in rooms return room.size + area",
    "count(for room in rooms[ok] return room.label)",
    "string length(name)",
    "contains(name, kind)",
    "abs(staff) > 1",
]


def test_random_expressions() -> None:
    handled = 0
    for number in range(EXPRESSIONS):
        try:
            assert list(differences(7, number)) == []
        except NotHandled:
            continue
        handled += 1
    assert handled >= LEAST


@pytest.mark.parametrize("text", HANDLED)
def test_what_has_an_expression(text: str) -> None:
    assert list(agreement_of(text, 1, 40)) == []


@pytest.mark.parametrize(
    "text", ["area ** 2", "{a: 1}.a = area", "term = year", "function(a) a", "area / staff"]
)
def test_what_is_left_to_others(text: str) -> None:
    with pytest.raises(NotHandled):
        list(agreement_of(text, 1, 1))
