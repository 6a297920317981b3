"""Types as written in FEEL: `list<number>`, `days and time duration`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policydsl.feel import types
from policydsl.feel.tree import TypeName
from policydsl.feel.types import Type

SIMPLE_TYPES: Mapping[str, Type] = MappingProxyType(
    {
        "Any": types.ANY,
        "Null": types.NULL_TYPE,
        "number": types.NUMBER,
        "string": types.STRING,
        "boolean": types.BOOLEAN,
        "date": types.DATE,
        "time": types.TIME,
        "date and time": types.DATE_TIME,
        "days and time duration": types.DAYS_DURATION,
        "day time duration": types.DAYS_DURATION,
        "years and months duration": types.MONTHS_DURATION,
        "year month duration": types.MONTHS_DURATION,
    }
)


NO_TYPES: Mapping[str, Type] = MappingProxyType({})


def type_named(name: TypeName, known_types: Mapping[str, Type] = NO_TYPES) -> Type | None:
    """The type that a name stands for, or None where there is no such type.

    `known_types` are those that a host defines, such as a DMN model's item definitions.
    """
    arguments = [type_named(argument, known_types) for argument in name.arguments]
    known = [argument for argument in arguments if argument is not None]
    if len(known) < len(arguments):
        return None
    match name.name:
        case "list" if len(known) == 1 and not name.members:
            return types.ListType(known[0])
        case "range" if len(known) == 1 and not name.members:
            return types.RangeType(known[0])
        case "context" if name.members:
            pairs = zip(name.members, known, strict=True)
            members = {key: types.Member(key, kind) for key, kind in pairs}
            return types.ContextType(MappingProxyType(members), closed=False)
        case "function" if name.result is not None:
            result = type_named(name.result, known_types)
            parameters = tuple((str(i), kind) for i, kind in enumerate(known, 1))
            return None if result is None else types.FunctionType(parameters, result)
        case _:
            return None if known else SIMPLE_TYPES.get(name.name, known_types.get(name.name))
