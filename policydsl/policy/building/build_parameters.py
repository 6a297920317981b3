"""Parameters: exact values of a stated type and unit."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from policydsl.feel import types
from policydsl.feel.literals import number_value
from policydsl.feel.temporal import MonthsDuration, parse_date, parse_duration
from policydsl.feel.types import Type
from policydsl.feel.values import NULL, Value
from policydsl.policy.building import errors_build as errors
from policydsl.policy.model import Parameter
from policydsl.policy.reading import errors_reading
from policydsl.policy.reading.document import ParameterDocument, ParameterType
from policydsl.policy.reading.fields import Problems, kind_of, place_of, real_date
from policydsl.policy.source.names import MONTH_DAY
from policydsl.policy.source.yaml_tree import YamlNode, YamlScalar, YamlSequence
from policydsl.text.diagnostic import Text

WANTED: dict[ParameterType, tuple[Text, str]] = {
    "number": (Text("数字（不加引号）", "a number, without quotes"), "50"),
    "duration": (Text("时长", "a duration"), "P3Y"),
    "date": (Text("日期", "a date"), "2020-03-26"),
    "month_day": (Text("月日（带引号）", "a month and day, in quotes"), '"03-01"'),
    "string": (Text("一段文字", "a text"), "合肥"),
    "list": (Text("一个列表", "a list"), "[manager, finance]"),
}
NUMBER_KINDS = frozenset({"integer", "decimal"})
LEAP_YEAR = "2000-"

Typed = tuple[Value, Type]


def build_parameter(
    document: ParameterDocument, units: frozenset[str], problems: Problems
) -> Parameter:
    """The parameter; after a problem one whose value is null."""
    before = len(problems)
    kind = document.type or "number"
    unit = document.unit
    if document.title is None:
        what = Text(f"参数“{document.name.text}”", f"parameter “{document.name.text}”")
        problems.append(errors.missing_title(document.name.place, what))
    if unit and kind not in {"number", "list"}:
        problems.append(errors.unit_without_number(unit.place, kind))
    elif unit and unit.text not in units:
        problems.append(errors.unknown_unit(unit.place, unit.text, sorted(units)))
    unit_name = unit.text if unit else None
    value, type_ = _typed(document.value, kind, unit_name, problems)
    return Parameter(
        name=document.name.text,
        value=value,
        type=type_ if len(problems) == before else types.ANY,
        unit=unit_name,
        clauses=document.clauses,
        title=document.title or Text("", ""),
        zh=document.zh.text if document.zh else None,
        place=document.name.place,
        note=document.note,
        written=written(document.value),
        origin=document.origin,
    )


def written(node: YamlNode) -> str:
    """A value as the file has it, on one line."""
    return " ".join(node.source.text[node.span.start : node.span.end].split())


def _typed(node: YamlNode, kind: ParameterType, unit: str | None, problems: Problems) -> Typed:
    if isinstance(node, YamlScalar) and node.trap is not None:
        problems.append(errors_reading.yaml_trap(place_of(node), node.text))
        return NULL, types.ANY
    found = _list(node, unit) if kind == "list" else _scalar(node, kind, unit)
    if found is None:
        if kind == "number" and isinstance(node, YamlScalar) and node.kind in NUMBER_KINDS:
            problems.append(errors.number_too_long(place_of(node), node.text))
            return NULL, types.ANY
        wanted, example = WANTED[kind]
        given = written(node)
        problems.append(errors.parameter_value(place_of(node), given, wanted, example))
        return NULL, types.ANY
    return found


def _scalar(node: YamlNode, kind: ParameterType, unit: str | None) -> Typed | None:
    if not isinstance(node, YamlScalar):
        return None
    match kind:
        case "number":
            number = exact_number(node)
            return None if number is None else (number, types.NumberType(unit))
        case "duration":
            duration = parse_duration(node.text)
            if duration is None:
                return None
            in_months = isinstance(duration, MonthsDuration)
            return duration, types.MONTHS_DURATION if in_months else types.DAYS_DURATION
        case "date":
            date = parse_date(node.text) if real_date(node.text) else None
            return None if date is None else (date, types.DATE)
        case "month_day":
            real = MONTH_DAY.fullmatch(node.text) and real_date(LEAP_YEAR + node.text)
            return (node.text, types.STRING) if real else None
        case "string":
            return (node.text, types.STRING) if kind_of(node) == "string" else None
        case "list":
            return None
        case _:
            assert_never(kind)


def _list(node: YamlNode, unit: str | None) -> Typed | None:
    """Strings or numbers, all of one kind; with a unit, numbers."""
    if not isinstance(node, YamlSequence) or not node.items:
        return None
    numbers = [_scalar(item, "number", unit) for item in node.items]
    texts = [] if unit else [_untrapped_string(item) for item in node.items]
    items = [found for found in (numbers if all(numbers) else texts) if found is not None]
    if len(items) != len(node.items):
        return None
    return tuple(value for value, _ in items), types.ListType(items[0][1])


def _untrapped_string(item: YamlNode) -> Typed | None:
    if isinstance(item, YamlScalar) and item.trap is not None:
        return None
    return _scalar(item, "string", None)


def exact_number(node: YamlScalar) -> Decimal | None:
    """The number that a YAML scalar writes without quotes, exactly; None where it is none."""
    if node.kind not in NUMBER_KINDS:
        return None
    return number_value(node.text)
