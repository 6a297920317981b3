"""How a builtin is called: forms, names, conversions, and why a call gives null."""

from decimal import Decimal

import pytest

from feel_values import OTHER_UNKNOWN, UNKNOWN, reason, shown, value_of
from policydsl.feel.builtins.call import call_named, call_positional
from policydsl.feel.builtins.signature import Builtin, Invoke, Overload, Parameter
from policydsl.feel.types import ANY, BOOLEAN, DATE_TIME, NUMBER, STRING, FunctionType, ListType
from policydsl.feel.values import NULL, CauseKind, Null, Value, null
from policydsl.text.diagnostic import Text


def _no_functions(function: Value, values: object) -> Value:
    raise AssertionError("no function is called")


def _given(*values: Value | None) -> Value:
    """Gives back what it got, a null for what was left out."""
    return tuple("left out" if value is None else value for value in values)


def _builtin(
    *forms: tuple[Parameter, ...], tolerates_unknown: bool = False, name: str = "f"
) -> Builtin:
    overloads = tuple(Overload(form, ANY, _given) for form in forms)
    nothing = Text("", "")
    return Builtin(
        name, overloads, nothing, nothing, (), True, "test", tolerates_unknown=tolerates_unknown
    )


N = Parameter("n", NUMBER)
TEXT = Parameter("text", STRING)
SCALE = Parameter("scale", NUMBER, optional=True)
ITEM = Parameter("item", ANY)
NUMBERS = Parameter("list", ListType(NUMBER))
MORE = Parameter("c", ListType(NUMBER), variadic=True)
WHEN = Parameter("when", DATE_TIME)


def _call(builtin: Builtin, *texts: str) -> Value:
    return call_positional(builtin, [value_of(text) for text in texts], _no_functions)


def _call_named(builtin: Builtin, **texts: str) -> Value:
    values = {name: value_of(text) for name, text in texts.items()}
    return call_named(builtin, values, _no_functions)


@pytest.mark.parametrize(
    "form, arguments, expected",
    [
        ((N, TEXT), ["1", '"a"'], [Decimal(1), "a"]),
        ((N, SCALE), ["1"], [Decimal(1), "left out"]),
        ((N, SCALE), ["1", "null"], [Decimal(1), "left out"]),
        ((N, SCALE), ["1", "2"], [Decimal(1), Decimal(2)]),
        ((MORE,), ["1", "2"], [[Decimal(1), Decimal(2)]]),
        ((TEXT, MORE), ['"a"', "1"], ["a", [Decimal(1)]]),
        ((ITEM,), ["null"], [None]),
        # DMN's implicit conversions.
        ((N,), ["[1]"], [Decimal(1)]),
        ((NUMBERS,), ["1"], [[Decimal(1)]]),
        ((MORE,), ["[1]", "2"], [[Decimal(1), Decimal(2)]]),
        ((WHEN,), ['@"2020-03-26"'], ["2020-03-26T00:00:00Z"]),
        ((WHEN,), ['[@"2020-03-26"]'], ["2020-03-26T00:00:00Z"]),
        ((ITEM,), ["[1]"], [[Decimal(1)]]),
    ],
)
def test_what_the_implementation_gets(
    form: tuple[Parameter, ...], arguments: list[str], expected: object
) -> None:
    assert shown(_call(_builtin(form), *arguments)) == expected


WRONG = [
    ((N,), [], "f takes 1 argument, 0 are given"),
    ((N, TEXT), ["1"], "f takes 2 arguments, 1 is given"),
    ((N, SCALE), ["1", "2", "3"], "f takes 1 or 2 arguments, 3 are given"),
    ((TEXT, MORE), ['"a"'], "f takes at least 2 arguments, 1 is given"),
    ((N,), ['"a"'], "f: its argument n is to be a number, not a string"),
    ((N,), ["null"], "f: its argument n is to be a number, not null"),
    ((N,), ["[1, 2]"], "f: its argument n is to be a number, not a list"),
    ((N, TEXT), ["1", "2"], "f: its argument text is to be a string, not a number"),
    ((NUMBERS,), ['"a"'], "f: its argument list is to be a list of numbers, not a string"),
    (
        (NUMBERS,),
        ['[1, "a"]'],
        "f: its argument list is to be a list of numbers, not a list whose item 2 is a string",
    ),
    (
        (NUMBERS,),
        ["[1, null]"],
        "f: its argument list is to be a list of numbers, not a list whose item 2 is null",
    ),
    ((MORE,), ["1", '"a"'], "f: its argument c is to be a number, not a string"),
]


