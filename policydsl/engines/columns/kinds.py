"""What is known of a part of an expression before anything runs: its kind, its nulls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection

if TYPE_CHECKING:
    from policydsl.engines.columns.layouts import Layout
    from policydsl.engines.columns.numbers import Form
    from policydsl.engines.columns.spaces import Space

KindName = Literal[
    "number", "string", "boolean", "date", "null", "list", "section", "other", "missing"
]
Nulls = frozenset[str]
NEVER: Nulls = frozenset()
UNKNOWN: Nulls = frozenset("U")
"""`U`: it may be unknown; `F`: a null that an error made; `B`: a null of which no more is known."""

Flag = pl.Expr | bool
"""A truth that is never null, or is known beforehand."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is held. What is `missing` has no expression, and `other` is no plain value."""

    name: KindName
    item: Kind | None = None
    section: FactSection | None = field(default=None, hash=False, compare=False)


NUMBER = Kind("number")
STRING = Kind("string")
BOOLEAN = Kind("boolean")
DATE = Kind("date")
NULL = Kind("null")
SCALARS = (NUMBER, STRING, BOOLEAN, DATE)
ORDERED = (NUMBER, STRING, DATE)

_LEAVES = {
    "string": STRING,
    "integer": NUMBER,
    "number": NUMBER,
    "boolean": BOOLEAN,
    "date": DATE,
}


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of an expression as a Polars expression, null where it is any of the three nulls.

    `fault` and `bare` tell the nulls apart where it may be several of them. `null` is where it is
    any, if that is found sooner than by the expression; `stated` is where a fact is stated.
    `value` is a constant's, `members` those of a list that is known beforehand. `layout` is how a
    section or list of facts is held, `path` its place or a fact's. `space` is whose rows these
    are; None of a constant.
    """

    kind: Kind
    expr: pl.Expr | None
    nulls: Nulls = NEVER
    fault: Flag = False
    bare: Flag = False
    constant: bool = False
    value: Any = None
    members: tuple[Piece, ...] | None = None
    stated: Flag | None = None
    null: Flag | None = None
    form: Form | None = None
    layout: Layout | None = None
    path: str | None = None
    space: Space | None = None

    @property
    def only_unknown(self) -> bool:
        """Whether unknown is all the null it can be."""
        return self.nulls <= UNKNOWN

    @property
    def e(self) -> pl.Expr:
        """The expression, which all but sections have."""
        assert self.expr is not None
        return self.expr


def null_flag(piece: Piece) -> Flag:
    """Where a value is any null."""
    if not piece.nulls:
        return False
    if piece.constant:
        return True
    return piece.e.is_null() if piece.null is None else piece.null


def fault_flag(piece: Piece) -> Flag:
    """Where a value is an error."""
    if "F" not in piece.nulls:
        return False
    return null_flag(piece) if len(piece.nulls) == 1 else piece.fault


def bare_flag(piece: Piece) -> Flag:
    """Where a value is a null of which nothing more is known."""
    if "B" not in piece.nulls:
        return False
    return null_flag(piece) if len(piece.nulls) == 1 else piece.bare


def unknown_flag(piece: Piece) -> Flag:
    """Where a value is unknown."""
    if "U" not in piece.nulls:
        return False
    if piece.only_unknown:
        return null_flag(piece)
    return both(null_flag(piece), opposite(either(fault_flag(piece), bare_flag(piece))))


def either(*flags: Flag) -> Flag:
    """Whether any of several holds."""
    if any(each is True for each in flags):
        return True
    found = [each for each in flags if isinstance(each, pl.Expr)]
    return _joined(found, "or") if found else False


def both(*flags: Flag) -> Flag:
    """Whether all of several hold."""
    if any(each is False for each in flags):
        return False
    found = [each for each in flags if isinstance(each, pl.Expr)]
    return _joined(found, "and") if found else True


def _joined(found: list[pl.Expr], word: Literal["and", "or"]) -> pl.Expr:
    whole = found[0]
    for each in found[1:]:
        whole = whole & each if word == "and" else whole | each
    return whole


def opposite(flag: Flag) -> Flag:
    """Whether it does not hold."""
    return not flag if isinstance(flag, bool) else ~flag


def expression_of(flag: Flag) -> pl.Expr:
    """A flag as an expression."""
    return pl.lit(flag) if isinstance(flag, bool) else flag


def nulls_of(pieces: Iterable[Piece]) -> Nulls:
    """All the nulls that any of several may be."""
    return frozenset().union(*(each.nulls for each in pieces))


def kind_of(node: FactNode) -> Kind:
    """How the facts of a node of the schema are held."""
    match node:
        case FactLeaf():
            return _LEAVES[node.kind]
        case FactItems():
            return Kind("list", kind_of(node.item))
        case FactSection():
            return Kind("section", section=node)
