"""What literals stand for."""

from __future__ import annotations

import decimal
import re
from decimal import Decimal

from policydsl.feel.values import NUMBER_CONTEXT
from policydsl.text.lazy_pattern import pattern

_ESCAPE = pattern(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{6}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}
_EXACT = decimal.Context(
    prec=34,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.Inexact, decimal.Overflow, decimal.InvalidOperation],
)


def number_value(text: str) -> Decimal | None:
    """The exact number, or None where 34 digits cannot hold it."""
    if len(text) > 10_000:
        return None
    try:
        return _EXACT.create_decimal(text)
    except decimal.DecimalException:
        return None


def rounded_number(text: str) -> Decimal | None:
    """The number rounded to 34 digits, or None on overflow."""
    try:
        return NUMBER_CONTEXT.create_decimal(text)
    except decimal.DecimalException:
        return None


def string_value(text: str) -> str | None:
    """The string that a literal with its quotes stands for, or None on half a surrogate pair."""
    inner = text[1:-1]
    if "\\" not in inner:
        return inner
    try:
        return _join_surrogates(_ESCAPE.sub(_unescape, inner))
    except ValueError:
        return None


def _unescape(found: re.Match[str]) -> str:
    code = found.group(1)
    if code[0] in "uU" and len(code) > 1:
        return chr(int(code[1:], 16))
    # An unknown escape stands for itself: the suite writes "\\s" for a regular expression's \\s.
    return _SIMPLE.get(code, "\\" + code)


def _join_surrogates(text: str) -> str:
    r"""`\uD83D\uDC0E` is one character; a lone surrogate is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def quote(text: str) -> str:
    """The literal of a string."""
    for plain, escaped in (
        ("\\", "\\\\"),
        ('"', '\\"'),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
    ):
        text = text.replace(plain, escaped)
    return f'"{text}"'