@pytest.mark.parametrize("form, arguments, message", WRONG)
def test_what_is_said_of_wrong_arguments(
    form: tuple[Parameter, ...], arguments: list[str], message: str
) -> None:
    result = _call(_builtin(form), *arguments)
    assert isinstance(result, Null)
    assert [cause.kind for cause in result.causes] == [CauseKind.WRONG_ARGUMENT]
    assert reason(result) == message


def test_messages_are_in_chinese_too() -> None:
    result = _call(_builtin((N,), (TEXT,)), "true")
    assert isinstance(result, Null)
    assert result.causes[0].message.zh == "f 的参数 n / text 应是数值或文字，给的是真假值"


def test_forms_are_told_apart_by_the_types_of_their_arguments() -> None:
    both = _builtin((N,), (NUMBERS,))
    assert shown(_call(both, "1")) == [Decimal(1)]
    # As it is, before anything is converted.
    assert shown(_call(both, "[1]")) == [[Decimal(1)]]


@pytest.mark.parametrize(
    "arguments, expected",
    [
        ({"n": "1", "scale": "2"}, [Decimal(1), Decimal(2)]),
        ({"scale": "2", "n": "1"}, [Decimal(1), Decimal(2)]),
        ({"n": "1"}, [Decimal(1), "left out"]),
    ],
)
def test_named_arguments_in_any_order(arguments: dict[str, str], expected: object) -> None:
    assert shown(_call_named(_builtin((N, SCALE)), **arguments)) == expected


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"number": "1"}, "f has no parameter number"),
        ({"n": "1", "scal": "2"}, "f has no parameter scal; did you mean scale?"),
        ({"scale": "1"}, "f lacks the argument n"),
        ({}, "f lacks the argument n"),
        ({"n": '"1"'}, "f: its argument n is to be a number, not a string"),
    ],
)
def test_what_is_said_of_wrong_names(arguments: dict[str, str], message: str) -> None:
    assert reason(_call_named(_builtin((N, SCALE)), **arguments)) == message


def test_names_that_do_not_go_together() -> None:
    result = _call_named(_builtin((N,), (TEXT,)), n="1", text='"a"')
    assert reason(result) == "f does not take these together: n, text"


def test_an_unknown_argument_makes_the_result_unknown() -> None:
    result = call_positional(_builtin((N, TEXT)), [OTHER_UNKNOWN, UNKNOWN], _no_functions)
    assert isinstance(result, Null)
    assert [cause.fact for cause in result.causes] == ["other", "fact"]


def test_an_unknown_item_makes_the_result_unknown() -> None:
    assert shown(_call(_builtin((NUMBERS,)), "[1, unknown]")) == "unknown"


def test_where_unknowns_are_tolerated_they_reach_what_may_be_anything() -> None:
    any_item = _builtin((ITEM,), tolerates_unknown=True)
    assert shown(_call(any_item, "unknown")) == ["unknown"]
    items = _builtin((NUMBERS,), tolerates_unknown=True)
    assert shown(_call(items, "[1, unknown]")) == [[Decimal(1), "unknown"]]


def test_where_unknowns_are_tolerated_an_argument_of_a_type_is_still_unknown() -> None:
    optional = _builtin((NUMBERS, SCALE), tolerates_unknown=True)
    assert shown(_call(optional, "unknown")) == "unknown"
    assert shown(_call(optional, "[1]", "unknown")) == "unknown"


def test_the_error_that_an_argument_is_stays_the_reason() -> None:
    error = null(CauseKind.ARITHMETIC, "除数为零", "division by zero")
    for arguments in ([error], [(error, Decimal(1))]):
        result = call_positional(_builtin((NUMBERS,)), arguments, _no_functions)
        assert reason(result) == "division by zero"


def test_arithmetic_without_a_result_is_a_null() -> None:
    assert reason(value_of("exp(1e30)")) == "exp has no value here, or one that is too large"


def test_a_higher_order_function_can_call_what_it_is_given() -> None:
    def apply(invoke: Invoke, function: Value, value: Value) -> Value:
        return invoke(function, (value,))

    function = Parameter("function", FunctionType((("x", ANY),), BOOLEAN))
    builtin = Builtin(
        "apply",
        (Overload((function, ITEM), ANY, apply),),
        Text("", ""),
        Text("", ""),
        (),
        False,
        "test",
        higher_order=True,
    )
    called: list[Value] = []

    def invoke(function: Value, values: object) -> Value:
        called.append(function)
        return True

    odd = value_of("odd")
    assert call_positional(builtin, [odd, Decimal(3)], invoke) is True
    assert called == [odd]
    two_parameters = value_of("function(x, y) true")
    message = reason(call_positional(builtin, [two_parameters, NULL], invoke))
    assert message == (
        "apply: its argument function is to be a function of 1 parameter, not a function"
    )
