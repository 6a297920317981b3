"""Why a requirement is not met, as columns of results tell it: `filing.office-area.actual`, …"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from policydsl.batch.finding_plans import plan_of
from policydsl.batch.plans import Compared, Pair
from policydsl.batch.workbooks.reasons import Reason, rules_of
from policydsl.feel.temporal import parse_date, parse_duration
from policydsl.feel.values import Value
from policydsl.policy.facts.facts_schema import FactInfo
from policydsl.policy.model import Force, Program, Rule
from policydsl.report.values import value_words
from policydsl.report.words import (
    ACTUAL_AND_REQUIRED,
    BOUND_WORDS,
    DAY_WORDS,
    NO,
    OVER,
    SHORT,
    VERDICT_NAMES,
    YES,
    listed,
    say,
)
from policydsl.text.diagnostic import Language
from policydsl.trace import Status

_INDEX = re.compile(r"\[[^]]*\]")
_UPPER = frozenset({"<", "<="})
_VERDICTS = {verdict.value: name for verdict, name in VERDICT_NAMES.items()}


@dataclass(frozen=True)
class ColumnReasons:
    """Puts the columns that explain into words, with the units and labels of what is compared."""

    program: Program = field(repr=False)
    language: Language

    @cached_property
    def rules(self) -> tuple[_Rule, ...]:
        """Those that count against an institution."""
        return tuple(
            _Rule(self.program, decision, rule, self.language)
            for decision in self.program.decisions
            for rule in rules_of(self.program, decision)
            if rule.force is not Force.PREFERENTIAL
        )

    def of(self, row: Mapping[str, Any]) -> Iterator[Reason]:
        """The reasons of a row of results; without columns that explain, what fails alone."""
        for each in self.rules:
            if row.get(each.name) == Status.FAIL.value:
                yield each.reason(row)


@dataclass(frozen=True)
class _Rule:
    program: Program
    decision: str
    rule: Rule
    language: Language

    @cached_property
    def name(self) -> str:
        return f"{self.decision}.{self.rule.id}"

    @cached_property
    def plan(self) -> Compared | Pair | None:
        """What is compared with what is asked, where that is known beforehand."""
        found = plan_of(self.program, self.rule)
        return found if isinstance(found, Compared | Pair) else None

    @cached_property
    def fact(self) -> FactInfo | None:
        return self.program.facts.info(_INDEX.sub("[]", self.plan.paths[0])) if self.plan else None

    def reason(self, row: Mapping[str, Any]) -> Reason:
        item = row.get(f"{self.name}.item") or ""
        title = self.rule.title.in_language(self.language)
        return Reason(
            self.decision, self.rule.id, title, "", self._called(item), self._told(row), frozenset()
        )

    def _called(self, item: str) -> str:
        """`职业[2]` of `occupations[2]`."""
        info = self.program.facts.info(item) if item else None
        if info is None or self.language == "en":
            return item
        numbers = iter(_INDEX.findall(item))
        named = re.sub(r"\[\]", lambda _: next(numbers, "[]"), f"{info.zh_path}[]")
        return "·".join(part.removeprefix("各") for part in named.split("."))

    def _told(self, row: Mapping[str, Any]) -> str:
        actual, required = row.get(f"{self.name}.actual"), row.get(f"{self.name}.required")
        if actual is None and required is None:
            return ""
        told = say(
            ACTUAL_AND_REQUIRED,
            self.language,
            actual=self._shown(actual),
            required=self._asked(required),
        )
        shortfall = row.get(f"{self.name}.shortfall")
        if shortfall is None:
            return told
        over = self.plan.operator in _UPPER if self.plan else _is_later(actual, required)
        word = (OVER if over else SHORT).in_language(self.language)
        return f"{told}{'，' if self.language == 'zh' else ', '}{word} {self._shown(shortfall)}"

    def _asked(self, required: Any) -> str:
        shown = self._shown(required)
        operator = self.plan.operator if self.plan else None
        pattern = (DAY_WORDS if self._is_day else BOUND_WORDS).get(operator or "")
        return say(pattern, self.language, value=shown) if pattern else shown

    @property
    def _is_day(self) -> bool:
        return self.plan is not None and self.plan.kind == "date"

    def _shown(self, written: Any) -> str:
        if isinstance(written, str) and written.startswith("["):
            return listed((self._shown(each) for each in _items(written)), self.language)
        if written in ("true", "false"):
            return (YES if written == "true" else NO).in_language(self.language)
        labels = dict(self.fact.values) if self.fact else _VERDICTS
        if written in labels:
            return labels[written].in_language(self.language)
        value = _value(written, number=self.plan is not None and self.plan.kind == "number")
        if value is None:
            return "–" if written is None else str(written)
        unit = self.program.facts.units.get(self.fact.unit or "") if self.fact else None
        return value_words(value, self.language, unit=unit)


def _is_later(actual: Any, required: Any) -> bool:
    """Whether both are days, and what is lies behind what is asked."""
    days = [parse_date(each) if isinstance(each, str) else None for each in (actual, required)]
    return None not in days and actual > required


def _items(written: str) -> list[str]:
    try:
        found = json.loads(written, parse_float=str, parse_int=str)
    except ValueError:
        return [written]
    return [str(each) for each in found]


def _value(written: Any, *, number: bool) -> Value | None:
    """A number, a day or a duration as FEEL holds it; None for any other text."""
    if isinstance(written, int | Decimal):
        return Decimal(written)
    if not isinstance(written, str):
        return None
    try:
        return Decimal(written) if number else parse_date(written) or parse_duration(written)
    except InvalidOperation:
        return None
