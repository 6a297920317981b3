"""Which argument goes to which parameter of an overload; for values and for types alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from policydsl.feel.builtins.signature import Overload, Parameter

Argument = TypeVar("Argument")


@dataclass(frozen=True, slots=True)
class Bound(Generic[Argument]):
    """The arguments of one parameter: none where it was left out, several where it is variadic.

    `places` are the arguments' positions in the call, or their names.
    """

    parameter: Parameter
    arguments: tuple[Argument, ...]
    places: tuple[int | str, ...]


def bind_positional(
    overload: Overload, arguments: Sequence[Argument]
) -> tuple[Bound[Argument], ...] | None:
    """One Bound for each parameter; None where the number of arguments is wrong."""
    if not overload.takes(len(arguments)):
        return None
    bound = []
    for place, parameter in enumerate(overload.parameters):
        end = len(arguments) if parameter.variadic else place + 1
        places = range(place, min(end, len(arguments)))
        bound.append(Bound(parameter, tuple(arguments[at] for at in places), tuple(places)))
    return tuple(bound)


def bind_named(
    overload: Overload, arguments: Mapping[str, Argument]
) -> tuple[Bound[Argument], ...] | None:
    """One Bound for each parameter; None where a name is missing or not known."""
    names = {parameter.name for parameter in overload.parameters}
    required = {parameter.name for parameter in overload.parameters if not parameter.optional}
    if not required <= arguments.keys() <= names:
        return None
    return tuple(
        Bound(parameter, (arguments[parameter.name],), (parameter.name,))
        if parameter.name in arguments
        else Bound(parameter, (), ())
        for parameter in overload.parameters
    )
