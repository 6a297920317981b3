"""What is known of a part of an expression before anything runs: its kind, its nulls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection

KindName = Literal["number", "string", "boolean", "date", "null", "list", "section", "feel"]
Nulls = frozenset[str]
NEVER: Nulls = frozenset()
UNKNOWN: Nulls = frozenset("U")
BARE: Nulls = frozenset("B")
ANY_NULL: Nulls = frozenset("UFB")
UNKNOWN_OR_FAULT: Nulls = frozenset("UF")
"""`U`: it may be unknown (None); `F`: an error (FAULT); `B`: a null without a cause (BARE)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value is held. `feel` is any FEEL value, its null as everywhere in generated code.

    A list has items of one kind, which may have nulls; a section of facts is a plain dict.
    """

    name: KindName
    item: Kind | None = None
    item_nulls: Nulls = NEVER
    section: FactSection | None = field(default=None, hash=False, compare=False)


NUMBER = Kind("number")
STRING = Kind("string")
BOOLEAN = Kind("boolean")
DATE = Kind("date")
NULL = Kind("null")
FEEL = Kind("feel")
SCALARS = (NUMBER, STRING, BOOLEAN, DATE)
ORDERED = (NUMBER, STRING, DATE)

_LEAVES = {
    "string": STRING,
    "integer": NUMBER,
    "number": NUMBER,
    "boolean": BOOLEAN,
    "date": DATE,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Python code for a part of an expression. `code` is an operand: a name, a call, brackets.

    `stated` is code that is None where the fact is not stated. `value` is a constant's.
    `guard` and `test` are the same code in two parts: it is unknown where the guard holds.
    `path` is the fact's, with `{0}` for its position in the outermost list.
    `place` is the block that a section's members may be looked up in beforehand.
    """

    code: str
    kind: Kind
    nulls: Nulls = NEVER
    stated: str | None = None
    constant: bool = False
    value: object = None
    place: object = None
    guard: str | None = None
    test: str | None = None
    path: str | None = None

    @property
    def only_unknown(self) -> bool:
        """Whether unknown is all the null it can be."""
        return self.nulls <= UNKNOWN


def has_section(kind: Kind) -> bool:
    """Whether a value of a kind is a section of facts, or a list of such."""
    return kind.section is not None or (kind.item is not None and has_section(kind.item))


def names_below(kind: Kind) -> Iterator[str]:
    """The names of all facts in a section, or in those of a list."""
    if kind.item is not None:
        yield from names_below(kind.item)
    if kind.section is not None:
        for name, node in kind.section.members.items():
            yield name
            yield from names_below(kind_of(node))


def kind_of(node: FactNode) -> Kind:
    """How the facts of a node of the schema are held."""
    match node:
        case FactLeaf():
            return _LEAVES[node.kind]
        case FactItems():
            return Kind("list", kind_of(node.item))
        case FactSection():
            return Kind("section", section=node)
