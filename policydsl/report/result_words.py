"""What a table or a value gives, in words: each output by its title, with labels of its own."""

from __future__ import annotations

from policydsl.feel.values import Value
from policydsl.report.values import value_words
from policydsl.report.words import colon
from policydsl.text.diagnostic import Language
from policydsl.trace import Trace


def result_lines(trace: Trace, value: Value, language: Language) -> tuple[str, ...]:
    """The value in lines: one for each entry of a context, or for each row of several outputs."""
    match value:
        case dict() if value and trace.outputs:
            return _outputs(trace, value, language)
        case dict() if value:
            entries = ({name: entry} for name, entry in value.items())
            return tuple(_plain(trace, entry, language) for entry in entries)
        case tuple() if trace.outputs and any(isinstance(item, dict) for item in value):
            return tuple(_row(trace, item, language) for item in value)
        case _:
            return (_plain(trace, value, language),)


def result_words(trace: Trace, value: Value, language: Language) -> str:
    """The value on one line."""
    return ("；" if language == "zh" else "; ").join(result_lines(trace, value, language))


def _outputs(trace: Trace, entries: dict[str, Value], language: Language) -> tuple[str, ...]:
    units = dict(trace.units)
    known = {output.name: output for output in trace.outputs}
    lines = []
    for name, entry in entries.items():
        output = known.get(name)
        title = output.title.in_language(language) if output else name
        labels = dict(output.labels) if output else {}
        unit = units.get(output.unit or "") if output else None
        told = value_words(entry, language, unit=unit, labels=labels)
        lines.append(f"{title}{colon(language)}{told}")
    return tuple(lines)


def _row(trace: Trace, item: Value, language: Language) -> str:
    if not isinstance(item, dict):
        return _plain(trace, item, language)
    return ("；" if language == "zh" else "; ").join(_outputs(trace, item, language))


def _plain(trace: Trace, value: Value, language: Language) -> str:
    unit = dict(trace.units).get(trace.unit or "")
    return value_words(value, language, unit=unit, labels=dict(trace.value_labels))
