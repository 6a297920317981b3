"""How values read in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from policydsl.feel.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    to_string,
)
from policydsl.feel.values import CauseKind, Closure, Null, Range, Record, Value
from policydsl.report import words
from policydsl.report.escaping import one_line
from policydsl.report.words import colon, listed, say
from policydsl.text.diagnostic import Language, Text

MAX_ITEMS = 20
MAX_DEPTH = 6
MAX_STRING = 300
# A number with more digits than this before or after the point is shown with an exponent.
MAX_PLAIN_DIGITS = 40

Labels = Mapping[str, Text]
NO_LABELS: Labels = {}

_YEARS = Text("年", "year")
_MONTHS = Text("个月", "month")
_DAYS = Text("天", "day")
_HOURS = Text("小时", "hour")
_MINUTES = Text("分钟", "minute")
_SECONDS = Text("秒", "second")


def value_words(
    value: Value,
    language: Language,
    *,
    unit: Text | None = None,
    labels: Labels = NO_LABELS,
    depth: int = 0,
) -> str:
    """The value as people read it, on one line.

    `unit` follows numbers (`50 平方米`), in lists too; `labels` name the strings that are ids.
    """
    match value:
        case Null():
            return _null(value, language)
        case bool():
            return (words.YES if value else words.NO).in_language(language)
        case Decimal():
            return with_unit(value, language, unit)
        case str():
            return _string(value, language, labels)
        case Date():
            return _date(value, language)
        case DateTime(date, time):
            return f"{_date(date, language)} {to_string(time)}"
        case Time():
            return to_string(value)
        case MonthsDuration(months):
            return _months(months, language)
        case DaysDuration(seconds):
            return _days(seconds, language)
        case tuple() | dict() if depth >= MAX_DEPTH:
            return "…"
        case tuple():
            return _list(value, language, unit, labels, depth)
        case dict():
            return _context(value, language, unit, labels, depth)
        case Range():
            return _range(value, language, unit, labels, depth)
        case Closure():
            return words.FUNCTION.in_language(language)
        case _:
            return one_line(value.name)


def number_words(number: Decimal) -> str:
    """The number, exact, in plain digits: `50`, `49.99`, `-0.5`."""
    if number == 0:
        return "0"
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        return str(number)
    if number.adjusted() > MAX_PLAIN_DIGITS or exponent < -MAX_PLAIN_DIGITS:
        return str(number)
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def with_unit(number: Decimal, language: Language, unit: Text | None) -> str:
    """A number and its unit: `50 平方米`, `50 m²`, `1 person`, `30%`."""
    plain = number_words(number)
    if unit is None:
        return plain
    name = one_line(unit.in_language(language))
    if name == "%":
        return f"{plain}%"
    return f"{plain} {singular(name) if language == 'en' and number == 1 else name}"


def singular(plural: str) -> str:
    """The English unit for one: `persons` → `person`, `copies` → `copy`, `m²` as it is."""
    for ending, instead in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if plural.endswith(ending):
            return plural.removesuffix(ending) + instead
    return plural.removesuffix("s") if not plural.endswith("ss") else plural


def _null(value: Null, language: Language) -> str:
    kinds = {cause.kind for cause in value.causes}
    if CauseKind.MISSING_FACT in kinds:
        return words.NOT_STATED.in_language(language)
    if CauseKind.UNPUBLISHED_YEAR in kinds:
        return words.NOT_PUBLISHED.in_language(language)
    return (words.UNKNOWN_VALUE if value.unknown else words.NO_VALUE).in_language(language)


def _string(value: str, language: Language, labels: Labels) -> str:
    if value in labels:
        return one_line(labels[value].in_language(language))
    shown = one_line(value)
    if not shown:
        return words.EMPTY_STRING.in_language(language)
    return shown if len(shown) <= MAX_STRING else shown[:MAX_STRING] + "…"


def _date(date: Date, language: Language) -> str:
    return f"{date.year}年{date.month}月{date.day}日" if language == "zh" else to_string(date)


def _months(months: int, language: Language) -> str:
    years, rest = divmod(abs(months), 12)
    parts = [(Decimal(years), _YEARS), (Decimal(rest), _MONTHS)]
    return _duration(parts, _MONTHS, months < 0, language)


def _days(seconds: Decimal, language: Language) -> str:
    rest = seconds.copy_abs()
    parts = []
    for size, name in ((86_400, _DAYS), (3_600, _HOURS), (60, _MINUTES)):
        count = int(rest) // size
        rest -= count * size
        parts.append((Decimal(count), name))
    parts.append((rest, _SECONDS))
    return _duration(parts, _DAYS, seconds < 0, language)


def _duration(
    parts: list[tuple[Decimal, Text]], smallest: Text, negative: bool, language: Language
) -> str:
    stated = [part for part in parts if part[0]] or [(Decimal(0), smallest)]
    sign = "-" if negative else ""
    if language == "zh":
        return sign + "".join(f"{number_words(count)}{name.zh}" for count, name in stated)
    return sign + " ".join(
        f"{number_words(count)} {name.en}{'' if count == 1 else 's'}" for count, name in stated
    )


def _list(
    items: tuple[Value, ...], language: Language, unit: Text | None, labels: Labels, depth: int
) -> str:
    if not items:
        return words.EMPTY_LIST.in_language(language)
    shown = [
        value_words(item, language, unit=unit, labels=labels, depth=depth + 1)
        for item in items[:MAX_ITEMS]
    ]
    if len(items) > MAX_ITEMS:
        shown.append(say(words.AND_SO_ON, language, count=len(items)))
    joined = listed(shown, language)
    return f"[{joined}]" if depth else joined


def _context(
    entries: dict[str, Value], language: Language, unit: Text | None, labels: Labels, depth: int
) -> str:
    if isinstance(entries, Record) and entries.label:
        return one_line(entries.label)
    if not entries:
        return words.EMPTY_LIST.in_language(language)
    mark = "；" if language == "zh" else "; "
    shown = [
        _string(key, language, labels)
        + colon(language)
        + value_words(entry, language, unit=unit, labels=labels, depth=depth + 1)
        for key, entry in list(entries.items())[:MAX_ITEMS]
    ]
    if len(entries) > MAX_ITEMS:
        shown.append(say(words.AND_SO_ON, language, count=len(entries)))
    joined = mark.join(shown)
    return f"{{{joined}}}" if depth else joined


def _range(value: Range, language: Language, unit: Text | None, labels: Labels, depth: int) -> str:
    def end(of: Value) -> str:
        if isinstance(of, Null):
            return words.UNBOUNDED.in_language(language)
        return value_words(of, language, unit=unit, labels=labels, depth=depth + 1)

    if value.operator is not None:
        bound = value.high if isinstance(value.low, Null) else value.low
        return f"{OPERATOR_SIGNS[value.operator]} {end(bound)}"
    opening = "[" if value.low_included else "("
    closing = "]" if value.high_included else ")"
    return f"{opening}{end(value.low)}..{end(value.high)}{closing}"


OPERATOR_SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
