"""What is asked of a facts schema as a whole: JSON Schema, and units with labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policydsl.policy.facts import facts_schema_errors as errors
from policydsl.policy.facts.facts_schema_merge import Report
from policydsl.policy.facts.facts_schema_text import SchemaText
from policydsl.policy.source.names import NAME
from policydsl.text.diagnostic import Text

_LABELS = Text(' {"zh": …, "en": …}', '{"zh": …, "en": …}')
_UNITS = Text(' {"m2": {"zh": "平方米", "en": "m²"}, …}', '{"m2": {"zh": "平方米", "en": "m²"}, …}')


def check_json_schema(text: SchemaText, report: Report) -> None:
    """Report what JSON Schema's own schema, or its regular expressions, refuse."""
    import jsonschema

    try:
        jsonschema.Draft202012Validator.check_schema(
            text.data, format_checker=jsonschema.FormatChecker(formats=("regex",))
        )
    except jsonschema.SchemaError as problem:
        place = text.place(tuple(problem.absolute_path))
        report(errors.not_json_schema(place, problem.message))


def read_units(text: SchemaText, known: Mapping[str, Text], report: Report) -> dict[str, Text]:
    """`known` and the units that a text defines; none may be given another meaning."""
    raw = text.data.get("x-units", {})
    units = dict(known)
    if not isinstance(raw, Mapping):
        report(errors.wrong_keyword_value(text.place(("x-units",)), "x-units", _UNITS))
        return units
    for name, value in raw.items():
        place = text.place(("x-units", name))
        label = both_languages(value)
        if not NAME.fullmatch(name):
            report(errors.bad_id(place, name, False))
        if label is None:
            report(errors.wrong_keyword_value(place, name, _LABELS))
        elif known.get(name, label) != label:
            report(errors.changes_shared(place, name))
        else:
            units[name] = label
    return units


def both_languages(value: Any) -> Text | None:
    """`{"zh": …, "en": …}` as a text; None for anything else."""
    match value:
        case {"zh": str(zh), "en": str(en)} if zh and en and len(value) == 2:
            return Text(zh, en)
        case _:
            return None
