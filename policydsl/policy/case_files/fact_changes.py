"""Changes to raw facts: some facts set to other values, some made unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policydsl.policy.case_files import errors_cases as errors
from policydsl.policy.case_files.fact_paths import FactPath, path_text
from policydsl.policy.facts.facts_tree import FactItems, FactSection
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence
from policydsl.text.diagnostic import PolicyError
from policydsl.text.source import Place


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact's path and its new value, as YAML; None makes it unknown."""

    path: FactPath
    value: YamlNode | None
    place: Place


RawFacts = YamlNode | Mapping[str, object]


def apply_changes(
    base: RawFacts, changes: Sequence[FactChange], root: FactSection
) -> dict[str, object]:
    """The base with the changes, one after another; neither is changed itself.

    What no change touches stays as it is, YAML nodes too, so that places stay known. Raises
    PolicyError, at the change's place, for an item that is not there.
    """
    facts: object = base
    for change in changes:
        facts = _changed(facts, change, 0, root)
    return facts if isinstance(facts, dict) else dict(_entries(facts, None))


def _changed(given: object, change: FactChange, depth: int, section: FactSection) -> object:
    """A section's raw facts after a change of one of its members."""
    entries = _entries(given, change, depth)
    step = change.path[depth]
    node = section.members[step.name]
    key = next((each for each in (step.name, node.zh) if each in entries), step.name)
    last = depth + 1 == len(change.path)
    if step.index is None:
        if not last:
            assert isinstance(node, FactSection)
            entries[key] = _changed(entries.get(key), change, depth + 1, node)
        elif change.value is None:
            entries.pop(key, None)
        else:
            entries[key] = change.value
        return entries
    assert isinstance(node, FactItems)
    items = _items(entries.get(key), change, depth)
    entries[key] = _changed_items(items, change, depth, node)
    return entries


def _changed_items(
    items: list[object], change: FactChange, depth: int, node: FactItems
) -> list[object]:
    """A list's raw items after a change of one of them, or in one of them."""
    at = (change.path[depth].index or 1) - 1
    last = depth + 1 == len(change.path)
    path = path_text(change.path[: depth + 1])
    if last and change.value is None:
        raise PolicyError(errors.unset_item(change.place, path))
    if at > len(items) or (at == len(items) and change.value is None):
        raise PolicyError(errors.no_such_item(change.place, path, len(items)))
    if at == len(items):
        items.append(None)
    if last:
        items[at] = change.value
    else:
        assert isinstance(node.item, FactSection)
        items[at] = _changed(items[at], change, depth + 1, node.item)
    return items


def _entries(given: object, change: FactChange | None, depth: int = 0) -> dict[str, object]:
    """The members of raw facts by the names they are given under."""
    match given:
        case YamlMapping():
            return {key.text: value for key, value in given.entries}
        case Mapping():
            return {str(key): value for key, value in given.items()}
        case None | YamlScalar(kind="null"):
            return {}
        case _ if change is not None:
            path = path_text(change.path[:depth])
            raise PolicyError(errors.not_shaped(change.place, path))
        case _:
            return {}


def _items(given: object, change: FactChange, depth: int) -> list[object]:
    match given:
        case YamlSequence():
            return list(given.items)
        case list() | tuple():
            return list(given)
        case None | YamlScalar(kind="null"):
            return []
        case _:
            path = path_text(change.path[: depth + 1])
            raise PolicyError(errors.not_shaped(change.place, path))
