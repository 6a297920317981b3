"""The columns of the sheet of results, and what stands in each of its cells."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from policydsl.batch.workbooks import words
from policydsl.policy.model import (
    Checklist,
    Decision,
    Force,
    Group,
    Program,
    Rule,
    ValueExpression,
)
from policydsl.report.values import number_words
from policydsl.report.words import (
    NO,
    STATUS_NAMES,
    STATUS_SIGNS,
    VERDICT_NAMES,
    VERDICT_SIGNS,
    YES,
    listed,
    say,
)
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Status, Verdict

Row = Mapping[str, Any]
_STATUSES = {each.value: each for each in Status}
_VERDICTS = {each.value: each for each in Verdict}
STATUS_STYLES = {
    Status.PASS: "value",
    Status.FAIL: "fail",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "skip",
}
VERDICT_STYLES = {
    Verdict.ELIGIBLE: "pass",
    Verdict.CONDITIONAL: "waived",
    Verdict.UNDETERMINED: "unknown",
    Verdict.INELIGIBLE: "fail",
    Verdict.NOT_APPLICABLE: "skip",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its value and how it looks."""

    value: str | int | Decimal | bool | datetime.date | None
    style: str = "top"


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of the sheet. `show` makes its cell of a row of results."""

    name: str
    group: str
    heading: str
    breadth: int
    show: Callable[[Row], Shown]


def result_columns(
    names: Sequence[str], program: Program, language: Language
) -> tuple[ResultColumn, ...]:
    """The columns for a table of results with these names; those that explain have none."""
    known: list[ResultColumn] = []
    kept: list[ResultColumn] = []
    taken = set(_HEADS)
    for name, (head, breadth) in _HEADS.items():
        if name in names:
            group = words.INSTITUTION_GROUP.in_language(language)
            known.append(_plain(name, group, head.in_language(language), breadth))
    for decision in program.decisions.values():
        found = _of_decision(decision, frozenset(names), language)
        taken |= {each.name for each in found} | _explaining(decision)
        known += found
    for name in names:
        if name not in taken:
            kept.append(_plain(name, words.KEPT.in_language(language), name, 14))
    return (*known, *kept)


_HEADS = {
    "row": (words.ROW, 7),
    "institution.name": (words.NAME_HEAD, 28),
    "institution.unified_social_credit_code": (words.CODE_HEAD, 22),
    "as_of": (words.DAY_HEAD, 12),
    "version": (Text("版本", "Version"), 8),
}


def _plain(name: str, group: str, heading: str, breadth: int) -> ResultColumn:
    return ResultColumn(name, group, heading, breadth, lambda row: Shown(row.get(name)))


def _explaining(decision: Decision) -> set[str]:
    """Columns that are told in words, beside the verdict."""
    if not isinstance(decision.body, Checklist):
        return set()
    parts = ("item", "actual", "required", "shortfall")
    names = {f"{decision.name}.{rule.id}.{part}" for rule in decision.body.rules for part in parts}
    return names | {f"{decision.name}.failing"}


def _of_decision(
    decision: Decision, names: Collection[str], language: Language
) -> list[ResultColumn]:
    group = decision.title.in_language(language)
    match decision.body:
        case Checklist(rules, groups):
            if decision.name not in names:
                return []
            found = [_verdict(decision, group, language), _reason(decision, group, language)]
            binding = [each.id for each in rules if each.force is not Force.PREFERENTIAL]
            parts: tuple[Rule | Group, ...] = (*rules, *groups)
            for each in parts:
                name = f"{decision.name}.{each.id}"
                if name in names:
                    failed = "fail" if each.id in binding else "skip"
                    title = each.title.in_language(language)
                    found.append(_status(name, group, title, failed, language))
            return found
        case _ if decision.name in names:
            return [_value(decision, group, language)]
        case _:
            return []


def _verdict(decision: Decision, group: str, language: Language) -> ResultColumn:
    def show(row: Row) -> Shown:
        verdict = _VERDICTS.get(row.get(decision.name) or "")
        if verdict is None:
            return Shown(None)
        text = f"{VERDICT_SIGNS[verdict]} {VERDICT_NAMES[verdict].in_language(language)}"
        return Shown(text, VERDICT_STYLES[verdict])

    heading = words.VERDICT.in_language(language)
    return ResultColumn(decision.name, group, heading, 14, show)


REASON_OF = "reason of "
"""Before a decision's name: where a row holds the reasons in words."""


def _reason(decision: Decision, group: str, language: Language) -> ResultColumn:
    body = decision.body
    rules = body.rules if isinstance(body, Checklist) else ()

    def show(row: Row) -> Shown:
        told = row.get(REASON_OF + decision.name)
        if told or row.get(decision.name) != Verdict.UNDETERMINED.value:
            return Shown(told or None, "reason")
        unknown = [
            rule.title.in_language(language)
            for rule in rules
            if row.get(f"{decision.name}.{rule.id}") == Status.UNKNOWN.value
        ]
        shown = listed(unknown[:6], language) + ("……" if len(unknown) > 6 else "")
        return Shown(say(words.NOT_KNOWN, language, rules=shown), "prose")

    heading = words.REASON.in_language(language)
    return ResultColumn(REASON_OF + decision.name, group, heading, 60, show)


def _status(name: str, group: str, title: str, failed: str, language: Language) -> ResultColumn:
    """`failed` is how a fail looks: a preference that is not met refuses nobody."""

    def show(row: Row) -> Shown:
        status = _STATUSES.get(row.get(name) or "")
        if status is None:
            return Shown(None)
        text = f"{STATUS_SIGNS[status]} {STATUS_NAMES[status].in_language(language)}"
        return Shown(text, failed if status is Status.FAIL else STATUS_STYLES[status])

    return ResultColumn(name, group, title, 14, show)


def _value(decision: Decision, group: str, language: Language) -> ResultColumn:
    body = decision.body
    labels: dict[str, Text] = {}
    if isinstance(body, ValueExpression):
        labels = dict(body.labels)
    elif not isinstance(body, Checklist) and len(body.outputs) == 1:
        labels = dict(body.outputs[0].values)

    def show(row: Row) -> Shown:
        value = row.get(decision.name)
        match value:
            case bool():
                return Shown((YES if value else NO).in_language(language))
            case str() if value in labels:
                return Shown(labels[value].in_language(language))
            case Decimal():
                return Shown(Decimal(number_words(value)))
            case _:
                return Shown(value)

    heading = words.VALUE.in_language(language)
    return ResultColumn(decision.name, group, heading, 18, show)
