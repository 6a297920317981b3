"""What a policy says beforehand of the two sides of a comparison: types, units, which one asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from policydsl.engines.interpreter.expressions import names_in
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.checker import check
from policydsl.feel.tree import Call, Expression, Filter, Iterator, Name, Node, Path
from policydsl.feel.types import (
    ANY,
    ContextType,
    ListType,
    Member,
    NumberType,
    RangeType,
    StringType,
    Type,
)
from policydsl.policy.model import CheckedExpression, Program, Rule
from policydsl.text.diagnostic import Text

Labels = tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the parts of one expression are to be read: among which names they stand.

    `known` remembers the types already worked out; nodes are told apart by identity.
    """

    program: Program
    expression: CheckedExpression
    scope: ContextType
    known: dict[int, Type] = field(default_factory=dict)

    @classmethod
    def of_requirement(cls, program: Program, rule: Rule) -> Reading:
        """A rule's requirement stands among the policy's names and the rule's own iterators."""
        items = [Member(each.name, _item(each.domain.type)) for each in rule.iterators]
        return cls(program, rule.require, _with(program.scope, items))

    def inside(self, iterators: Iterable[Iterator]) -> Reading:
        """The condition of `some` or `every` stands among their iterators too."""
        scope = self.scope
        for each in iterators:
            domain = check(each.domain, self.expression.source, scope).type
            scope = _with(scope, [Member(each.name, _item(domain))])
        return Reading(self.program, self.expression, scope, self.known)

    def of_definition(self, expression: CheckedExpression) -> Reading:
        """A definition stands among the policy's names alone."""
        return Reading(self.program, expression, self.program.scope, self.known)

    def names_definition(self, name: str) -> bool:
        """Whether a name means the policy's definition, and no iterator hides it."""
        found = self.program.scope.members.get(name)
        is_definition = name in self.program.definitions
        return is_definition and found is not None and self.scope.members.get(name) is found

    def type_of(self, node: Expression) -> Type:
        """The static type of a part of the expression."""
        if id(node) not in self.known:
            self.known[id(node)] = check(node, self.expression.source, self.scope).type
        return self.known[id(node)]

    def unit_of(self, node: Expression) -> str | None:
        """The unit of a number, or of the numbers in a list or range."""
        match self.type_of(node):
            case NumberType(unit) | ListType(NumberType(unit)) | RangeType(NumberType(unit)):
                return unit
            case _:
                return None

    def label_of(self, node: Node) -> Text | None:
        """What a fact, parameter or definition is called; None for what has no name of its own.

        A fact deeper than its section is told with what it belongs to: `办公用房·面积`.
        """
        match node:
            case Path(object=Path() as subject, name=name):
                return _inside(self.label_of(subject), self._label(self.type_of(subject), name))
            case Name(name):
                return self._label(self.scope, name)
            case Path(object=subject, name=name):
                return self._label(self.type_of(subject), name)
            case Filter(object=subject):
                return self.label_of(subject)
            case Call(function=Name("count"), arguments=(only,)):
                return _about(self.label_of(only.value), "{}的数量", "number of: {}")
            case Call(function=Name("sum"), arguments=(only,)):
                return _about(self.label_of(only.value), "{}之和", "sum of: {}")
            case Call(function=Name("is stated"), arguments=(only,)):
                return _about(self.label_of(only.value), "已填报“{}”", "“{}” is stated")
            case _:
                return None

    def _label(self, kind: Type, name: str) -> Text | None:
        inner = kind.item if isinstance(kind, ListType) else kind
        member = inner.members.get(name) if isinstance(inner, ContextType) else None
        return member.label if member else None

    def is_figure(self, node: Node) -> bool:
        """Whether a side is what is asked: it reads parameters and literals alone, no fact."""
        return all(self._is_fixed(name) for name in names_in(node))

    def _is_fixed(self, name: str) -> bool:
        if self.names_definition(name):
            return self.is_figure(self.program.definitions[name].expression.tree)
        if name in self.scope.members:
            return name in self.program.parameters
        return name in BUILTINS


def _inside(outer: Text | None, label: Text | None) -> Text | None:
    if outer is None or label is None:
        return label
    last = Text(outer.zh.rsplit("·")[-1], outer.en.rsplit(" · ")[-1])
    return Text(f"{last.zh}·{label.zh}", f"{last.en} · {label.en}")


def _about(label: Text | None, zh: str, en: str) -> Text | None:
    return label and Text(zh.format(label.zh), en.format(label.en))


def labels_in(kind: Type) -> Labels:
    """The labels of the strings that a value of this type may hold."""
    match kind:
        case StringType(values):
            return values
        case ListType(item):
            return labels_in(item)
        case ContextType(members):
            return tuple(label for each in members.values() for label in labels_in(each.type))
        case _:
            return ()


def _item(domain: Type) -> Type:
    return domain.item if isinstance(domain, ListType | RangeType) else ANY


def _with(scope: ContextType, members: Iterable[Member]) -> ContextType:
    return ContextType({**scope.members, **{each.id: each for each in members}}, scope.closed)
