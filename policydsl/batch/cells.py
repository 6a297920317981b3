"""Cells as people write them: what a text means as a value of a fact.

A text is not blank, which would mean not stated; where it cannot be told what it means, None is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from policydsl.policy.facts.facts_figures import number_meant
from policydsl.policy.facts.facts_formats import date_meant
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.text.diagnostic import Text

Reader = Callable[[str], str | None]
"""A text → what it means: digits, an ISO date, `true` or `false`, an enumeration's id, a text."""

_TRUE: Final = frozenset(("true", "yes", "1", "是", "有", "已", "对", "√", "✓", "✔"))
_FALSE: Final = frozenset(("false", "no", "0", "否", "无", "没有", "未", "×", "✗", "✘"))
NO_ITEMS: Final = frozenset(("[]", "无", "没有", "none"))
"""What stands for a list without items; a blank cell says that nothing is known of it."""


def reader_of(leaf: FactLeaf, units: Mapping[str, Text]) -> Reader:
    """How the cells of a fact are read."""
    if leaf.values:
        choices = _choices(leaf)
        return lambda text: choices.get(_folded(text))
    match leaf.kind:
        case "boolean":
            return _truth
        case "date":
            return date_meant
        case "integer" | "number":
            names = _unit_names(leaf, units)
            return lambda text: number_meant(text, names)
        case "string":
            return _code if leaf.format else str


def several(text: str) -> list[str]:
    """The values in the cell of a list: between semicolons."""
    if _folded(text) in NO_ITEMS:
        return []
    return [part for part in text.replace("；", ";").split(";") if part.strip()]


def says_no_items(text: str) -> bool:
    """Whether the cell of a list, whose items are rows of another table, says it has none."""
    return _folded(text) in NO_ITEMS


def _unit_names(leaf: FactLeaf, units: Mapping[str, Text]) -> tuple[str, ...]:
    unit = units.get(leaf.unit or "")
    return (leaf.unit or "", unit.zh, unit.zh.removeprefix("个"), unit.en) if unit else ()


def _choices(leaf: FactLeaf) -> dict[str, str]:
    """An enumeration's ids by labels and by their own names, which win where both mean something.

    A label of several ids means none of them.
    """
    found = _only((label.en, value) for value, label in leaf.values)
    found |= _only((label.zh, value) for value, label in leaf.values)
    return found | {_folded(value): value for value, _ in leaf.values}


def _only(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    values: dict[str, set[str]] = {}
    for name, value in names:
        values.setdefault(_folded(name), set()).add(value)
    return {name: min(each) for name, each in values.items() if len(each) == 1}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _truth(text: str) -> str | None:
    plain = _folded(text)
    return "true" if plain in _TRUE else "false" if plain in _FALSE else None


def _code(text: str) -> str:
    """A code in plain digits and letters; whether it is right is seen later."""
    return unicodedata.normalize("NFKC", text).strip()
