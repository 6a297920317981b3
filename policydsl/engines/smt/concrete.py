"""What an encoding says of one known institution: to hold it against the interpreter, fast.

All results of a program are put into one term, which Z3 evaluates at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import z3

from policydsl.engines.smt.fact_values import date_of, decimal_of
from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.institutions import Institutions
from policydsl.engines.smt.program import Encoding
from policydsl.engines.smt.results import RowTerms, RuleTerms
from policydsl.engines.smt.symbolic import (
    Content,
    Day,
    Entries,
    Faulty,
    Interval,
    Items,
    Months,
    Nothing,
    Number,
    Other,
    Seconds,
    Symbolic,
    Text,
    Truth,
    Unknown,
)
from policydsl.engines.smt.terms import BoolTerm, NumberTerm
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.temporal import DaysDuration, MonthsDuration, parse_date
from policydsl.feel.values import NULL, CauseKind, Range, Value, null
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist, Table
from policydsl.trace import Status, Verdict

_Key = TypeVar("_Key")
_REF = z3.main_ctx().ref()


@dataclass(frozen=True, slots=True)
class ValuesIn:
    """The results that could be encoded.

    `rules` have (status, may_fail) by (decision, rule), `groups` a status by (decision, group),
    `rows` by (decision, number). `verdicts` are those of checklists; of another decision it is
    there only where it is not about the institution. `values` are what names stand for: of nulls,
    only the kind is right (unknown, with another cause, or without).
    """

    rules: Mapping[tuple[str, str], tuple[Status, bool]]
    groups: Mapping[tuple[str, str], Status]
    verdicts: Mapping[str, Verdict]
    rows: Mapping[tuple[str, int], Status]
    values: Mapping[str, Value]


def values_in(encoding: Encoding, facts: Facts) -> ValuesIn:
    """All results for these facts. ValueError where the space's lists are too short for them."""
    return encoding.once(("concrete",), lambda: _Results(encoding)).of(facts)


@dataclass(slots=True)
class _Terms:
    """Terms, each once, and what they are worth: truths by their place, figures by theirs."""

    places: dict[int, int] = field(default_factory=dict)
    truths: list[BoolTerm] = field(default_factory=list)
    figures: list[NumberTerm] = field(default_factory=list)
    true: list[bool] = field(default_factory=list)
    worth: list[Fraction] = field(default_factory=list)

    def add(self, term: Any) -> int:
        """The place of a term. What is known has none; of guards, -1 for true, -2 for false."""
        if isinstance(term, bool | int | Decimal | str):
            return -1 if term is True else -2
        known = self.places.get(term.get_id())
        if known is not None:
            return known
        terms = self.truths if z3.is_bool(term) else self.figures
        terms.append(term)
        place = self.places[term.get_id()] = len(terms) - 1
        return place

    def holds(self, guard: Guard) -> bool:
        return guard if isinstance(guard, bool) else self.true[self.places[guard.get_id()]]

    def number(self, term: NumberTerm) -> Decimal:
        if isinstance(term, int | Decimal):
            return Decimal(term)
        found = self.worth[self.places[term.get_id()]]
        exact = decimal_of(found)
        return exact if exact is not None else Decimal(found.numerator) / found.denominator


Places = Mapping[_Key, int]


