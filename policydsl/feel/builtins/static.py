"""The type of a call of a builtin, from the types of its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from policydsl.feel.builtins import messages
from policydsl.feel.builtins.binding import Bound, bind_named, bind_positional
from policydsl.feel.builtins.messages import item_type, usage
from policydsl.feel.builtins.signature import Builtin, Overload
from policydsl.feel.kind_names import type_name
from policydsl.feel.type_relations import fits, join, units_agree
from policydsl.feel.types import (
    NULL_TYPE,
    AnyType,
    DateTimeType,
    DateType,
    ListType,
    NumberType,
    Type,
)
from policydsl.text.diagnostic import Text

__all__ = ["Problem", "result_of", "result_of_named", "usage"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a call cannot be right; `argument` is the position or name of the one to blame."""

    message: Text
    argument: int | str | None = None


_Form = tuple[Overload, tuple[Bound[Type], ...]]


def result_of(builtin: Builtin, positional: Sequence[Type]) -> Type | Problem:
    """The result's type for positional arguments of these types, or what is wrong with them."""
    bound = [(each, bind_positional(each, positional)) for each in builtin.overloads]
    forms = [(overload, form) for overload, form in bound if form is not None]
    if not forms:
        return Problem(messages.argument_count(builtin, len(positional)))
    return _result(builtin, forms)


def result_of_named(builtin: Builtin, named: Mapping[str, Type]) -> Type | Problem:
    """The same for named arguments."""
    bound = [(each, bind_named(each, named)) for each in builtin.overloads]
    forms = [(overload, form) for overload, form in bound if form is not None]
    if not forms:
        return Problem(*messages.argument_names(builtin, named))
    return _result(builtin, forms)


def _result(builtin: Builtin, forms: Sequence[_Form]) -> Type | Problem:
    fitting = [(overload, form) for overload, form in forms if _misfit(form) is None]
    if not fitting:
        return _furthest_problem(builtin, forms)
    for bound in fitting[0][1]:
        clash = _unit_clash(bound.arguments)
        if clash is not None:
            return Problem(messages.mixed_units(builtin, *clash), bound.places[-1])
    results = [_result_type(overload, bound) for overload, bound in fitting]
    if any(_is_open(bound) for _, bound in fitting):
        # Which form is meant shows in the call only.
        return reduce(join, results)
    return results[0]


def _is_open(form: Sequence[Bound[Type]]) -> bool:
    return any(isinstance(each, AnyType) for bound in form for each in bound.arguments)


@dataclass(frozen=True, slots=True)
class _Misfit:
    """The first argument of a form that does not fit; `place` is its parameter's."""

    place: int
    bound: Bound[Type]
    at: int | str
    given: Type


def _misfit(form: Sequence[Bound[Type]]) -> _Misfit | None:
    for place, bound in enumerate(form):
        for argument, at in zip(bound.arguments, bound.places, strict=True):
            if not _may_be_given(argument, item_type(bound.parameter)):
                return _Misfit(place, bound, at, argument)
    return None


def _furthest_problem(builtin: Builtin, forms: Sequence[_Form]) -> Problem:
    """What is wrong in the forms whose arguments fit longest."""
    misfits = [each for _, form in forms if (each := _misfit(form)) is not None]
    furthest = max(each.place for each in misfits)
    blamed = [each for each in misfits if each.place == furthest]
    parameters = [each.bound.parameter for each in blamed]
    given = type_name(blamed[0].given)
    return Problem(messages.argument_type(builtin, parameters, given), blamed[0].at)


def _may_be_given(given: Type, wanted: Type) -> bool:
    """Whether an argument fits.

    A list of one item is not taken for the item, nor an item for its list, though a call takes
    both: in a policy it is most likely a mistake.
    """
    if isinstance(given, DateType) and isinstance(wanted, DateTimeType):
        return True
    if isinstance(given, NumberType) and isinstance(wanted, NumberType):
        return True
    return fits(given, wanted)


def _unit_clash(types: Sequence[Type]) -> tuple[str, str] | None:
    """Two different units among the items of one variadic parameter."""
    seen: Type = NULL_TYPE
    for each in types:
        if not units_agree(seen, each):
            return _unit(seen), _unit(each)
        seen = join(seen, each)
    return None


def _unit(type_: Type) -> str:
    match type_:
        case ListType(item):
            return _unit(item)
        case NumberType(str() as unit):
            return unit
        case _:
            return ""


def _result_type(overload: Overload, form: Sequence[Bound[Type]]) -> Type:
    if not callable(overload.result):
        return overload.result
    return overload.result(tuple(_parameter_type(bound) for bound in form))


def _parameter_type(bound: Bound[Type]) -> Type:
    nothing: Type = NULL_TYPE
    joined = reduce(join, bound.arguments, nothing)
    return ListType(joined) if bound.parameter.variadic else joined
