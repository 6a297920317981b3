"""A form's sheets and columns: one sheet for institutions, one for each list of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policydsl.batch.workbooks.asked_facts import AskedFacts, Asking
from policydsl.policy.facts.facts_schema import FactInfo, FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactSection
from policydsl.text.diagnostic import Text

INSTITUTIONS = Text("机构", "Institutions")
INSTITUTION = Text("机构名称", "Institution")
NAME = "institution.name"
CODE = "institution.unified_social_credit_code"
# Chinese labels of lists say “each”; the sheets are called by what they hold.
_EACH = ("各项", "各行", "各场", "各")


@dataclass(frozen=True, slots=True)
class Column:
    """A fact to fill in. `path` is its schema path, `group` names the sections it is in.

    `many` says that a cell holds a list of plain values.
    """

    path: str
    group: Text
    label: Text
    leaf: FactLeaf
    unit: Text | None
    many: bool
    asked: tuple[Asking, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A column that says whose a record is: the institution's name, or an item of a list.

    `list` is the path of the list, "" for the institution; `column` where the name stands there.
    """

    list: str
    column: str
    label: Text


@dataclass(frozen=True, slots=True)
class Stated:
    """A column that says whether there are any records of a list at all."""

    path: str
    label: Text


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `path` is that of its list, "" for institutions."""

    path: str
    name: Text
    keys: tuple[Key, ...]
    columns: tuple[Column, ...]
    lists: tuple[Stated, ...]


def sheets_of(schema: FactsSchema, asked: AskedFacts) -> tuple[Sheet, ...]:
    """The sheets, each after that of the list it is in; those of institutions first."""
    records = _records(schema, asked)
    names = _names(schema, records)
    return tuple(_sheet(schema, asked, path, records, names) for path in ("", *records))


def _records(schema: FactsSchema, asked: AskedFacts) -> tuple[str, ...]:
    """The lists of records of which something is asked, and those they are in."""
    found = [path for path in asked.askings if _is_records(schema.info(path))]
    around = [path[:at] for path in asked.askings for at in _ends(path)]
    wanted = {*found, *around}
    return tuple(info.path for info in schema.facts() if info.path in wanted)


def _is_records(info: FactInfo | None) -> bool:
    node = info.node if info else None
    return isinstance(node, FactItems) and isinstance(node.item, FactSection)


def _ends(path: str) -> Iterator[int]:
    at = path.find("[]")
    while at >= 0:
        yield at
        at = path.find("[]", at + 1)


def _sheet(
    schema: FactsSchema,
    asked: AskedFacts,
    path: str,
    records: Sequence[str],
    names: Mapping[str, Text],
) -> Sheet:
    columns: list[Column] = []
    always = {NAME, CODE, _item_name(schema, path)}
    for column, sections, node in _leaves(*_section(schema, path)):
        leaf = node if isinstance(node, FactLeaf) else node.item
        if isinstance(leaf, FactLeaf) and (column in asked or column in always):
            labels = sections or (_label(schema, path),)
            columns.append(
                Column(
                    column,
                    _joined(labels),
                    node.label,
                    leaf,
                    schema.units.get(leaf.unit or ""),
                    isinstance(node, FactItems),
                    asked.askings.get(column, ()),
                )
            )
    inside = tuple(Stated(each, names[each]) for each in records if _around(each) == path)
    return Sheet(path, names[path], _keys(schema, path), tuple(columns), inside)


def _section(schema: FactsSchema, path: str) -> tuple[FactSection, str]:
    """What stands on a sheet: the institution, or an item of a list."""
    info = schema.info(path) if path else None
    if info is None:
        return schema.root, ""
    assert isinstance(info.node, FactItems)
    assert isinstance(info.node.item, FactSection)
    return info.node.item, f"{path}[]."


def _label(schema: FactsSchema, path: str) -> Text:
    info = schema.info(path) if path else None
    return _held(info.label) if info else INSTITUTIONS


def _leaves(
    section: FactSection, before: str, labels: tuple[Text, ...] = ()
) -> Iterator[tuple[str, tuple[Text, ...], FactLeaf | FactItems]]:
    """The facts of one sheet, each with the sections it is in; lists of records stand apart."""
    for name, node in section.members.items():
        match node:
            case FactLeaf() | FactItems(item=FactLeaf()):
                yield before + name, labels, node
            case FactSection():
                yield from _leaves(node, f"{before}{name}.", (*labels, node.label))
            case _:
                pass


def _keys(schema: FactsSchema, path: str) -> tuple[Key, ...]:
    """Whose a record is, from the institution down to the list around it."""
    if not path:
        return ()
    found = [Key("", NAME, INSTITUTION)]
    for end in _ends(path):
        info, name = schema.info(path[:end]), _item_name(schema, path[:end])
        if info is not None and name is not None:
            found.append(Key(path[:end], name, _held(info.label)))
    return tuple(found)


def _item_name(schema: FactsSchema, path: str) -> str | None:
    """The path of the fact that names an item of a list."""
    label = schema.item_label_of(path) if path else None
    return f"{path}[].{label}" if label else None


def _around(path: str) -> str:
    """The list that a list is in."""
    return path.rpartition("[]")[0]


def _held(label: Text) -> Text:
    """`职业` of `各职业`."""
    for each in _EACH:
        if label.zh.startswith(each) and label.zh != each:
            return Text(label.zh.removeprefix(each), label.en)
    return label


def _joined(labels: Sequence[Text]) -> Text:
    return Text("·".join(each.zh for each in labels), " · ".join(each.en for each in labels))


def _names(schema: FactsSchema, records: Sequence[str]) -> dict[str, Text]:
    """What the sheets are called. Excel takes 31 characters, and no name twice."""
    names = {"": INSTITUTIONS}
    taken = {"zh": {"机构", "填写说明"}, "en": {"institutions", "how to fill in"}}
    for path in records:
        info = schema.info(path)
        assert info is not None, "the paths are the schema's own"
        around = names[_around(path)] if _around(path) else Text("", "")
        label = _held(info.label)
        zh = _free(taken["zh"], around.zh + label.zh, label.zh)
        en = _free(taken["en"], label.en, f"{around.en} {label.en}")
        names[path] = Text(zh, en)
    return names


def _free(taken: set[str], *wanted: str) -> str:
    for name in wanted:
        if len(name) <= 31 and name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    number = 2
    while (name := f"{wanted[0][:27]} {number}").casefold() in taken:
        number += 1
    taken.add(name.casefold())
    return name


def list_names(schema: FactsSchema) -> dict[str, str]:
    """What the sheet of a list may be called, in lower case, and the list's path in tables.

    A name that several lists go by leads to none of them.
    """
    found: dict[str, set[str]] = {}
    for info in schema.facts():
        if isinstance(info.node, FactItems) and isinstance(info.node.item, FactSection):
            table = info.path.replace("[]", "")
            around = schema.info(_around(info.path)) if _around(info.path) else None
            held = _held(info.label).zh
            names = {table, info.path, info.label.zh, info.label.en, held}
            if around is not None:
                names |= {_held(around.label).zh + held, f"{around.label.en} {info.label.en}"}
            for name in names:
                found.setdefault(name.casefold(), set()).add(table)
    return {name: next(iter(tables)) for name, tables in found.items() if len(tables) == 1}


def letter(at: int) -> str:
    """A column's letters, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
