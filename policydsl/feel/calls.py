"""Calling functions: those defined in FEEL, and the builtins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policydsl.feel import tree
from policydsl.feel.builtins.call import call_named, call_positional
from policydsl.feel.builtins.conformance import coerce
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.iteration import ValueOf
from policydsl.feel.run import Run
from policydsl.feel.scope import Scope
from policydsl.feel.values import CauseKind, Closure, Null, Value, null
from policydsl.feel.written_types import type_named


def call(node: tree.Call, scope: Scope, run: Run, value_of: ValueOf) -> Value:
    """The value of a call: its arguments are evaluated all, in order."""
    function = value_of(node.function, scope, run)
    values = [value_of(argument.value, scope, run) for argument in node.arguments]
    names = [argument.name for argument in node.arguments]

    if None in names and any(names):
        return _mixed()
    if names and names[0] is not None:
        named = {name: value for name, value in zip(names, values, strict=True) if name}
        return _named(function, named, run, value_of)
    return _positional(function, values, run, value_of)


def _positional(function: Value, values: Sequence[Value], run: Run, value_of: ValueOf) -> Value:
    match function:
        case Builtin():
            return call_positional(
                function, values, lambda called, given: _positional(called, given, run, value_of)
            )
        case Closure(definition):
            names = [parameter.name for parameter in definition.parameters]
            if len(names) != len(values):
                return _wrong_count(len(names), len(values))
            return _enter(function, dict(zip(names, values, strict=True)), run, value_of)
        case _:
            return _not_a_function(function)


def _named(function: Value, values: Mapping[str, Value], run: Run, value_of: ValueOf) -> Value:
    match function:
        case Builtin():
            return call_named(
                function, values, lambda called, given: _positional(called, given, run, value_of)
            )
        case Closure(definition):
            names = {parameter.name for parameter in definition.parameters}
            if names != values.keys():
                return _wrong_count(len(names), len(values))
            return _enter(function, values, run, value_of)
        case _:
            return _not_a_function(function)


def _enter(function: Closure, values: Mapping[str, Value], run: Run, value_of: ValueOf) -> Value:
    """Evaluates a closure's body with its parameters bound, each of its declared type."""
    bound: dict[str, Value] = {}
    for parameter in function.definition.parameters:
        value = values[parameter.name]
        wanted = type_named(parameter.type, run.types) if parameter.type else None
        fitting = coerce(value, wanted) if wanted is not None else value
        if fitting is None:
            return null(
                CauseKind.WRONG_ARGUMENT,
                f"参数“{parameter.name}”的类型不对",
                f"the argument “{parameter.name}” is of the wrong type",
            )
        bound[parameter.name] = fitting
    scope: Scope = function.scope
    return value_of(function.definition.body, scope.bind_all(bound), run)


def _wrong_count(wanted: int, given: int) -> Null:
    return null(
        CauseKind.WRONG_ARGUMENT,
        f"函数要 {wanted} 个参数，给了 {given} 个（或名字不符）",
        f"the function takes {wanted} arguments, {given} were given (or their names differ)",
    )


def _mixed() -> Null:
    return null(
        CauseKind.WRONG_ARGUMENT,
        "参数要么都写名字，要么都不写",
        "arguments are either all named or all positional",
    )


def _not_a_function(value: Value) -> Null:
    if isinstance(value, Null) and value.causes:
        return value
    return null(CauseKind.WRONG_TYPE, "被调用的不是函数", "what is called is not a function")
