"""What the headings of a table mean: facts by their ids, or by their Chinese or English names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policydsl.batch import errors_tables as errors
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic, FactsError, Text

_BETWEEN = re.compile(r"[\s.·・_\-/\\:>→、,，]+")
_BEHIND = re.compile(r"(.+?)\s*[(\[【]\s*([^()\[\]【】]*)\s*[)\]】]\s*")
_NOTES = ("必填", "选填", "required", "optional")
_EACH = "各"
"""Lists are called so in Chinese, `各职业`; what one of them has, `职业名称`."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a heading means: a fact, section or list, by the path that columns have.

    `list` is the list in whose items it lies, `` that of institutions itself.
    """

    path: str
    node: FactNode
    list: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that a table of institutions, or of a list's items, may have.

    `within` are those of the tables around it: what a row belongs to is named by them.
    """

    schema: FactsSchema = field(repr=False)
    whole: Mapping[str, Meant] = field(repr=False)
    parts: Mapping[str, tuple[Meant, ...]] = field(repr=False)
    within: Headings | None = field(default=None, repr=False)

    @staticmethod
    def of(schema: FactsSchema, list_path: str = "") -> Headings:
        """Of the table of institutions, or of a list by its path: `occupations.levels`.

        Raises `FactsError` for a path that leads to no list.
        """
        if not list_path:
            return _headings(schema, schema.root, "", [], None)
        return _of_list(schema, list_path)

    def meaning(self, heading: str) -> Meant | Diagnostic:
        """The fact that a heading means, here or in a table around; else what is wrong with it."""
        found = self._here(heading)
        around = self.within
        while isinstance(found, Diagnostic) and found.code == _UNKNOWN and around is not None:
            outer = around._here(heading)
            if not isinstance(outer, Diagnostic) or outer.code != _UNKNOWN:
                return outer
            around = around.within
        if isinstance(found, Diagnostic) and found.code == _UNKNOWN:
            lists = self._lists_with(heading)
            return errors.column_of_list(heading, lists) if lists else found
        return found

    def _lists_with(self, heading: str) -> list[str]:
        """The lists whose items have a fact that a heading means."""
        behind = _BEHIND.fullmatch(unicodedata.normalize("NFKC", heading).strip())
        names = {_plain(heading), _plain(behind[1] if behind else heading)}
        found: dict[str, None] = {}
        for info in self.schema.facts():
            around, _, inside = info.path.rpartition("[].")
            zh = info.zh_path.rpartition("[].")[2]
            words = {_plain(each) for each in (inside, zh, info.path.replace("[]", ""))}
            if around and names & words:
                found[around.replace("[]", "")] = None
        return list(found)

    def _here(self, heading: str) -> Meant | Diagnostic:
        found = self._named(heading, heading)
        if found is not None:
            return found
        behind = _BEHIND.fullmatch(unicodedata.normalize("NFKC", heading).strip())
        if behind is not None:
            found = self._named(behind[1], heading)
            if isinstance(found, Meant):
                return self._with_unit(found, heading, behind[2])
            if found is not None:
                return found
        return errors.unknown_column(heading, self.whole)

    def _named(self, name: str, heading: str) -> Meant | Diagnostic | None:
        exact = self.whole.get(name.strip())
        if exact is not None:
            return exact
        candidates = self.parts.get(_plain(name), ())
        if len(candidates) > 1:
            return errors.ambiguous_column(
                heading,
                [each.path for each in candidates],
                [self._zh_path(each.path) for each in candidates],
            )
        return candidates[0] if candidates else None

    def _zh_path(self, path: str) -> str:
        info = self.schema.by_path.get(_schema_path(self.schema, path))
        return info.zh_path.replace("[]", "") if info else path

    def _with_unit(self, found: Meant, heading: str, behind: str) -> Meant | Diagnostic:
        node = found.node
        if not isinstance(node, FactLeaf) or node.unit is None or behind.casefold() in _NOTES:
            return found
        unit = self.schema.units.get(node.unit, Text(node.unit, node.unit))
        known = {_plain(each) for each in (node.unit, unit.zh, unit.en, unit.zh.removeprefix("个"))}
        return found if _plain(behind) in known else errors.other_unit(heading, behind, unit)


_UNKNOWN = errors.unknown_column("", ()).code


def _plain(name: str) -> str:
    """A name without what people put between its parts."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", name)).casefold()


def _schema_path(schema: FactsSchema, path: str) -> str:
    """A path of columns as the schema has it: `occupations[].levels[].rank`."""
    here = ""
    found: FactNode = schema.root
    for step in path.split("."):
        if isinstance(found, FactItems):
            here, found = f"{here}[]", found.item
        assert isinstance(found, FactSection)
        here, found = f"{here}.{step}" if here else step, found.members[step]
    return here


def lists_of(schema: FactsSchema) -> list[str]:
    """The paths of all lists, as tables are called."""
    lists = (info for info in schema.facts() if isinstance(info.node, FactItems))
    return [info.path.replace("[]", "") for info in lists]


def _of_list(schema: FactsSchema, list_path: str) -> Headings:
    around = Headings.of(schema)
    node: FactNode = schema.root
    steps: list[tuple[str, FactNode]] = []
    for step in list_path.split("."):
        if isinstance(node, FactItems):
            path = ".".join(name for name, _ in steps)
            around = _headings(schema, node.item, path, steps, around)
            node = node.item
        below = node.members.get(step) if isinstance(node, FactSection) else None
        if below is None:
            raise FactsError(errors.no_such_list(list_path, lists_of(schema)))
        steps.append((step, below))
        node = below
    if not isinstance(node, FactItems):
        raise FactsError(errors.no_such_list(list_path, lists_of(schema)))
    return _headings(schema, node.item, list_path, steps, around)


def _headings(
    schema: FactsSchema,
    node: FactSection | FactLeaf,
    list_path: str,
    steps: list[tuple[str, FactNode]],
    within: Headings | None,
) -> Headings:
    whole: dict[str, Meant] = {}
    parts: dict[str, dict[str, Meant]] = {}
    outer = len(steps)
    for found in _reached(node, steps):
        names, last = [name for name, _ in found], found[-1][1]
        path = ".".join(names)
        meant = Meant(path, last, list_path)
        whole[path] = meant
        whole.setdefault(".".join(each.zh for _, each in found), meant)
        if outer:
            whole.setdefault(".".join(names[outer:]), meant)
        if isinstance(last, FactSection):
            continue
        for name in _names(found):
            parts.setdefault(_plain(name), {})[path] = meant
    flat = {name: tuple(each.values()) for name, each in parts.items()}
    return Headings(schema, whole, flat, within)


def _reached(
    node: FactSection | FactLeaf, steps: list[tuple[str, FactNode]]
) -> Iterator[list[tuple[str, FactNode]]]:
    """All that lies below, but not in lists; each with the way there."""
    if isinstance(node, FactLeaf):
        yield [*steps, ("value", node)]
        return
    for name, member in node.members.items():
        here: list[tuple[str, FactNode]] = [*steps, (name, member)]
        yield here
        if isinstance(member, FactSection):
            yield from _reached(member, here)


def _names(steps: list[tuple[str, FactNode]]) -> Iterator[str]:
    """What the last step may be called: by itself, or with the names that it stands under."""
    for start in range(len(steps)):
        part = steps[start:]
        yield ".".join(name for name, _ in part)
        yield " ".join(node.label.en for _, node in part)
        yield "".join(node.zh for _, node in part)
        yield "".join(node.zh.removeprefix(_EACH) for _, node in part)
