"""Expressions of FEEL as Polars expressions: one arm for each node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

import polars as pl

from policydsl.engines.columns import lists, numbers, operators, truths
from policydsl.engines.columns.calls import called
from policydsl.engines.columns.kinds import (
    BOOLEAN,
    DATE,
    NULL,
    NUMBER,
    SCALARS,
    Flag,
    Kind,
    Piece,
    either,
    kind_of,
    null_flag,
    opposite,
)
from policydsl.engines.columns.known_pieces import constant_piece, fact, root_fact
from policydsl.engines.columns.layouts import (
    ItemsLayout,
    LeafLayout,
    SectionLayout,
)
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.engines.columns.spaces import Space, here
from policydsl.feel import tree
from policydsl.feel.free_names import free_names
from policydsl.feel.temporal import parse_at_literal
from policydsl.feel.walk import depth, walk
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.model import CheckedExpression

MAX_DEPTH = 60
"""Deeper expressions would be deeper still as expressions of Polars."""

Names = Mapping[str, Piece]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes expressions about the rows of one space. `reads` are the columns they need."""

    space: Space
    reads: set[str] = field(default_factory=set)

    def inside(self, space: Space) -> Writer:
        """The same for another space."""
        return Writer(space, self.reads)

    def whole(self, expression: CheckedExpression, names: Names) -> Piece:
        """A whole expression of the policy."""
        if depth(expression.tree) > MAX_DEPTH:
            raise NotHandled("too deep")
        return self.piece(expression.tree, names)

    def condition(self, expression: CheckedExpression, names: Names) -> Piece:
        """A whole expression as a truth."""
        return truths.truth_of(self.space, self.whole(expression, names))

    def piece(self, node: tree.Expression, names: Names) -> Piece:  # noqa: C901 - an arm for each
        """Any part of an expression. Raises `NotHandled` where there is no way."""
        match node:
            case tree.NumberLiteral() | tree.StringLiteral() | tree.BooleanLiteral():
                return constant_piece(node.value)
            case tree.NullLiteral():
                return truths.nothing(NULL, "B")
            case tree.AtLiteral(text):
                return constant_piece(parse_at_literal(text) or "")
            case tree.Name(name) if name in names:
                return self.read(names[name])
            case tree.Path(subject, name):
                return self.member(self.piece(subject, names), name)
            case tree.Comparison(operator, left, right):
                pair = self.piece(left, names), self.piece(right, names)
                return operators.comparison(self.space, operator, *pair)
            case tree.Between(subject, low, high):
                parts = [self.piece(each, names) for each in (subject, low, high)]
                return operators.between(self.space, *parts)
            case tree.In(subject, tests):
                return self.membership(self.piece(subject, names), tests, names)
            case tree.And(operands) | tree.Or(operands):
                found = [self.piece(each, names) for each in operands]
                return truths.decided(self.space, found, isinstance(node, tree.Or))
            case tree.Call(tree.Name("not"), (tree.Argument(None, operand),)) if "not" not in names:
                return truths.negation(self.space, self.piece(operand, names))
            case tree.Call(tree.Name(name)) if name not in names:
                return self.call(name, node, names)
            case tree.Arithmetic(operator, left, right):
                pair = self.piece(left, names), self.piece(right, names)
                return operators.arithmetic(self.space, operator, *pair)
            case tree.Negate(operand):
                return operators.negative(self.space, self.piece(operand, names))
            case tree.If(condition, then, otherwise):
                three = [self.piece(each, names) for each in (condition, then, otherwise)]
                return operators.chosen(self.space, *three)
            case tree.Quantified():
                return self.quantified(node, names)
            case tree.Filter(subject, condition):
                return self.filtered(self.piece(subject, names), condition, names)
            case tree.For((tree.Iterator(name, domain, None),), body):
                return self.mapped(name, self.piece(domain, names), body, names)
            case tree.ListLiteral(items):
                return operators.listed([self.piece(each, names) for each in items])
            case _:
                raise NotHandled(type(node).__name__)

    def read(self, piece: Piece) -> Piece:
        """What a name or path stands for, as it is known here."""
        if piece.kind.name == "missing":
            raise NotHandled(f"{piece.value} is not handled")
        if piece.path is not None:
            self.reads.add(piece.path)
        return piece if piece.kind.name == "section" else here(piece, self.space)

    def member(self, subject: Piece, name: str) -> Piece:
        """`subject.name`: of a section of facts, or a part of a date."""
        if subject.kind == DATE and name in ("year", "month", "day") and subject.only_unknown:
            if subject.constant and subject.nulls:
                return truths.nothing(NUMBER)
            part = getattr(subject.e.dt, name)().cast(pl.Int64)
            return Piece(
                NUMBER, part, subject.nulls, form=numbers.Form(bound=9999), space=self.space
            )
        if subject.kind.name == "list" and subject.members is None:
            return self.member_of_each(subject, name)
        section = subject.kind.section
        if section is None or name not in section.members:
            raise NotHandled("a member of what is no section of facts")
        assert isinstance(subject.layout, SectionLayout)
        node = section.members[name]
        layout = subject.layout.of(name, node)
        assert subject.space is not None
        path = f"{subject.path}.{name}"
        if subject.expr is None:
            return self.read(root_fact(path, node, layout, subject.space))
        expr = subject.e.struct.field(name)
        return self.read(replace(fact(node, layout, expr, subject.space), path=path))

    def member_of_each(self, subject: Piece, name: str) -> Piece:
        """`list.name`: a single fact of each section in a list."""
        item, layout = subject.kind.item, subject.layout
        section = None if item is None else item.section
        leaf = None if section is None else section.members.get(name)
        if not isinstance(leaf, FactLeaf) or leaf.statement or not isinstance(layout, ItemsLayout):
            raise NotHandled("a member of what is no section of facts")
        assert isinstance(layout.item, SectionLayout)
        path = f"{subject.path}[].{name}"
        self.reads.add(path)
        of_leaf = layout.item.of(name, leaf)
        assert isinstance(of_leaf, LeafLayout)
        kind = Kind("list", kind_of(leaf))
        found = replace(subject, kind=kind, layout=replace(layout, item=of_leaf), path=path)
        if subject.constant:
            return found
        of_item = pl.element().struct.field(name)
        if of_leaf.dtype is None:
            of_item = lists.for_each(pl.lit(None, dtype=truths.TYPES[kind_of(leaf)]))
        return replace(found, expr=subject.e.list.eval(of_item))

    def membership(self, subject: Piece, tests: tuple[tree.Expression, ...], names: Names) -> Piece:
        """`subject in (tests)`, also of a table's cell."""
        if not tests:
            raise NotHandled("no test at all")
        found = [self.test(subject, each, names) for each in tests]
        return found[0] if len(found) == 1 else truths.decided(self.space, found, True)

    def test(self, subject: Piece, test: tree.Expression, names: Names) -> Piece:
        """Whether a value passes one test."""
        if any(isinstance(each, tree.Name) and each.name == "?" for each in walk(test)):
            raise NotHandled("a test over “?”")
        if subject.kind not in SCALARS:
            raise NotHandled("a test of what is no single value")
        match test:
            case tree.OneSided(operator, operand):
                return operators.comparison(
                    self.space, operator, subject, self.piece(operand, names)
                )
            case tree.RangeLiteral(low_included, low, high, high_included):
                ends = self.piece(low, names), self.piece(high, names)
                return operators.in_range(self.space, subject, ends, (low_included, high_included))
            case _:
                return operators.matches(self.space, subject, self.piece(test, names))

    def call(self, name: str, node: tree.Call, names: Names) -> Piece:
        """A builtin function."""
        if any(each.name is not None for each in node.arguments):
            raise NotHandled("named arguments")
        given = [self.piece(each.value, names) for each in node.arguments]
        if name == "is stated" and len(given) == 1:
            return self.is_stated(given[0])
        if name == "count" and len(given) == 1 and given[0].kind.name == "list":
            if given[0].members is not None:
                return numbers.constant(Decimal(len(given[0].members)))
            return lists.count(self.space, lists.known_list(given[0], self.space))
        if name == "list contains" and len(given) == 2 and given[0].kind.name == "list":
            return self.contains(*given)
        return called(self.space, name, given)

    def is_stated(self, operand: Piece) -> Piece:
        """`is stated(operand)`."""
        if operand.kind.name == "section":
            return _truth(self.any_stated(operand), self.space)
        if operand.stated is not None:
            return _truth(operand.stated, self.space)
        if operand.kind.name == "list" and operand.members is not None:
            return truths.TRUE
        return _truth(opposite(null_flag(operand)), self.space)

    def any_stated(self, section: Piece) -> Flag:
        """Whether anything in a section of facts is stated."""
        assert section.kind.section is not None
        found: list[Flag] = []
        for name in section.kind.section.members:
            below = self.member(section, name)
            if below.kind.name == "section":
                found.append(self.any_stated(below))
            else:
                found.append(False if below.stated is None else below.stated)
        return either(*found)

    def quantified(self, node: tree.Quantified, names: Names) -> Piece:
        """`some` and `every`."""
        first, *rest = node.iterators
        if first.end is not None:
            raise NotHandled("iteration over what is no list of facts")
        below: tree.Expression = node.condition
        if rest:
            below = tree.Quantified(node.quantifier, tuple(rest), node.condition)
        domain = self.piece(first.domain, names)
        decisive = node.quantifier == "some"
        if domain.members is not None:
            found = [self.piece(below, {**names, first.name: each}) for each in domain.members]
            return truths.decided(self.space, found, decisive)
        domain = lists.known_list(domain, self.space)
        if domain.constant:
            return truths.OPEN

        def ask(inner: Space, item: Piece) -> Piece:
            return self.inside(inner).piece(below, {**names, first.name: item})

        inner, condition = lists.inside(self.space, domain, ask)
        return lists.quantified(self.space, domain, inner, condition, decisive=decisive)

    def filtered(self, subject: Piece, condition: tree.Expression, names: Names) -> Piece:
        """`list[condition]`, in which an item's members are names."""
        domain = lists.known_list(subject, self.space)
        if domain.constant:
            return domain
        wanted = frozenset(free_names(condition))

        def ask(inner: Space, item: Piece) -> Piece:
            writer = self.inside(inner)
            bound = {**names, "item": item}
            members = {} if item.kind.section is None else item.kind.section.members
            bound |= {each: writer.member(item, each) for each in members if each in wanted}
            found = writer.piece(condition, bound)
            if found.kind != BOOLEAN:
                raise NotHandled("a filter that may be an index")
            return found

        return lists.filtered(self.space, domain, *lists.inside(self.space, domain, ask))

    def mapped(self, name: str, domain: Piece, body: tree.Expression, names: Names) -> Piece:
        """`for name in domain return body`."""
        if "partial" in free_names(body):
            raise NotHandled("“partial”")
        domain = lists.known_list(domain, self.space)

        def ask(inner: Space, item: Piece) -> Piece:
            return self.inside(inner).piece(body, {**names, name: item})

        if domain.constant:
            return lists.unknown_list(self.space, domain, ask)
        return lists.mapped(self.space, domain, *lists.inside(self.space, domain, ask))

    def contains(self, items: Piece, element: Piece) -> Piece:
        """`list contains(items, element)`: whether some item is equal."""
        if items.kind.item != element.kind:
            raise NotHandled("a list searched for a value of another kind")
        if items.members is not None:
            return operators.matches(self.space, element, items)
        domain = lists.known_list(items, self.space)
        if domain.constant:
            return truths.OPEN

        def ask(inner: Space, item: Piece) -> Piece:
            return operators.comparison(inner, "=", here(item, inner), here(element, inner))

        inner, equal = lists.inside(self.space, domain, ask)
        return lists.quantified(self.space, domain, inner, equal, decisive=True)


def _truth(flag: Flag, space: Space) -> Piece:
    if isinstance(flag, bool):
        return truths.truth(flag)
    return Piece(BOOLEAN, flag, space=space)
