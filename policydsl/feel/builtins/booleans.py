"""Booleans and identity (DMN 1.5 §10.3.4.2, §10.3.4.4, §10.3.4.6)."""

from __future__ import annotations

from collections.abc import Callable

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.operators import conjunction, disjunction, identical, negation
from policydsl.feel.types import ANY, BOOLEAN, ListType
from policydsl.feel.values import NULL, Null, Value
from policydsl.text.diagnostic import Text

_NEVER = Text("不会", "never")


def _is(value1: Value | None, value2: Value | None) -> bool | Null:
    return identical(
        NULL if value1 is None else value1,
        NULL if value2 is None else value2,
    )


def _of_booleans(decide: Callable[[tuple[Value, ...]], bool | Null]) -> tuple[Overload, ...]:
    booleans = ListType(BOOLEAN)
    return (
        Overload((Parameter("list", booleans),), BOOLEAN, decide),
        Overload((Parameter("b", booleans, variadic=True),), BOOLEAN, decide),
    )


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="not",
        overloads=(Overload((Parameter("negand", BOOLEAN),), BOOLEAN, negation),),
        doc=Text("相反的是否值。", "The opposite of a boolean."),
        null_when=_NEVER,
        examples=(Example("not(true)", "false"), Example("not(null)", "null")),
        standard=True,
        section="10.3.4.2",
    ),
    Builtin(
        name="all",
        overloads=_of_booleans(conjunction),
        doc=Text(
            "每一项都是 true 吗；空列表是 true。有一项是 false 就是 false，不论其余。",
            "Whether every item is true; so it is of the empty list. One false item decides.",
        ),
        null_when=Text(
            "没有一项是 false，而有不知道的", "no item is false and one is null or unknown"
        ),
        examples=(
            Example("all([true, false, null])", "false"),
            Example("all([true, null])", "null"),
            Example("all([])", "true"),
        ),
        standard=True,
        section="10.3.4.4",
        tolerates_unknown=True,
    ),
    Builtin(
        name="any",
        overloads=_of_booleans(disjunction),
        doc=Text(
            "有一项是 true 吗；空列表是 false。有一项是 true 就是 true，不论其余。",
            "Whether some item is true; none is of the empty list. One true item decides.",
        ),
        null_when=Text(
            "没有一项是 true，而有不知道的", "no item is true and one is null or unknown"
        ),
        examples=(
            Example("any([false, true, null])", "true"),
            Example("any([false, null])", "null"),
            Example("any([])", "false"),
        ),
        standard=True,
        section="10.3.4.4",
        tolerates_unknown=True,
    ),
    Builtin(
        name="is",
        overloads=(
            Overload(
                (
                    Parameter("value1", ANY, optional=True),
                    Parameter("value2", ANY, optional=True),
                ),
                BOOLEAN,
                _is,
            ),
        ),
        doc=Text(
            "两个值是不是同一个值：时刻还要时区相同。",
            "Whether two values are the same one: times also have the same zone.",
        ),
        null_when=_NEVER,
        examples=(
            Example('is(@"2012-12-25", @"2012-12-25")', "true"),
            Example('is(@"23:00:50Z", @"23:00:50")', "false"),
        ),
        standard=True,
        section="10.3.4.6",
    ),
)
