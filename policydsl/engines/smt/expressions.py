"""The meaning of FEEL expressions in the solver's terms: one arm for each node.

It follows `policydsl.feel.interpreter`, arm by arm and case by case.
"""

from __future__ import annotations

from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.text.diagnostic import Text


def encode(node: Expression, scope: SymbolicScope, context: ExpressionContext) -> Symbolic:
    """The value of an expression. Raises Unencodable where the solver has no terms for it."""
    raise Unencodable(Text("求解器不能表示", "the solver has no terms for it"), node.span)


def encode_tests(
    tests: UnaryTests, value: Symbolic, scope: SymbolicScope, context: ExpressionContext
) -> Symbolic:
    """Whether a value passes a decision table's cell. Raises Unencodable."""
    raise Unencodable(Text("求解器不能表示", "the solver has no terms for it"), tests.span)
