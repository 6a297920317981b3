"""The suite's test cases: what is given, what is expected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from policydsl.feel.literals import rounded_number
from policydsl.feel.temporal import parse_date, parse_date_time, parse_duration, parse_time
from policydsl.feel.values import NULL, Value
from tck.xml_tree import child, children, is_nil, kind, read_xml, schema_type


@dataclass(frozen=True, slots=True)
class Given:
    """A fact: its name, its model's namespace where the case states one, its value."""

    name: str
    namespace: str | None
    value: Value


@dataclass(frozen=True, slots=True)
class Expected:
    """A decision's name and its value; null where an error is expected."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class TestCase:
    """One case. `invocable` names the decision service or function that is asked directly.

    `id` is `folder/file#case`.
    """

    __test__ = False

    id: str
    model: Path
    invocable: str | None
    given: tuple[Given, ...]
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> tuple[TestCase, ...]:
    """The cases of a test file. Raises ValueError for a value that its type does not have."""
    root = read_xml(path)
    named = child(root, "modelName")
    model = path.parent / ((named.text or "").strip() if named is not None else "")
    return tuple(_case(each, path, model) for each in children(root, "testCase"))


def _case(element: Element, path: Path, model: Path) -> TestCase:
    return TestCase(
        f"{path.parent.name}/{path.name}#{element.get('id', '')}",
        model,
        element.get("invocableName") if element.get("type", "decision") != "decision" else None,
        tuple(
            Given(each.get("name", ""), each.get("namespace"), value_in(each))
            for each in children(element, "inputNode")
        ),
        tuple(map(_expected, children(element, "resultNode"))),
    )


def _expected(element: Element) -> Expected:
    wanted = child(element, "expected")
    is_error = element.get("errorResult") == "true"
    value = NULL if is_error or wanted is None else value_in(wanted)
    return Expected(element.get("name", ""), value)


def value_in(element: Element) -> Value:
    """The value below an element: a list, the components of a context, or a simple value."""
    if components := children(element, "component"):
        return {each.get("name", ""): value_in(each) for each in components}
    found = child(element, "list", "value")
    if found is None or is_nil(found):
        return NULL
    if kind(found) == "list":
        return tuple(value_in(each) for each in children(found, "item"))
    return _simple(schema_type(found), found.text or "")


def _simple(type_name: str | None, text: str) -> Value:
    read = _READERS.get(type_name or "string")
    if read is None:
        raise ValueError(f"the type {type_name} is not known")
    value = read(text if read is _text else text.strip())
    if value is None:
        raise ValueError(f"“{text}” is not of the type {type_name}")
    return value


def _text(text: str) -> str:
    return text


def _boolean(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


def _number(text: str) -> Decimal | None:
    return rounded_number(text)


_READERS: Mapping[str, Callable[[str], Value | None]] = {
    "string": _text,
    "boolean": _boolean,
    "date": parse_date,
    "time": parse_time,
    "dateTime": parse_date_time,
    "duration": parse_duration,
    "dayTimeDuration": parse_duration,
    "yearMonthDuration": parse_duration,
    **dict.fromkeys(
        ("decimal", "double", "float", "integer", "int", "long", "short", "byte"), _number
    ),
}
