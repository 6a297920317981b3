"""Logic: DMN 1.5 §10.3.2.11 (tables 38 and 39) and `if` (§10.3.2.9)."""

from itertools import product

import pytest

from policydsl.feel.values import CauseKind
from spec_rows import Expected, Row, assert_row

# Kleene's tables; the third value is null, which an operand that is no boolean counts as.
VALUES = ("true", "false", "null")
AND = {
    "true": ("true", "false", "null"),
    "false": ("false", "false", "false"),
    "null": ("null", "false", "null"),
}
OR = {
    "true": ("true", "true", "true"),
    "false": ("true", "false", "null"),
    "null": ("true", "null", "null"),
}
TABLES: list[Row] = [
    *((f"{a} and {b}", AND[a][VALUES.index(b)]) for a, b in product(VALUES, VALUES)),
    *((f"{a} or {b}", OR[a][VALUES.index(b)]) for a, b in product(VALUES, VALUES)),
    ("not(true)", "false"),
    ("not(false)", "true"),
    ("not(null)", CauseKind.WRONG_ARGUMENT),
]
NOT_BOOLEAN: list[Row] = [
    ("true and 1", CauseKind.WRONG_TYPE),
    ("false and 1", "false"),
    ("1 and false", "false"),
    ("true or 1", "true"),
    ("1 or true", "true"),
    ("false or 1", CauseKind.WRONG_TYPE),
    ('"true" and true', CauseKind.WRONG_TYPE),
    ("[] or false", CauseKind.WRONG_TYPE),
    ("false and 1 / 0 > 1", "false"),
    ("1 / 0 > 1 and false", "false"),
    ("true and 1 / 0 > 1", CauseKind.ARITHMETIC),
    ("true or false and false", "true"),
    ("(true or false) and false", "false"),
    ("false and true or true", "true"),
    ("true and not(false)", "true"),
    ("1 < 2 and 2 < 3", "true"),
    ("not(1 = 2)", "true"),
]
CONDITIONAL: list[Row] = [
    ("if true then 1 else 2", "1"),
    ("if false then 1 else 2", "2"),
    # Only true chooses `then`; null and whatever is no boolean choose `else`.
    ("if null then 1 else 2", "2"),
    ("if 1 then 1 else 2", "2"),
    ('if "true" then 1 else 2', "2"),
    ("if 1 / 0 > 1 then 1 else 2", "2"),
    ("if true then null else 2", "null"),
    ("if true then 1 else 1 / 0", "1"),
    ("if false then 1 else if true then 2 else 3", "2"),
    ("if if true then false else true then 1 else 2", "2"),
    ("if true then 1 else 2 + 10", "1"),
    ("(if true then 1 else 2) + 10", "11"),
    ("if true then false else true and false", "false"),
]
ALL_AND_ANY: list[Row] = [
    ("all([])", "true"),
    ("any([])", "false"),
    ("all([true, true])", "true"),
    ("all([true, null, false])", "false"),
    ("all([true, null])", "null"),
    ("any([false, null, true])", "true"),
    ("any([false, null])", "null"),
    ("all(true, false)", "false"),
    ("any(false, true)", "true"),
    ("all(true)", "true"),
    ("all(list: [true, false])", "false"),
]


@pytest.mark.parametrize("text, expected", TABLES + NOT_BOOLEAN + CONDITIONAL + ALL_AND_ANY)
def test_logic(text: str, expected: Expected) -> None:
    assert_row(text, expected)
