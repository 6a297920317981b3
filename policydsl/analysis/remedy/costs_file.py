"""Reading a costs file: YAML to `Costs`, with what is wrong at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, DecimalException
from pathlib import Path
from typing import Literal

from policydsl.analysis.remedy import errors_costs as errors
from policydsl.analysis.remedy.cost_paths import parse_cost_path
from policydsl.analysis.remedy.costs import CHANGE_COST, DOCUMENT_COST, CostEntry, Costs
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection, Movement
from policydsl.policy.reading import errors_reading
from policydsl.policy.reading.document import Word
from policydsl.policy.reading.fields import (
    Fields,
    Problems,
    bilingual,
    entries,
    fields,
    items,
    place_of,
    raise_if_any,
    start_of,
    text,
)
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, YamlScalar, read_yaml
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Source

COSTS_FILE = Text("费用文件", "a costs file")
_DEFAULTS = Text("default", "default")
_MOVEMENTS: Mapping[str, Movement] = {
    "never": "never",
    "grows": "grows",
    "shrinks": "shrinks",
    "free": "free",
}
_ALL = (
    "change", "fixed", "per_unit", "least", "most", "step", "to", "document", "add", "up_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a path leads to: its name, the keys that may be said of it, whether it has an order."""

    what: Text
    keys: tuple[str, ...]
    ordered: bool = False
    whole: bool = False


_FIGURE_KEYS = ("change", "fixed", "per_unit", "least", "most", "step", "document")
_KINDS = {
    "integer": _Kind(Text("整数", "a whole number"), _FIGURE_KEYS, ordered=True, whole=True),
    "number": _Kind(Text("数", "a number"), _FIGURE_KEYS, ordered=True),
    "date": _Kind(
        Text("日期", "a date"), ("change", "fixed", "per_unit", "document"), ordered=True
    ),
    "boolean": _Kind(Text("是或否的事实", "what is so or not"), ("change", "fixed", "document")),
    "string": _Kind(Text("文字", "a text"), ("change", "fixed", "document")),
}
_CHOICE = _Kind(Text("有固定取值的事实", "an enumeration"), ("change", "fixed", "to", "document"))
_SECTION = _Kind(Text("一组事实", "a section"), ("change", "fixed", "document"))
_LIST = _Kind(Text("列表", "a list"), ("change", "fixed", "document", "add", "up_to"))


def read_costs_file(path: Path, schema: FactsSchema) -> Costs:
    """The costs of a file. Raises PolicyError with all that is wrong, each at its place."""
    return read_costs(read_source(path), schema)


def read_costs(source: Source, schema: FactsSchema) -> Costs:
    """The costs of a text."""
    problems: Problems = []
    known = ("unit", "default", "costs")
    root = fields(read_yaml(source), known, COSTS_FILE, problems, start_of(source))
    change, document = _defaults(root, problems)
    found: dict[str, CostEntry] = {}
    for name, node in entries(root.optional("costs"), Text("costs", "costs"), problems):
        path = parse_cost_path(name.text, schema.root, name.place)
        if isinstance(path, Diagnostic):
            problems.append(path)
        elif path[0] in found:
            problems.append(errors.said_twice(name.place, name.text))
        else:
            found[path[0]] = _entry(name, node, path[1], problems)
    unit = bilingual(root.optional("unit"), problems)
    raise_if_any(problems)
    return Costs(found, change, document, unit, source.name)


def _defaults(root: Fields, problems: Problems) -> tuple[Decimal, Decimal]:
    node = root.optional("default")
    if node is None:
        return CHANGE_COST, DOCUMENT_COST
    said = fields(node, ("change", "document"), _DEFAULTS, problems)
    change = _cost(said.optional("change"), problems)
    document = _cost(said.optional("document"), problems)
    return (
        CHANGE_COST if change is None else change,
        DOCUMENT_COST if document is None else document,
    )


