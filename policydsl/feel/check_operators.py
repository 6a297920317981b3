"""Checking operators: operands of kinds and units that go together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policydsl.feel import errors, tree, types
from policydsl.feel.check_enumerations import canonical
from policydsl.feel.check_names import Names
from policydsl.feel.check_state import State
from policydsl.feel.operator_types import arithmetic_type
from policydsl.feel.tree import Expression
from policydsl.feel.type_relations import element, ordered, same_kind, units_agree
from policydsl.feel.types import Type

Typed = tuple[Expression, Type]
Visit = Callable[[Expression, Names], Typed]


class OperatorChecker:
    """Checks operators for a checker whose `visit` does the rest."""

    def __init__(self, state: State, visit: Visit) -> None:
        self.state = state
        self.visit = visit

    def arithmetic(self, node: tree.Arithmetic, names: Names) -> Typed:
        left, left_type = self.visit(node.left, names)
        right, right_type = self.visit(node.right, names)
        result = arithmetic_type(node.operator, left_type, right_type)
        if result is None:
            self._wrong_operands(node, node.operator, left_type, right_type)
            result = types.ANY
        elif node.operator in {"+", "-"}:
            self._same_units(node, node.operator, left_type, right_type)
        return replace(node, left=left, right=right), result

    def comparison(self, node: tree.Comparison, names: Names) -> Typed:
        left, left_type = self.visit(node.left, names)
        right, right_type = self.visit(node.right, names)
        meaningful = same_kind(left_type, right_type)
        if node.operator not in {"=", "!="}:
            meaningful = meaningful and ordered(left_type) and ordered(right_type)
        if not meaningful:
            self._wrong_operands(node, node.operator, left_type, right_type)
        else:
            self._same_units(node, node.operator, left_type, right_type)
            left = canonical(left, right_type, self.state.source, self.state.report)
            right = canonical(right, left_type, self.state.source, self.state.report)
        return replace(node, left=left, right=right), types.BOOLEAN

    def between(self, node: tree.Between, names: Names) -> Typed:
        value, kind = self.visit(node.value, names)
        low, low_type = self.visit(node.low, names)
        high, high_type = self.visit(node.high, names)
        for end in (low_type, high_type):
            self.may_compare(node, "between", kind, end)
        return replace(node, value=value, low=low, high=high), types.BOOLEAN

    def may_compare(self, node: Expression, operator: str, left: Type, right: Type) -> None:
        if same_kind(left, right) and ordered(left) and ordered(right):
            self._same_units(node, operator, left, right)
        else:
            self._wrong_operands(node, operator, left, right)

    def _same_units(self, node: Expression, operator: str, left: Type, right: Type) -> None:
        if not units_agree(left, right):
            units = [
                kind.unit or "" for kind in (left, right) if isinstance(kind, types.NumberType)
            ]
            self.state.report(
                errors.wrong_units(self.state.place(node), operator, units[0], units[-1])
            )

    def _wrong_operands(self, node: Expression, operator: str, left: Type, right: Type) -> None:
        place = self.state.place(node)
        self.state.report(
            errors.wrong_operands(
                place, operator, errors.type_words(left), errors.type_words(right)
            )
        )

    def test(self, node: Expression, kind: Type, names: Names) -> Expression:
        """A unary test: a one-sided comparison, a range, a list, a value, or a condition on `?`."""
        found, test_type = self.visit(node, names)
        match found, test_type:
            case tree.OneSided(operator=operator), types.RangeType(item):
                if operator in {"=", "!="} and same_kind(kind, item):
                    return replace(
                        found,
                        operand=canonical(
                            found.operand, kind, self.state.source, self.state.report
                        ),
                    )
                self.may_compare(node, operator, kind, item)
            case _, types.RangeType(item):
                self.may_compare(node, "in", kind, item)
            case _, types.BooleanType():
                pass
            case _:
                inner = element(test_type) if not isinstance(kind, types.ListType) else test_type
                if not same_kind(kind, inner):
                    self._wrong_operands(node, "in", kind, test_type)
                    return found
                self._same_units(node, "in", kind, inner)
                return canonical(found, kind, self.state.source, self.state.report)
        return found
