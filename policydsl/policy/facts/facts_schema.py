"""The facts schema: what can be known of an institution, with types, units and both languages.

A JSON Schema (2020-12) with a few keywords of our own (`x-zh`, `x-unit`, `x-labels`, …), shared
by all policies. A policy may bring one addition: facts, units and definitions that the shared
schema lacks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from policydsl.feel import types
from policydsl.feel.types import ContextType, Member, Type
from policydsl.policy.cache.kept import kept
from policydsl.policy.cache.keys import key_of
from policydsl.policy.facts.facts_rules import rules_of
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.shipped import shipped_schemas
from policydsl.policy.source.source_files import read_source
from policydsl.text.diagnostic import Text
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Source

if TYPE_CHECKING:
    from policydsl.policy.facts.facts_schema_text import SchemaText

_INDEX = pattern(r"\[[0-9]*\]")


@dataclass(frozen=True, slots=True)
class FactInfo:
    """One entry of the schema, as documentation and reports need it.

    `path` and `zh_path` name it by ids and in Chinese, `[]` standing for any item:
    `occupations[].levels[].level`. `item_label` is set for lists: the member that names an item.
    """

    path: str
    zh_path: str
    node: FactNode
    type: Type
    label: Text
    description: Text | None
    unit: str | None = None
    values: tuple[tuple[str, Text], ...] = ()
    judgement: bool = False
    statement: bool = False
    item_label: str | None = None

    @property
    def leaf(self) -> bool:
        """Whether it is a single fact, not a section or list."""
        return isinstance(self.node, FactLeaf)


@dataclass(frozen=True)
class FactsSchema:
    """All facts that a policy may ask for, with the labels of their units.

    Paths may carry positions: `occupations[1].name` is the fact `occupations[].name`. `sources`
    names the files.
    """

    root: FactSection = field(repr=False)
    units: Mapping[str, Text] = field(repr=False, hash=False)
    sources: tuple[str, ...]

    @cached_property
    def type(self) -> ContextType:
        """The scope that expressions see the facts in."""
        return section_type(self.root)

    @cached_property
    def by_path(self) -> Mapping[str, FactInfo]:
        """Every section, list and fact, each before what it holds, in the schema's order."""
        return {info.path: info for info in _infos(self.root, "", "")}

    @cached_property
    def rules(self) -> dict[str, Any]:
        """The JSON Schema that stated facts are held to."""
        return rules_of(self.root)

    def info(self, path: str) -> FactInfo | None:
        """What the schema says of a fact, section or list; None where it knows no such path."""
        return self.by_path.get(_INDEX.sub("[]", path).removesuffix("[]"))

    def facts(self) -> Iterator[FactInfo]:
        """Every section, list and fact, each before what it holds, in the schema's order."""
        return iter(self.by_path.values())

    def label_of(self, path: str) -> Text | None:
        info = self.info(path)
        return info.label if info else None

    def unit_of(self, path: str) -> str | None:
        info = self.info(path)
        return info.unit if info else None

    def is_judgement(self, path: str) -> bool:
        """Whether an assessor judges this fact."""
        info = self.info(path)
        return info is not None and info.judgement

    def is_statement(self, path: str) -> bool:
        """Whether leaving this fact out means that nothing was stated, not that it is unknown."""
        info = self.info(path)
        return info is not None and info.statement

    def item_label_of(self, path: str) -> str | None:
        """The member that names an item of the list at a path."""
        info = self.info(path)
        return info.item_label if info else None


def load_facts_schema(path: Path | None = None, addition: Path | None = None) -> FactsSchema:
    """The facts schema of a file (the shipped one by default), with a policy's addition.

    Raises `PolicyError` with all that is wrong, each at its place. A schema is read once as long
    as its files stay the same.
    """
    return _cached(*_states(path, addition), path is None)


def facts_schema_key(addition: Path | None = None) -> str:
    """What the shipped facts schema with a policy's addition is kept under: a digest of both.

    Raises `PolicyError` for a file that cannot be read.
    """
    return _keyed(*_states(None, addition), True)[0]


