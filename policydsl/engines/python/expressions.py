"""Expressions of FEEL as expressions of Python: one arm for each node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from policydsl.engines.python import operators
from policydsl.engines.python.emitting import Block, Function, bare, literal
from policydsl.engines.python.kinds import (
    ANY_NULL,
    BARE,
    BOOLEAN,
    DATE,
    FEEL,
    NULL,
    NUMBER,
    SCALARS,
    STRING,
    UNKNOWN,
    Kind,
    Piece,
    kind_of,
)
from policydsl.engines.python.not_handled import NotHandled
from policydsl.feel import tree
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.free_names import free_names
from policydsl.feel.temporal import Date, parse_at_literal
from policydsl.feel.types import (
    BooleanType,
    DateType,
    NumberType,
    StringType,
)
from policydsl.feel.values import Value
from policydsl.feel.walk import depth, walk
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactSection
from policydsl.policy.model import CheckedExpression

MAX_DEPTH = 25
"""Deeper expressions are FEEL's own affair: Python's parser has bounds of its own."""

Names = Mapping[str, Piece]
_LITERALS = (tree.NumberLiteral, tree.StringLiteral, tree.BooleanLiteral, tree.AtLiteral)
_DATE_PARTS = {"year": "[:4]", "month": "[5:7]", "day": "[8:]"}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes expressions of one function."""

    function: Function

    def whole(self, expression: CheckedExpression, names: Names) -> Piece:
        """A whole expression of the policy, as a plain value where its type is a plain one."""
        found, kind = self._whole(expression.tree, names), _result(expression.type)
        if found.kind != FEEL or kind == FEEL:
            return found
        code = f"plain({found.code}, {self.function.module.object(kind)})"
        return Piece(code, kind, ANY_NULL)

    def _whole(self, node: tree.Expression, names: Names) -> Piece:
        if depth(node) > MAX_DEPTH:
            return self.left_to_feel(node, names, "too deep")
        if any(isinstance(each, tree.FunctionDefinition) for each in walk(node)):
            return self.left_to_feel(node, names, "a function's definition")
        return self.piece(node, names)

    def condition(self, expression: CheckedExpression, names: Names) -> Piece:
        """A whole expression as a truth."""
        found = self._whole(expression.tree, names)
        return found if found.kind == BOOLEAN else operators.truth_of(self.function, found)

    def piece(self, node: tree.Expression, names: Names) -> Piece:
        """Any part of an expression: by code where there is a way, else by FEEL's interpreter."""
        try:
            return self._node(node, names)
        except NotHandled as reason:
            return self.left_to_feel(node, names, reason.why)

    def _node(self, node: tree.Expression, names: Names) -> Piece:  # noqa: C901 - an arm for each
        match node:
            case tree.NumberLiteral() | tree.StringLiteral() | tree.BooleanLiteral():
                return constant_piece(self.function, node.value)
            case tree.NullLiteral():
                return Piece("BARE", NULL, BARE)
            case tree.AtLiteral(text):
                return constant_piece(self.function, parse_at_literal(text) or "")
            case tree.Name(name) if name in names:
                return self.read(self.named(names[name]))
            case tree.Path(subject, name):
                return self.read(self.member(self.piece(subject, names), name))
            case tree.Comparison(operator, left, right):
                pair = self.piece(left, names), self.piece(right, names)
                return operators.comparison(self.function, operator, *pair)
            case tree.Between(subject, low, high):
                parts = (self.piece(each, names) for each in (subject, low, high))
                return operators.between(self.function, *parts)
            case tree.In(subject, tests):
                return self.membership(self.piece(subject, names), tests, names)
            case tree.And(operands) | tree.Or(operands):
                parts_ = [self.piece(each, names) for each in operands]
                return operators.decided(self.function, parts_, isinstance(node, tree.Or))
            case tree.Call(tree.Name("not"), (tree.Argument(None, operand),)) if "not" not in names:
                return operators.negation(self.function, self.piece(operand, names))
            case tree.Call(tree.Name(name)) if name not in names:
                return self.call(name, node, names)
            case tree.Arithmetic(operator, left, right):
                pair = self.piece(left, names), self.piece(right, names)
                return operators.arithmetic(self.function, operator, *pair)
            case tree.Negate(operand):
                return operators.negative(self.piece(operand, names))
            case tree.If(condition, then, otherwise):
                three = [self.piece(each, names) for each in (condition, then, otherwise)]
                return operators.chosen(*three)
            case tree.Quantified() | tree.For() | tree.Filter():
                return self.iteration(node, names)
            case tree.ListLiteral(items):
                return operators.listed([self.piece(each, names) for each in items])
            case _:
                raise NotHandled(type(node).__name__)

    def read(self, piece: Piece) -> Piece:
        """Notes a single fact that is read, for a trace."""
        if piece.path is not None and piece.kind in SCALARS:
            self.function.reads.setdefault(piece.path, piece.stated or piece.code)
        return piece

    def named(self, piece: Piece) -> Piece:
        """What a name stands for; a section of facts is looked up once, at the beginning."""
        if piece.kind.section is None or not isinstance(piece.place, Block):
            return piece
        if piece.code.isidentifier():
            return piece
        name = self.function.temporary("s")
        return replace(piece, code=piece.place.look_up(name, bare(piece.code)))

    def member(self, subject: Piece, name: str) -> Piece:
        """`subject.name`: of a section, or of each section in a list."""
        kind = subject.kind
        if kind.name == "list" and kind.item is not None and kind.item.section is not None:
            leaf = kind.item.section.members.get(name)
            if isinstance(leaf, FactLeaf) and not leaf.statement and subject.only_unknown:
                t = self.function.temporary()
                code = f"[{self.function.module.member(t, name)} for {t} in {{}}]"
                found = Kind("list", kind_of(leaf), UNKNOWN)
                return operators.unless_unknown(self.function, subject, code, found)
        if kind == DATE and name in _DATE_PARTS and subject.only_unknown:
            code = f"int({{}}{_DATE_PARTS[name]})"
            return operators.unless_unknown(self.function, subject, code, NUMBER)
        if kind.section is None or name not in kind.section.members:
            raise NotHandled("a member of what is no section of facts")
        node = kind.section.members[name]
        path = f"{subject.path}.{name}" if subject.path is not None else None
        module = self.function.module
        get = module.member(subject.code, name)
        match node:
            case FactSection():
                found_code = module.section(subject.code, name)
                if isinstance(subject.place, Block):
                    named = self.function.temporary(_stem(name))
                    found_code = subject.place.look_up(named, bare(found_code))
                return Piece(found_code, kind_of(node), place=subject.place, path=path)
            case FactItems():
                return Piece(get, kind_of(node), UNKNOWN, stated=get, path=path)
            case FactLeaf(statement=True):
                t = self.function.temporary()
                code = f"(BARE if ({t} := {get}) is None else {t})"
                return Piece(code, kind_of(node), BARE, stated=get, path=path)
            case FactLeaf():
                return Piece(get, kind_of(node), UNKNOWN, stated=get, path=path)

    def membership(self, subject: Piece, tests: tuple[tree.Expression, ...], names: Names) -> Piece:
        """`subject in (tests)`, also of a table's cell."""
        if not tests:
            raise NotHandled("no test at all")
        if len(tests) > 1 and subject.kind in SCALARS and subject.only_unknown:
            values = [self.piece(each, names) for each in tests if isinstance(each, _LITERALS)]
            if len(values) == len(tests) and all(each.kind == subject.kind for each in values):
                return operators.matches(self.function, subject, operators.listed(values))
        found = [self.test(subject, each, names) for each in tests]
        return found[0] if len(found) == 1 else operators.decided(self.function, found, True)

    def test(self, subject: Piece, test: tree.Expression, names: Names) -> Piece:
        """Whether a value passes one test."""
        if any(isinstance(each, tree.Name) and each.name == "?" for each in walk(test)):
            raise NotHandled("a test over “?”")
        if subject.kind not in SCALARS:
            raise NotHandled("a test of what is no single value")
        match test:
            case tree.OneSided(operator, operand):
                return operators.comparison(
                    self.function, operator, subject, self.piece(operand, names)
                )
            case tree.RangeLiteral(low_included, low, high, high_included):
                ends = self.piece(low, names), self.piece(high, names)
                return operators.in_range(
                    self.function, subject, ends, (low_included, high_included)
                )
            case _:
                return operators.matches(self.function, subject, self.piece(test, names))

    def call(self, name: str, node: tree.Call, names: Names) -> Piece:
        """A builtin function."""
        builtin = BUILTINS.get(name)
        if builtin is None or builtin.higher_order:
            raise NotHandled(f"the function {name}")
        if any(each.name is not None for each in node.arguments):
            raise NotHandled("named arguments")
        given = [self.piece(each.value, names) for each in node.arguments]
        if name == "is stated" and len(given) == 1:
            return operators.is_stated(self.function, given[0])
        if name == "count" and len(given) == 1 and given[0].kind.name == "list":
            return operators.count(self.function, given[0])
        if any(each.kind == NULL for each in given):
            raise NotHandled("a null as an argument")
        module = self.function.module
        kinds = {_result(each.result) for each in builtin.overloads}
        kind = kinds.pop() if len(kinds) == 1 else FEEL
        module.uses_feel = True
        boxed = "".join(f"box({each.code}, {module.object(each.kind)}), " for each in given)
        code = f"call({name!r}, {module.object(kind)}, ({boxed}))"
        return Piece(code, kind, ANY_NULL)

    def iteration(self, node: tree.Quantified | tree.For | tree.Filter, names: Names) -> Piece:
        """What goes through a list: by a function of each item."""
        if isinstance(node, tree.Filter):
            subject = self.piece(node.object, names)
            item = _item_of(subject)
            variable = self.function.temporary("i")
            nulls = subject.kind.item_nulls
            bound: dict[str, Piece] = {**names, "item": Piece(variable, item, nulls)}
            if item.section is not None:
                here = Piece(variable, item)
                bound |= {each: self.member(here, each) for each in item.section.members}
            condition = self.piece(node.condition, bound)
            if condition.kind != BOOLEAN or "B" in subject.nulls or "F" in subject.nulls:
                raise NotHandled("a filter that may be an index")
            code = f"filtered(LISTED, {subject.code}, lambda {variable}: {condition.code})"
            return Piece(code, subject.kind, UNKNOWN)
        first, *rest = node.iterators
        if first.end is not None or (rest and isinstance(node, tree.For)):
            raise NotHandled("iteration over what is no list of facts")
        domain = self.piece(first.domain, names)
        variable = self.function.temporary("i")
        item = _item_of(domain)
        inner = {**names, first.name: Piece(variable, item, domain.kind.item_nulls)}
        nulls = ANY_NULL
        if isinstance(node, tree.For):
            body = self.piece(node.body, inner)
            if any(isinstance(e, tree.Name) and e.name == "partial" for e in walk(node.body)):
                raise NotHandled("“partial”")
            code = f"mapped(LISTED, {domain.code}, lambda {variable}: {body.code})"
            return Piece(code, Kind("list", body.kind, body.nulls), domain.nulls)
        if rest:
            below = self.iteration(
                tree.Quantified(node.quantifier, tuple(rest), node.condition), inner
            )
        else:
            below = self.piece(node.condition, inner)
        nulls = below.nulls | domain.nulls if below.kind == BOOLEAN else ANY_NULL
        code = f"{node.quantifier}(LISTED, {domain.code}, lambda {variable}: {below.code})"
        return Piece(code, BOOLEAN, nulls)

    def left_to_feel(self, node: tree.Expression, names: Names, why: str) -> Piece:
        """Code that asks FEEL's interpreter."""
        self.function.module.left_to_feel(why)
        self.function.feel_budget = True
        module = self.function.module
        code = f"feel({module.object(node)}, {self.boxed(node, names)}, work)"
        return Piece(code, FEEL, ANY_NULL)

    def boxed(self, node: tree.Node, names: Names) -> str:
        """Code for the names that a part asks for, as FEEL's interpreter has them."""
        kept = self.function.module.object
        wanted = [each for each in dict.fromkeys(free_names(node)) if each in names]
        given = (f"{each!r}: box({names[each].code}, {kept(names[each].kind)})" for each in wanted)
        return f"{{{', '.join(given)}}}"


