"""What is known of a builtin function: its forms, its documentation, its implementation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policydsl.feel.types import Type
from policydsl.feel.values import Value
from policydsl.text.diagnostic import Text

Invoke = Callable[[Value, Sequence[Value]], Value]
"""Calls a FEEL function value (a closure or a builtin) with positional arguments."""

ResultType = Type | Callable[[tuple[Type, ...]], Type]
"""A type, or how to get it from the arguments' types, one for each parameter (see `Overload`)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, by its FEEL name (`start position`).

    An `optional` one may be left out or null; the implementation then gets None. A parameter of
    AnyType takes null too, as the value it is; any other takes no null. A `variadic` one stands
    last, has a ListType, and takes one item or more as separate arguments. Where the standard has
    both `min(list)` and `min(c1, …, cn)`, these are two overloads.
    """

    name: str
    type: Type
    optional: bool = False
    variadic: bool = False


@dataclass(frozen=True, slots=True)
class Overload:
    """One form of a function.

    `call` gets one Python value for each parameter, already of its type (after `Invoke` where the
    function is of higher order), and gives the result; a `decimal` signal that it raises becomes a
    null. Numbers are calculated with NUMBER_CONTEXT, since Python's own context has 28 digits.

    `result` may be computed from the types of the arguments: one for each parameter, NULL_TYPE
    where it was left out, and for a variadic one the list's type.
    """

    parameters: tuple[Parameter, ...]
    result: ResultType
    call: Callable[..., Value]

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many positional arguments."""
        required = sum(not each.optional for each in self.parameters)
        variadic = any(each.variadic for each in self.parameters)
        return required <= count and (variadic or count <= len(self.parameters))


@dataclass(frozen=True, slots=True)
class Example:
    """An expression and what it equals, both as FEEL text. Examples are executed as tests."""

    expression: str
    result: str


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """A builtin function, with all that the interpreter, the checker and the manual need.

    Where overloads overlap the first that takes the arguments as they are is meant, else the first
    that takes them converted. `null_when` says when the result is null although the arguments are
    of the right types. `section` is the DMN 1.5 section it comes from (`10.3.4.4`), or "policydsl"
    for ours (`standard` is False).

    An unknown argument, or an unknown item of a list, makes the result unknown, unless the
    function `tolerates_unknown`: then unknowns reach parameters of AnyType, and lists with unknown
    items (of any item type) reach the implementation.

    `higher_order`: `call` gets an `Invoke` as its first argument.
    """

    name: str
    overloads: tuple[Overload, ...]
    doc: Text
    null_when: Text
    examples: tuple[Example, ...]
    standard: bool
    section: str
    tolerates_unknown: bool = False
    higher_order: bool = False
