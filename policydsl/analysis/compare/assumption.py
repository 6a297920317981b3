"""A condition on the institutions that are compared, in words of the facts schema."""

from __future__ import annotations

from dataclasses import replace

from policydsl.feel import tree
from policydsl.feel.checker import check
from policydsl.feel.parser import parse_expression
from policydsl.feel.types import BOOLEAN
from policydsl.policy.model import CheckedExpression, Decision, Program
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Source

NAME = "--assume"


def read_assumption(text: str, program: Program) -> CheckedExpression:
    """The condition over a program's facts, in ids or Chinese names. Raises ExpressionError."""
    source = Source(NAME, text)
    found = check(parse_expression(source), source, program.facts.type, BOOLEAN)
    if found.diagnostics:
        raise ExpressionError(*found.diagnostics)
    return CheckedExpression(found.tree, found.type, source)


def assuming(program: Program, condition: CheckedExpression) -> Program:
    """The program about those institutions alone: all its decisions are about nobody else."""
    decisions = {name: _about(decision, condition) for name, decision in program.decisions.items()}
    return replace(program, decisions=decisions)


def _about(decision: Decision, condition: CheckedExpression) -> Decision:
    if decision.when is None:
        return replace(decision, when=condition)
    both = tree.And((condition.tree, decision.when.tree))
    return replace(decision, when=CheckedExpression(both, BOOLEAN, condition.source))