def constant_piece(function: Function, value: Value) -> Piece:
    """A value that is known beforehand."""
    match value:
        case bool():
            return Piece(repr(value), BOOLEAN, constant=True, value=value)
        case str():
            return Piece(repr(value), STRING, constant=True, value=value)
        case Decimal():
            text = literal(value) or ""
            code = text if text.isdigit() else function.module.constant(text)
            return Piece(code, NUMBER, constant=True, value=value)
        case Date() if 0 <= value.year <= 9999:
            iso = f"{value.year:04}-{value.month:02}-{value.day:02}"
            return Piece(repr(iso), DATE, constant=True, value=iso)
        case tuple():
            return operators.listed([constant_piece(function, each) for each in value])
        case _:
            return Piece(function.module.object(value), FEEL, constant=True, value=value)


def _item_of(domain: Piece) -> Kind:
    if domain.kind.name != "list" or domain.kind.item is None:
        raise NotHandled("iteration over what is no list of facts")
    return domain.kind.item


def _result(declared: object) -> Kind:
    match declared:
        case NumberType():
            return NUMBER
        case StringType():
            return STRING
        case BooleanType():
            return BOOLEAN
        case DateType():
            return DATE
        case _:
            return FEEL


def _stem(name: str) -> str:
    return f"{name}_" if name.isascii() and name.isidentifier() else "s"
