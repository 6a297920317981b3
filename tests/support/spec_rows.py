"""Rows of the specification tests: an expression, and the FEEL text or the null it gives."""

from __future__ import annotations

from feel_expressions import value_of
from policydsl.feel.builtins.value_text import literal_of
from policydsl.feel.values import CauseKind, Null, Value

# The literal of the value, or why it is null. "null" alone is the null that needs no reason.
Expected = str | CauseKind
Row = tuple[str, Expected]


def assert_row(text: str, expected: Expected, **names: Value) -> None:
    """Holds one expression to its row; literals tell the kinds apart (`"1"`, `1`, `[1]`)."""
    value = value_of(text, **names)
    if isinstance(expected, CauseKind):
        assert isinstance(value, Null), literal_of(value)
        assert {cause.kind for cause in value.causes} == {expected}
        return
    if expected == "null":
        assert isinstance(value, Null), literal_of(value)
        assert value.causes == ()
        return
    assert not isinstance(value, Null), value
    assert literal_of(value) == expected
