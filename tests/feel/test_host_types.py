"""Types that a host defines, and how values come to be of a type."""

from types import MappingProxyType

import pytest

from policydsl.feel import types
from policydsl.feel.interpreter import Scope, evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.values import CauseKind, Null
from policydsl.text.source import Source

PERSON = types.ContextType(
    MappingProxyType({"name": types.Member("name", types.STRING)}), closed=False
)
TYPES = {"tPerson": PERSON, "a person": PERSON, "tNames": types.ListType(types.STRING)}


@pytest.mark.parametrize(
    "text, expected",
    [
        ('{name: "A"} instance of tPerson', True),
        ('{name: "A", age: 3} instance of tPerson', True),
        ("{age: 3} instance of tPerson", False),
        ('{name: "A"} instance of a person', True),
        ('[{name: "A"}] instance of list<tPerson>', True),
        ('["A"] instance of tNames', True),
        ('"A" instance of tNames', False),
        ('(function(p: tPerson) p.name)({name: "A"})', "A"),
    ],
)
def test_a_host_may_define_types(text: str, expected: object) -> None:
    tree = parse_expression(Source("test", text), TYPES)
    assert evaluate(tree, Scope.of({}), types=TYPES) == expected


@pytest.mark.parametrize("text", ["1 instance of tPerson", "(function(p: tNames) p)(1)"])
def test_what_is_not_of_the_type_is_told(text: str) -> None:
    tree = parse_expression(Source("test", text), TYPES)
    value = evaluate(tree, Scope.of({}), types=TYPES)
    assert value is False or (
        isinstance(value, Null) and value.causes[0].kind is CauseKind.WRONG_ARGUMENT
    )


def test_without_a_host_its_types_are_unknown() -> None:
    value = evaluate(parse_expression(Source("test", "1 instance of tPerson")), Scope.of({}))
    assert isinstance(value, Null)
    assert value.causes[0].kind is CauseKind.NO_SUCH_NAME
