"""Ranges: each relation against its meaning, point by point."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_values import number_ranges, ranges, shown, value_of
from policydsl.feel.operators import in_range
from policydsl.feel.values import Range, Value

RELATIONS = [
    ("before([1..10), 10)", True),
    ("before(10, [1..10])", False),
    ('before(@"2020-01-01", [@"2020-01-02"..@"2020-01-03"])', True),
    ("before([1..10], (10..20])", True),
    ("after(12, [1..10])", True),
    ("after([11..20], 11)", False),
    ("meets([1..5], (5..10])", False),
    ("met by((5..10], [1..5])", False),
    ("overlaps([1..8], [3..5])", True),
    ("overlaps([5..8], [1..5))", False),
    ("overlaps before([1..5), (1..5])", True),
    ("overlaps before([1..5], [1..5])", False),
    ("overlaps after((1..5], [1..5))", True),
    ("overlaps after([1..5], [1..5))", False),
    ("finishes([5..10), [1..10))", True),
    ("finishes(10, [1..10))", False),
    ("finished by([1..10], [5..10])", True),
    ("includes([1..10], (1..10))", True),
    ("includes((1..10), [1..10))", False),
    ("during(10, [1..10))", False),
    ("during([5..10), [1..10))", True),
    ("starts((1..5], [1..10])", False),
    ("starts([1..10), [1..10])", True),
    ("started by((1..10), (1..10))", True),
    ("coincides([1..5], [2..6])", False),
    ("coincides(3, 4)", False),
    ("includes((>= 5), 7)", True),
    ("during(3, (>= 5))", False),
    # No answer.
    ('before(1, "a")', None),
    ("before(null, 1)", None),
    ("includes([1..null], 5)", None),
    ("includes(5, [1..10])", None),
    ("meets(1, 2)", None),
    ("coincides([1..5], 5)", None),
    ("during(unknown, [1..10])", "unknown"),
]


@pytest.mark.parametrize("text, expected", RELATIONS)
def test_relations(text: str, expected: object) -> None:
    assert shown(value_of(text)) == expected


MIRRORS = [
    ("before", "after"),
    ("meets", "met by"),
    ("overlaps", "overlaps"),
    ("overlaps before", "overlaps after"),
    ("finishes", "finished by"),
    ("during", "includes"),
    ("starts", "started by"),
    ("coincides", "coincides"),
]


@given(ranges, ranges, st.sampled_from(MIRRORS))
def test_each_relation_has_its_mirror(one: Range, other: Range, names: tuple[str, str]) -> None:
    relation, mirror = names
    assert value_of(f"{relation}(a, b)", a=one, b=other) == value_of(
        f"{mirror}(a, b)", a=other, b=one
    )


# Quarters between -5 and 5: enough to tell apart ranges whose ends are whole numbers.
POINTS = [Decimal(n) / 4 for n in range(-20, 21)]


def _points(range_: Range) -> set[Decimal]:
    return {point for point in POINTS if in_range(point, range_) is True}


def _before(one: set[Decimal], other: set[Decimal]) -> bool:
    return max(one) < min(other)


MEANINGS: dict[str, Callable[[set[Decimal], set[Decimal]], bool]] = {
    "before": _before,
    "overlaps": lambda one, other: bool(one & other),
    "during": lambda one, other: one <= other,
    "coincides": lambda one, other: one == other,
}


@given(number_ranges, number_ranges, st.sampled_from(sorted(MEANINGS)))
def test_relations_of_ranges_are_relations_of_their_points(
    one: Range, other: Range, name: str
) -> None:
    inside, others = _points(one), _points(other)
    expected = MEANINGS[name](inside, others)
    assert value_of(f"{name}(a, b)", a=one, b=other) is expected


@given(st.sampled_from(POINTS), number_ranges)
def test_a_point_is_in_what_includes_it(point: Value, range_: Range) -> None:
    included = value_of("includes(range, point)", point=point, range=range_)
    assert included is in_range(point, range_)
    before, after = (
        value_of(f"{each}(point, range)", point=point, range=range_) for each in ("before", "after")
    )
    if range_.low != range_.high:
        assert [included, before, after].count(True) == 1
