"""Operators as tables: operands, then what comes of them. None stands for a FEEL null."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_values import (
    OTHER_UNKNOWN,
    UNKNOWN,
    hidings,
    may_become,
    reason,
    shown,
    stated_values,
    value_of,
    values,
)
from policydsl.feel.operators import (
    arithmetic,
    between,
    compare,
    conjunction,
    disjunction,
    equal,
    identical,
    in_range,
    matches_test,
    negate,
    negation,
    order,
)
from policydsl.feel.tree import ArithmeticOperator, ComparisonOperator
from policydsl.feel.values import NULL, CauseKind, Null, Range, Value, null

EQUAL = [
    ("1", "1.00", True),
    ("-0", "0", True),
    ("1", "2", False),
    ('"a"', '"a"', True),
    ('"a"', '"A"', False),
    ("true", "true", True),
    ("true", "1", None),
    ("0", "false", None),
    ('"100"', "100", None),
    ("null", "null", True),
    ("null", "0", False),
    ("[]", "null", False),
    ('@"2020-01-01"', '@"2020-01-01"', True),
    ('@"2020-01-01"', '@"2020-01-02"', False),
    ('@"2020-01-01"', "20200101", None),
    ('@"10:00:00Z"', '@"11:00:00+01:00"', True),
    ('@"P1Y"', '@"P12M"', True),
    ('@"P1D"', '@"PT24H"', True),
    ('@"P1Y"', '@"P365D"', None),
    ("[]", "[]", True),
    ("[1, 2]", "[1, 2]", True),
    ("[1, 2]", "[2, 1]", False),
    ("[1, 2]", "[1, 2, 3]", False),
    ("[1, 2]", '["a", 3]', False),
    ("[1, 2]", '["a", 2]', None),
    ("[]", "0", None),
    ("[1]", "1", None),
    ("{}", "[]", None),
    ("{a: 1, b: [2]}", "{b: [2], a: 1}", True),
    ("{a: 1}", "{a: 1, b: 2}", False),
    ("{a: 1}", "{b: 1}", False),
    ("[1..2]", "[1..2]", True),
    ("[1..2]", "[1..3]", False),
    ("(1..2]", "[1..2]", False),
    ("(< 10)", "(< 10)", True),
    ("(< 10)", "(null..10)", False),
    ("(= 10)", "[10..10]", False),
    ("(!= 10)", "(!= 10)", True),
    # What is not known: equal to the literal null only, so that a policy can ask for it.
    ("unknown", "null", True),
    ("unknown", "1", "unknown"),
    ("unknown", "unknown", "unknown"),
    ("[1, unknown]", "[1, 2]", "unknown"),
    ("[1, unknown]", "[2, 2]", False),
    ("[1, unknown]", "[1]", False),
    ("{a: unknown, b: 1}", "{a: 1, b: 2}", False),
]


@pytest.mark.parametrize("left, right, expected", EQUAL)
def test_equality(left: str, right: str, expected: object) -> None:
    one, other = value_of(left), value_of(right)
    assert shown(equal(one, other)) == expected
    assert shown(equal(other, one)) == expected
    opposite = expected if not isinstance(expected, bool) else not expected
    assert shown(compare("!=", one, other)) == opposite


IDENTICAL = [
    ("1", "1.0", True),
    ('@"23:00:50Z"', '@"23:00:50+00:00"', True),
    ('@"23:00:50"', '@"23:00:50Z"', False),
    ('@"20:00:50+00:00"', '@"21:00:50+01:00"', False),
    ('@"2012-12-25"', '@"2012-12-25T00:00:00Z"', False),
    ('@"P0Y"', '@"P0D"', False),
    ('@"P1D"', '@"PT24H"', True),
    ("1", '"1"', False),
    ("null", "1", False),
    ("[1, 2]", "[1, 2]", True),
    ('[@"23:00:50"]', '[@"23:00:50Z"]', False),
]


@pytest.mark.parametrize("left, right, expected", IDENTICAL)
def test_identity(left: str, right: str, expected: bool) -> None:
    assert identical(value_of(left), value_of(right)) is expected


ORDER = [
    ("1", "2", -1),
    ("2.0", "2", 0),
    ("-1", "-2", 1),
    ('"a"', '"b"', -1),
    ('"三级"', '"三级"', 0),
    ('@"2020-01-02"', '@"2020-01-01"', 1),
    ('@"10:00:00Z"', '@"11:30:00+01:00"', -1),
    ('@"P1Y"', '@"P11M"', 1),
    ('@"PT23H"', '@"P1D"', -1),
    ('@"P1Y"', '@"P365D"', None),
    ("true", "false", None),
    ("[1]", "[2]", None),
    ("1", '"2"', None),
    ("null", "1", None),
    ("null", "null", None),
    ("unknown", "1", "unknown"),
    ("unknown", "null", "unknown"),
]


@pytest.mark.parametrize("left, right, expected", ORDER)
def test_order(left: str, right: str, expected: object) -> None:
    one, other = value_of(left), value_of(right)
    assert shown(order(one, other)) == expected
    signs: dict[ComparisonOperator, set[int]] = {"<": {-1}, "<=": {-1, 0}, ">": {1}, ">=": {0, 1}}
    for operator, wanted in signs.items():
        answer = expected in wanted if isinstance(expected, int) else expected
        assert shown(compare(operator, one, other)) == answer


ARITHMETIC = [
    ("1", "+", "2", Decimal(3)),
    ("1.1234", "-", "0.2345", Decimal("0.8889")),
    ("0.1", "*", "3", Decimal("0.3")),
    ("1", "/", "3", Decimal("0.3333333333333333333333333333333333")),
    ("5", "**", "-2", Decimal("0.04")),
    ("0", "**", "0", Decimal(1)),
    ("0", "*", "-1", Decimal(0)),
    ("1", "/", "0", None),
    ("0", "**", "-1", None),
    ("-8", "**", "0.5", None),
    ("9e6144", "*", "10", None),
    ("2", "**", "1000000000", None),
    ('"ab"', "+", '"c"', "abc"),
    ('"ab"', "-", '"b"', None),
    ('"1"', "+", "1", None),
    ("[1]", "*", "2", None),
    ("true", "+", "1", None),
    ('@"2020-02-29"', "+", '@"P3Y"', "2023-02-28"),
    ('@"P1M"', "+", '@"2020-01-31"', "2020-02-29"),
    ('@"2020-03-26"', "-", '@"2020-03-01"', "P25D"),
    ('@"2020-03-26"', "+", '@"2020-03-01"', None),
    ('@"10:00:00"', "+", '@"PT2H"', "12:00:00"),
    ('@"10:00:00"', "+", '@"P1M"', None),
    ('@"P1Y"', "+", '@"P6M"', "P1Y6M"),
    ('@"P1Y"', "+", '@"P6D"', None),
    ('@"P1Y"', "-", '@"2020-01-01"', None),
    ('@"P1D"', "*", "2.5", "P2DT12H"),
    ("24", "*", '@"P1M"', "P2Y"),
    ('@"P10Y"', "/", "5", "P2Y"),
    ('@"P10Y"', "/", '@"P5Y"', Decimal(2)),
    ('@"P10Y"', "/", "0", None),
    ('@"P1D"', "/", '@"P0D"', None),
    ('@"P1Y"', "/", '@"P0Y"', None),
    ("10", "/", '@"P5Y"', None),
    ('@"P1D"', "**", "2", None),
    ('@"999999999-01-01"', "+", '@"P1Y"', None),
    ('@"10:00:00"', "-", '@"10:00:00Z"', None),
    ("null", "+", "1", None),
    ("unknown", "+", "1", "unknown"),
    ("1", "/", "unknown", "unknown"),
    ("unknown", "*", "null", "unknown"),
]


@pytest.mark.parametrize("left, operator, right, expected", ARITHMETIC)
def test_arithmetic(left: str, operator: ArithmeticOperator, right: str, expected: object) -> None:
    assert shown(arithmetic(operator, value_of(left), value_of(right))) == expected


WHY = [
    ("1", "/", "0", CauseKind.ARITHMETIC, "division by zero"),
    ('@"P1D"', "/", "0", CauseKind.ARITHMETIC, "division by zero"),
    ('@"P1Y"', "/", '@"P0Y"', CauseKind.ARITHMETIC, "division by zero"),
    (
        '@"999999999-01-01"',
        "+",
        '@"P1Y"',
        CauseKind.ARITHMETIC,
        "a date + a years and months duration: out of range, or only one of them has a time zone",
    ),
    (
        "9e6144",
        "*",
        "10",
        CauseKind.ARITHMETIC,
        "9E+6144 * 10 has no value, or one that is too large",
    ),
    ("1", "+", '"a"', CauseKind.WRONG_TYPE, "+ is not for a number and a string"),
    ("null", "+", "1", CauseKind.WRONG_TYPE, "+ is not for null"),
]


@pytest.mark.parametrize("left, operator, right, kind, message", WHY)
def test_arithmetic_says_why_there_is_no_value(
    left: str, operator: ArithmeticOperator, right: str, kind: CauseKind, message: str
) -> None:
    result = arithmetic(operator, value_of(left), value_of(right))
    assert isinstance(result, Null)
    assert [cause.kind for cause in result.causes] == [kind]
    assert reason(result) == message


def test_a_string_does_not_grow_beyond_its_limit() -> None:
    long = "a" * 600_000
    assert arithmetic("+", long, "b") == long + "b"
    grown = arithmetic("+", long, long)
    assert isinstance(grown, Null)
    assert grown.causes[0].kind is CauseKind.LIMIT


@pytest.mark.parametrize(
    "text, expected",
    [
        ("10", Decimal(-10)),
        ("0", Decimal(0)),
        ('@"P1D"', "-P1D"),
        ('@"-P1Y"', "P1Y"),
        ('"10"', None),
        ('@"2020-01-01"', None),
        ("[10]", None),
        ("null", None),
        ("unknown", "unknown"),
    ],
)
def test_negation_of_numbers_and_durations(text: str, expected: object) -> None:
    negated = negate(value_of(text))
    assert shown(negated) == expected
    assert str(negated) != "-0"


IN_RANGE = [
    ("1", "[1..3]", True),
    ("1", "(1..3]", False),
    ("3", "[1..3)", False),
    ("3", "[1..3]", True),
    ("10", "(>= 10)", True),
    ("10", "(< 10)", False),
    ("10", "(!= 10)", False),
    ("10", "(= 10)", True),
    ("5", "[1..null]", None),
    ("0", "[1..null]", False),
    ('"a"', "[1..3]", None),
    ("null", "[1..3]", None),
    ("unknown", "[1..3]", "unknown"),
    ('@"2020-06-01"', '[@"2020-01-01"..@"2020-12-31"]', True),
]


@pytest.mark.parametrize("value, range_, expected", IN_RANGE)
def test_in_range(value: str, range_: str, expected: object) -> None:
    given_range = value_of(range_)
    assert isinstance(given_range, Range)
    assert shown(in_range(value_of(value), given_range)) == expected


def test_a_range_with_an_unknown_end_excludes_what_its_other_end_excludes() -> None:
    up_to_unknown = Range(True, Decimal(10), UNKNOWN, True)
    assert in_range(Decimal(9), up_to_unknown) is False
    assert shown(in_range(Decimal(11), up_to_unknown)) == "unknown"


@pytest.mark.parametrize(
    "value, low, high, expected",
    [
        ("5", "1", "5", True),
        ("6", "1", "5", False),
        ("null", "1", "5", None),
        ("6", "null", "5", False),
        ("2", "null", "5", None),
        ("unknown", "1", "5", "unknown"),
        ("6", "unknown", "5", False),
    ],
)
def test_between(value: str, low: str, high: str, expected: object) -> None:
    assert shown(between(value_of(value), value_of(low), value_of(high))) == expected


MATCHES = [
    ("1", "1", True),
    ("1", '"a"', None),
    ("1", "[2, 3, 1]", True),
    ("true", "[false, 2, 3]", False),
    ("1", "[[2..4], [1..3]]", True),
    ("5", "[[2..4], [1..3]]", False),
    ("[1, 2]", "[1, 2]", True),
    ("[1, 2]", "[[1, 2], 3]", True),
    ("[1, 2]", "[1, 3]", False),
    ("[1..3]", "[1..3]", True),
    ("[1..3]", "[[1..3]]", True),
    ("null", "[1, null]", True),
    ("null", "[1..3]", None),
    ("1", "[]", False),
    ("1", "[unknown, 1]", True),
    ("1", "[unknown, 2]", "unknown"),
    ("unknown", "[1, 2]", "unknown"),
    ("unknown", "[]", "unknown"),
]


@pytest.mark.parametrize("value, test, expected", MATCHES)
def test_matching_a_test(value: str, test: str, expected: object) -> None:
    assert shown(matches_test(value_of(value), value_of(test))) == expected


T, F, N, U = True, False, NULL, UNKNOWN
KLEENE = [
    # left, right, and, or
    (T, T, T, T),
    (T, F, F, T),
    (F, F, F, F),
    (T, N, N, T),
    (F, N, F, N),
    (N, N, N, N),
    (T, U, U, T),
    (F, U, F, U),
    (T, Decimal(123), N, T),
    (F, "true", F, N),
    (Decimal(0), Decimal(0), N, N),
]


@pytest.mark.parametrize("left, right, both, either", KLEENE)
def test_conjunction_and_disjunction(
    left: bool, right: bool, both: bool | Null, either: bool | Null
) -> None:
    for pair in ((left, right), (right, left)):
        assert shown(conjunction(pair)) == shown(both)
        assert shown(disjunction(pair)) == shown(either)


@pytest.mark.parametrize("text, expected", [("true", F), ("false", T), ("1", None), ("null", None)])
def test_negation(text: str, expected: bool | None) -> None:
    assert shown(negation(value_of(text))) == expected


def test_all_that_is_unknown_is_told_once_and_in_order() -> None:
    both = conjunction([OTHER_UNKNOWN, True, UNKNOWN, OTHER_UNKNOWN])
    assert isinstance(both, Null)
    assert [cause.fact for cause in both.causes] == ["other", "fact"]


truths = st.lists(st.sampled_from([True, False, NULL, UNKNOWN]), max_size=4)


@given(truths)
def test_de_morgan(operands: list[bool | Null]) -> None:
    negated = [negation(each) for each in operands]
    assert shown(negation(conjunction(operands))) == shown(disjunction(negated))
    assert shown(negation(disjunction(operands))) == shown(conjunction(negated))


@given(truths, truths)
def test_conjunction_is_associative(left: list[bool | Null], right: list[bool | Null]) -> None:
    assert shown(conjunction([*left, *right])) == shown(
        conjunction([conjunction(left), conjunction(right)])
    )


@given(stated_values)
def test_a_stated_value_is_identical_to_itself(value: Value) -> None:
    assert identical(value, value) is True


@given(values, values)
def test_comparisons_never_raise_and_agree_with_one_another(left: Value, right: Value) -> None:
    less, more = compare("<", left, right), compare(">", right, left)
    assert shown(less) == shown(more)
    assert shown(equal(left, right)) == shown(equal(right, left))
    if less is True:
        assert compare("=", left, right) is False


@given(values, st.sampled_from(["+", "-", "*", "/", "**"]), values)
def test_arithmetic_never_raises(left: Value, operator: ArithmeticOperator, right: Value) -> None:
    result = arithmetic(operator, left, right)
    if isinstance(result, Decimal):
        assert result.is_finite()
    if any(isinstance(each, Null) and each.unknown for each in (left, right)):
        assert shown(result) == "unknown"


OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    **{each: partial(compare, each) for each in get_args(ComparisonOperator)},
    **{each: partial(arithmetic, each) for each in get_args(ArithmeticOperator)},
    "and": lambda left, right: conjunction((left, right)),
    "or": lambda left, right: disjunction((left, right)),
    "in": matches_test,
    "is": identical,
}


@given(st.sampled_from(sorted(OPERATIONS)), stated_values, stated_values, st.data())
def test_what_is_told_of_an_unknown_stays_true_once_it_is_known(
    name: str, left: Value, right: Value, data: st.DataObject
) -> None:
    operation = OPERATIONS[name]
    hidden = data.draw(st.sampled_from(hidings(left)))
    assert may_become(shown(operation(hidden, right)), shown(operation(left, right)))
    assert may_become(shown(operation(right, hidden)), shown(operation(right, left)))


def test_values_nested_deeper_than_the_stack_are_compared() -> None:
    def nested(depth: int) -> Value:
        inside: Value = ()
        for _ in range(depth):
            inside = (inside,)
        return inside

    assert equal(nested(5_000), nested(5_000)) is True
    assert equal(nested(5_000), nested(5_001)) is False


def test_comparing_stops_at_its_limit() -> None:
    def doubled(times: int) -> Value:
        inside: Value = ()
        for _ in range(times):
            inside = (inside, inside)
        return inside

    answer = equal(doubled(40), doubled(40))
    assert isinstance(answer, Null)
    assert answer.causes[0].kind is CauseKind.LIMIT


def test_a_null_that_is_an_error_equals_null_as_the_standard_has_it() -> None:
    error = null(CauseKind.ARITHMETIC, "除数为零", "division by zero")
    assert equal(error, NULL) is True
    assert equal(error, Decimal(1)) is False
    assert shown(equal(error, UNKNOWN)) == "unknown"
