"""FEEL values for tests: from text, unknown, and drawn by Hypothesis."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from policydsl.feel.interpreter import Scope, evaluate
from policydsl.feel.operators import compare
from policydsl.feel.parser import parse_expression
from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Offset,
    Time,
    to_string,
)
from policydsl.feel.values import NULL, Null, Range, Value, missing
from policydsl.text.source import Source

UNKNOWN = missing("fact")
OTHER_UNKNOWN = missing("other")


def value_of(text: str, **names: Value) -> Value:
    """The value of FEEL text; the word `unknown` stands for a fact that is not stated."""
    scope = Scope.of({"unknown": UNKNOWN, **names})
    return evaluate(parse_expression(Source("test", text), names), scope)


def shown(value: Value) -> object:
    """A value as plain Python data, to compare and to read; causes as the messages they give."""
    match value:
        case Null():
            return "unknown" if value.unknown else None
        case tuple():
            return [shown(item) for item in value]
        case dict():
            return {name: shown(member) for name, member in value.items()}
        case Range():
            return (value.low_included, shown(value.low), shown(value.high), value.high_included)
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return to_string(value)
        case _:
            return value


def reason(value: Value) -> str:
    """The first cause of a null, in English."""
    assert isinstance(value, Null), value
    return value.causes[0].message.en


numbers = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-99, max_value=99)
whole_numbers = st.integers(-3, 4).map(Decimal)
dates = st.builds(Date, st.integers(2019, 2021), st.integers(1, 12), st.integers(1, 28))
times = st.builds(
    Time,
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 59).map(Decimal),
    st.sampled_from([None, Offset(0), Offset(3600)]),
)
months = st.builds(MonthsDuration, st.integers(-30, 30))
days = st.builds(DaysDuration, st.integers(-90_000, 90_000).map(Decimal))
strings = st.text("ab高级", max_size=3)
leaves: st.SearchStrategy[Value] = st.one_of(
    numbers,
    whole_numbers,
    strings,
    st.booleans(),
    dates,
    times,
    st.builds(DateTime, dates, times),
    months,
    days,
)


def _ranges(ends: st.SearchStrategy[Decimal] | st.SearchStrategy[Date]) -> st.SearchStrategy[Range]:
    """Ranges that hold at least one point."""
    return st.builds(_range, st.booleans(), ends, ends, st.booleans())


def _range(low_included: bool, one: Value, other: Value, high_included: bool) -> Range:
    low, high = (one, other) if compare("<=", one, other) is True else (other, one)
    return Range(low_included or low == high, low, high, high_included or low == high)


number_ranges = _ranges(whole_numbers)
ranges = st.one_of(number_ranges, _ranges(dates))


def structures(parts: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    """Parts alone, and in lists and contexts."""
    return st.recursive(
        parts,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(tuple),
            st.dictionaries(st.sampled_from(["a", "b", "key", "value"]), inner, max_size=3),
        ),
        max_leaves=6,
    )


stated_values = structures(st.one_of(leaves, ranges))
values = structures(st.one_of(leaves, ranges, st.just(UNKNOWN), st.just(NULL)))


def hidings(value: Value) -> list[Value]:
    """The value where it is not known, or where one of its parts is not."""
    match value:
        case tuple():
            parts: list[Value] = [
                (*value[:place], part, *value[place + 1 :])
                for place, item in enumerate(value)
                for part in hidings(item)
            ]
        case dict():
            parts = [
                {**value, name: part} for name, member in value.items() for part in hidings(member)
            ]
        case _:
            parts = []
    return [UNKNOWN, *parts]


def may_become(before: object, after: object) -> bool:
    """Whether a result (as `shown`) may turn into another once more is known: all that is known
    stays, and what is unknown may become anything.
    """
    match before, after:
        case "unknown", _:
            return True
        case list(), list():
            return len(before) == len(after) and all(map(may_become, before, after))
        case dict(), dict():
            return before.keys() == after.keys() and all(
                may_become(before[name], after[name]) for name in before
            )
        case _:
            return before == after and type(before) is type(after)
