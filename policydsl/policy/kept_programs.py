"""Checked programs on disk, by the digest of all files that take part.

A program is kept without its facts schema, which is kept by itself: the schema, and the sections'
members that types lead into, are written as their way in the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from policydsl.feel.types import ContextType, ListType, Member, Type
from policydsl.policy.building.linking import Files, Resolved, addition_path
from policydsl.policy.cache.kept import kept
from policydsl.policy.cache.keys import key_of
from policydsl.policy.facts.facts_schema import (
    FactsSchema,
    facts_schema_key,
    load_facts_schema,
)
from policydsl.policy.model import Program
from policydsl.text.diagnostic import PolicyError

# A schema by the file of its addition ("" for none), and the names down to one of its sections;
# None for the schema itself.
_Way = tuple[str, tuple[str, ...] | None]


def kept_program(resolved: Resolved, files: Files, build: Callable[[], Program]) -> Program:
    """The program of resolved files: the one kept, else the one built now. Raises PolicyError."""
    try:
        key = _key(resolved, files)
    except PolicyError:
        return build()

    def still() -> bool:
        return key == _key(resolved, files)

    return kept(key, Program, build, name_of=_names_in, named=_named, still=still)


def _key(resolved: Resolved, files: Files) -> str:
    return key_of("program", _parts(resolved, files))


def _parts(resolved: Resolved, files: Files) -> Iterator[str | bytes]:
    """All that a program follows from, in an order that tells base and uses apart."""
    yield str(resolved.path)
    yield files.data(resolved.path)
    facts = files.head(resolved.path).facts
    yield facts_schema_key(addition_path(facts) if facts else None)
    yield "base" if resolved.base else "no base"
    if resolved.base:
        yield from _parts(resolved.base, files)
    for name, used in resolved.uses:
        yield name
        yield from _parts(used, files)
    yield "end"


def _names_in(program: Program) -> Callable[[object], object]:
    """By which name each part of the facts schemas goes; None for all else."""
    ways: dict[int, _Way] = {}
    for schema in _schemas(program):
        addition = schema.sources[1] if len(schema.sources) > 1 else ""
        ways[id(schema)] = (addition, None)
        for names, members in _sections(schema.type, ()):
            ways[id(members)] = (addition, names)
    return lambda part: ways.get(id(part))


def _schemas(program: Program) -> Iterator[FactsSchema]:
    yield program.facts
    for use in program.uses:
        yield from _schemas(use.program)


def _sections(
    kind: Type, names: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Member]]]:
    match kind:
        case ListType(item):
            yield from _sections(item, names)
        case ContextType(members):
            yield names, members
            for name, member in members.items():
                yield from _sections(member.type, (*names, name))
        case _:
            return


def _named(way: _Way) -> object:
    """The schema, or the members of a section in it."""
    addition, names = way
    schema = load_facts_schema(addition=Path(addition) if addition else None)
    if names is None:
        return schema
    members = schema.type.members
    for name in names:
        members = _members_of(members[name].type)
    return members


def _members_of(kind: Type) -> Mapping[str, Member]:
    match kind:
        case ListType(item):
            return _members_of(item)
        case ContextType(members):
            return members
        case _:
            raise LookupError("not a section")
