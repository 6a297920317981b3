"""Lists and what is counted, summed and found in them. None stands for a FEEL null."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_values import UNKNOWN, numbers, reason, shown, value_of
from policydsl.feel.limits import MAX_LIST_LENGTH
from policydsl.feel.values import CauseKind, FactList, Null, Value

LISTS = [
    # Statistics.
    ("min([6, 14, -3])", -3),
    ("min(6)", 6),
    ('min("b", "a", "c")', "a"),
    ('max([@"2020-01-01", @"2021-01-01"])', "2021-01-01"),
    ('max(@"P1Y", @"P13M")', "P1Y1M"),
    ("max(1, null)", None),
    ('max(1, "a")', None),
    ("min([true])", None),
    ("min([])", None),
    ("min()", None),
    ("min(null)", None),
    ("sum([1, 2, 3])", 6),
    ("sum(0.1, 0.2)", Decimal("0.3")),
    ("sum([])", None),
    ("sum([1, null])", None),
    ('sum([1, "2"])', None),
    ("product([2.5, 1, 2.5, 3])", Decimal("18.75")),
    ("product([])", None),
    ("mean([1, 2])", Decimal("1.5")),
    ("mean([])", None),
    ("median([8, 2, 5, 3, 4])", 4),
    ("median(8, 2, 5, 7)", 6),
    ("median([])", None),
    ("decimal(stddev(2, 4, 7, 5), 13)", Decimal("2.0816659994661")),
    ("stddev([47])", None),
    ("mode([3, 6, 1, 9, 6, 1, 3])", [1, 3, 6]),
    ("mode([2.5, 2.50, 1])", [Decimal("2.5")]),
    ("mode([])", []),
    ("mode(null)", None),
    # Finding.
    ("list contains([1, 2], 3)", False),
    ("list contains([[1], 2], [1])", True),
    ("list contains([1, null], null)", True),
    ("list contains([], null)", False),
    ('list contains([1, "a"], "a")', True),
    ("list contains(null, 1)", None),
    ("list contains(1, 1)", True),
    ("count([1, null, 2])", 3),
    ("count(null)", None),
    ("index of([1, 2, 3, 2], 2)", [2, 4]),
    ('index of([1, "a"], "a")', [2]),
    ("index of([1, null], null)", [2]),
    ("distinct values([1, 1.0, true, true, null, null])", [1, True, None]),
    ("distinct values([[1], [2], [1]])", [[1], [2]]),
    ('distinct values([@"10:00:00Z", @"11:00:00+01:00"])', ["10:00:00Z"]),
    ("union([1, 2], [2, 3], [1])", [1, 2, 3]),
    ("flatten([[1, [2]], [], [[[3]], 4]])", [1, 2, 3, 4]),
    ("flatten([null, [null]])", [None, None]),
    # Parts.
    ("sublist([1, 2, 3], 2)", [2, 3]),
    ("sublist([1, 2, 3], 1, 2)", [1, 2]),
    ("sublist([1, 2, 3], -1, 1)", [3]),
    ("sublist([1, 2, 3], 2, 0)", []),
    ("sublist([1, 2, 3], 2, 9)", [2, 3]),
    ("sublist([1, 2, 3], 2, -1)", None),
    ("sublist([1, 2, 3], 0)", None),
    ("sublist([1, 2, 3], 4)", None),
    ("append([1], 2, [3])", [1, 2, [3]]),
    ("append([], null)", [None]),
    ("append(null, 1)", None),
    ("concatenate([1], [2, [3]], [])", [1, 2, [3]]),
    ("concatenate([[1]], [2])", [[1], 2]),
    ("concatenate([1], null)", None),
    ("insert before([1, 3], 2, 2)", [1, 2, 3]),
    ("insert before([1, 3], -1, 2)", [1, 2, 3]),
    ("insert before([1, 3], 3, 2)", None),
    ("remove([1, 2, 3], -1)", [1, 2]),
    ("remove([1, 2, 3], 4)", None),
    ("reverse([1, [2, 3]])", [[2, 3], 1]),
    ("list replace([1, 2, 3], -1, 4)", [1, 2, 4]),
    ("list replace([1, 2, 3], 2.5, 4)", [1, 4, 3]),
    ("list replace([1, 2, 3], 0.5, 4)", None),
    ("list replace([1, 2, 3], 3, null)", [1, 2, None]),
    ("list replace([1, 2, 3], 0, 4)", None),
    ("list replace([2, 7], function(item, newItem) item < newItem, 5)", [5, 7]),
    ("list replace([2, 7], function(item, newItem) item, 5)", None),
    ("list replace([2, 7], function(item) true, 5)", None),
    ("list replace(match: function(a, b) a = 2, newItem: 4, list: [1, 2])", [1, 4]),
    # Sorting.
    ("sort([3, 1, 2], function(x, y) x < y)", [1, 2, 3]),
    ("sort(list: [3, 1, 2], precedes: function(x, y) x > y)", [3, 2, 1]),
    ("sort([[2, 1], [1, 1], [1, 2]], function(x, y) x[1] < y[1])", [[1, 1], [1, 2], [2, 1]]),
    ("sort([3, 1, 2], before)", [1, 2, 3]),
    ("sort([], function(x, y) null)", []),
    ("sort([1], function(x, y) null)", [1]),
    ('sort([1, "a"], function(x, y) x < y)', None),
    ("sort([1, 2], function(x) true)", None),
]


@pytest.mark.parametrize("text, expected", LISTS)
def test_lists(text: str, expected: object) -> None:
    assert shown(value_of(text)) == expected


WITH_UNKNOWN = [
    ("list contains([unknown, 1], 1)", True),
    ("list contains([unknown, 1], 2)", "unknown"),
    ("list contains([1], unknown)", "unknown"),
    ("list contains([], unknown)", False),
    ("list contains(unknown, 1)", "unknown"),
    ("count([unknown, 1])", 2),
    ("count(unknown)", "unknown"),
    ("append([1], unknown)", [1, "unknown"]),
    ("append(unknown, 1)", "unknown"),
    ("concatenate([unknown], [1])", ["unknown", 1]),
    ("concatenate([1], unknown)", "unknown"),
    ("reverse([unknown, 1])", [1, "unknown"]),
    ("remove([unknown, 1], 1)", [1]),
    ("remove([2, 1], unknown)", "unknown"),
    ("sublist([unknown, 1], 2)", [1]),
    ("sublist([2, 1], 2, unknown)", "unknown"),
    ("insert before([1], 1, unknown)", ["unknown", 1]),
    ("list replace([unknown, 1], 1, 2)", [2, 1]),
    ("list replace([unknown, 1], function(item, newItem) item = 2, 2)", "unknown"),
    ("sum([unknown, 1])", "unknown"),
    ("max(unknown, 1)", "unknown"),
    ("index of([unknown, 1], 1)", "unknown"),
    ("index of([{a: unknown}, {a: 1}], {a: 1})", "unknown"),
    ("distinct values([unknown, 1])", "unknown"),
    ("distinct values([{a: unknown}, {a: 1}])", "unknown"),
    (
        "distinct values([{a: unknown, b: 1}, {a: 1, b: 2}])",
        [{"a": "unknown", "b": 1}, {"a": 1, "b": 2}],
    ),
    ("sort([unknown, 1], function(x, y) x < y)", "unknown"),
    ("sort([{a: unknown}, {a: 1}], function(x, y) x.a < y.a)", "unknown"),
    ("any([unknown, true])", True),
    ("any([unknown, false])", "unknown"),
    ("any(unknown, true)", True),
    ("all([unknown, false])", False),
    ("all([unknown, true])", "unknown"),
    ("all(unknown)", "unknown"),
    ("not(unknown)", "unknown"),
    ("is(unknown, 1)", "unknown"),
]


@pytest.mark.parametrize("text, expected", WITH_UNKNOWN)
def test_lists_of_which_something_is_not_known(text: str, expected: object) -> None:
    assert shown(value_of(text)) == expected


def test_a_list_of_facts_is_a_list() -> None:
    facts = FactList((Decimal(2), Decimal(1)), "areas")
    assert value_of("sum(facts)", facts=facts) == Decimal(3)
    assert shown(value_of("reverse(facts)", facts=facts)) == [1, 2]


def test_what_an_empty_list_lacks_is_said() -> None:
    assert reason(value_of("sum([])")) == "the list is empty"
    assert reason(value_of("remove([1, 2], 3)")) == "the list has no item 3 (it has 2)"


def _long(length: int) -> Value:
    return (Decimal(1),) * length


GROWING: list[tuple[str, Callable[[], Value]]] = [
    ("append(list, 1)", lambda: _long(MAX_LIST_LENGTH)),
    ("insert before(list, 1, 1)", lambda: _long(MAX_LIST_LENGTH)),
    ("concatenate(list, list)", lambda: _long(MAX_LIST_LENGTH // 2 + 1)),
    ("union(list, list)", lambda: _long(MAX_LIST_LENGTH // 2 + 1)),
    ("flatten([list, list])", lambda: _long(MAX_LIST_LENGTH // 2 + 1)),
]


@pytest.mark.parametrize("text, make", GROWING, ids=[text for text, _ in GROWING])
def test_lists_do_not_grow_beyond_their_limit(text: str, make: Callable[[], Value]) -> None:
    result = value_of(text, list=make())
    assert isinstance(result, Null)
    assert result.causes[0].kind is CauseKind.LIMIT


def test_lists_within_lists_are_not_walked_for_ever() -> None:
    inside: Value = ()
    for _ in range(60):
        inside = (inside, inside)
    for text in ("flatten(list)", "distinct values([list, list])", "list contains([list], list)"):
        result = value_of(text, list=inside)
        assert isinstance(result, Null)
        assert result.causes[0].kind is CauseKind.LIMIT


@given(st.lists(numbers, min_size=1, max_size=6))
def test_least_mean_and_greatest_are_in_order(items: list[Decimal]) -> None:
    text = "min(list) <= median(list) and median(list) <= max(list) and mean(list) <= max(list)"
    assert value_of(text, list=tuple(items)) is True


@given(st.lists(numbers, max_size=6))
def test_sorting_agrees_with_python(items: list[Decimal]) -> None:
    result = value_of("sort(list, function(x, y) x < y)", list=tuple(items))
    assert result == tuple(sorted(items))


@given(st.lists(st.integers(0, 3).map(Decimal), max_size=6))
def test_distinct_values_are_each_once_and_all(items: list[Decimal]) -> None:
    assert value_of("distinct values(list)", list=tuple(items)) == tuple(dict.fromkeys(items))


@given(st.lists(numbers, min_size=1, max_size=5), st.integers(1, 5), numbers)
def test_removing_what_was_inserted_gives_the_list(
    items: list[Decimal], position: int, item: Decimal
) -> None:
    place = Decimal(min(position, len(items)))
    text = "remove(insert before(list, place, item), place)"
    assert value_of(text, list=tuple(items), place=place, item=item) == tuple(items)


def test_an_unknown_in_a_list_tells_its_fact() -> None:
    result = value_of("sum([1, unknown])")
    assert isinstance(result, Null)
    assert result.causes[0].fact == UNKNOWN.causes[0].fact
