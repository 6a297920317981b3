"""Names and scope: DMN 1.5 §10.3.1.3 to §10.3.1.5, §10.3.2.1 and §10.3.2.12 (paths)."""

from decimal import Decimal

import pytest

from policydsl.feel.values import CauseKind, Value
from spec_rows import Expected, Row, assert_row

NAMES: dict[str, Value] = {
    "a": Decimal(1),
    "b": Decimal(2),
    "a-b": Decimal(10),
    "a b": Decimal(20),
    "first name": "Ann",
    "profit/loss": Decimal(7),
    "x*y+z": Decimal(8),
    "rate 2": Decimal(3),
    "isn't": True,
    "职业 等级": Decimal(4),
    "person": {"first name": "Bo", "a": Decimal(5), "in": Decimal(6)},
    "people": ({"a": Decimal(5)}, {"a": Decimal(6)}),
}
# The longest name in scope wins; blanks around operators and between words do not matter.
NAMED: list[Row] = [
    ("a", "1"),
    ("a-b", "10"),
    ("a - b", "10"),
    ("(a)-b", "-1"),
    ("a+b", "3"),
    ("a b", "20"),
    ("a   b", "20"),
    ("a\nb", "20"),
    ("a b + a", "21"),
    ("b-a", "1"),
    ("profit/loss", "7"),
    ("profit / loss", "7"),
    ("x*y+z", "8"),
    ("x * y + z", "8"),
    ("rate 2", "3"),
    ("rate 2 + 2", "5"),
    ("isn't", "true"),
    ("first name", '"Ann"'),
    ("person.first name", '"Bo"'),
    ("person.a", "5"),
    ("职业 等级 + 1", "5"),
    ("people.a", "[5, 6]"),
    ("people[1].a", "5"),
    ("A", CauseKind.NO_SUCH_NAME),
    ("nothing", CauseKind.NO_SUCH_NAME),
    ("person.nothing", CauseKind.NO_SUCH_NAME),
    ("person.nothing.more", CauseKind.NO_SUCH_NAME),
    ("a.b", CauseKind.NO_SUCH_NAME),
    ("null.a", "null"),
]
# The nearest binding hides those around it, and only within its own bracket.
SHADOWED: list[Row] = [
    ("for a in [8, 9] return a", "[8, 9]"),
    ("[for a in [8] return a, a]", "[[8], 1]"),
    ("{e f: 8, c: 2 in ]1..3], d: e f}.d", "8"),
    ("some a in [8] satisfies a = 8", "true"),
    ("for a in [8] return for a in [9] return a", "[[9]]"),
    ("for b in [a] return for a in [b + 1] return a + b", "[[3]]"),
    ("{a: 8, c: a}.c", "8"),
    ("{c: a, a: 8}.c", "1"),
    ("{a: 8, c: {d: a}}.c.d", "8"),
    ("(function(a) a + b)(8)", "10"),
    ("people[a > 5].a", "[6]"),
    ("people[b > 1].a", "[5, 6]"),
    ("person[a = 5].a", "[5]"),
    ("{count: 3}.count", "3"),
    ("{count: 3, c: count}.c", "3"),
    ("for first name in [1] return first name", "[1]"),
    ("for total cost in [1, 2] return total cost * 2", "[2, 4]"),
    ("{net price: 5, tax: net price * 2}.tax", "10"),
    ('{"net price": 5}.net price', "5"),
    ("{a + b: 5, c: a + b}.c", "5"),
    ("(function(unit price, n) unit price * n)(2, 3)", "6"),
    ("(function(unit price, n) unit price * n)(n: 2, unit price: 4)", "8"),
]


@pytest.mark.parametrize("text, expected", NAMED + SHADOWED)
def test_a_name_stands_for_what_is_nearest(text: str, expected: Expected) -> None:
    assert_row(text, expected, **NAMES)
