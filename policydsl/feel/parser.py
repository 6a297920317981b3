"""FEEL text to a tree, with bounds on length and depth and one clear error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Literal, cast

from policydsl.feel import errors
from policydsl.feel.build_tree import TreeBuilder
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.grammar import UnexpectedToken, parser, to_lark
from policydsl.feel.tokens import tokenize
from policydsl.feel.tree import Expression, Node, UnaryTests
from policydsl.feel.walk import depth
from policydsl.text.diagnostic import Diagnostic, ExpressionError
from policydsl.text.source import Place, Source, Span

MAX_LENGTH = 100_000
MAX_DEPTH = 100

# What a reader calls the tokens that an error may name as wanted.
_TOKEN_WORDS = {
    "RPAR": ")", "RSQB": "]", "RBRACE": "}", "COMMA": ",", "COLON": ":", "THEN": "then",
    "ELSE": "else", "RETURN": "return", "SATISFIES": "satisfies", "IN": "in", "AND": "and",
    "OF": "of", "DOTS": "..", "TYPE_CLOSE": ">", "ARROW": "->",
}  # fmt: skip
_MAX_WANTED = 4


@cache
def _builtin_names() -> frozenset[str]:
    return frozenset(BUILTINS)


def parse_expression(source: Source, names: Iterable[str] = ()) -> Expression:
    """The tree of one expression. `names` are those in scope; only ones of several words matter.

    Raises ExpressionError with one diagnostic.
    """
    return cast(Expression, _parse(source, names, "whole_expression"))


def parse_unary_tests(source: Source, names: Iterable[str] = ()) -> UnaryTests:
    """The tree of a decision table's cell. Raises ExpressionError with one diagnostic."""
    found = cast(UnaryTests, _parse(source, names, "whole_tests"))
    return replace(found, span=Span(0, len(source.text)))


def _parse(
    source: Source, names: Iterable[str], start: Literal["whole_expression", "whole_tests"]
) -> Node:
    everything = Place(source, Span(0, len(source.text)))
    if len(source.text) > MAX_LENGTH:
        raise ExpressionError(errors.too_long(Place(source, Span(0, 0)), MAX_LENGTH))
    known = _builtin_names().union(names)
    tokens = tokenize(source, known, unary=start == "whole_tests")
    if not tokens:
        raise ExpressionError(errors.empty(everything))
    try:
        found = cast(Node, parser(TreeBuilder).parse(to_lark(tokens), start=start))
    except UnexpectedToken as unexpected:
        raise ExpressionError(_syntax_error(source, unexpected)) from None
    except ExpressionError as error:
        raise ExpressionError(*(_placed(d, source) for d in error.diagnostics)) from None
    if depth(found) > MAX_DEPTH:
        raise ExpressionError(errors.too_deep(everything, MAX_DEPTH))
    return found


def _placed(diagnostic: Diagnostic, source: Source) -> Diagnostic:
    assert diagnostic.place is not None
    return replace(diagnostic, place=Place(source, diagnostic.place.span))


def _closing(wanted: list[str]) -> list[str]:
    """Of what may follow, that which the expression cannot do without."""
    return [word for word in wanted if word not in {",", ":", "and", ".."}]


def _syntax_error(source: Source, unexpected: UnexpectedToken) -> Diagnostic:
    wanted = sorted({_TOKEN_WORDS[kind] for kind in unexpected.accepts if kind in _TOKEN_WORDS})
    token = unexpected.token
    if token.type == "$END":
        end = len(source.text.rstrip())
        return errors.unexpected_end(Place(source, Span(max(0, end - 1), end)), _closing(wanted))
    assert token.start_pos is not None
    assert token.end_pos is not None
    place = Place(source, Span(token.start_pos, token.end_pos))
    if token.type == "EQ" and source.text[: token.start_pos].endswith("="):
        return errors.chained_equals(place)
    if token.type in {"NAME", "NUMBER", "STRING"} and "AND" in unexpected.accepts:
        return errors.no_operator(place, str(token))
    return errors.unexpected(place, str(token), wanted[:_MAX_WANTED])
