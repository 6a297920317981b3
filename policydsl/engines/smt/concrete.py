"""What an encoding says of one known institution: to hold it against the interpreter, fast.

All results of a program are put into one term, which Z3 evaluates at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import z3

from policydsl.engines.smt.calendar_definitions import interpreted
from policydsl.engines.smt.fact_values import date_of, decimal_of
from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.institutions import assignments
from policydsl.engines.smt.program import Encoding
from policydsl.engines.smt.results import RuleTerms
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
from policydsl.engines.smt.terms import NumberTerm
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.temporal import DaysDuration, MonthsDuration, parse_date
from policydsl.feel.values import NULL, CauseKind, Range, Value, null
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist, Table
from policydsl.trace import Status, Verdict

_Key = TypeVar("_Key")
_CONTEXT = z3.main_ctx()
_REF = _CONTEXT.ref()


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
    """Terms, each once, and what they are worth."""

    places: dict[int, int] = field(default_factory=dict)
    terms: list[NumberTerm] = field(default_factory=list)
    worth: list[bool | Fraction] = field(default_factory=list)

    def add(self, term: NumberTerm) -> None:
        if not isinstance(term, bool | int | Decimal | str) and term.get_id() not in self.places:
            self.places[term.get_id()] = len(self.terms)
            self.terms.append(term)

    def holds(self, guard: Guard) -> bool:
        if isinstance(guard, bool):
            return guard
        found = self.worth[self.places[guard.get_id()]]
        assert isinstance(found, bool), "conditions are true or false"
        return found

    def number(self, term: NumberTerm) -> Decimal:
        if isinstance(term, int | Decimal):
            return Decimal(term)
        found = self.worth[self.places[term.get_id()]]
        assert isinstance(found, Fraction), "numbers are fractions"
        exact = decimal_of(found)
        return exact if exact is not None else Decimal(found.numerator) / found.denominator


class _Results:
    """Everything that can be asked of an encoding, found once."""

    def __init__(self, encoding: Encoding) -> None:
        self.space = encoding.space
        self.rules: dict[tuple[str, str], RuleTerms] = {}
        self.groups: dict[tuple[str, str], RuleTerms] = {}
        self.verdicts: dict[str, dict[Verdict, Guard]] = {}
        self.rows: dict[tuple[str, int], dict[Status, Guard]] = {}
        self.values: dict[str, Symbolic] = {}
        for name in encoding.program.decisions:
            self._find(encoding, name)
        self.terms = _Terms()
        for each in (*self.rules.values(), *self.groups.values()):
            for status in Status:
                self.terms.add(each.status(status).guard)
            self.terms.add(each.may_fail.guard)
        for verdicts in self.verdicts.values():
            for guard in verdicts.values():
                self.terms.add(guard)
        for statuses in self.rows.values():
            for guard in statuses.values():
                self.terms.add(guard)
        for value in self.values.values():
            _collect(value, self.terms)
        sorts = [term.sort() for term in self.terms.terms]
        self.whole = z3.Function("all results", *sorts, z3.BoolSort())(*self.terms.terms)
        self.variables: dict[int, Any] = {}

    def of(self, facts: Facts) -> ValuesIn:
        terms = self.terms
        terms.worth = self._worth(facts)
        return ValuesIn(
            rules={
                key: (_status(each, terms), terms.holds(each.may_fail.guard))
                for key, each in self.rules.items()
            },
            groups={key: _status(each, terms) for key, each in self.groups.items()},
            verdicts={
                name: verdict
                for name, guards in self.verdicts.items()
                for verdict, guard in guards.items()
                if terms.holds(guard)
            },
            rows={
                key: next(status for status, guard in guards.items() if terms.holds(guard))
                for key, guards in self.rows.items()
            },
            values={
                name: _value(value, terms, self.space.context.atoms.text)
                for name, value in self.values.items()
            },
        )

    def _worth(self, facts: Facts) -> list[bool | Fraction]:
        model = z3.Model(_CONTEXT)
        for variable, value in assignments(self.space, facts):
            decl = z3.Z3_get_app_decl(_REF, variable.as_ast())
            z3.Z3_add_const_interp(_REF, model.model, decl, value.as_ast())
        found = interpreted(model).eval(self.whole).as_ast()
        count = len(self.terms.terms)
        return [_read(z3.Z3_get_app_arg(_REF, found, place)) for place in range(count)]

    def _find(self, encoding: Encoding, name: str) -> None:
        body = encoding.program.decisions[name].body
        if isinstance(body, Checklist):
            for rule in body.rules:
                self._try(self.rules, (name, rule.id), partial(encoding.rule, name, rule.id))
            for group in body.groups:
                self._try(self.groups, (name, group.id), partial(encoding.group, name, group.id))
        if isinstance(body, Table):
            found: dict[str, Any] = {}
            self._try(found, "rows", lambda: encoding.rows(name))
            for row in found.get("rows", ()):
                self.rows[name, row.number] = {
                    Status.PASS: row.true.guard,
                    Status.FAIL: row.false.guard,
                    Status.UNKNOWN: row.unknown.guard,
                    Status.NOT_APPLICABLE: row.skipped.guard,
                }
        self._try(
            self.verdicts,
            name,
            lambda: {each: it.guard for each, it in encoding.verdict(name).items()},
        )
        self._try(self.values, name, lambda: encoding.value(name).symbolic)

    def _try(self, into: dict[_Key, Any], key: _Key, encode: Callable[[], Any]) -> None:
        try:
            into[key] = encode()
        except Unencodable:
            return


def _status(terms: RuleTerms, worth: _Terms) -> Status:
    (found,) = (status for status in Status if worth.holds(terms.status(status).guard))
    return found


def _read(ast: Any) -> bool | Fraction:
    match z3.Z3_get_bool_value(_REF, ast):
        case z3.Z3_L_TRUE:
            return True
        case z3.Z3_L_FALSE if z3.Z3_is_eq_sort(_REF, z3.Z3_get_sort(_REF, ast), _BOOL):
            return False
        case _:
            return Fraction(z3.Z3_get_numeral_string(_REF, ast))


_BOOL = z3.BoolSort().ast


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
