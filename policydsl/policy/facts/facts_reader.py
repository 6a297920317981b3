"""Given facts → plain facts: names are ids, values are of their kind, all that is wrong is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, assert_never

from policydsl.policy.facts import facts_errors as errors
from policydsl.policy.facts.facts_errors import Spot
from policydsl.policy.facts.facts_fit import surely_fits
from policydsl.policy.facts.facts_input import (
    Given,
    GivenEntry,
    GivenList,
    GivenRecord,
    GivenScalar,
    given,
)
from policydsl.policy.facts.facts_rules import Steps, Violation, violations
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic, FactsError, Text
from policydsl.text.source import Place

MAX_DIAGNOSTICS = 20
MAX_ITEMS = 100_000

# What was not stated, and what was refused: neither is part of plain facts.
_NOTHING = object()
# A value of no JSON type, so that every type refuses it.
_ODD = object()


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read at some steps, to speak of it when JSON Schema refuses it."""

    spot: Spot
    node: FactLeaf | FactItems
    value: GivenScalar | None


def read_facts(raw: object, schema: FactsSchema, place: Place | None = None) -> dict[str, Any]:
    """The stated facts as plain data: ids as names and enumeration values, `Decimal`, `str`,
    `bool`, ISO dates as `str`, `list`, `dict`. What is null or blank is left out.

    Raises `FactsError` with all that is wrong, at most 20 diagnostics.
    """
    reader = _Reader(schema)
    spot = Spot("", Text("", ""), place)
    data = reader.section(schema.root, raw, spot, ())
    if not isinstance(data, dict):
        data = {}
    refused = () if surely_fits(schema.root, data) else violations(schema.rules, data)
    for violation in refused:
        # An item that was refused already leaves an empty place, of which nothing was read.
        if violation.steps in reader.read:
            reader.report(_refusal(violation, reader.read[violation.steps], schema))
    if reader.found:
        raise FactsError(*sorted(reader.found, key=_order)[:MAX_DIAGNOSTICS])
    return data


def _order(diagnostic: Diagnostic) -> int:
    return diagnostic.place.span.start if diagnostic.place else 0


def _refusal(violation: Violation, found: _Read, schema: FactsSchema) -> Diagnostic:
    from policydsl.policy.facts import facts_value_errors as value_errors

    node, value = found.node, found.value
    if isinstance(node, FactLeaf) and value is not None:
        if violation.keyword == "type":
            unit = schema.units.get(node.unit) if node.unit else None
            return value_errors.wrong_kind(found.spot, node, value, unit)
        if violation.keyword == "enum":
            return value_errors.unknown_value(found.spot, node, value)
    leaf = node if isinstance(node, FactLeaf) else None
    return value_errors.broken_rule(found.spot, leaf, value, violation.keyword, violation.wanted)


