"""An expression that reads another fact of the same kind, or compares with another value.

Both are slips that look right: the area of the room beside it, the next of an enumeration's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any, cast

from policydsl.analysis.mutate.expressions import Rewrite, rewrites
from policydsl.analysis.mutate.kinds import Kind
from policydsl.feel import tree
from policydsl.feel.checker import check
from policydsl.feel.tree import Expression, Node
from policydsl.feel.types import BooleanType, ContextType, ListType, Member, StringType, Type
from policydsl.policy.model import CheckedExpression, RuleIterator
from policydsl.text.source import Source


def expression_changes(expression: CheckedExpression, scope: ContextType) -> Iterator[Rewrite]:
    """Every small change of an expression that stands among these names, these two and others."""
    truth = isinstance(expression.type, BooleanType)
    yield from (change for change, _ in rewrites(expression.tree, condition=truth))
    yield from _within(expression.tree, expression.source, scope)


def with_iterators(scope: ContextType, iterators: Iterable[RuleIterator]) -> ContextType:
    """The names that a rule's expressions stand among."""
    return _with(scope, [Member(each.name, _item(each.domain.type)) for each in iterators])


def _within(node: Node, source: Source, scope: ContextType) -> Iterator[Rewrite]:
    yield from _own(node, source, scope)
    inner = _inside(node, source, scope)
    for field in fields(node):
        value = getattr(node, field.name)
        among = scope if field.name == "object" else inner
        if isinstance(value, Node):
            for each in _within(value, source, among):
                yield _lifted(each, node, field.name, each.whole)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Node):
                    for each in _within(part, source, among):
                        parts = (*value[:index], each.whole, *value[index + 1 :])
                        yield _lifted(each, node, field.name, parts)


def _lifted(change: Rewrite, node: Node, field: str, value: object) -> Rewrite:
    return replace(change, whole=replace(node, **cast(dict[str, Any], {field: value})))


def _own(node: Node, source: Source, scope: ContextType) -> Iterator[Rewrite]:
    match node:
        case tree.Path(subject, name):
            other = _beside(_item(_type(subject, source, scope)), name)
            if other is not None:
                yield _become(Kind.FACT, node, replace(node, name=other))
        case tree.Comparison(_, left, tree.StringLiteral() as value):
            for literal in _next_value(value, _type(left, source, scope)):
                yield _become(Kind.VALUE, node, replace(node, right=literal))
        case tree.Comparison(_, tree.StringLiteral() as value, right):
            for literal in _next_value(value, _type(right, source, scope)):
                yield _become(Kind.VALUE, node, replace(node, left=literal))
        case _:
            return


def _become(kind: Kind, before: Node, after: Node) -> Rewrite:
    return Rewrite(kind, before, after, after)


def _beside(kind: Type, name: str) -> str | None:
    """The next member of the same type; the first after the last."""
    if not isinstance(kind, ContextType) or name not in kind.members:
        return None
    mine = kind.members[name].type
    if isinstance(mine, ContextType | ListType):
        return None
    names = list(kind.members)
    at = names.index(name)
    later = (*names[at + 1 :], *names[:at])
    return next((each for each in later if kind.members[each].type == mine), None)


def _next_value(literal: tree.StringLiteral, kind: Type) -> Iterator[tree.StringLiteral]:
    ids = [id_ for id_, _ in kind.values] if isinstance(kind, StringType) else []
    if literal.value in ids and len(ids) > 1:
        yield replace(literal, value=ids[(ids.index(literal.value) + 1) % len(ids)])


def _inside(node: Node, source: Source, scope: ContextType) -> ContextType:
    """The names among which the parts of a node stand."""
    match node:
        case tree.For(iterators) | tree.Quantified(_, iterators):
            for each in iterators:
                item = _item(_type(each.domain, source, scope))
                scope = _with(scope, [Member(each.name, item)])
            return scope
        case tree.Filter(subject):
            item = _item(_type(subject, source, scope))
            members = item.members.values() if isinstance(item, ContextType) else ()
            return _with(scope, [Member("item", item), *members])
        case _:
            return scope


def _type(node: Expression, source: Source, scope: ContextType) -> Type:
    return check(node, source, scope).type


def _item(kind: Type) -> Type:
    return kind.item if isinstance(kind, ListType) else kind


def _with(scope: ContextType, members: Iterable[Member]) -> ContextType:
    return ContextType({**scope.members, **{each.id: each for each in members}}, scope.closed)
