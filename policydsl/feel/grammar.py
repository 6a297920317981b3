"""The Lark parser of FEEL, made once: the only module that imports lark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedToken
from lark.lexer import Lexer

from policydsl.feel.tokens import FeelToken

__all__ = ["Token", "Transformer", "UnexpectedToken", "parser", "to_lark"]


class _ReadyTokens(Lexer):
    """Hands Lark the tokens that `tokenize` made."""

    def __init__(self, lexer_conf: Any) -> None:
        pass

    def lex(self, tokens: Any) -> Iterator[Token]:  # type: ignore[override]
        return iter(tokens)


def to_lark(tokens: Sequence[FeelToken]) -> list[Token]:
    """Our tokens as Lark's, with code-point offsets."""
    return [
        Token(token.kind, token.text, start_pos=token.span.start, end_pos=token.span.end)
        for token in tokens
    ]


@cache
def parser(builder: type[Transformer[Token, Any]]) -> Lark:
    """The LALR(1) parser whose rules call the methods of `builder`. No conflict is allowed."""
    grammar = resources.files("policydsl.feel").joinpath("grammar.lark").read_text("utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=_ReadyTokens,
        start=["whole_expression", "whole_tests"],
        transformer=builder(),
        maybe_placeholders=True,
        strict=True,
    )
