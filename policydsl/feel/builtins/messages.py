"""What is wrong with a call of a builtin, in words; for the checker and for the null of a call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydsl.feel.builtins.signature import Builtin, Overload, Parameter
from policydsl.feel.kind_names import type_name
from policydsl.feel.types import ListType, Type
from policydsl.text.diagnostic import Text
from policydsl.text.spelling import nearest


def usage(builtin: Builtin) -> str:
    """The forms of a function: `min(list) / min(c1, …)`, `sublist(list, start, [length])`."""
    forms = (f"{builtin.name}({_parameters(each)})" for each in builtin.overloads)
    return " / ".join(dict.fromkeys(forms))


def _parameters(overload: Overload) -> str:
    return ", ".join(_parameter(each) for each in overload.parameters)


def _parameter(parameter: Parameter) -> str:
    name = f"{parameter.name}, …" if parameter.variadic else parameter.name
    return f"[{name}]" if parameter.optional else name


def argument_count(builtin: Builtin, given: int) -> Text:
    """For a number of positional arguments that no form takes."""
    counts: set[int] = set()
    for overload in builtin.overloads:
        required = sum(not each.optional for each in overload.parameters)
        counts.update(range(required, len(overload.parameters) + 1))
    wanted = sorted(counts)
    if any(each.variadic for overload in builtin.overloads for each in overload.parameters):
        zh, en = f"至少 {wanted[0]} 个参数", f"at least {_arguments(str(wanted[0]))}"
    else:
        zh = f"{' 或 '.join(map(str, wanted))} 个参数"
        en = _arguments(" or ".join(map(str, wanted)))
    verb = "is" if given == 1 else "are"
    return Text(
        f"{builtin.name} 要 {zh}，给了 {given} 个",
        f"{builtin.name} takes {en}, {given} {verb} given",
    )


def _arguments(count: str) -> str:
    return f"{count} argument" if count == "1" else f"{count} arguments"


def argument_names(builtin: Builtin, given: Iterable[str]) -> tuple[Text, str | None]:
    """For named arguments that no form takes, and the name to blame if it is not a known one."""
    names = list(given)
    known = {each.name for overload in builtin.overloads for each in overload.parameters}
    for name in names:
        if name not in known:
            return _unknown_name(builtin, name, nearest(name, known)), name
    missing = _missing_names(builtin, names)
    if missing:
        zh, en = "、".join(missing), ", ".join(missing)
        return Text(
            f"{builtin.name} 缺少参数：{zh}", f"{builtin.name} lacks the argument {en}"
        ), None
    return Text(
        f"{builtin.name} 的这些参数不能一起给：{'、'.join(names)}",
        f"{builtin.name} does not take these together: {', '.join(names)}",
    ), None


def _unknown_name(builtin: Builtin, name: str, near: str | None) -> Text:
    zh_hint, en_hint = (f"，是不是 {near}？", f"; did you mean {near}?") if near else ("", "")
    return Text(
        f"{builtin.name} 没有叫 {name} 的参数{zh_hint}",
        f"{builtin.name} has no parameter {name}{en_hint}",
    )


def _missing_names(builtin: Builtin, given: list[str]) -> list[str]:
    """What the form with most of the given names still needs."""
    forms = [
        [each.name for each in overload.parameters if not each.optional]
        for overload in builtin.overloads
        if {*given} <= {each.name for each in overload.parameters}
    ]
    lacking = [[name for name in form if name not in given] for form in forms]
    return min(lacking, key=len, default=[])


def argument_type(builtin: Builtin, parameters: Sequence[Parameter], given: Text) -> Text:
    """For an argument of the wrong type.

    `parameters` are the ones it might be for, in the forms of the function; `given` are the words
    for what it is.
    """
    wanted = dict.fromkeys(type_name(item_type(each)) for each in parameters)
    names = " / ".join(dict.fromkeys(each.name for each in parameters))
    zh, en = "或".join(each.zh for each in wanted), " or ".join(each.en for each in wanted)
    return Text(
        f"{builtin.name} 的参数 {names} 应是{zh}，给的是{given.zh}",
        f"{builtin.name}: its argument {names} is to be {en}, not {given.en}",
    )


def mixed_units(builtin: Builtin, one: str, other: str) -> Text:
    """For numbers of different units among the items of one list."""
    return Text(
        f"{builtin.name} 的各项单位不同：{one} 和 {other}",
        f"the items of {builtin.name} have different units: {one} and {other}",
    )


def item_type(parameter: Parameter) -> Type:
    """The type of one argument: of a variadic parameter that of one item."""
    if parameter.variadic and isinstance(parameter.type, ListType):
        return parameter.type.item
    return parameter.type
