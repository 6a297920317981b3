"""Evaluating FEEL text in tests, with the builtins and a few names in scope."""

from __future__ import annotations

from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.interpreter import evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.scope import Scope
from policydsl.feel.values import Cause, Null, Value
from policydsl.text.source import Source


def value_of(text: str, **names: Value) -> Value:
    """The value of an expression."""
    scope = Scope.of({**BUILTINS, **names})
    return evaluate(parse_expression(Source("test", text), scope.names), scope)


def cause_of(text: str, **names: Value) -> Cause:
    """The one cause of an expression's null."""
    value = value_of(text, **names)
    assert isinstance(value, Null), value
    (cause,) = value.causes
    return cause
