"""How the type of a result follows from the types of the arguments."""

from __future__ import annotations

from collections.abc import Callable

from policydsl.feel.type_relations import element, join
from policydsl.feel.types import ListType, NumberType, Type

Result = Callable[[tuple[Type, ...]], Type]


def first(types: tuple[Type, ...]) -> Type:
    """The first argument's own type."""
    return types[0]


def first_list(types: tuple[Type, ...]) -> Type:
    """The first argument's type as a list."""
    return ListType(element(types[0]))


def first_item(types: tuple[Type, ...]) -> Type:
    """The type of the first argument's items."""
    return element(types[0])


def first_number(types: tuple[Type, ...]) -> Type:
    """A number of the first argument's unit, or of its items' unit."""
    return _number(element(types[0]))


def numbers(types: tuple[Type, ...]) -> Type:
    """A list of numbers of the unit of the first argument's items."""
    return ListType(_number(element(types[0])))


def _number(type_: Type) -> Type:
    return type_ if isinstance(type_, NumberType) else NumberType()


def list_with_item(place: int) -> Result:
    """The first argument's list, which may now also hold the argument at `place`."""
    return lambda types: ListType(join(element(types[0]), types[place]))


def list_with_items(place: int) -> Result:
    """The first argument's list, which may now also hold the items of the list at `place`."""
    return lambda types: ListType(join(element(types[0]), element(types[place])))


def joined_lists(types: tuple[Type, ...]) -> Type:
    """The list of what the lists in the (variadic) first argument hold."""
    return ListType(element(element(types[0])))


def flat(types: tuple[Type, ...]) -> Type:
    """The list of what is in no list any more."""
    item = element(types[0])
    while isinstance(item, ListType):
        item = item.item
    return ListType(item)
