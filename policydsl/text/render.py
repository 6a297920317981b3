"""Diagnostics as text with a caret under the place, and as JSON-ready data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from policydsl.text.diagnostic import Diagnostic, Language, Severity, Text
from policydsl.text.source import Place
from policydsl.text.width import TAB_WIDTH, text_width

SEVERITY_NAMES = {
    Severity.ERROR: Text(zh="错误", en="error"),
    Severity.WARNING: Text(zh="警告", en="warning"),
}
HELP_NAME = Text(zh="办法", en="help")
MAX_SHOWN_LINE = 200

RenderLanguage = Literal["zh", "en", "both"]


def render(diagnostic: Diagnostic, language: RenderLanguage = "both") -> str:
    """`file:line:column: error[code]: message`, the line, a caret, and the way out.

    "both" gives the Chinese first and the English under it.
    """
    languages: tuple[Language, ...] = ("zh", "en") if language == "both" else (language,)
    where = _where(diagnostic.place)
    lines = []
    for number, each in enumerate(languages):
        severity = SEVERITY_NAMES[diagnostic.severity].in_language(each)
        head = f"{where}{severity}[{diagnostic.code}]: " if number == 0 else f"  {severity}: "
        lines.append(head + diagnostic.message.in_language(each))
    if diagnostic.place is not None:
        lines.extend(_excerpt(diagnostic.place.outermost()))
    if diagnostic.help is not None:
        for each in languages:
            name = HELP_NAME.in_language(each)
            lines.append(f"  {name}: {diagnostic.help.in_language(each)}")
    return "\n".join(lines)


def render_all(diagnostics: Iterable[Diagnostic], language: RenderLanguage = "both") -> str:
    """Every diagnostic as text, a blank line between."""
    return "\n\n".join(render(diagnostic, language) for diagnostic in diagnostics)


def to_json(diagnostic: Diagnostic) -> dict[str, object]:
    """The diagnostic as JSON-ready data; line and column count from 1, in code points."""
    data: dict[str, object] = {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": _both(diagnostic.message),
        "help": _both(diagnostic.help) if diagnostic.help else None,
    }
    if diagnostic.place is None:
        return data | {"file": None, "line": None, "column": None, "span": None}
    place = diagnostic.place.outermost()
    line, column = place.source.position(place.span.start)
    return data | {
        "file": place.source.name,
        "line": line,
        "column": column,
        "span": [place.span.start, place.span.end],
    }


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _where(place: Place | None) -> str:
    if place is None:
        return ""
    outer = place.outermost()
    line, column = outer.source.position(outer.span.start)
    return f"{outer.source.name}:{line}:{column}: "


def _excerpt(place: Place) -> list[str]:
    number, column = place.source.position(place.span.start)
    line = place.source.line(number)
    if not line.strip() and place.span.end <= place.span.start:
        return []
    length = min(place.span.end - place.span.start, len(line) - column + 1)
    skipped = max(0, column - 1 - MAX_SHOWN_LINE // 2) if len(line) > MAX_SHOWN_LINE else 0
    shown = line[skipped : skipped + MAX_SHOWN_LINE]
    before = text_width(shown[: column - 1 - skipped])
    marked = text_width(shown[column - 1 - skipped : column - 1 - skipped + length])
    gutter = f"{number:>5} | "
    shown = shown.replace("\t", " " * TAB_WIDTH)
    return [gutter + shown, " " * 5 + " | " + " " * before + "^" * max(1, marked)]
