"""In which order definitions and decisions can be worked out, and circles among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policydsl.feel.free_names import free_names
from policydsl.feel.lexical import WORD
from policydsl.policy.building import errors_build as errors
from policydsl.policy.building.expressions import parsed, parsed_tests
from policydsl.policy.reading.document import ExpressionText, PolicyDocument, Word
from policydsl.policy.reading.document_walk import decision_cells, decision_texts, scalars
from policydsl.policy.reading.fields import Problems
from policydsl.policy.source.yaml_tree import YamlNode, embedded


def order_of(document: PolicyDocument, problems: Problems) -> tuple[str, ...]:
    """Definitions and decisions, each after all it needs; a circle is a problem."""
    words = {name.text: name for name, _ in _names(document)}
    needs = _needs(document)
    order: dict[str, None] = {}
    for first in words:
        # The way from `first` to where we are, each step with what it still needs.
        way: dict[str, Iterator[str]] = {} if first in order else {first: iter(needs[first])}
        while way:
            name = next(reversed(way))
            needed = next(way[name], None)
            if needed is None:
                del way[name]
                order[name] = None
            elif needed in way:
                names = list(way)
                loop = (*names[names.index(needed) :], needed)
                problems.append(errors.cycle(words[name].place, loop))
            elif needed not in order:
                way[needed] = iter(needs[needed])
    return tuple(order)


def _needs(document: PolicyDocument) -> dict[str, tuple[str, ...]]:
    """For each definition and decision, the others that its expressions name, in text order."""
    ids: dict[str, str] = {}
    for name, zh in _names(document):
        ids[name.text] = name.text
        if zh:
            ids[zh.text] = name.text
    needs = {each.name.text: _known(ids, (each.expression,), ()) for each in document.definitions}
    for decision in document.decisions:
        needs[decision.name.text] = _known(ids, decision_texts(decision), decision_cells(decision))
    return needs


def _names(document: PolicyDocument) -> Iterator[tuple[Word, Word | None]]:
    yield from ((each.name, each.zh) for each in document.definitions)
    yield from ((each.name, each.zh) for each in document.decisions)


def _known(
    ids: Mapping[str, str], texts: Iterable[ExpressionText], cells: Iterable[YamlNode]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        if ids.keys().isdisjoint(WORD.findall(text.source.text)):
            continue
        expression = parsed(text, [])
        names = free_names(expression) if expression else ()
        found.update(dict.fromkeys(ids[name] for name in names if name in ids))
    for cell in cells:
        names = _cell_names(cell, ids)
        found.update(dict.fromkeys(ids[name] for name in names if name in ids))
    return tuple(found)


def _cell_names(cell: YamlNode, ids: Mapping[str, str]) -> Iterator[str]:
    for scalar in scalars(cell):
        if ids.keys().isdisjoint(WORD.findall(scalar.text)):
            continue
        found = parsed_tests(ExpressionText(embedded(scalar), scalar), [])
        if found:
            yield from free_names(found)
