"""Small conditions, and how each of them stands for every small institution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from policydsl.analysis.diff.encoding import Options, compared_rules
from policydsl.analysis.relations import Comparison
from policydsl.analysis.witnesses import Side, Subject, outcome
from policydsl.policy.model import Checklist, Decision, Program, Rule
from small_policies import program

CHECKLIST = """\
decisions:
  filing:
    title: {{zh: 备案条件, en: Filing}}
    checklist:
      - rule: asked
        title: {{zh: 要求, en: Requirement}}
        clause: "1"
        {rule}
"""


def asked(rule: str) -> Program:
    """A policy of one rule, given by its `require` and whatever else."""
    return program(CHECKLIST.format(rule="\n        ".join(rule.splitlines())))


def compared(old: Program, new: Program, items: int = 3) -> Comparison:
    """The one rule of each, compared."""
    sides = [(each.decisions["filing"], _rules(each.decisions["filing"])) for each in (old, new)]
    return compared_rules((old, new), sides[0], sides[1], Options(items=items))


def levels(subject: Program, institutions: Sequence[Mapping[str, Any]]) -> list[int]:
    """Where the rule stands for each institution."""
    side = Side(subject, (Subject("filing", "asked"),))
    return [outcome(side, each).standing for each in institutions]


def relation(old: Sequence[int], new: Sequence[int]) -> str:
    """The relation that these institutions show."""
    worse = any(now < was for was, now in zip(old, new, strict=True))
    better = any(now > was for was, now in zip(old, new, strict=True))
    if worse and better:
        return "incomparable"
    return "tightened" if worse else "loosened" if better else "equivalent"


def staffed() -> list[dict[str, Any]]:
    """Institutions by two facts, each of which may be missing."""
    found = []
    for examiners, credit in product((None, 0, 1, 2, 3), (None, False, True)):
        facts: dict[str, Any] = {}
        if examiners is not None:
            facts["staff"] = {"examiners": examiners}
        if credit is not None:
            facts["record"] = {"good_credit": credit}
        found.append(facts)
    return found


def with_occupations(most: int = 3) -> list[dict[str, Any]]:
    """Institutions by their occupations' theory seats: 0, 1, 2 or missing."""
    return [{}, *_lists(most)]


def _lists(most: int) -> Iterator[dict[str, Any]]:
    for count in range(most + 1):
        for seats in product((None, 0, 1, 2), repeat=count):
            yield {
                "occupations": [
                    {} if each is None else {"theory": {"seats": each}} for each in seats
                ]
            }


def _rules(decision: Decision) -> tuple[Rule, ...]:
    assert isinstance(decision.body, Checklist)
    return decision.body.rules
