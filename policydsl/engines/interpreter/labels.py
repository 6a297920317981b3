"""How a trace's ids read: the units and enumeration values that occur in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from policydsl.engines.interpreter.findings import Found
from policydsl.engines.interpreter.operands import Labels, labels_in
from policydsl.feel.types import ListType, NumberType
from policydsl.feel.values import Range, Value
from policydsl.policy.model import Decision, Table, ValueExpression
from policydsl.text.diagnostic import Text
from policydsl.trace import OutputTrace


def unit_of(decision: Decision) -> str | None:
    """The unit of a decision's value, where it is a number or a list of numbers."""
    match decision.body, decision.type:
        case ValueExpression(unit=str() as unit), _:
            return unit
        case Table(outputs=(output,)), _ if output.unit is not None:
            return output.unit
        case _, NumberType(unit) | ListType(NumberType(unit)):
            return unit
        case _:
            return None


def unit_labels(units: Iterable[str | None], known: Mapping[str, Text]) -> Labels:
    """The labels of the units that occur, each once."""
    occurring = dict.fromkeys(unit for unit in units if unit is not None)
    return tuple((unit, known[unit]) for unit in occurring if unit in known)


def labels_of_result(decision: Decision) -> Labels:
    """The labels of what a table or value may give."""
    match decision.body:
        case Table(outputs=outputs):
            stated = tuple(label for output in outputs for label in output.values)
        case ValueExpression(labels=labels):
            stated = labels
        case _:
            stated = ()
    return tuple({**dict(labels_in(decision.type)), **dict(stated)}.items())


def outputs_of(decision: Decision) -> tuple[OutputTrace, ...]:
    """How each entry reads of what a table with several outputs gives."""
    match decision.body:
        case Table(outputs=outputs) if len(outputs) > 1:
            return tuple(
                OutputTrace(each.name, each.title, each.unit, each.values or labels_in(each.type))
                for each in outputs
            )
        case _:
            return ()


def labels_of_findings(found: Iterable[Found]) -> Labels:
    """The labels of the enumeration values that stand in findings.

    An id that two enumerations read differently is left as it is: a wrong label would mislead.
    """
    readings: dict[str, set[Text]] = {}
    for each in found:
        labels = dict(each.labels)
        for text in (*_strings(each.finding.actual), *_strings(each.finding.required)):
            if text in labels:
                readings.setdefault(text, set()).add(labels[text])
    return tuple((text, one.pop()) for text, one in readings.items() if len(one) == 1)


def _strings(value: Value) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for item in value:
                yield from _strings(item)
        case Range(low=low):
            yield from _strings(low)
        case _:
            return
