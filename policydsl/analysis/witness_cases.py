"""Witnesses as test cases: YAML text that `policydsl test` takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from policydsl.analysis.witnesses import Outcome, Witness
from policydsl.feel.values import Closure, Null, Range, Value
from policydsl.text.diagnostic import Text
from policydsl.trace_json import value_to_json

_PLAIN = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
# What YAML readers of one version or another take for something else than text.
_TRAPS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
UNKNOWN = "unknown"


def witness_case(witness: Witness, name: Text) -> str:
    """One case of a file: the witness's facts, and what the new version says of them."""
    data = {
        "case": {"zh": name.zh, "en": name.en},
        "facts": witness.facts,
        "expect": _expected(witness.new),
    }
    first, *rest = _mapping(data)
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


def case_file(policy: str, cases: Iterable[str]) -> str:
    """A whole file of cases about a policy, of the texts that `witness_case` makes."""
    return f"policy: {policy}\ncases:\n" + "\n".join(cases)


def can_be_expected(seen: Outcome) -> bool:
    """Whether a case can say this: not a result of which a part alone is not known."""
    return seen.verdict is not None or isinstance(seen.value, Null) or _is_whole(seen.value)


def _is_whole(value: Value | None) -> bool:
    match value:
        case None | Null() | Range() | Closure():
            return False
        case dict():
            return all(map(_is_whole, value.values()))
        case tuple():
            return all(map(_is_whole, value))
        case _:
            return True


def facts_text(facts: Mapping[str, Any]) -> str:
    """Plain facts as a facts file would hold them."""
    return "\n".join(_mapping(facts)) + "\n" if facts else "{}\n"


def _expected(seen: Outcome) -> dict[str, Any]:
    subject = seen.subject
    if subject is None:
        return {}
    result = seen.verdict.value if seen.verdict else _value(seen.value)
    found = {subject.decision: result}
    if seen.status is not None:
        found[str(subject)] = seen.status.value
    return found


def _value(value: Value | None) -> Any:
    """A result as cases write it. What is not known of it is `unknown`."""
    match value:
        case None | Null():
            return UNKNOWN
        case dict():
            return {name: _value(member) for name, member in value.items()}
        case tuple():
            return [_value(item) for item in value]
        case _:
            return value_to_json(value)


def _mapping(data: Mapping[str, Any]) -> Iterator[str]:
    for key, value in data.items():
        name = key if _PLAIN.fullmatch(key.replace(".", "-")) else _quoted(key)
        match value:
            case Mapping() if value:
                yield f"{name}:"
                yield from (f"  {line}" for line in _mapping(value))
            case list() | tuple() if value:
                yield f"{name}:"
                yield from (f"  {line}" for line in _sequence(value))
            case _:
                yield f"{name}: {_scalar(value)}"


def _sequence(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        match item:
            case Mapping() if item:
                first, *rest = _mapping(item)
                yield f"- {first}"
                yield from (f"  {line}" for line in rest)
            case list() | tuple() if item:
                yield "-"
                yield from (f"  {line}" for line in _sequence(item))
            case _:
                yield f"- {_scalar(item)}"


def _scalar(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return format(Decimal(value), "f")
        case str() if _DATE.fullmatch(value):
            return value
        case str() if _PLAIN.fullmatch(value) and value not in _TRAPS:
            return value
        case str():
            return _quoted(value)
        case Mapping():
            return "{}"
        case _:
            return "[]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