def _entry(name: Word, node: YamlNode, fact: FactNode, problems: Problems) -> CostEntry:
    """`never`, a fixed cost, or a mapping."""
    kind = _kind_of(fact)
    if isinstance(node, YamlScalar):
        if node.kind in ("integer", "decimal"):
            return CostEntry(fixed=_cost(node, problems))
        return CostEntry(change=_movement(node, kind, problems))
    said = fields(node, _ALL, COSTS_FILE, problems)
    if isinstance(node, YamlMapping) and not node.entries:
        problems.append(errors_reading.nothing_in(name.place, Text(name.text, name.text)))
    for key in said.entries:
        if key not in kind.keys:
            problems.append(errors.key_does_not_fit(said.key_place(key), key, kind.what, kind.keys))
    entry = CostEntry(
        change=_movement(said.optional("change"), kind, problems),
        fixed=_cost(said.optional("fixed"), problems),
        per_unit=_cost(said.optional("per_unit"), problems),
        least=_figure(said, "least", kind, problems),
        most=_figure(said, "most", kind, problems),
        step=_positive(said, "step", kind, problems),
        document=_document(said.optional("document"), problems),
        add=_cost(said.optional("add"), problems),
    )
    if entry.least is not None and entry.most is not None and entry.least > entry.most:
        problems.append(errors.bounds_crossed(said.key_place("least")))
    up_to = _positive(said, "up_to", replace(kind, whole=True), problems)
    to = said.optional("to")
    return replace(
        entry,
        up_to=None if up_to is None else int(up_to),
        to=_values(to, fact, problems) if to is not None and "to" in kind.keys else None,
    )


def _kind_of(fact: FactNode) -> _Kind:
    match fact:
        case FactLeaf(kind="string", values=values) if values:
            return _CHOICE
        case FactLeaf(kind=kind):
            return _KINDS[kind]
        case FactSection():
            return _SECTION
        case FactItems():
            return _LIST


def _movement(node: YamlNode | None, kind: _Kind, problems: Problems) -> Movement | None:
    if node is None:
        return None
    before = len(problems)
    written = text(node, problems)
    if written not in _MOVEMENTS:
        if len(problems) == before:
            problems.append(errors_reading.not_among(place_of(node), written, _MOVEMENTS))
        return None
    if written in ("grows", "shrinks") and not kind.ordered:
        problems.append(errors.movement_does_not_fit(place_of(node), written, kind.what))
        return None
    return _MOVEMENTS[written]


def _document(node: YamlNode | None, problems: Problems) -> Decimal | Literal["never"] | None:
    if isinstance(node, YamlScalar) and node.text == "never":
        return "never"
    return _cost(node, problems)


def _cost(node: YamlNode | None, problems: Problems) -> Decimal | None:
    """A number from zero."""
    if node is None:
        return None
    number = _number(node)
    if number is None or number < 0:
        problems.append(errors.not_a_cost(place_of(node), _written(node)))
        return None
    return number


def _figure(said: Fields, key: str, kind: _Kind, problems: Problems) -> Decimal | None:
    """A number in the fact's own unit."""
    node = said.optional(key)
    if node is None:
        return None
    number = _number(node)
    if number is None:
        problems.append(errors.not_a_figure(place_of(node), _written(node)))
    elif kind.whole and number != number.to_integral_value():
        problems.append(errors.not_whole(place_of(node), key))
    return number


def _positive(said: Fields, key: str, kind: _Kind, problems: Problems) -> Decimal | None:
    number = _figure(said, key, kind, problems)
    if number is not None and number <= 0:
        node = said.optional(key)
        assert node is not None
        problems.append(errors.not_positive(place_of(node), key))
    return number


def _number(node: YamlNode) -> Decimal | None:
    if not isinstance(node, YamlScalar) or node.kind not in ("integer", "decimal"):
        return None
    try:
        number = Decimal(node.text)
    except DecimalException:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10) ** 15 else None


def _written(node: YamlNode) -> str:
    return node.text if isinstance(node, YamlScalar) else "…"


def _values(node: YamlNode, fact: FactNode, problems: Problems) -> tuple[str, ...]:
    """Ids of an enumeration's values; they may be written in Chinese."""
    assert isinstance(fact, FactLeaf)
    ids = dict(fact.values)
    by_name = {label.zh: id_ for id_, label in fact.values} | {id_: id_ for id_ in ids}
    nodes = [node] if isinstance(node, YamlScalar) else items(node, Text("to", "to"), problems)
    found = []
    for each in nodes:
        before = len(problems)
        written = text(each, problems)
        if written in by_name:
            found.append(by_name[written])
        elif len(problems) == before:
            problems.append(errors.unknown_value(place_of(each), written, ids))
    return tuple(found)
