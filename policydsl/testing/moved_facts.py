"""One fact of an institution moved a step: up, on, or to true."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import ROUND_UP, Decimal
from typing import Any

from policydsl.policy.facts.facts_schema import FactInfo, FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.testing.drawn_facts import within
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.text.spelling import nearest

MOVABLE = frozenset({"integer", "number", "boolean", "date"})


def movable(schema: FactsSchema, path: str) -> FactInfo:
    """The fact at a path like `occupations[].theory.seats`, by ids or in Chinese.

    Raises UsageError where there is none, or where it has no more and less.
    """
    info = schema.info(path) or _in_chinese(schema.facts(), path)
    if info is None:
        best = nearest(path, list(schema.by_path))
        help_ = Text(f"是不是“{best}”？", f"did you mean “{best}”?") if best else None
        message = Text(f"没有事实“{path}”", f"there is no fact “{path}”")
        raise UsageError(Diagnostic("unknown-fact", message, help=help_))
    if not isinstance(info.node, FactLeaf) or info.node.kind not in MOVABLE:
        message = Text(f"“{path}”没有多少、早晚或是否", f"“{path}” has no more and less")
        help_ = Text("写数字、日期或是否的事实", "name a number, a date, or a yes or no")
        raise UsageError(Diagnostic("fact-without-order", message, help=help_))
    return info


def _in_chinese(infos: Iterable[FactInfo], path: str) -> FactInfo | None:
    return next((info for info in infos if info.zh_path == path), None)


def moved(node: FactNode, stated: Any, steps: Sequence[str], change: Decimal) -> Any:
    """The facts with one moved by `change`, at every item on the way; steps are ids and `[]`."""
    match node:
        case FactLeaf():
            return _moved_value(node, stated, change)
        case FactItems():
            return [moved(node.item, each, steps[1:], change) for each in stated]
        case FactSection():
            name, *rest = steps
            if name not in stated:
                return stated
            return {**stated, name: moved(node.members[name], stated[name], rest, change)}


def _moved_value(leaf: FactLeaf, stated: Any, change: Decimal) -> Any:
    if leaf.kind == "boolean":
        return change > 0
    whole = change.to_integral_value(ROUND_UP)
    if leaf.kind == "date":
        day = datetime.date.fromisoformat(stated) + datetime.timedelta(days=int(whole))
        return day.isoformat()
    return within(leaf, Decimal(stated) + (change if leaf.kind == "number" else whole))


def steps_of(path: str) -> list[str]:
    """`a.b[].c` as `a`, `b`, `[]`, `c`."""
    return path.replace("[]", ".[]").split(".")
