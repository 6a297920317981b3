"""Whatever an expression is to the interpreter, it is to the solver's terms."""

from __future__ import annotations

from functools import cache

import pytest

from expression_agreement import Agreement

PAIRS_AT_LEAST = 8
"""Of twelve settings for each expression; some expressions have no terms."""


@pytest.mark.parametrize("depth, count", [(1, 250), (2, 150), (3, 40)])
def test_random_expressions_have_the_interpreter_s_value(depth: int, count: int) -> None:
    agreement = Agreement(seed=depth)

    found = [each for number in range(count) for each in agreement.differences(number, depth)]

    assert found == []
    assert agreement.pairs >= PAIRS_AT_LEAST * count


@cache
def special() -> Agreement:
    return Agreement(seed=0, count=60)


# Where several things go wrong at once, it matters which comes first.
@pytest.mark.parametrize(
    "text",
    [
        "for x in [scores, hall.marks, mixed], y in x return y",
        "for x in rooms, y in x.marks, z in scores return y + z",
        "some x in [scores, hall.marks], y in x satisfies y > staff",
        "mixed in [[1..3], [staff..area], 5]",
        "mixed in (1, scores, (>= area))",
        "[staff, mixed, null][item > area]",
        "rooms[marks[1]]",
        "rooms[seats]",
        "scores[staff]",
        "scores[-1]",
        "mixed[1]",
        "mixed[item > 1]",
        "[hall][marks[item = seats] != []]",
        "any([open, mixed])",
        "all(open, mixed, proven)",
        "sum(mixed)",
        "min(append(scores, area))",
        "max(day, since, term)",
        "if mixed then open else proven",
        "if open then scores else rooms.seats",
        "(if open then rooms else [hall])[1].marks[-1]",
        "(if open then {a: 1} else {b: 2}).a",
        "{a: staff, b: a + 1}.b",
        "list contains(rooms.marks, scores)",
        "distinct values(flatten([scores, tags, open]))",
        "union(tags, mixed)",
        "concatenate(scores, mixed)",
        "is stated(hall) and is stated(rooms[2])",
        "is stated(rooms[ok][1].label)",
        "mean(for x in 1..4 return staff)",
        "count(for x in 1..2 return partial) + staff",
        "[scores = [1, 2], tags = scores, rooms = [hall]]",
        "[open = null, null != day, hall.ok = open]",
        '[term = span, term < @"P1Y", -span, abs(span)]',
        "[staff ** 2, staff / 0, floor(area), ceiling(area, 0), modulo(staff, 3), odd(staff)]",
        "[modulo(staff, 2) = 0, even(area), floor(area / 4), abs(area)]",
        "[day instance of date, mixed instance of list<Any>, mixed instance of list<number>]",
        "[staff..area].start included",
        "staff in [1..null]",
    ],
)
def test_special_expressions_have_the_interpreter_s_value(text: str) -> None:
    assert list(special().of_text(text)) == []
    assert special().refused == 0
