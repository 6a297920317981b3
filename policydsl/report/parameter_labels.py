"""What the strings of a parameter are called: the labels of the fact it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policydsl.feel import tree
from policydsl.feel.tree import Node
from policydsl.feel.walk import children
from policydsl.policy.model import Checklist, Program, Table, ValueExpression
from policydsl.report.names_in_words import Names
from policydsl.report.values import Labels


def parameter_labels(program: Program) -> Mapping[str, Labels]:
    """For each parameter that is compared with a fact of an enumeration, that one's labels."""
    names = Names.of(program, "zh")
    found: dict[str, Labels] = {}
    for root, among in _expressions(program, names):
        for parameter, labels in _compared(root, among):
            found.setdefault(parameter, labels)
    return found


def _expressions(program: Program, names: Names) -> Iterator[tuple[Node, Names]]:
    for definition in program.definitions.values():
        yield definition.expression.tree, names
    for decision in program.decisions.values():
        if decision.when is not None:
            yield decision.when.tree, names
        match decision.body:
            case Checklist(rules):
                for rule in rules:
                    inner = names.bind_rule(rule.iterators)
                    yield rule.require.tree, inner
                    if rule.when is not None:
                        yield rule.when.tree, inner
            case Table():
                yield from ((each.expression.tree, names) for each in decision.body.inputs)
            case ValueExpression(expression):
                yield expression.tree, names


def _compared(node: Node, names: Names) -> Iterator[tuple[str, Labels]]:
    match node:
        case tree.Comparison(_, left, right):
            yield from _pair(left, right, names)
            yield from _pair(right, left, names)
        case tree.In(value, tests):
            for test in tests:
                yield from _pair(value, test, names)
        case tree.Call(_, arguments) if len(arguments) == 2:
            yield from _pair(arguments[1].value, arguments[0].value, names)
        case tree.Quantified(_, iterators, _) | tree.For(iterators, _):
            for each in iterators:
                names = names.bind_each(each.name, each.domain)
        case tree.Filter(subject, _):
            names = names.bind_items(subject)
        case _:
            pass
    for child in children(node):
        yield from _compared(child, names)


def _pair(
    fact: tree.Expression, parameter: tree.Expression, names: Names
) -> Iterator[tuple[str, Labels]]:
    if isinstance(parameter, tree.Name) and parameter.name in names.parameters:
        labels = names.labels_of(fact)
        if labels:
            yield parameter.name, labels
