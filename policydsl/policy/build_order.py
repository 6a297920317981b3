"""In which order definitions and decisions can be worked out, and circles among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policydsl.policy import errors_build as errors
from policydsl.policy.document import (
    ChecklistDocument,
    DecisionDocument,
    ExpressionText,
    PolicyDocument,
    RowDocument,
    TableDocument,
    ValueDocument,
    Word,
)
from policydsl.policy.expressions import free_names, parsed, parsed_tests
from policydsl.policy.fields import Problems
from policydsl.policy.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence, embedded


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
        needs[decision.name.text] = _known(ids, *_texts(decision))
    return needs


def _names(document: PolicyDocument) -> Iterator[tuple[Word, Word | None]]:
    yield from ((each.name, each.zh) for each in document.definitions)
    yield from ((each.name, each.zh) for each in document.decisions)


def _known(
    ids: Mapping[str, str], texts: Iterable[ExpressionText], cells: Iterable[YamlNode]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for text in texts:
        expression = parsed(text, [])
        names = free_names(expression) if expression else ()
        found.update(dict.fromkeys(ids[name] for name in names if name in ids))
    for cell in cells:
        found.update(dict.fromkeys(ids[name] for name in _cell_names(cell) if name in ids))
    return tuple(found)


def _cell_names(cell: YamlNode) -> Iterable[str]:
    match cell:
        case YamlMapping():
            return [name for _, each in cell.entries for name in _cell_names(each)]
        case YamlSequence():
            return [name for each in cell.items for name in _cell_names(each)]
        case YamlScalar():
            found = parsed_tests(ExpressionText(embedded(cell), cell), [])
            return free_names(found) if found else ()


def _texts(decision: DecisionDocument) -> tuple[list[ExpressionText], list[YamlNode]]:
    """The expressions of a decision, and the cells of its table."""
    texts = [decision.when] if decision.when else []
    cells: list[YamlNode] = []
    match decision.body:
        case ChecklistDocument(rules):
            for rule in rules:
                parts = (rule.when, rule.require, rule.waiver)
                texts.extend(part.domain for part in rule.iterators)
                texts.extend(part for part in parts if part)
        case TableDocument():
            table = decision.body
            texts.extend(each.expression for each in table.inputs)
            cells.extend(each.default for each in table.outputs if each.default)
            cells.extend(cell for row in table.rows for cell in _row_cells(table, row))
        case ValueDocument(expression):
            texts.append(expression)
        case None:
            pass
    return texts, cells


def _row_cells(table: TableDocument, row: RowDocument) -> list[YamlNode]:
    """A row's cells that may name something: bare values of an output are no names."""
    cells = [cell.node for cell in row.conditions]
    listed = {output.name.text for output in table.outputs if output.values}
    if isinstance(row.results, YamlMapping):
        cells += [node for key, node in row.results.entries if key.text not in listed]
    elif not listed:
        cells.append(row.results)
    return cells
