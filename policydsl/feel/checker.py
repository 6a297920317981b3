"""Static checking: names, types and units, before anything is evaluated.

The checker gives back a *canonical* tree: each name is an id, never its Chinese alias; each string
compared with an enumeration is the id of its label. What is wrong is said once, where it stands,
and the checking goes on with a type that allows everything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar, assert_never

from policydsl.feel import errors, tree, types
from policydsl.feel.check_calls import CallChecker
from policydsl.feel.check_enumerations import canonical, enumeration_of, value_id
from policydsl.feel.check_members import member_type
from policydsl.feel.check_names import Names, NameUse, near
from policydsl.feel.check_operators import OperatorChecker
from policydsl.feel.check_state import State
from policydsl.feel.literal_types import at_literal_type
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.feel.type_relations import (
    element,
    fits,
    is_open,
    join,
)
from policydsl.feel.types import ContextType, Member, Type
from policydsl.feel.written_types import SIMPLE_TYPES, type_named
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Source
from policydsl.text.spelling import nearest

__all__ = ["Checked", "NameUse", "check", "check_tests"]

Tree = TypeVar("Tree", bound=tree.Node, covariant=True)
Typed = tuple[Expression, Type]
INPUT = "?"


@dataclass(frozen=True, slots=True)
class Checked(Generic[Tree]):
    """What checking found. `tree` is canonical; `uses` are the resolved names in text order."""

    tree: Tree
    type: Type
    uses: tuple[NameUse, ...]
    diagnostics: tuple[Diagnostic, ...]


def check(
    expression: Expression, source: Source, scope: ContextType, expected: Type | None = None
) -> Checked[Expression]:
    """Checks an expression among the names of `scope`, its result against `expected`."""
    state = State(source)
    found, kind = _Checker(state).visit(expression, Names(scope.members))
    if expected is not None and not fits(kind, expected):
        state.report(
            errors.wrong_type(
                state.place(expression), errors.type_words(expected), errors.type_words(kind)
            )
        )
    elif expected is not None:
        found = canonical(found, expected, source, state.report)
    return Checked(found, kind, state.uses_in_order(), tuple(state.diagnostics))


def check_tests(
    tests: UnaryTests, source: Source, scope: ContextType, input_type: Type
) -> Checked[UnaryTests]:
    """Checks a decision table's cell against its input's type. Ids and labels may stand bare."""
    state = State(source)
    names = Names(scope.members).bind(Member(INPUT, input_type))
    checker = _Checker(state)
    cells = tuple(
        checker.operators.test(_bare(test, input_type, names), input_type, names)
        for test in tests.tests
    )
    return Checked(
        replace(tests, tests=cells), types.BOOLEAN, state.uses_in_order(), tuple(state.diagnostics)
    )


def _bare(test: Expression, input_type: Type, names: Names) -> Expression:
    """A bare word that names a value of the input's enumeration, as that value."""
    enumeration = enumeration_of(input_type)
    if enumeration is None or not isinstance(test, tree.Name) or names.find(test.name):
        return test
    found = value_id(enumeration, test.name)
    return tree.StringLiteral(test.name if found is None else found, span=test.span)


