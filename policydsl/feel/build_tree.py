"""Grammar rules to tree nodes: a method for each rule of `grammar.lark`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, cast

from policydsl.feel import errors, tree
from policydsl.feel.grammar import Token, Transformer
from policydsl.feel.literals import number_value, string_value
from policydsl.feel.tree import Expression, Node, TypeName
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Place, Source, Span


def _span(part: Node | Token) -> Span:
    if isinstance(part, Node):
        return part.span
    assert part.start_pos is not None
    assert part.end_pos is not None
    return Span(part.start_pos, part.end_pos)


def _over(children: list[Any]) -> Span:
    """From the first child that has text to the last."""
    placed = [child for child in children if isinstance(child, Node | Token)]
    return _span(placed[0]).to(_span(placed[-1]))


def _nodes(children: list[Any]) -> tuple[Any, ...]:
    return tuple(child for child in children if isinstance(child, Node))


def _error(make: errors.CharacterError, part: Node | Token) -> ExpressionError:
    # The source is not known here; the parser puts its own in its place.
    return ExpressionError(make(Place(Source("", ""), _span(part))))


class TreeBuilder(Transformer[Token, Any]):
    """Receives the children of each rule: tokens, and nodes already built."""

    def whole_expression(self, children: list[Any]) -> Expression:
        return cast(Expression, children[0])

    def whole_tests(self, children: list[Any]) -> tree.UnaryTests:
        return tree.UnaryTests(children[0], span=Span(0, 0))

    def negated_tests(self, children: list[Any]) -> tree.UnaryTests:
        return tree.UnaryTests(_nodes(children), negated=True, span=_over(children))

    def any_test(self, children: list[Any]) -> tree.UnaryTests:
        return tree.UnaryTests((), span=_over(children))

    def tests(self, children: list[Any]) -> tuple[Expression, ...]:
        return _nodes(children)

    # -- literals

    def number(self, children: list[Any]) -> Expression:
        value = number_value(str(children[0]))
        if value is None:
            raise _error(errors.bad_number, children[0])
        return tree.NumberLiteral(value, span=_over(children))

    def string(self, children: list[Any]) -> Expression:
        return tree.StringLiteral(self._string(children[0]), span=_over(children))

    def at_literal(self, children: list[Any]) -> Expression:
        text = str(children[0])
        value = string_value(text[text.index('"') :])
        if value is None:
            raise _error(errors.bad_string_escape, children[0])
        return tree.AtLiteral(value, span=_over(children))

    def true(self, children: list[Any]) -> Expression:
        return tree.BooleanLiteral(True, span=_over(children))

    def false(self, children: list[Any]) -> Expression:
        return tree.BooleanLiteral(False, span=_over(children))

    def null(self, children: list[Any]) -> Expression:
        return tree.NullLiteral(span=_over(children))

    def _string(self, token: Token) -> str:
        value = string_value(str(token))
        if value is None:
            raise _error(errors.bad_string_escape, token)
        return value

    # -- names, paths, calls

    def name(self, children: list[Any]) -> Expression:
        return tree.Name(str(children[0]), span=_over(children))

    def path(self, children: list[Any]) -> Expression:
        subject, _, name = children
        return tree.Path(subject, str(name), name_span=_span(name), span=_over(children))

    def filtered(self, children: list[Any]) -> Expression:
        return tree.Filter(children[0], children[2], span=_over(children))

    def call(self, children: list[Any]) -> Expression:
        arguments = children[2] or ()
        return tree.Call(children[0], arguments, span=_over(children))

    def arguments(self, children: list[Any]) -> tuple[tree.Argument, ...]:
        return tuple(
            part if isinstance(part, tree.Argument) else tree.Argument(None, part, span=part.span)
            for part in _nodes(children)
        )

    def named(self, children: list[Any]) -> tree.Argument:
        return tree.Argument(str(children[0]), children[2], span=_over(children))

    def group(self, children: list[Any]) -> Expression:
        # The brackets belong to the text of what they hold.
        return cast(Expression, replace(children[1], span=_over(children)))

    # -- operators

    def negated(self, children: list[Any]) -> Expression:
        return tree.Negate(children[1], span=_over(children))

    def arithmetic(self, children: list[Any]) -> Expression:
        left, operator, right = children
        return tree.Arithmetic(
            cast(tree.ArithmeticOperator, str(operator)), left, right, span=_over(children)
        )

    def comparator(self, children: list[Any]) -> Token:
        return cast(Token, children[0])

    def compared(self, children: list[Any]) -> Expression:
        left, operator, right = children
        return tree.Comparison(
            cast(tree.ComparisonOperator, str(operator)), left, right, span=_over(children)
        )

    def one_sided(self, children: list[Any]) -> Expression:
        operator = cast(tree.ComparisonOperator, str(children[0]))
        return tree.OneSided(operator, children[1], span=_over(children))

    def between(self, children: list[Any]) -> Expression:
        return tree.Between(children[0], children[2], children[4], span=_over(children))

    def in_tests(self, children: list[Any]) -> tuple[tuple[Expression, ...], Span]:
        return _nodes(children), _over(children)

    def in_any(self, children: list[Any]) -> Expression:
        value, _, (tests, span) = children
        return tree.In(value, tests, span=value.span.to(span))

    def conjunction(self, children: list[Any]) -> Expression:
        return tree.And(_nodes(children), span=_over(children))

    def disjunction(self, children: list[Any]) -> Expression:
        return tree.Or(_nodes(children), span=_over(children))

    def instance_of(self, children: list[Any]) -> Expression:
        return tree.InstanceOf(children[0], children[3], span=_over(children))

    # -- textual expressions

    def conditional(self, children: list[Any]) -> Expression:
        return tree.If(children[1], children[3], children[5], span=_over(children))

    def for_each(self, children: list[Any]) -> Expression:
        return tree.For(children[1], children[3], span=_over(children))

    def quantifier(self, children: list[Any]) -> Token:
        return cast(Token, children[0])

    def quantified(self, children: list[Any]) -> Expression:
        quantifier, iterators, _, condition = children
        word: Literal["some", "every"] = "some" if quantifier.type == "SOME" else "every"
        return tree.Quantified(word, iterators, condition, span=_over(children))

    def iterators(self, children: list[Any]) -> tuple[tree.Iterator, ...]:
        return _nodes(children)

    def iterator(self, children: list[Any]) -> tree.Iterator:
        name, _, domain, _, end = children
        return tree.Iterator(str(name), domain, end, name_span=_span(name), span=_over(children))

    def function_definition(self, children: list[Any]) -> Expression:
        _, _, parameters, _, external, body = children
        return tree.FunctionDefinition(
            parameters or (), body, external is not None, span=_over(children)
        )

    def parameters(self, children: list[Any]) -> tuple[tree.Parameter, ...]:
        return _nodes(children)

    def parameter(self, children: list[Any]) -> tree.Parameter:
        name, _, kind = children
        return tree.Parameter(str(name), kind, span=_over(children))

    # -- structures

    def list_literal(self, children: list[Any]) -> Expression:
        return tree.ListLiteral(_nodes(children), span=_over(children))

    def context_literal(self, children: list[Any]) -> Expression:
        return tree.ContextLiteral(_nodes(children), span=_over(children))

    def entry(self, children: list[Any]) -> tree.ContextEntry:
        key = children[0]
        name = self._string(key) if key.type == "STRING" else str(key)
        quoted = key.type == "STRING"
        return tree.ContextEntry(name, children[2], quoted, span=_over(children))

    def range_literal(self, children: list[Any]) -> Expression:
        opening, low, _, high, closing = children
        return tree.RangeLiteral(
            opening.type == "LSQB", low, high, closing.type == "RSQB", span=_over(children)
        )

    # -- types

    def simple_type(self, children: list[Any]) -> TypeName:
        return TypeName(str(children[0]), span=_over(children))

    def generic_type(self, children: list[Any]) -> TypeName:
        return TypeName(str(children[0]), _nodes(children), span=_over(children))

    def context_type(self, children: list[Any]) -> TypeName:
        members = _nodes(children)
        return TypeName(
            str(children[0]),
            tuple(member.type for member in members),
            tuple(member.name for member in members),
            span=_over(children),
        )

    def member(self, children: list[Any]) -> tree.Parameter:
        return tree.Parameter(str(children[0]), children[2], span=_over(children))

    def function_type(self, children: list[Any]) -> TypeName:
        *parameters, result = _nodes(children)
        return TypeName("function", tuple(parameters), result=result, span=_over(children))