class _Reader:
    """Walks one set of facts along the schema. Used once."""

    def __init__(self, schema: FactsSchema) -> None:
        self.schema = schema
        self.found: dict[Diagnostic, None] = {}
        self.read: dict[Steps, _Read] = {}
        self.items = 0

    def report(self, diagnostic: Diagnostic) -> object:
        self.found[diagnostic] = None
        return _NOTHING

    def node(self, node: FactNode, raw: object, spot: Spot, steps: Steps) -> object:
        match node:
            case FactSection():
                return self.section(node, raw, spot, steps)
            case FactItems():
                return self.list(node, raw, spot, steps)
            case FactLeaf():
                return self.leaf(node, raw, spot, steps)
            case _:
                assert_never(node)

    def section(self, section: FactSection, raw: object, spot: Spot, steps: Steps) -> object:
        it = given(raw)
        if _unstated(it):
            return _NOTHING
        if not isinstance(it, GivenRecord):
            return self.report(errors.not_a_section(_at(spot, it), section.aliases))
        first: dict[str, GivenEntry] = {}
        data: dict[str, object] = {}
        for entry in it.entries:
            name = self.member(section, entry, spot)
            if name is None:
                continue
            member = section.members[name]
            below = Spot(_joined(spot.path, name), _label(spot, member), entry.place)
            if name in first:
                self.report(errors.given_twice(below, first[name].written, entry.written))
                continue
            first[name] = entry
            value = self.node(member, entry.value, below, (*steps, name))
            if value is not _NOTHING:
                data[name] = value
        return data if data or not steps else _NOTHING

    def member(self, section: FactSection, entry: GivenEntry, spot: Spot) -> str | None:
        """The id of the member that an entry means; None, and reported, where there is none."""
        here = Spot(spot.path, spot.label, entry.place)
        if entry.name is None:
            self.report(errors.name_not_text(here, entry.written))
            return None
        name = entry.name.strip()
        if name in section.members:
            return name
        if name in section.aliases:
            return section.aliases[name]
        known = [*section.members, *section.aliases]
        self.report(errors.unknown_fact(here, entry.name, known, self.elsewhere(name)))
        return None

    def elsewhere(self, name: str) -> Text | None:
        """The only path of the schema that ends with a name, if there is just one."""
        paths = [
            Text(info.zh_path, info.path)
            for info in self.schema.facts()
            if name == info.node.zh or info.path.rpartition(".")[2] == name
        ]
        return paths[0] if len(paths) == 1 else None

    def list(self, node: FactItems, raw: object, spot: Spot, steps: Steps) -> object:
        it = given(raw)
        if _unstated(it):
            return _NOTHING
        if not isinstance(it, GivenList):
            return self.report(errors.not_a_list(_at(spot, it)))
        self.items += len(it.items)
        if self.items > MAX_ITEMS:
            return self.report(errors.too_many(spot, MAX_ITEMS))
        self.read[steps] = _Read(spot, node, None)
        return [
            self.item(node.item, item, spot, steps, position)
            for position, item in enumerate(it.items)
        ]

    def item(
        self, item: FactSection | FactLeaf, raw: object, spot: Spot, steps: Steps, position: int
    ) -> object:
        it = given(raw)
        number = position + 1
        label = Text(f"{spot.label.zh}[{number}]", f"{spot.label.en}[{number}]")
        below = Spot(f"{spot.path}[{number}]", label, it.place or spot.place)
        if isinstance(it, GivenScalar) and _unstated(it):
            self.report(errors.empty_item(below))
            return {}
        value = self.node(item, raw, below, (*steps, position))
        return {} if value is _NOTHING else value

    def leaf(self, leaf: FactLeaf, raw: object, spot: Spot, steps: Steps) -> object:
        it = given(raw)
        here = _at(spot, it)
        if not isinstance(it, GivenScalar):
            return self.report(errors.not_a_value(here, leaf))
        if _unstated(it):
            return _NOTHING
        self.read[steps] = _Read(here, leaf, it)
        return _leaf_value(leaf, it)


def _leaf_value(leaf: FactLeaf, it: GivenScalar) -> object:
    """What JSON Schema shall judge: a text where a text is wanted, an id for a label."""
    textual = leaf.kind in ("string", "date")
    if it.loose and textual:
        text = it.written
    elif it.odd is not None or (it.date and leaf.kind != "date"):
        return _ODD
    elif textual and isinstance(it.value, str):
        text = it.value
    elif leaf.kind == "integer" and not isinstance(it.value, str | bool | None):
        return (
            it.value.to_integral_value() if it.value == it.value.to_integral_value() else it.value
        )
    else:
        return it.value
    if leaf.kind == "date" or leaf.format is not None:
        return text.strip()
    for name, label in leaf.values:
        if text.strip() in (name, label.zh):
            return name
    return text


def _unstated(it: Given) -> bool:
    """Null and blank text: nobody has said anything."""
    return isinstance(it, GivenScalar) and (
        it.value is None or (isinstance(it.value, str) and it.odd is None and not it.value.strip())
    )


def _at(spot: Spot, it: Given) -> Spot:
    return Spot(spot.path, spot.label, it.place or spot.place)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _label(spot: Spot, member: FactNode) -> Text:
    """The names on the way to a fact, joined."""
    if not spot.path:
        return member.label
    return Text(f"{spot.label.zh}·{member.label.zh}", f"{spot.label.en} · {member.label.en}")
