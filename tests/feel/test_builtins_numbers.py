"""Numbers and rounding. None stands for a FEEL null."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_values import numbers, reason, shown, value_of

ROUNDED = [
    # number, scale, decimal, floor, ceiling, up, down, half up, half down
    ("5.5", 0, "6", "5", "6", "6", "5", "6", "5"),
    ("-5.5", 0, "-6", "-6", "-5", "-6", "-5", "-6", "-5"),
    ("2.5", 0, "2", "2", "3", "3", "2", "3", "2"),
    ("1.121", 2, "1.12", "1.12", "1.13", "1.13", "1.12", "1.12", "1.12"),
    ("-1.126", 2, "-1.13", "-1.13", "-1.12", "-1.13", "-1.12", "-1.13", "-1.13"),
    ("1250", -2, "1200", "1200", "1300", "1300", "1200", "1300", "1200"),
    ("7", 3, "7", "7", "7", "7", "7", "7", "7"),
]
MODES = [
    "decimal",
    "floor",
    "ceiling",
    "round up",
    "round down",
    "round half up",
    "round half down",
]


@pytest.mark.parametrize("row", ROUNDED, ids=lambda row: f"{row[0]} to {row[1]}")
def test_rounding(row: tuple[str, int, *tuple[str, ...]]) -> None:
    number, scale, *expected = row
    results = [value_of(f"{mode}({number}, {scale})") for mode in MODES]
    assert results == [Decimal(each) for each in expected]


@pytest.mark.parametrize("mode", MODES)
def test_scales_end_where_decimal128_does(mode: str) -> None:
    assert value_of(f"{mode}(5.5, 6176)") == Decimal("5.5")
    for scale in ("6177", "-6112", "1e6000"):
        message = reason(value_of(f"{mode}(5.5, {scale})"))
        assert message == "the scale is not between -6111 and 6176"


def test_rounding_to_zero_gives_the_one_zero() -> None:
    assert str(value_of("ceiling(-0.3)")) == "0"
    assert str(value_of("round half up(-0.3, 0)")) == "0"


def test_rounding_loses_no_digit_it_need_not() -> None:
    assert value_of("round up(9.999999999999999999999999999999999, 32)") == Decimal(10)
    assert value_of("decimal(0.1234567890123456789012345678901234, 33)") == Decimal(
        "0.123456789012345678901234567890123"
    )


NUMBERS = [
    ("abs(-1.5)", Decimal("1.5")),
    ('abs(@"-P1Y")', "P1Y"),
    ('abs(@"2020-01-01")', None),
    ("modulo(10, 4)", Decimal(2)),
    ("modulo(10, -4)", Decimal(-2)),
    ("modulo(-10, 4)", Decimal(2)),
    ("modulo(-10, -4)", Decimal(-2)),
    ("modulo(10.1, 4.5)", Decimal("1.1")),
    ("modulo(-10.1, 4.5)", Decimal("3.4")),
    ("modulo(8, -4)", Decimal(0)),
    ("modulo(1, 0)", None),
    # Exact however far the two are apart.
    ("modulo(1e6144, 7)", Decimal(10**6144 % 7)),
    ("sqrt(2) ** 2 - 2 < 1e-30", True),
    ("sqrt(-1)", None),
    ("round half up(log(exp(1)), 30)", Decimal(1)),
    ("log(0)", None),
    ("exp(1e10)", None),
    ("exp(-1e10)", Decimal(0)),
    ("odd(-1)", True),
    ("odd(0)", False),
    ("odd(1e40)", False),
    ("even(-2)", True),
    ("even(2.5)", None),
    ("odd(2.5)", None),
]


@pytest.mark.parametrize("text, expected", NUMBERS)
def test_numbers(text: str, expected: object) -> None:
    assert shown(value_of(text)) == expected


@given(numbers, st.sampled_from([Decimal(n) for n in (-7, -2, 3, 10)]))
def test_modulo_is_what_floor_leaves(dividend: Decimal, divisor: Decimal) -> None:
    text = "modulo(a, b) = a - b * floor(a / b)"
    assert value_of(text, a=dividend, b=divisor) is True


@given(numbers, st.integers(-2, 3))
def test_floor_and_ceiling_agree_with_python(number: Decimal, scale: int) -> None:
    quantum = Decimal(1).scaleb(-scale)
    for name, mode in (("floor", ROUND_FLOOR), ("ceiling", ROUND_CEILING)):
        expected = number.quantize(quantum, mode) if scale < 2 else number
        assert value_of(f"{name}(n, scale)", n=number, scale=Decimal(scale)) == expected
