"""The table of builtins: what every entry has."""

import importlib
import pkgutil

import pytest

from policydsl.feel import builtins
from policydsl.feel.builtins.messages import usage
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.types import ListType


def _families() -> dict[str, tuple[Builtin, ...]]:
    modules = (
        importlib.import_module(f"{builtins.__name__}.{info.name}")
        for info in pkgutil.iter_modules(builtins.__path__)
    )
    return {m.__name__: m.FUNCTIONS for m in modules if hasattr(m, "FUNCTIONS")}


def test_every_function_of_every_family_is_in_the_table_once() -> None:
    names = [builtin.name for family in _families().values() for builtin in family]
    assert sorted(names) == sorted(BUILTINS)


@pytest.mark.parametrize("builtin", BUILTINS.values(), ids=lambda builtin: builtin.name)
def test_a_function_is_documented_in_both_languages(builtin: Builtin) -> None:
    for text in (builtin.doc, builtin.null_when):
        assert text.zh
        assert text.en
        assert text.zh != text.en
    assert builtin.examples
    assert builtin.standard == (builtin.section != "policydsl")


@pytest.mark.parametrize("builtin", BUILTINS.values(), ids=lambda builtin: builtin.name)
def test_a_functions_forms_can_be_bound(builtin: Builtin) -> None:
    for overload in builtin.overloads:
        names = [parameter.name for parameter in overload.parameters]
        assert len(set(names)) == len(names)
        optional = [parameter.optional for parameter in overload.parameters]
        assert optional == sorted(optional), "an optional parameter stands before a required one"
        for place, parameter in enumerate(overload.parameters, 1):
            if parameter.variadic:
                assert place == len(names)
                assert isinstance(parameter.type, ListType)


@pytest.mark.parametrize(
    "name, expected",
    [
        ("count", "count(list)"),
        ("min", "min(list) / min(n, …)"),
        ("sublist", "sublist(list, start position, [length])"),
        ("append", "append(list, item, …)"),
        ("coincides", "coincides(range1, range2) / coincides(point1, point2)"),
    ],
)
def test_usage(name: str, expected: str) -> None:
    assert usage(BUILTINS[name]) == expected
