"""The small changes of an expression, each kind as texts; none is the expression itself."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.analysis.mutate.expressions import rewrites
from policydsl.analysis.mutate.figures import off_by_one
from policydsl.analysis.mutate.kinds import Kind
from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.printer import print_expression, print_tests
from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration, parse_at_literal
from policydsl.feel.values import Value
from policydsl.text.source import Source


def changes(text: str, *, condition: bool = False) -> list[tuple[str, str]]:
    root = parse_expression(Source("test", text))
    return [
        (change.kind.value, print_expression(whole))
        for change, whole in rewrites(root, condition=condition)
    ]


def changes_of_cell(text: str) -> list[tuple[str, str]]:
    root = parse_unary_tests(Source("test", text))
    return [(c.kind.value, print_tests(whole)) for c, whole in rewrites(root, condition=False)]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("a >= b", [("bound", "a > b")]),
        ("a > b", [("bound", "a >= b")]),
        ("a <= b", [("bound", "a < b")]),
        ("a < b", [("bound", "a <= b")]),
        ("a = b", [("equality", "a != b")]),
        ("a != b", [("equality", "a = b")]),
        ("50", [("figure", "49"), ("figure", "51")]),
        ("0.3", [("figure", "0.2"), ("figure", "0.4")]),
        ("0", [("figure", "-1"), ("figure", "1")]),
        ('@"2023-10-20"', [("figure", '@"2023-10-19"'), ("figure", '@"2023-10-21"')]),
        ('@"P3Y"', [("figure", '@"P2Y"'), ("figure", '@"P4Y"')]),
        ('@"P1Y6M"', [("figure", '@"P1Y5M"'), ("figure", '@"P1Y7M"')]),
        ('@"P180D"', [("figure", '@"P179D"'), ("figure", '@"P181D"')]),
        ("true", [("truth", "false")]),
        ("a + b", [("arithmetic", "a - b")]),
        ("a * b", [("arithmetic", "a / b")]),
        ("if a then b else c", [("branches", "if a then c else b")]),
        ("some x in xs satisfies x.a", [("some-every", "every x in xs satisfies x.a")]),
        ("xs[a]", [("filter", "xs"), ("negation", "xs[not(a)]")]),
        ('xs[a = "b"]', [("filter", "xs"), ("equality", 'xs[a != "b"]')]),
        ("[a, b]", [("list-item", "[b]"), ("list-item", "[a]")]),
        ("a between b and c", [("bound", "a in (b..c]"), ("bound", "a in [b..c)")]),
        ("a in [b..c)", [("bound", "a in (b..c)"), ("bound", "a in [b..c]")]),
        ("is stated(a)", []),
    ],
)
def test_a_node_is_changed_in_these_ways(text: str, wanted: list[tuple[str, str]]) -> None:
    assert changes(text) == wanted


def test_of_and_each_operand_is_left_out_or_denied() -> None:
    assert changes("a and b > c") == [
        ("and-or", "a or b > c"),
        ("operand", "b > c"),
        ("negation", "not(a) and b > c"),
        ("operand", "a"),
        ("negation", "a and not(b > c)"),
        ("bound", "a and b >= c"),
    ]


def test_of_three_operands_two_are_left() -> None:
    found = changes("a or b or c")
    assert [text for kind, text in found if kind == "operand"] == ["b or c", "a or c", "a or b"]


@pytest.mark.parametrize(
    "text, denied",
    [("a", "not(a)"), ("not(a)", "a"), ("a > b", "not(a > b)"), ("true", "false")],
)
def test_a_condition_is_denied(text: str, denied: str) -> None:
    assert denied in [changed for _, changed in changes(text, condition=True)]


def test_turning_an_equality_is_denial_enough() -> None:
    assert changes("a = b", condition=True) == [("equality", "a != b")]


def test_a_cell_is_denied_and_loses_tests() -> None:
    assert changes_of_cell('"a", "b"') == [
        ("negation", 'not("a", "b")'),
        ("operand", '"b"'),
        ("operand", '"a"'),
    ]
    assert ("bound", "> 20") in changes_of_cell(">= 20")
    assert changes_of_cell("-") == []


def test_a_change_is_told_where_it_stands() -> None:
    text = "premises.office.area >= 50 and staff.examiners > 3"
    places = {
        (change.kind, text[change.before.span.start : change.before.span.end])
        for change, _ in rewrites(parse_expression(Source("test", text)), condition=False)
    }
    assert (Kind.FIGURE, "50") in places
    assert (Kind.BOUND, "staff.examiners > 3") in places


@pytest.mark.parametrize(
    "value, wanted",
    [
        (Date(2023, 10, 31), (Date(2023, 10, 30), Date(2023, 11, 1))),
        (MonthsDuration(36), (MonthsDuration(24), MonthsDuration(48))),
        (MonthsDuration(1), (MonthsDuration(0), MonthsDuration(2))),
        (parse_at_literal("PT2H"), (parse_at_literal("PT1H"), parse_at_literal("PT3H"))),
        (DaysDuration(Decimal(86400)), (DaysDuration(Decimal(0)), parse_at_literal("P2D"))),
        ("03-01", ("02-29", "03-02")),
        ("12-31", ("12-30", "01-01")),
        ("guangxi", ()),
        (True, ()),
        (("a", "b"), ()),
    ],
)
def test_a_figure_is_off_by_its_own_unit(value: Value, wanted: tuple[Value, ...]) -> None:
    assert tuple(off_by_one(value)) == wanted


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=3))
def test_a_number_moves_by_its_last_place(number: Decimal) -> None:
    less, more = off_by_one(number)
    assert isinstance(less, Decimal)
    assert isinstance(more, Decimal)
    assert more - number == number - less == Decimal("0.001")
