"""Small changes of an expression, each of one node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, TypeVar, cast

from policydsl.analysis.mutate.figures import off_by_one
from policydsl.analysis.mutate.kinds import Kind
from policydsl.feel import tree
from policydsl.feel.temporal import parse_at_literal, to_string
from policydsl.feel.tree import Expression, Node, UnaryTests

_N = TypeVar("_N", bound=Node)

_BOUNDS: dict[str, tree.ComparisonOperator] = {">=": ">", ">": ">=", "<=": "<", "<": "<="}
_EQUALITIES: dict[str, tree.ComparisonOperator] = {"=": "!=", "!=": "="}
_ARITHMETIC: dict[str, tree.ArithmeticOperator] = {"+": "-", "-": "+", "*": "/", "/": "*"}


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A change of one node, which becomes another, and the whole expression with it.

    `before` is what is told of (its span is where it stands): the node itself, or what is left
    out, and then `after` is None.
    """

    kind: Kind
    before: Node
    after: Node | None
    whole: Node


def rewrites(root: _N, *, condition: bool) -> Iterator[tuple[Rewrite, _N]]:
    """Every small change of a tree, each result once. `condition` says that it is a truth."""
    seen: list[Node] = [root]
    found = list(_within(root))
    if condition and not _is_equality(root):
        found.append(_negated(cast(Expression, root)))
    for each in found:
        if each.whole not in seen:
            seen.append(each.whole)
            yield each, cast(_N, each.whole)


def _within(node: Node) -> Iterator[Rewrite]:
    """The changes of a node and of all below it, as changes of the node."""
    yield from _own(node)
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            for each in _within(value):
                yield _lifted(each, node, field.name, each.whole)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Node):
                    for each in _within(part):
                        among = (*value[:index], each.whole, *value[index + 1 :])
                        yield _lifted(each, node, field.name, among)


def _lifted(change: Rewrite, node: Node, field: str, value: object) -> Rewrite:
    return replace(change, whole=replace(node, **cast(dict[str, Any], {field: value})))


def _own(node: Node) -> Iterator[Rewrite]:
    """The changes of a node itself."""
    match node:
        case tree.Comparison(operator) | tree.OneSided(operator):
            yield from _operators(node, operator)
        case tree.NumberLiteral() | tree.AtLiteral() | tree.BooleanLiteral():
            yield from _literals(node)
        case tree.And(operands) | tree.Or(operands):
            other = tree.Or if isinstance(node, tree.And) else tree.And
            yield _become(Kind.CONNECTIVE, node, other(operands, span=node.span))
            yield from _fewer(node, operands)
        case tree.Quantified(quantifier):
            turned = replace(node, quantifier="every" if quantifier == "some" else "some")
            yield _become(Kind.QUANTIFIER, node, turned)
        case tree.If(condition, then, otherwise):
            swapped = tree.If(condition, otherwise, then, span=node.span)
            yield _become(Kind.BRANCHES, node, swapped)
        case tree.Arithmetic(operator) if operator in _ARITHMETIC:
            yield _become(Kind.ARITHMETIC, node, replace(node, operator=_ARITHMETIC[operator]))
        case tree.Filter():
            yield from _filters(node)
        case tree.Between() | tree.RangeLiteral():
            yield from _ends(node)
        case tree.ListLiteral(items):
            for index, item in enumerate(items):
                fewer = replace(node, items=_without(items, index))
                yield Rewrite(Kind.LIST_ITEM, item, None, fewer)
        case tree.In(tests=tests):
            yield from _fewer_tests(node, tests)
        case UnaryTests(tests, negated) if tests:
            yield _become(Kind.NEGATION, node, replace(node, negated=not negated))
            yield from _fewer_tests(node, tests)
        case _:
            return


def _literals(
    node: tree.NumberLiteral | tree.AtLiteral | tree.BooleanLiteral,
) -> Iterator[Rewrite]:
    match node:
        case tree.NumberLiteral(value):
            for other in off_by_one(value):
                assert isinstance(other, Decimal)
                yield _become(Kind.FIGURE, node, _number(other, node))
        case tree.AtLiteral(text):
            yield from _temporals(node, text)
        case tree.BooleanLiteral(truth):
            yield _become(Kind.TRUTH, node, replace(node, value=not truth))


