"""Every example in the documentation of the builtins is what it says, and checks."""

import pytest

from feel_values import shown, value_of
from policydsl.feel.builtins.conformance import conforms
from policydsl.feel.builtins.signature import Builtin, Example
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.checker import check
from policydsl.feel.parser import parse_expression
from policydsl.feel.types import ContextType
from policydsl.feel.values import Null
from policydsl.text.source import Source

EXAMPLES = [
    pytest.param(builtin, example, id=example.expression)
    for builtin in BUILTINS.values()
    for example in builtin.examples
]


@pytest.mark.parametrize("builtin, example", EXAMPLES)
def test_example(builtin: Builtin, example: Example) -> None:
    assert builtin.name in example.expression
    value, expected = value_of(example.expression), value_of(example.result)
    if isinstance(expected, Null):
        # The documentation writes null for the unknown too.
        assert isinstance(value, Null)
    else:
        assert shown(value) == shown(expected)


@pytest.mark.parametrize("builtin, example", EXAMPLES)
def test_an_example_checks_and_is_of_the_type_found(builtin: Builtin, example: Example) -> None:
    source = Source("example", example.expression)
    checked = check(parse_expression(source), source, ContextType({}))
    assert checked.diagnostics == ()
    assert conforms(value_of(example.expression), checked.type)
