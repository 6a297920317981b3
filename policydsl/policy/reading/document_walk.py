"""Going through the expressions of a document, read or not."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.policy.reading.document import (
    ChecklistDocument,
    DecisionDocument,
    ExpressionText,
    PolicyDocument,
    RowDocument,
    TableDocument,
    ValueDocument,
)
from policydsl.policy.source.yaml_tree import (
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    embedded,
)


def document_texts(document: PolicyDocument) -> Iterator[ExpressionText]:
    """Every expression of a document, tables' cells among them; bare values are left out."""
    yield from (each.expression for each in document.definitions)
    for decision in document.decisions:
        yield from decision_texts(decision)
        for cell in decision_cells(decision):
            for scalar in scalars(cell):
                yield ExpressionText(embedded(scalar), scalar)


def decision_texts(decision: DecisionDocument) -> Iterator[ExpressionText]:
    """The expressions of a decision, without the cells of its table."""
    if decision.when:
        yield decision.when
    match decision.body:
        case ChecklistDocument(rules):
            for rule in rules:
                yield from (part.domain for part in rule.iterators)
                yield from (each for each in (rule.when, rule.require, rule.waiver) if each)
        case TableDocument(inputs=inputs):
            yield from (each.expression for each in inputs)
        case ValueDocument(expression):
            yield expression
        case None:
            pass


def decision_cells(decision: DecisionDocument) -> Iterator[YamlNode]:
    """The cells of a decision's table that are expressions; bare values of an output are none."""
    if not isinstance(decision.body, TableDocument):
        return
    table = decision.body
    for output in table.outputs:
        if output.default and not output.values:
            yield output.default
    for row in table.rows:
        yield from _row_cells(table, row)


def _row_cells(table: TableDocument, row: RowDocument) -> Iterator[YamlNode]:
    yield from (cell.node for cell in row.conditions)
    listed = {output.name.text for output in table.outputs if output.values}
    if isinstance(row.results, YamlMapping):
        yield from (node for key, node in row.results.entries if key.text not in listed)
    elif not listed:
        yield row.results


def scalars(node: YamlNode) -> Iterator[YamlScalar]:
    """The single values of a node, keys aside."""
    match node:
        case YamlMapping():
            for _, each in node.entries:
                yield from scalars(each)
        case YamlSequence():
            for each in node.items:
                yield from scalars(each)
        case YamlScalar():
            yield node