def _filters(node: tree.Filter) -> Iterator[Rewrite]:
    yield Rewrite(Kind.FILTER, node.condition, None, node.object)
    if not (_is_equality(node.condition) or _is_position(node.condition)):
        denied = _negated(node.condition)
        yield replace(denied, whole=replace(node, condition=cast(Expression, denied.whole)))


def _ends(node: tree.Between | tree.RangeLiteral) -> Iterator[Rewrite]:
    """An end that counted does not, or the other way about."""
    match node:
        case tree.Between(value, low, high):
            for low_in, high_in in ((False, True), (True, False)):
                asked = tree.RangeLiteral(low_in, low, high, high_in, span=node.span)
                yield _become(Kind.BOUND, node, tree.In(value, (asked,), span=node.span))
        case tree.RangeLiteral(low_in, _, _, high_in):
            yield _become(Kind.BOUND, node, replace(node, low_included=not low_in))
            yield _become(Kind.BOUND, node, replace(node, high_included=not high_in))


def _fewer_tests(node: tree.In | UnaryTests, tests: tuple[Expression, ...]) -> Iterator[Rewrite]:
    for index, test in enumerate(tests) if len(tests) > 1 else ():
        yield Rewrite(Kind.OPERAND, test, None, replace(node, tests=_without(tests, index)))


def _operators(node: tree.Comparison | tree.OneSided, operator: str) -> Iterator[Rewrite]:
    if operator in _BOUNDS:
        yield _become(Kind.BOUND, node, replace(node, operator=_BOUNDS[operator]))
    else:
        yield _become(Kind.EQUALITY, node, replace(node, operator=_EQUALITIES[operator]))


def _temporals(node: tree.AtLiteral, text: str) -> Iterator[Rewrite]:
    value = parse_at_literal(text)
    for other in off_by_one(value) if value is not None else ():
        assert not isinstance(other, Decimal | str | bool | tuple)
        yield _become(Kind.FIGURE, node, replace(node, text=to_string(cast(Any, other))))


def _fewer(node: tree.And | tree.Or, operands: tuple[Expression, ...]) -> Iterator[Rewrite]:
    for index, operand in enumerate(operands):
        rest = _without(operands, index)
        whole = rest[0] if len(rest) == 1 else replace(node, operands=rest)
        yield Rewrite(Kind.OPERAND, operand, None, whole)
        if not _is_equality(operand):
            denied = _negated(operand)
            among = (*operands[:index], denied.whole, *operands[index + 1 :])
            yield replace(denied, whole=replace(node, operands=cast(Any, among)))


def _is_equality(node: Node) -> bool:
    """Whether turning the operator already denies it."""
    return isinstance(node, tree.Comparison) and node.operator in _EQUALITIES


def _is_position(node: Node) -> bool:
    return isinstance(node, tree.NumberLiteral | tree.Negate)


def _negated(node: Expression) -> Rewrite:
    match node:
        case tree.Call(function=tree.Name("not"), arguments=(only,)):
            denied = only.value
        case tree.BooleanLiteral(truth):
            denied = replace(node, value=not truth)
        case _:
            function = tree.Name("not", span=node.span)
            argument = tree.Argument(None, node, span=node.span)
            denied = tree.Call(function, (argument,), span=node.span)
    return _become(Kind.NEGATION, node, denied)


def _become(kind: Kind, before: Node, after: Node) -> Rewrite:
    return Rewrite(kind, before, after, after)


def _number(value: Decimal, at: Node) -> Expression:
    literal = tree.NumberLiteral(abs(value), span=at.span)
    return tree.Negate(literal, span=at.span) if value < 0 else literal


def _without(items: tuple[_N, ...], index: int) -> tuple[_N, ...]:
    return (*items[:index], *items[index + 1 :])