class _Checker:
    """One pass over one expression: a method for each shape of rule, `visit` the table of them."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.calls = CallChecker(state, self.visit)
        self.operators = OperatorChecker(state, self.visit)

    def visit(self, node: Expression, names: Names) -> Typed:  # noqa: C901 - one arm for each node
        match node:
            case tree.NumberLiteral():
                return node, types.NUMBER
            case tree.StringLiteral():
                return node, types.STRING
            case tree.BooleanLiteral():
                return node, types.BOOLEAN
            case tree.NullLiteral():
                return node, types.NULL_TYPE
            case tree.AtLiteral(text):
                return node, self._literal(node, at_literal_type(text))
            case tree.Name():
                return self._name(node, names)
            case tree.Path():
                return self._path(node, names)
            case tree.Filter():
                return self._filter(node, names)
            case tree.Call():
                return self.calls.visit(node, names)
            case tree.Negate(operand):
                found, kind = self.visit(operand, names)
                return replace(node, operand=found), self._negated(node, kind)
            case tree.Arithmetic():
                return self.operators.arithmetic(node, names)
            case tree.Comparison():
                return self.operators.comparison(node, names)
            case tree.Between():
                return self.operators.between(node, names)
            case tree.In(subject, tests):
                value, kind = self.visit(subject, names)
                each = tuple(self.operators.test(test, kind, names) for test in tests)
                return replace(node, value=value, tests=each), types.BOOLEAN
            case tree.OneSided(operand=operand):
                found, kind = self.visit(operand, names)
                return replace(node, operand=found), types.RangeType(kind)
            case tree.And(operands) | tree.Or(operands):
                found_all = tuple(self._boolean(each, names) for each in operands)
                return replace(node, operands=found_all), types.BOOLEAN
            case tree.If():
                return self._if(node, names)
            case tree.For(iterators, body):
                bound, inner = self._iterators(iterators, names)
                inner = inner.bind(Member("partial", types.ListType(types.ANY)))
                found, kind = self.visit(body, inner)
                return replace(node, iterators=bound, body=found), types.ListType(kind)
            case tree.Quantified(_, iterators, condition):
                bound, inner = self._iterators(iterators, names)
                found = self._boolean(condition, inner)
                return replace(node, iterators=bound, condition=found), types.BOOLEAN
            case tree.InstanceOf(value, kind):
                found, _ = self.visit(value, names)
                self._type(kind)
                return replace(node, value=found), types.BOOLEAN
            case tree.ListLiteral(items):
                typed = [self.visit(item, names) for item in items]
                return replace(node, items=tuple(t[0] for t in typed)), types.ListType(
                    _join_all([t[1] for t in typed])
                )
            case tree.ContextLiteral():
                return self._context(node, names)
            case tree.RangeLiteral():
                return self._range(node, names)
            case tree.FunctionDefinition():
                return self._function(node, names)
            case _:
                assert_never(node)

    # -- names

    def _literal(self, node: tree.AtLiteral, kind: Type | None) -> Type:
        if kind is None:
            self.state.report(errors.bad_at_literal(self.state.place(node)))
            return types.ANY
        return kind

    def _name(self, node: tree.Name, names: Names) -> Typed:
        found = names.find(node.name)
        if found is None:
            if self.calls.is_builtin(node.name):
                return node, types.ANY
            best, zh = near(node.name, names.all_members())
            self.state.report(errors.unknown_name(self.state.place(node), node.name, best, zh))
            return node, types.ANY
        member, root = found
        self.state.use(NameUse(node.span, member, root))
        return replace(node, name=member.id), member.type

    def _path(self, node: tree.Path, names: Names) -> Typed:
        subject, kind = self.visit(node.object, names)
        place = self.state.place_of(node.name_span)
        owner = node.object.name if isinstance(node.object, tree.Name | tree.Path) else ""
        found = member_type(kind, node.name, owner, place)
        match found:
            case Diagnostic():
                self.state.report(found)
                return replace(node, object=subject), types.ANY
            case Member():
                self.state.use(NameUse(node.name_span, found, root=False))
                result = _listed(found.type, kind)
                return replace(node, object=subject, name=found.id), result
            case _:
                return replace(node, object=subject), found

    def _iterators(
        self, iterators: tuple[tree.Iterator, ...], names: Names
    ) -> tuple[tuple[tree.Iterator, ...], Names]:
        found: list[tree.Iterator] = []
        for each in iterators:
            domain, kind = self.visit(each.domain, names)
            end = self.visit(each.end, names)[0] if each.end is not None else None
            found.append(replace(each, domain=domain, end=end))
            names = names.bind(Member(each.name, element(kind)))
        return tuple(found), names

    def _filter(self, node: tree.Filter, names: Names) -> Typed:
        subject, kind = self.visit(node.object, names)
        item = element(kind)
        inner = names.bind(Member("item", item))
        if isinstance(item, ContextType):
            inner = Names(item.members, inner)
        condition, condition_type = self.visit(node.condition, inner)
        result = replace(node, object=subject, condition=condition)
        if isinstance(condition_type, types.NumberType):
            return result, item
        if not fits(condition_type, types.BOOLEAN):
            self._wrong(node.condition, types.BOOLEAN, condition_type)
        return result, types.ListType(item) if not is_open(condition_type) else types.ANY

    # -- operators

    def _boolean(self, node: Expression, names: Names) -> Expression:
        found, kind = self.visit(node, names)
        if not fits(kind, types.BOOLEAN):
            self._wrong(node, types.BOOLEAN, kind)
        return found

    def _wrong(self, node: Expression, wanted: Type, given: Type) -> None:
        self.state.report(
            errors.wrong_type(
                self.state.place(node), errors.type_words(wanted), errors.type_words(given)
            )
        )

    def _negated(self, node: tree.Negate, kind: Type) -> Type:
        numeric = types.NumberType | types.MonthsDurationType | types.DaysDurationType
        if is_open(kind) or isinstance(kind, numeric):
            return kind
        self._wrong(node.operand, types.NUMBER, kind)
        return types.ANY

    # -- structures

    def _if(self, node: tree.If, names: Names) -> Typed:
        condition = self._boolean(node.condition, names)
        then, then_type = self.visit(node.then, names)
        otherwise, otherwise_type = self.visit(node.otherwise, names)
        found = replace(node, condition=condition, then=then, otherwise=otherwise)
        return found, join(then_type, otherwise_type)

    def _context(self, node: tree.ContextLiteral, names: Names) -> Typed:
        entries: list[tree.ContextEntry] = []
        members: dict[str, Member] = {}
        for entry in node.entries:
            value, kind = self.visit(entry.value, names)
            entries.append(replace(entry, value=value))
            members[entry.key] = Member(entry.key, kind)
            names = names.bind(members[entry.key])
        return replace(node, entries=tuple(entries)), ContextType(members)

    def _range(self, node: tree.RangeLiteral, names: Names) -> Typed:
        low, low_type = self.visit(node.low, names)
        high, high_type = self.visit(node.high, names)
        self.operators.may_compare(node, "..", low_type, high_type)
        return replace(node, low=low, high=high), types.RangeType(join(low_type, high_type))

    def _function(self, node: tree.FunctionDefinition, names: Names) -> Typed:
        parameters = [
            (each.name, types.ANY if each.type is None else self._type(each.type))
            for each in node.parameters
        ]
        inner = names.bind(*(Member(name, kind) for name, kind in parameters))
        if node.external:
            return node, types.FunctionType(tuple(parameters), types.ANY)
        body, kind = self.visit(node.body, inner)
        return replace(node, body=body), types.FunctionType(tuple(parameters), kind)

    def _type(self, name: tree.TypeName) -> Type:
        found = type_named(name)
        if found is None:
            best = nearest(name.name, SIMPLE_TYPES)
            self.state.report(errors.unknown_type(self.state.place(name), name.name, best))
            return types.ANY
        return found


def _join_all(kinds: list[Type]) -> Type:
    result: Type = types.NULL_TYPE
    for kind in kinds:
        result = join(result, kind)
    return types.ANY if isinstance(result, types.NullType) else result


def _listed(found: Type, owner: Type) -> Type:
    """The members of a list's items are a list."""
    return types.ListType(found) if isinstance(owner, types.ListType) else found
