"""What holds of every builtin, whatever it is given."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_values import (
    dates,
    days,
    hidings,
    may_become,
    months,
    numbers,
    ranges,
    shown,
    stated_values,
    strings,
    times,
    value_of,
    values,
    whole_numbers,
)
from policydsl.feel.builtins.call import call_positional
from policydsl.feel.builtins.conformance import conforms, type_of
from policydsl.feel.builtins.signature import Builtin, Parameter
from policydsl.feel.builtins.static import Problem, result_of
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.operators import compare
from policydsl.feel.temporal import DateTime
from policydsl.feel.types import (
    AnyType,
    BooleanType,
    ContextType,
    DateTimeType,
    DateType,
    DaysDurationType,
    FunctionType,
    ListType,
    MonthsDurationType,
    NumberType,
    RangeType,
    StringType,
    Type,
)
from policydsl.feel.values import Null, Value

builtins = st.sampled_from(sorted(BUILTINS.values(), key=lambda builtin: builtin.name))
PRECEDES = value_of("function(x, y) x < y")
# Whether it is known is just what this one tells.
TELLS_WHAT_IS_KNOWN = {"is stated"}


def _of_type(type_: Type) -> st.SearchStrategy[Value]:
    """Values of a type."""
    match type_:
        case NumberType():
            return st.one_of(numbers, whole_numbers)
        case StringType():
            return st.one_of(strings, st.sampled_from(["2020-03-26", "P1Y", "10", "[1..2]"]))
        case BooleanType():
            return st.booleans()
        case DateType():
            return dates
        case DateTimeType():
            return st.builds(DateTime, dates, times)
        case MonthsDurationType():
            return months
        case DaysDurationType():
            return days
        case ListType(item):
            return st.lists(_of_type(item), max_size=3).map(tuple)
        case RangeType():
            return ranges
        case ContextType(members):
            return st.fixed_dictionaries({name: _of_type(m.type) for name, m in members.items()})
        case FunctionType():
            return st.just(PRECEDES)
        case AnyType():
            return st.one_of(whole_numbers, strings, dates, stated_values)
        case _:
            return times


def _arguments(parameter: Parameter) -> st.SearchStrategy[tuple[Value, ...]]:
    """What may stand for a parameter: one argument, none, or several."""
    if parameter.variadic and isinstance(parameter.type, ListType):
        return st.lists(_of_type(parameter.type.item), min_size=1, max_size=3).map(tuple)
    one = _of_type(parameter.type).map(lambda value: (value,))
    return st.one_of(one, st.just(())) if parameter.optional else one


@st.composite
def calls_of_any_values(draw: st.DrawFn) -> tuple[Builtin, list[Value]]:
    """A builtin with arguments that need not be right in number or type."""
    return draw(builtins), draw(st.lists(values, max_size=4))


@st.composite
def well_typed_calls(draw: st.DrawFn) -> tuple[Builtin, list[Value]]:
    """A builtin with arguments of the types of one of its forms."""
    builtin = draw(builtins)
    arguments: list[Value] = []
    for parameter in draw(st.sampled_from(builtin.overloads)).parameters:
        of_parameter = draw(_arguments(parameter))
        arguments.extend(of_parameter)
        if not of_parameter:
            break
    return builtin, arguments


def _invoke(function: Value, arguments: Sequence[Value]) -> Value:
    assert function is PRECEDES
    x, y = arguments
    return compare("<", x, y)


@given(calls_of_any_values())
def test_no_call_raises(call: tuple[Builtin, list[Value]]) -> None:
    builtin, arguments = call
    result = call_positional(builtin, arguments, lambda function, values: True)
    if isinstance(result, Decimal):
        assert result.is_finite()
    if isinstance(result, Null) and not any(_has_null(each) for each in arguments):
        assert result.causes, "a null that does not say why"


def _has_null(value: Value) -> bool:
    match value:
        case Null():
            return True
        case tuple():
            return any(_has_null(item) for item in value)
        case dict():
            return any(_has_null(member) for member in value.values())
        case _:
            return False


@given(well_typed_calls())
def test_a_result_is_of_the_type_that_was_foretold(call: tuple[Builtin, list[Value]]) -> None:
    builtin, arguments = call
    result = call_positional(builtin, arguments, _invoke)
    foretold = result_of(builtin, [type_of(each) for each in arguments])
    assert not isinstance(foretold, Problem)
    assert conforms(result, foretold)


@given(well_typed_calls(), st.data())
def test_what_is_told_of_an_unknown_stays_true_once_it_is_known(
    call: tuple[Builtin, list[Value]], data: st.DataObject
) -> None:
    builtin, arguments = call
    if builtin.name in TELLS_WHAT_IS_KNOWN or not arguments:
        return
    place = data.draw(st.integers(0, len(arguments) - 1))
    hidden = list(arguments)
    hidden[place] = data.draw(st.sampled_from(hidings(arguments[place])))
    before = call_positional(builtin, hidden, _invoke)
    after = call_positional(builtin, arguments, _invoke)
    assert may_become(shown(before), shown(after)), f"{builtin.name}: {before} then {after}"


@pytest.mark.parametrize("builtin", BUILTINS.values(), ids=lambda builtin: builtin.name)
def test_every_function_can_be_called_as_it_says(builtin: Builtin) -> None:
    """Each form is the one meant for some arguments of its types."""
    for overload in builtin.overloads:
        types = [parameter.type for parameter in overload.parameters if not parameter.variadic]
        if len(types) == len(overload.parameters):
            assert not isinstance(result_of(builtin, types), Problem)