def _states(path: Path | None, addition: Path | None) -> tuple[_Known, _Known | None]:
    shared = path or shipped_schemas() / "facts.schema.json"
    known = (str(addition), _state(addition)) if addition else None
    return (str(shared), _state(shared)), known


def _state(path: Path) -> tuple[int, int]:
    """What changes when a file does."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


_Known = tuple[str, tuple[int, int]]


@lru_cache(maxsize=32)
def _keyed(
    shared: _Known, addition: _Known | None, checked: bool
) -> tuple[str, tuple[Source, ...]]:
    sources = tuple(read_source(Path(each[0])) for each in (shared, addition) if each)
    words = (word for each in sources for word in (each.name, each.text))
    return key_of("facts schema", (str(checked), *words)), sources


@lru_cache(maxsize=32)
def _cached(shared: _Known, addition: _Known | None, checked: bool) -> FactsSchema:
    key, sources = _keyed(shared, addition, checked)
    return kept(key, FactsSchema, lambda: _made(sources, checked))


def _made(sources: tuple[Source, ...], checked: bool) -> FactsSchema:
    from policydsl.policy.facts.facts_schema_text import read_schema_text

    return make_facts_schema(*(read_schema_text(each) for each in sources), checked=checked)


def make_facts_schema(
    shared: SchemaText, addition: SchemaText | None = None, *, checked: bool = False
) -> FactsSchema:
    """Raises `PolicyError` with all that is wrong, at most 20 diagnostics.

    `checked` says that `shared` is known to be JSON Schema, which takes a while to find out.
    """
    from policydsl.policy.facts.facts_schema_whole import whole_tree

    tree, units = whole_tree(shared, addition, checked=checked)
    texts = (shared, addition) if addition else (shared,)
    return FactsSchema(tree, units, tuple(text.source.name for text in texts))


def section_type(section: FactSection) -> ContextType:
    """The static type of a section: closed, each member with its Chinese name and label."""
    return ContextType(_Members(section))


class _Members(Mapping[str, Member]):
    """A section's members by id. Each is made when it is first asked for: few policies ask all."""

    __slots__ = ("_made", "_section")

    def __init__(self, section: FactSection) -> None:
        self._section = section
        self._made: dict[str, Member] = {}

    def __getitem__(self, name: str) -> Member:
        made = self._made.get(name)
        if made is None:
            node = self._section.members[name]
            judgement = isinstance(node, FactLeaf) and node.judgement
            made = Member(name, fact_type(node), node.zh, node.label, judgement)
            made = self._made.setdefault(name, made)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._section.members)

    def __len__(self) -> int:
        return len(self._section.members)


def fact_type(node: FactNode) -> Type:
    """The static type of a fact, section or list."""
    match node:
        case FactSection():
            return section_type(node)
        case FactItems(item=item):
            return types.ListType(fact_type(item))
        case FactLeaf():
            return _leaf_type(node)
        case _:
            assert_never(node)


def _leaf_type(leaf: FactLeaf) -> Type:
    match leaf.kind:
        case "integer" | "number":
            return types.NumberType(leaf.unit)
        case "string":
            return types.StringType(leaf.values)
        case "boolean":
            return types.BOOLEAN
        case "date":
            return types.DATE
        case _:
            assert_never(leaf.kind)


def _infos(section: FactSection, path: str, zh_path: str) -> Iterator[FactInfo]:
    for name, node in section.members.items():
        here, zh_here = path + name, zh_path + node.zh
        kind = fact_type(node)
        match node:
            case FactLeaf():
                yield FactInfo(
                    here, zh_here, node, kind, node.label, node.description,
                    node.unit, node.values, node.judgement, node.statement,
                )  # fmt: skip
            case FactSection():
                yield FactInfo(here, zh_here, node, kind, node.label, node.description)
                yield from _infos(node, here + ".", zh_here + ".")
            case FactItems(item=item):
                yield FactInfo(
                    here, zh_here, node, kind, node.label, node.description,
                    item.unit if isinstance(item, FactLeaf) else None,
                    item_label=node.item_label,
                )  # fmt: skip
                if isinstance(item, FactSection):
                    yield from _infos(item, here + "[].", zh_here + "[].")
