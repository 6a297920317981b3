"""Contexts (DMN 1.5 §10.3.4.10)."""

from __future__ import annotations

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.types import ANY, STRING, ContextType, ListType, Member
from policydsl.feel.values import NULL, CauseKind, Null, Value, merge, null
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.10"
_NEVER = Text("不会", "never")
_CONTEXT = ContextType({}, closed=False)
_ENTRY = ContextType({"key": Member("key", STRING), "value": Member("value", ANY)}, closed=False)
_Context = dict[str, Value]


def _get_value(context: _Context, key: str) -> Value:
    if key not in context:
        return _no_member(key)
    return context[key]


def _get_entries(context: _Context) -> tuple[Value, ...]:
    return tuple({"key": key, "value": value} for key, value in context.items())


def _context(entries: tuple[_Context, ...]) -> _Context | Null:
    keys = [entry["key"] for entry in entries]
    if any(isinstance(key, Null) for key in keys):
        return merge(keys) if merge(keys).causes else _wrong("键是空值", "a key is null")
    result: _Context = {}
    for entry in entries:
        key = str(entry["key"])
        if key in result:
            return _wrong(f"键“{key}”重复", f"the key “{key}” stands twice")
        result[key] = entry["value"]
    return result


def _context_put(context: _Context, key: str, value: Value) -> _Context:
    return {**context, key: value}


def _context_put_deep(context: _Context, keys: tuple[Value, ...], value: Value) -> _Context | Null:
    """Contexts on the way are there already; the last key may be new."""
    names = [key for key in keys if isinstance(key, str)]
    if len(names) < len(keys) or not names:
        causes = merge(keys)
        return causes if causes.causes else _wrong("没有给出键", "no key is given")
    on_the_way = [context]
    for name in names[:-1]:
        inner = on_the_way[-1].get(name, NULL)
        if not isinstance(inner, dict):
            return _no_way(name, inner)
        on_the_way.append(inner)
    *way, last = zip(on_the_way, names, strict=True)
    result = last[0] | {last[1]: value}
    for outer, name in reversed(way):
        result = outer | {name: result}
    return result


def _no_way(name: str, inner: Value) -> Null:
    if isinstance(inner, Null):
        return inner if inner.causes else _no_member(name)
    return _wrong(f"“{name}”没有成员", f"“{name}” has no members")


def _context_merge(contexts: tuple[_Context, ...]) -> _Context:
    result: _Context = {}
    for each in contexts:
        result.update(each)
    return result


def _no_member(key: str) -> Null:
    return null(CauseKind.NO_SUCH_NAME, f"没有成员“{key}”", f"there is no member “{key}”")


def _wrong(zh: str, en: str) -> Null:
    return null(CauseKind.WRONG_ARGUMENT, zh, en)


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="get value",
        overloads=(
            Overload((Parameter("m", _CONTEXT), Parameter("key", STRING)), ANY, _get_value),
        ),
        doc=Text("一组成员中某个键的值。", "The value that a context has under a key."),
        null_when=Text("没有这个键", "there is no such key"),
        examples=(
            Example('get value({a: 1, "b c": 2}, "b c")', "2"),
            Example('get value({a: 1}, "b")', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="get entries",
        overloads=(Overload((Parameter("m", _CONTEXT),), ListType(_ENTRY), _get_entries),),
        doc=Text(
            "一组成员的键（key）和值（value），列成列表。",
            "The entries of a context, each as a context of its `key` and `value`.",
        ),
        null_when=_NEVER,
        examples=(Example("get entries({a: 1})", '[{key: "a", value: 1}]'),),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="context",
        overloads=(Overload((Parameter("entries", ListType(_ENTRY)),), _CONTEXT, _context),),
        doc=Text(
            "由键（key）和值（value）的列表组成一组成员。",
            "The context with these entries, each given by its `key` and `value`.",
        ),
        null_when=Text("键重复或是空值", "a key is null or stands twice"),
        examples=(
            Example('context([{key: "a", value: 1}, {key: "b", value: 2}])', "{a: 1, b: 2}"),
            Example('context([{key: "a", value: 1}, {key: "a", value: 2}])', "null"),
        ),
        standard=True,
        section=_SECTION,
    ),
    Builtin(
        name="context put",
        overloads=(
            Overload(
                (Parameter("context", _CONTEXT), Parameter("key", STRING), Parameter("value", ANY)),
                _CONTEXT,
                _context_put,
            ),
            Overload(
                (
                    Parameter("context", _CONTEXT),
                    Parameter("keys", ListType(STRING)),
                    Parameter("value", ANY),
                ),
                _CONTEXT,
                _context_put_deep,
            ),
        ),
        doc=Text(
            "加上或换掉一个键的值；给一列键时，逐层向里。",
            "The context with a new value under a key, or where a list of keys leads.",
        ),
        null_when=Text(
            "一列键是空的，或中途没有这样的一组成员",
            "the list of keys is empty, or leads through something that is no context",
        ),
        examples=(
            Example('context put({a: 1}, "b", 2)', "{a: 1, b: 2}"),
            Example('context put({a: {b: 1}}, ["a", "b"], 2)', "{a: {b: 2}}"),
        ),
        standard=True,
        section=_SECTION,
        tolerates_unknown=True,
    ),
    Builtin(
        name="context merge",
        overloads=(
            Overload((Parameter("contexts", ListType(_CONTEXT)),), _CONTEXT, _context_merge),
        ),
        doc=Text(
            "把几组成员合成一组；键相同时取后面的。",
            "The entries of several contexts in one; of one key, the last value.",
        ),
        null_when=_NEVER,
        examples=(Example("context merge([{a: 1, b: 2}, {b: 3}])", "{a: 1, b: 3}"),),
        standard=True,
        section=_SECTION,
    ),
)