class _Results:
    """Everything that can be asked of an encoding, found once."""

    def __init__(self, encoding: Encoding) -> None:
        self.terms = _Terms()
        self.text = encoding.space.context.atoms.text
        self.rules: dict[tuple[str, str], tuple[Places[Status], int]] = {}
        self.groups: dict[tuple[str, str], tuple[Places[Status], int]] = {}
        self.verdicts: dict[str, Places[Verdict]] = {}
        self.rows: dict[tuple[str, int], Places[Status]] = {}
        self.values: dict[str, Symbolic] = {}
        for name in encoding.program.decisions:
            self._find(encoding, name)
        for value in self.values.values():
            _collect(value, self.terms)
        sorts = [z3.BoolSort()] * len(self.terms.truths)
        self.truths = z3.Function("truths", *sorts, z3.BoolSort())(*self.terms.truths)
        sorts = [figure.sort() for figure in self.terms.figures]
        self.figures = z3.Function("figures", *sorts, z3.BoolSort())(*self.terms.figures)
        self.institutions = Institutions(encoding.space)

    def of(self, facts: Facts) -> ValuesIn:
        self._evaluate(facts)
        true = [*self.terms.true, False, True]
        return ValuesIn(
            rules={key: (_the(each, true), true[may]) for key, (each, may) in self.rules.items()},
            groups={key: _the(each, true) for key, (each, _) in self.groups.items()},
            verdicts={
                name: verdict
                for name, places in self.verdicts.items()
                for verdict, place in places.items()
                if true[place]
            },
            rows={key: _the(each, true) for key, each in self.rows.items()},
            values={
                name: _value(value, self.terms, self.text) for name, value in self.values.items()
            },
        )

    def _evaluate(self, facts: Facts) -> None:
        """One term of all truths, and one of all figures, are evaluated as wholes."""
        self.institutions.put(facts)
        model = self.institutions.model
        truths = model.eval(self.truths).sexpr().strip("()").split()
        self.terms.true = [word == "true" for word in truths[1:]]
        assert len(self.terms.true) == len(self.terms.truths), "every truth is known"
        figures = model.eval(self.figures).as_ast()
        self.terms.worth = [
            Fraction(z3.Z3_get_numeral_string(_REF, z3.Z3_get_app_arg(_REF, figures, place)))
            for place in range(len(self.terms.figures))
        ]

    def _find(self, encoding: Encoding, name: str) -> None:
        body = encoding.program.decisions[name].body
        if isinstance(body, Checklist):
            for rule in body.rules:
                self._try(
                    self.rules, (name, rule.id), partial(self._rule, encoding.rule, name, rule.id)
                )
            for group in body.groups:
                self._try(
                    self.groups,
                    (name, group.id),
                    partial(self._rule, encoding.group, name, group.id),
                )
        if isinstance(body, Table):
            rows: dict[str, tuple[RowTerms, ...]] = {}
            self._try(rows, "all", partial(encoding.rows, name))
            for row in rows.get("all", ()):
                self.rows[name, row.number] = self._row(row)
        self._try(self.verdicts, name, partial(self._verdict, encoding, name))
        self._try(self.values, name, lambda: encoding.value(name).symbolic)

    def _rule(
        self, encode: Callable[[str, str], RuleTerms], decision: str, name: str
    ) -> tuple[Places[Status], int]:
        terms = encode(decision, name)
        places = {status: self.terms.add(terms.status(status).guard) for status in Status}
        return places, self.terms.add(terms.may_fail.guard)

    def _row(self, row: RowTerms) -> Places[Status]:
        return {
            Status.PASS: self.terms.add(row.true.guard),
            Status.FAIL: self.terms.add(row.false.guard),
            Status.UNKNOWN: self.terms.add(row.unknown.guard),
            Status.NOT_APPLICABLE: self.terms.add(row.skipped.guard),
        }

    def _verdict(self, encoding: Encoding, decision: str) -> Places[Verdict]:
        found = encoding.verdict(decision)
        return {verdict: self.terms.add(formula.guard) for verdict, formula in found.items()}

    def _try(self, into: dict[_Key, Any], key: _Key, encode: Callable[[], Any]) -> None:
        try:
            into[key] = encode()
        except Unencodable:
            return


def _the(places: Places[_Key], true: Sequence[bool]) -> _Key:
    """The only one that is so."""
    (found,) = (each for each, place in places.items() if true[place])
    return found


def _collect(value: Symbolic, terms: _Terms) -> None:
    for case in value.cases:
        terms.add(case.guard)
        match case.content:
            case Truth(holds):
                terms.add(holds)
            case Number(term) | Text(term) | Day(term) | Months(term) | Seconds(term):
                terms.add(term)
            case Items(slots):
                for slot in slots:
                    terms.add(slot.present)
                    _collect(slot.value, terms)
            case Entries(members):
                for member in members.values():
                    _collect(member, terms)
            case Interval(low=low, high=high):
                _collect(low, terms)
                _collect(high, terms)
            case _:
                pass


_UNKNOWN = null(CauseKind.MISSING_FACT, "未知", "unknown")
_FAULTY = null(CauseKind.WRONG_TYPE, "没有值", "no value")


def _value(value: Symbolic, terms: _Terms, text: Callable[[int], str | None]) -> Value:
    (content,) = (case.content for case in value.cases if terms.holds(case.guard))
    return _content(content, terms, text)


def _content(content: Content, terms: _Terms, text: Callable[[int], str | None]) -> Value:
    match content:
        case Unknown():
            return _UNKNOWN
        case Faulty():
            return _FAULTY
        case Nothing():
            return NULL
        case Truth(holds):
            return terms.holds(holds)
        case Number(term):
            return terms.number(term)
        case Text(term):
            return text(int(terms.number(term))) or ""
        case Day(term):
            return parse_date(date_of(int(terms.number(term)))) or _FAULTY
        case Months(term):
            return MonthsDuration(int(terms.number(term)))
        case Seconds(term):
            return DaysDuration(terms.number(term))
        case Items(slots):
            there = (slot.value for slot in slots if terms.holds(slot.present))
            return tuple(_value(each, terms, text) for each in there)
        case Entries(members):
            return {name: _value(each, terms, text) for name, each in members.items()}
        case Interval(low_included, low, high, high_included, operator):
            begin, end = _value(low, terms, text), _value(high, terms, text)
            return Range(low_included, begin, end, high_included, operator)
        case Other(found):
            return found
