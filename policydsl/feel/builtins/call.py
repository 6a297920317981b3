"""Calling builtins: which overload is meant, with which values; and what else becomes a null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import DecimalException

from policydsl.feel.builtins.binding import Bound, bind_named, bind_positional
from policydsl.feel.builtins.conformance import coerce, conforms
from policydsl.feel.builtins.messages import (
    argument_count,
    argument_names,
    argument_type,
    item_type,
)
from policydsl.feel.builtins.signature import Builtin, Invoke, Overload, Parameter
from policydsl.feel.kind_names import kind_name
from policydsl.feel.types import AnyType, ContextType, ListType, Type
from policydsl.feel.values import Cause, CauseKind, Null, Value, merge, null
from policydsl.text.diagnostic import Text

# A parameter that was left out, or given as null where that is the same.
LEFT_OUT = None


def call_positional(builtin: Builtin, values: Sequence[Value], invoke: Invoke) -> Value:
    """The result for positional arguments. Never raises; `invoke` is for FEEL functions given."""
    forms = [(each, bind_positional(each, values)) for each in builtin.overloads]
    fitting = [(overload, bound) for overload, bound in forms if bound is not None]
    if not fitting:
        return _wrong(argument_count(builtin, len(values)))
    return _call(builtin, fitting, values, invoke)


def call_named(builtin: Builtin, values: Mapping[str, Value], invoke: Invoke) -> Value:
    """The result for named arguments. Never raises."""
    forms = [(each, bind_named(each, values)) for each in builtin.overloads]
    fitting = [(overload, bound) for overload, bound in forms if bound is not None]
    if not fitting:
        return _wrong(argument_names(builtin, values)[0])
    return _call(builtin, fitting, tuple(values.values()), invoke)


_Form = tuple[Overload, tuple[Bound[Value], ...]]


def _call(
    builtin: Builtin, forms: Sequence[_Form], values: Sequence[Value], invoke: Invoke
) -> Value:
    unknown = _unknowns(values, within_lists=not builtin.tolerates_unknown)
    if unknown and not builtin.tolerates_unknown:
        return merge(unknown)
    for converting in (False, True):
        for overload, bound in forms:
            arguments = [_argument(each, builtin, converting=converting) for each in bound]
            if not any(isinstance(each, _Misfit) for each in arguments):
                return _run(builtin, overload, arguments, invoke)
    # What is unknown may well be of the right type.
    return merge(unknown) if unknown else _misfit(builtin, forms)


def _unknowns(values: Sequence[Value], *, within_lists: bool) -> list[Null]:
    found: list[Null] = []
    for value in values:
        if isinstance(value, Null) and value.unknown:
            found.append(value)
        elif within_lists and isinstance(value, tuple):
            found.extend(item for item in value if isinstance(item, Null) and item.unknown)
    return found


class _Misfit:
    """Stands for an argument of the wrong type."""


_MISFIT = _Misfit()


def _argument(bound: Bound[Value], builtin: Builtin, *, converting: bool) -> Value | _Misfit | None:
    """What the implementation gets for a parameter."""
    parameter = bound.parameter
    if parameter.variadic:
        given: Value = bound.arguments
    elif not bound.arguments or (parameter.optional and _is_plain_null(bound.arguments[0])):
        return LEFT_OUT
    else:
        (given,) = bound.arguments
    value = _converted(given, parameter) if converting else given
    return value if _accepts(value, parameter.type, builtin) else _MISFIT


def _is_plain_null(value: Value) -> bool:
    return isinstance(value, Null) and not value.unknown


def _converted(value: Value, parameter: Parameter) -> Value:
    if parameter.variadic and isinstance(value, tuple) and isinstance(parameter.type, ListType):
        items = [coerce(item, parameter.type.item) for item in value]
        return tuple(item for item in items if item is not None) if None not in items else value
    converted = coerce(value, parameter.type)
    return value if converted is None else converted


def _accepts(value: Value, type_: Type, builtin: Builtin) -> bool:
    """Whether an implementation may get a value: nulls only where they are foreseen."""
    match type_:
        case AnyType():
            return True
        case ListType(item) if isinstance(value, tuple) and not isinstance(item, AnyType):
            has_null = any(isinstance(each, Null) for each in value)
            return conforms(value, type_) and (builtin.tolerates_unknown or not has_null)
        case _:
            return not isinstance(value, Null) and conforms(value, type_)


def _run(
    builtin: Builtin, overload: Overload, arguments: Sequence[object], invoke: Invoke
) -> Value:
    try:
        if builtin.higher_order:
            return overload.call(invoke, *arguments)
        return overload.call(*arguments)
    except DecimalException:
        return null(
            CauseKind.ARITHMETIC,
            f"{builtin.name} 的结果不存在，或太大",
            f"{builtin.name} has no value here, or one that is too large",
        )


def _misfit(builtin: Builtin, forms: Sequence[_Form]) -> Null:
    """The null for arguments that no form takes: the forms that fit longest say why."""
    misfits = [_first_misfit(builtin, form) for _, form in forms]
    furthest = max(place for place, _ in misfits)
    blamed = [bound for place, bound in misfits if place == furthest]
    value = _blamed(blamed[0], builtin)
    causes = merge(value if isinstance(value, tuple) else (value,))
    if causes.causes:
        return causes
    given = _in_words(value, item_type(blamed[0].parameter), builtin)
    return _wrong(argument_type(builtin, [each.parameter for each in blamed], given))


def _first_misfit(builtin: Builtin, form: Sequence[Bound[Value]]) -> tuple[int, Bound[Value]]:
    return next(
        (place, bound)
        for place, bound in enumerate(form)
        if isinstance(_argument(bound, builtin, converting=True), _Misfit)
    )


def _blamed(bound: Bound[Value], builtin: Builtin) -> Value:
    """The argument that is not taken, of several the first."""
    wanted = item_type(bound.parameter)
    misfits = (each for each in bound.arguments if not _taken(each, wanted, builtin))
    return next(misfits, bound.arguments[0])


def _taken(value: Value, wanted: Type, builtin: Builtin) -> bool:
    converted = coerce(value, wanted)
    return converted is not None and _accepts(converted, wanted, builtin)


def _in_words(value: Value, wanted: Type, builtin: Builtin) -> Text:
    """What a value is, and what of it is wrong: a list's item, a context's missing member."""
    kind = kind_name(value)
    match wanted, value:
        case ListType(item), tuple():
            for place, each in enumerate(value, 1):
                if not _accepts(each, item, builtin):
                    name = _in_words(each, item, builtin)
                    zh = f"第 {place} 项是{name.zh}的列表"
                    return Text(zh, f"{kind.en} whose item {place} is {name.en}")
        case ((ListType(ContextType(members)) | ContextType(members)), dict()):
            lacking = [name for name in members if name not in value]
            if lacking:
                zh = f"没有 {'、'.join(lacking)} 的{kind.zh}"
                return Text(zh, f"{kind.en} without {', '.join(lacking)}")
        case _:
            pass
    return kind


def _wrong(message: Text) -> Null:
    return Null((Cause(CauseKind.WRONG_ARGUMENT, message),))
