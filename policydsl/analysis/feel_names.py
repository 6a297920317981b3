"""The names that an expression may use: facts and their members, definitions, builtins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policydsl.feel import tree
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.check_members import members_in
from policydsl.feel.check_names import names_in
from policydsl.feel.checker import check
from policydsl.feel.lexical import WORD
from policydsl.feel.parser import parse_expression
from policydsl.feel.types import ANY, ContextType, Member, Type
from policydsl.feel.values import Value
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Source

# What may stand before a dot and be one operand: `a + b` may not, since the dot binds closer.
_OPERANDS = (tree.Name, tree.Path, tree.Filter, tree.Call, tree.AtLiteral, tree.ContextLiteral)
_BEFORE_OPERAND = " ([{,+-*/=<>:"
_MAX_STARTS = 40


@dataclass(frozen=True, slots=True)
class Known:
    """Names with their types and values; a name stands for what was said of it last."""

    type: ContextType
    values: Mapping[str, Value] = field(hash=False)

    def define(self, name: str, kind: Type, value: Value) -> Known:
        """These names and one more, which hides another of the same spelling."""
        rest = {id_: member for id_, member in self.type.members.items() if id_ != name}
        members = {name: Member(name, kind), **rest}
        return Known(ContextType(members), {**self.values, name: value})

    def names(self) -> frozenset[str]:
        """All spellings, members' too: what the parser needs to know."""
        return names_in(self.type)


NOTHING_KNOWN = Known(ContextType(MappingProxyType({})), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to write a name, and what it names."""

    text: str
    named: Member | Builtin


def offers(known: Known, text: str) -> tuple[int, tuple[Offer, ...]]:
    """The names that may stand at the end of `text`, and where the one begun there starts."""
    dotted = _after_dot(known, text)
    if dotted is not None:
        return dotted
    everything = [*_spellings(known.type.members.values()), *_builtins()]
    for start in _word_starts(text):
        found = tuple(each for each in everything if each.text.startswith(text[start:]))
        if found:
            return start, found
    wanted = not text or text[-1] in _BEFORE_OPERAND
    return len(text), tuple(_spellings(known.type.members.values())) if wanted else ()


def _after_dot(known: Known, text: str) -> tuple[int, tuple[Offer, ...]] | None:
    head, dot, begun = text.rpartition(".")
    written = begun.lstrip()
    if not dot or (written and not WORD.match(written)):
        return None
    kind = _type_before(known, head)
    found = tuple(each for each in _spellings(members_in(kind)) if each.text.startswith(written))
    return (len(text) - len(written), found) if found else None


def _type_before(known: Known, head: str) -> Type:
    """The type of the operand that ends a text; any type where none can be told."""
    names = known.names()
    for start in _operand_starts(head):
        source = Source("", head[start:])
        try:
            found = parse_expression(source, names)
        except ExpressionError:
            continue
        if isinstance(found, _OPERANDS):
            checked = check(found, source, known.type)
            if not checked.diagnostics:
                return checked.type
    return ANY


def _word_starts(text: str) -> list[int]:
    """Where words begin that may belong to the name at the end, the earliest first."""
    starts = [found.start() for found in WORD.finditer(text)]
    return starts[-_MAX_STARTS:]


def _operand_starts(head: str) -> list[int]:
    marks = [place for place, char in enumerate(head) if char in "@{["]
    return sorted([*_word_starts(head), *marks])[-_MAX_STARTS:]


def _spellings(members: Iterable[Member]) -> Iterator[Offer]:
    for member in members:
        yield Offer(member.id, member)
        if member.zh is not None and member.zh != member.id:
            yield Offer(member.zh, member)


def _builtins() -> Iterator[Offer]:
    for name, builtin in BUILTINS.items():
        yield Offer(f"{name}(", builtin)
