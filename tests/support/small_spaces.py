"""Small policies in a space, and the institutions that the solver finds there."""

from __future__ import annotations

from functools import cache
from typing import Any

from policydsl.engines.smt import Bounds, Encoding, Formula, Solver, Space, witness
from small_programs import program


@cache
def encoding(body: str, items: int = 3) -> Encoding:
    """A program from the YAML of its definitions and decisions, in a space of its own."""
    made = program(body)
    return Encoding(made, Space.of([made], Bounds(items)))


def rules(text: str, more: str = "") -> str:
    """A body with one checklist, `filing`, of these rules."""
    lines = "".join(f"      {line}\n" for line in text.strip("\n").split("\n"))
    return f"decisions:\n  filing:\n    title: 备案\n{more}    checklist:\n{lines}"


def rule(text: str) -> str:
    """A body with one checklist, `filing`, of one rule, `the-rule`."""
    lines = "".join(f"  {line}\n" for line in text.strip("\n").split("\n"))
    return rules(f'- rule: the-rule\n  title: 规则\n  clause: "1"\n{lines}')


def found(space: Space, *formulas: Formula) -> dict[str, Any] | None:
    """The facts of an institution for which all hold; None where there is none."""
    answer = Solver(space).ask(*formulas)
    assert answer.kind != "unsettled"
    return None if answer.model is None else answer.model.facts()


def shown(space: Space, formula: Formula, *prefer: Formula) -> dict[str, Any]:
    """The facts of the witness."""
    answer = witness(space, formula, prefer=prefer)
    assert answer.model is not None
    return answer.model.facts()
