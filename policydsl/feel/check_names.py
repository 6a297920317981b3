"""Names during checking: what is in scope, under which of its two names, and who used it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policydsl.feel.types import ContextType, ListType, Member, Type
from policydsl.text.source import Span
from policydsl.text.spelling import nearest


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name or path member that was resolved. `root`: in the outermost scope (a fact section, a
    parameter, a decision …), not a member of something and not an iteration variable."""

    span: Span
    member: Member
    root: bool


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Members by id, each known by its Chinese name too, and the names around them."""

    members: Mapping[str, Member]
    outer: Names | None = None

    def bind(self, *members: Member) -> Names:
        """These names with more, which hide outer ones."""
        return Names({each.id: each for each in reversed(members)}, self)

    def find(self, name: str) -> tuple[Member, bool] | None:
        """The member of that name, and whether it stands in the outermost scope."""
        names: Names | None = self
        while names is not None:
            found = member_named(names.members, name)
            if found is not None:
                return found, names.outer is None
            names = names.outer
        return None

    def all_members(self) -> Iterator[Member]:
        """Everything in scope."""
        names: Names | None = self
        while names is not None:
            yield from names.members.values()
            names = names.outer


def member_named(members: Mapping[str, Member], name: str) -> Member | None:
    """The member of an id or Chinese name; members are given by id."""
    found = members.get(name)
    if found is None:
        found = next((each for each in members.values() if each.zh == name), None)
    return found


def near(name: str, members: Iterable[Member]) -> tuple[str | None, str | None]:
    """The nearest known name as it may be written, and the Chinese name that goes with it."""
    known: dict[str, Member] = {}
    for each in members:
        known.setdefault(each.id, each)
        if each.zh is not None:
            known.setdefault(each.zh, each)
    best = nearest(name, known)
    return (None, None) if best is None else (best, known[best].zh)


def names_in(kind: Type) -> frozenset[str]:
    """Every name inside a type, for the lexer: those of several words need to be known."""
    found: set[str] = set()
    waiting: list[Type] = [kind]
    while waiting:
        match waiting.pop():
            case ContextType(members):
                for member in members.values():
                    found.update(name for name in (member.id, member.zh) if name)
                    waiting.append(member.type)
            case ListType(item):
                waiting.append(item)
            case _:
                pass
    return frozenset(found)
