"""Single facts of which some value settles the verdict at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policydsl.analysis.missing.outlook import Outlook
from policydsl.analysis.missing.unknowns import Unknown
from policydsl.analysis.remedy.costs import NUMBER_STEP
from policydsl.analysis.remedy.edges import Steps, edge
from policydsl.analysis.remedy.results import Sense
from policydsl.analysis.remedy.whereabouts import value_at, with_values
from policydsl.engines.interpreter import evaluate
from policydsl.engines.smt import Formula
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.trace import Verdict

Found = tuple[Verdict, Sense, tuple[Any, ...]]
"""A verdict, and the plain values for which it is so."""


class SingleFacts:
    """What one fact alone would settle, the other unknown facts staying unknown."""

    def __init__(self, outlook: Outlook, facts: Facts) -> None:
        self.outlook = outlook
        self.facts = facts

    def found(self, unknown: Unknown) -> Iterator[Found]:
        """The verdicts that this fact can bring about by itself."""
        leaf = unknown.variables[0].node
        if not unknown.single or not isinstance(leaf, FactLeaf):
            return
        if leaf.kind == "boolean":
            yield from self._tried(unknown, (True, False))
        elif leaf.values:
            yield from self._tried(unknown, tuple(id_ for id_, _ in leaf.values))
        else:
            for verdict in self.outlook.verdicts:
                if verdict is not Verdict.UNDETERMINED:
                    yield from self._asked(unknown, leaf, verdict)

    def verdict(self, values: Mapping[str, Any]) -> Verdict | None:
        """What the interpreter says when these facts are stated."""
        changed = with_values(self.facts.stated, values)
        facts = facts_from_data(changed, self.outlook.program.facts)
        trace = self.outlook.trace
        return evaluate(self.outlook.program, facts, trace.as_of, trace.decision).verdict

    def _tried(self, unknown: Unknown, values: tuple[Any, ...]) -> Iterator[Found]:
        by_verdict: dict[Verdict, list[Any]] = {}
        for value in values:
            verdict = self.verdict({unknown.path: value})
            if verdict is not None and verdict is not Verdict.UNDETERMINED:
                by_verdict.setdefault(verdict, []).append(value)
        for verdict, found in by_verdict.items():
            yield verdict, "any" if len(found) == len(values) else "exactly", tuple(found)

    def _asked(self, unknown: Unknown, leaf: FactLeaf, verdict: Verdict) -> Iterator[Found]:
        """Of figures, dates and texts: one value, and as far around it as the verdict holds."""
        value = self._some(unknown, self.outlook.verdicts[verdict])
        if value is None or self.verdict({unknown.path: value}) is not verdict:
            return
        other = ~self.outlook.verdicts[verdict]
        space, path = self.outlook.space, unknown.path
        if self._some(unknown, other) is None:
            yield verdict, "any", ()
            return
        if leaf.kind == "string":
            yield verdict, "exactly", (value,)
            return
        if self._some(unknown, other, space.at_least(path, value)) is None:
            yield verdict, *self._from(unknown, leaf, other, value, upward=True)
        elif self._some(unknown, other, space.at_most(path, value)) is None:
            yield verdict, *self._from(unknown, leaf, other, value, upward=False)
        else:
            yield verdict, "exactly", (value,)

    def _from(
        self, unknown: Unknown, leaf: FactLeaf, other: Formula, value: Any, *, upward: bool
    ) -> tuple[Sense, tuple[Any, ...]]:
        """Where the verdict begins: at a value, or, of what has decimals, next to one."""
        space, path = self.outlook.space, unknown.path
        edge = self._edge(unknown, leaf, other, value, upward=upward)
        if leaf.kind == "number":
            outside = edge - NUMBER_STEP if upward else edge + NUMBER_STEP
            bound = space.at_most if upward else space.at_least
            if self._some(unknown, other, ~bound(path, outside)) is None:
                return "above" if upward else "below", (outside,)
        return "at_least" if upward else "at_most", (edge,)

    def _some(self, unknown: Unknown, *wanted: Formula) -> Any:
        """A value for which all is so; None where there is none, or it is not known."""
        answer = self.outlook.ask((unknown,), *wanted)
        if answer.model is None:
            return None
        return value_at(unknown.path, answer.model.facts(self.outlook.program.facts))

    def _edge(
        self, unknown: Unknown, leaf: FactLeaf, other: Formula, value: Any, *, upward: bool
    ) -> Any:
        """The last value of the same verdict, next to those of another."""
        bound = self.outlook.space.at_least if upward else self.outlook.space.at_most
        return edge(
            Steps.of(leaf),
            value,
            self._some(unknown, other),
            lambda at: self._some(unknown, other, bound(unknown.path, at)),
            upward=upward,
        )
