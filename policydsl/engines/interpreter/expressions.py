"""The names that a decision's expressions are evaluated among, and their evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policydsl.feel.interpreter import Budget, Evaluated, Scope, evaluate, explain
from policydsl.feel.run import limit_null
from policydsl.feel.tree import Node
from policydsl.feel.values import Value
from policydsl.feel.walk import names_in as names_in
from policydsl.policy.model import CheckedExpression, Program
from policydsl.text.lazy_pattern import pattern

_LINE_BREAK = pattern(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Explained:
    """An expression with all that its evaluation found."""

    expression: CheckedExpression
    evaluated: Evaluated

    @property
    def value(self) -> Value:
        return self.evaluated.value


Definitions = Mapping[str, Explained]
"""The definitions that are conditions, by name."""


@dataclass(frozen=True, slots=True)
class Names:
    """What stands for what while one definition or decision is evaluated.

    Conditions among the definitions are kept explained, so that findings can look inside them.
    One budget serves the whole.
    """

    program: Program
    scope: Scope
    budget: Budget
    definitions: Definitions

    def bind(self, name: str, value: Value) -> Names:
        """These names and an iterator's."""
        return Names(self.program, self.scope.bind(name, value), self.budget, self.definitions)


def value_of(expression: CheckedExpression, names: Names) -> Value:
    """The value of an expression; null with its causes where something goes wrong."""
    return evaluate(expression.tree, names.scope, names.budget)


def explained(expression: CheckedExpression, names: Names) -> Explained:
    """The value of an expression with every step that led to it."""
    found = explain(expression.tree, names.scope, names.budget)
    if found.node is not expression.tree:  # stopped half-way: the record is not of the whole
        found = Evaluated(expression.tree, limit_null())
    return Explained(expression, found)


def text_of(node: Node, expression: CheckedExpression) -> str:
    """A part of an expression on one line, in the words of the policy file."""
    text = expression.source.text[node.span.start : node.span.end]
    return _LINE_BREAK.sub(" ", text.strip())
