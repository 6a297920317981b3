"""How a requirement's comparisons become findings: what is, what is asked, what is short.

`wanted` is the truth that the requirement needs of a part: true, or false inside `not(…)`. Parts
that decide stand before parts that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from policydsl.engines.interpreter import comparisons
from policydsl.engines.interpreter.expressions import Definitions, Explained, text_of
from policydsl.engines.interpreter.operands import Labels, Reading, labels_in
from policydsl.feel import tree
from policydsl.feel.interpreter import Evaluated
from policydsl.feel.values import Range, Value
from policydsl.trace import Finding, Status

MAX_FINDINGS = 100
MAX_ROUNDS = 20
# Of one expression and the definitions that it names; what lies deeper is told as a whole.
MAX_DEPTH = 100

_RANKS = {Status.FAIL: 0, Status.UNKNOWN: 1, Status.PASS: 2}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and how the strings in it read where they are ids of an enumeration."""

    finding: Finding
    labels: Labels = ()


def findings_of(
    explained: Explained, reading: Reading, definitions: Definitions
) -> tuple[Found, ...]:
    """Every comparison of a requirement, also of the definitions that it names."""
    found = _Finder(reading, definitions).find(explained.evaluated, wanted=True)
    return tuple(islice(found, MAX_FINDINGS))


@dataclass(frozen=True, slots=True)
class _Finder:
    reading: Reading
    definitions: Definitions
    depth: int = 0

    def find(self, part: Evaluated, wanted: bool) -> Iterator[Found]:
        """The findings of one part of an expression: one arm for each shape that is looked into."""
        if self.depth >= MAX_DEPTH:
            yield self._condition(part, wanted)
            return
        match part.node, part.parts:
            case tree.And() | tree.Or(), parts:
                yield from self._each(parts, wanted, _status(part.value, wanted))
            case tree.Call(function=tree.Name("not")), (_, denied):
                yield from self._inside().find(denied, not wanted)
            case tree.If(), (_, chosen):
                yield from self._inside().find(chosen, wanted)
            case tree.Quantified() as node, _:
                yield from self._quantified(node, part, wanted)
            case tree.Name(name), _ if self._defined(name):
                yield from self._definition(self.definitions[name], wanted)
            case tree.Comparison() as node, (left, right):
                yield self._comparison(node, part, left.value, right.value, wanted)
            case tree.Between(value=fact), (value, low, high):
                between = Range(True, low.value, high.value, True)
                yield self._membership(part, fact, value.value, between, wanted)
            case tree.In(value=figure, tests=(fact,)), (value, test) if self._asks(figure, fact):
                yield self._membership(part, fact, test.value, value.value, wanted)
            case tree.In(value=fact), (value, test):
                yield self._membership(part, fact, value.value, test.value, wanted)
            case tree.In(value=fact), (value, *tests):
                asked = tuple(test.value for test in tests)
                yield self._membership(part, fact, value.value, asked, wanted)
            case _:
                yield self._condition(part, wanted)

    def _each(self, parts: Iterable[Evaluated], wanted: bool, whole: Status) -> Iterator[Found]:
        """Those that made the whole what it is come first; then fails, unknowns, passes."""

        def rank(part: Evaluated) -> tuple[bool, int]:
            status = _status(part.value, wanted)
            return status is not whole, _RANKS[status]

        for part in sorted(parts, key=rank):
            yield from self._inside().find(part, wanted)

    def _quantified(self, node: tree.Quantified, part: Evaluated, wanted: bool) -> Iterator[Found]:
        """The rounds that decided, or that are unknown; the others say nothing new."""
        whole = _status(part.value, wanted)
        rounds = [each for each in part.parts if each.node is node.condition]
        telling = [r for r in rounds if _status(r.value, wanted) in {whole, Status.UNKNOWN}]
        if not telling:
            yield self._condition(part, wanted)
            return
        inner = self._inside(self.reading.inside(node.iterators))
        yield from inner._each(telling[:MAX_ROUNDS], wanted, whole)

    def _defined(self, name: str) -> bool:
        return name in self.definitions and self.reading.names_definition(name)

    def _definition(self, definition: Explained, wanted: bool) -> Iterator[Found]:
        reading = self.reading.of_definition(definition.expression)
        yield from self._inside(reading).find(definition.evaluated, wanted)

    def _inside(self, reading: Reading | None = None) -> _Finder:
        return _Finder(reading or self.reading, self.definitions, self.depth + 1)

    def _comparison(
        self, node: tree.Comparison, part: Evaluated, left: Value, right: Value, wanted: bool
    ) -> Found:
        """The side that is a figure of the policy is what is asked, the other what is."""
        operator = node.operator if wanted else comparisons.negated(node.operator)
        fact, other, actual, bound = node.left, node.right, left, right
        if self._asks(node.left, node.right):
            operator = comparisons.mirrored(operator)
            fact, other, actual, bound = node.right, node.left, right, left
        status = _status(part.value, wanted)
        finding = Finding(
            self._text(part, wanted),
            status,
            actual,
            comparisons.asked(operator, bound),
            comparisons.shortfall(operator, actual, bound) if status is Status.FAIL else None,
            self.reading.unit_of(fact) or self.reading.unit_of(other),
            self.reading.label_of(fact) or self.reading.label_of(other),
            operator,
        )
        return Found(finding, self._labels(fact, other))

    def _asks(self, one: tree.Expression, other: tree.Expression) -> bool:
        """Whether the first side is what is asked of the second."""
        return self.reading.is_figure(one) and not self.reading.is_figure(other)

    def _membership(
        self, part: Evaluated, fact: tree.Expression, actual: Value, asked: Value, wanted: bool
    ) -> Found:
        status = _status(part.value, wanted)
        short = comparisons.outside(actual, asked) if wanted and status is Status.FAIL else None
        unit = self.reading.unit_of(fact)
        finding = Finding(
            self._text(part, wanted),
            status,
            actual,
            asked,
            short,
            unit,
            self.reading.label_of(fact),
            "in" if wanted else "not in",
        )
        return Found(finding, self._labels(fact))

    def _condition(self, part: Evaluated, wanted: bool) -> Found:
        """Anything else that is true or false, such as a fact: what is asked is a truth."""
        status = _status(part.value, wanted)
        label = self.reading.label_of(part.node)
        return Found(Finding(self._text(part, wanted), status, part.value, wanted, label=label))

    def _text(self, part: Evaluated, wanted: bool) -> str:
        text = text_of(part.node, self.reading.expression)
        return text if wanted else f"not({text})"

    def _labels(self, *sides: tree.Expression) -> Labels:
        return tuple(label for side in sides for label in labels_in(self.reading.type_of(side)))


def _status(value: Value, wanted: bool) -> Status:
    if not isinstance(value, bool):
        return Status.UNKNOWN
    return Status.PASS if value is wanted else Status.FAIL
