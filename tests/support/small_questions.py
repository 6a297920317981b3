"""Small checklists, institutions and costs, drawn; and all that such an institution could be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from policydsl.analysis.remedy.costs import CostEntry, Costs
from policydsl.analysis.remedy.whereabouts import with_values
from policydsl.engines.interpreter import evaluate
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.model import Program
from policydsl.trace import Trace, Verdict
from small_programs import AS_OF, program

MOST = 4

MANAGERS, EXAMINERS = "staff.managers", "staff.examiners"
FINANCE, ARCHIVE = "systems.finance_rules", "systems.archive_rules"
TENURE = "premises.office.tenure"
REASON = "experience.years_shortfall_reason"

DOMAINS: Mapping[str, tuple[Any, ...]] = {
    MANAGERS: tuple(Decimal(n) for n in range(MOST + 1)),
    EXAMINERS: tuple(Decimal(n) for n in range(MOST + 1)),
    FINANCE: (True, False),
    ARCHIVE: (True, False),
    TENURE: ("owned", "leased", "lent", "other_right", "no_right"),
    REASON: ("说明",),
}
"""All values that a fact is given here; more managers than this make no difference."""

FIGURES = (MANAGERS, EXAMINERS)


@dataclass(frozen=True)
class Question:
    """A checklist `filing` of a few facts, an institution, and costs."""

    body: str
    facts_of: tuple[str, ...]
    stated: Mapping[str, Any]
    costs: Costs

    @property
    def program(self) -> Program:
        return program(self.body)

    @property
    def facts(self) -> Facts:
        return self.with_values({})

    def with_values(self, values: Mapping[str, Any]) -> Facts:
        given = with_values(
            {}, {p: v for p, v in {**self.stated, **values}.items() if v is not None}
        )
        return facts_from_data(given, self.program.facts)

    def trace(self, values: Mapping[str, Any]) -> Trace:
        return evaluate(self.program, self.with_values(values), AS_OF, "filing")

    def verdict(self, values: Mapping[str, Any]) -> Verdict:
        found = self.trace(values).verdict
        assert found is not None
        return found

    def assignments(self, options: Mapping[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
        """Every combination of these options."""
        for values in product(*options.values()):
            yield dict(zip(options, values, strict=True))


@cache
def conditions(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Conditions about these facts that an institution could meet."""
    simple: list[st.SearchStrategy[str]] = []
    least = st.integers(0, MOST - 1)
    figures = [name for name in names if name in FIGURES]
    for name in figures:
        simple.append(
            st.builds(f"{name} {{}} {{}}".format, st.sampled_from((">=", ">", "=")), least)
        )
        simple.append(st.builds(f"{name} <= {{}}".format, least))
    if len(figures) == 2:
        simple.append(st.builds(f"{MANAGERS} + {EXAMINERS} >= {{}}".format, least))
        simple.append(st.just(f"{MANAGERS} >= {EXAMINERS}"))
    for name in names:
        if name in (FINANCE, ARCHIVE):
            simple += [st.just(name), st.just(f"not({name})")]
    if TENURE in names:
        simple += [st.just(f'{TENURE} in ("owned", "leased")'), st.just(f'{TENURE} != "no_right"')]
    one = st.one_of(simple)
    several = st.builds("({} {} {})".format, one, st.sampled_from(("and", "or")), one)
    return st.one_of(one, several)


@st.composite
def questions(draw: st.DrawFn, *, open: bool = False) -> Question:
    """A question with at most four facts, most of them not stated where it is `open`."""
    names = tuple(sorted(draw(st.sets(st.sampled_from(sorted(DOMAINS)), min_size=2, max_size=4))))
    usable = tuple(name for name in names if name != REASON) or (FINANCE,)
    rules = [
        _rule(draw, number, usable, REASON in names) for number in range(draw(st.integers(1, 3)))
    ]
    when = ""
    if draw(st.integers(0, 4)) == 0:
        when = f"    when: {draw(conditions(usable))}\n"
    body = f"decisions:\n  filing:\n    title: 备案\n{when}    checklist:\n" + "".join(rules)
    stated = {name: draw(_stated(name, open)) for name in names}
    entries = {name: draw(_entries(name, stated[name])) for name in names}
    default = Decimal(draw(st.integers(0, 2)))
    return Question(body, tuple(names), stated, Costs(entries, document=default))


def _rule(draw: st.DrawFn, number: int, usable: tuple[str, ...], waivable: bool) -> str:
    lines = [
        f"- rule: r{number}",
        f"  title: 规则{number}",
        f'  clause: "{number + 1}"',
        f"  require: {draw(conditions(usable))}",
    ]
    if draw(st.integers(0, 3)) == 0:
        lines.append(f"  when: {draw(conditions(usable))}")
    if draw(st.integers(0, 2)) == 0:
        lines.append("  force: in_principle")
        if waivable and draw(st.booleans()):
            lines.append(f"  waiver: {REASON}")
    return "".join(f"      {line}\n" for line in lines)


def _stated(name: str, open: bool) -> st.SearchStrategy[Any]:
    if name == REASON:
        return st.none()
    known = st.sampled_from(DOMAINS[name])
    return st.one_of(st.none(), st.none(), known) if open else st.one_of(known, known, st.none())


def _entries(name: str, stated: Any) -> st.SearchStrategy[CostEntry]:
    cost = st.integers(0, 3).map(Decimal)
    if name not in FIGURES:
        return st.builds(CostEntry, change=st.sampled_from(("never", "free")), fixed=cost)
    return st.builds(
        CostEntry,
        change=st.sampled_from(("never", "grows", "shrinks", "free")),
        fixed=cost,
        per_unit=cost,
        most=st.just(Decimal(MOST)),
    )
