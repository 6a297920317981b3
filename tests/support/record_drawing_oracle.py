"""The interpreter's results for many institutions, without what only its traces tell.

Nothing of the meaning is written anew: the interpreter runs as it is, but findings, which no status
rests on, are not looked for, and facts are expanded only where the program can name them. That this
is the same is tested, and asked again of some records while results are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

from generated_agreement import plain
from policydsl.engines.interpreter import checklist, decisions, evaluate_all, evaluation
from policydsl.engines.interpreter.checklist import RuleResult
from policydsl.engines.interpreter.expressions import Names
from policydsl.engines.interpreter.operands import Reading
from policydsl.engines.python import NOT_ABOUT
from policydsl.engines.results import STATUSES, VERDICTS, Field, fields_of
from policydsl.feel.tree import Node
from policydsl.feel.walk import names_in
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.facts.facts_record import record_of
from policydsl.policy.facts.facts_tree import FactItems, FactSection
from policydsl.policy.model import Checklist, Program, Rule
from policydsl.testing.boundaries import Boundaries
from policydsl.trace import Status, Trace, Verdict

DAY = "2024-06-01"


@dataclass(frozen=True, slots=True)
class Oracle:
    """A program to ask the interpreter about. `places` are those of its own rules in a result."""

    program: Program
    fields: tuple[Field, ...]
    root: FactSection
    places: Mapping[int, int]

    @staticmethod
    def of(program: Program) -> Oracle:
        fields = fields_of(program)
        at = {(each.decision, each.id): n for n, each in enumerate(fields) if each.kind == "rule"}
        places = {
            id(rule): at[name, rule.id]
            for name, decision in program.decisions.items()
            if isinstance(decision.body, Checklist)
            for rule in decision.body.rules
        }
        root = _asked(program.facts.root, Boundaries.of(program), "", None)
        return Oracle(program, fields, root, places)

    def results(self, records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
        """For each record its result: codes as generated code has them, values as `plain` tells."""
        units = self.program.facts.units
        with _few_findings(), _may_fail(self.places) as may_fail:
            for stated in records:
                record = record_of(self.root, stated, units)
                yield self._result(Facts(record, stated, "", None, ""), may_fail)

    def full_result(self, stated: Mapping[str, Any]) -> tuple[Any, ...]:
        """The same with nothing spared: the facts read and checked, every finding made."""
        with _may_fail(self.places) as may_fail:
            return self._result(facts_from_data(stated, self.program.facts), may_fail)

    def _result(self, facts: Facts, may_fail: dict[int, bool]) -> tuple[Any, ...]:
        may_fail.clear()
        found: list[Any] = []
        for trace in evaluate_all(self.program, facts, DAY):
            if trace.kind != "checklist":
                found.append(_value_of(trace))
                continue
            assert trace.verdict is not None
            found.append(VERDICTS.index(trace.verdict))
            found.extend(
                _code(rule.status, may_fail.get(place, False))
                for place, rule in enumerate(trace.rules, len(found))
            )
            found.extend(_code(group.status, True) for group in trace.groups)
        return tuple(found)


def _value_of(trace: Trace) -> Any:
    return NOT_ABOUT if trace.verdict is Verdict.NOT_APPLICABLE else plain(trace.value)


def _code(status: Status, may_fail: bool) -> int:
    return 3 if status is Status.UNKNOWN and may_fail else STATUSES.index(status)


def _asked(
    section: FactSection, boundaries: Boundaries, owner: str, label: str | None
) -> FactSection:
    """A section with those facts alone that the program can name, or that name an item."""
    members = {
        name: _pruned(node, boundaries, name)
        for name, node in section.members.items()
        if name == label or boundaries.asks_for(node, name, owner)
    }
    return replace(section, members=members)


def _pruned(node: Any, boundaries: Boundaries, name: str) -> Any:
    match node:
        case FactSection():
            return _asked(node, boundaries, name, None)
        case FactItems(item=FactSection() as item):
            return replace(node, item=_asked(item, boundaries, name, node.item_label))
        case _:
            return node


def _none(*_: object) -> tuple[()]:
    return ()


@contextmanager
def _few_findings() -> Iterator[None]:
    needed: dict[tuple[int, str], tuple[Program, frozenset[str]]] = {}
    names: dict[int, tuple[Node, frozenset[str]]] = {}  # the tree too, lest its place be taken

    def names_in_once(node: Node) -> frozenset[str]:
        if id(node) not in names:
            names[id(node)] = node, names_in(node)
        return names[id(node)][1]

    def needed_by_once(program: Program, name: str) -> frozenset[str]:
        if (id(program), name) not in needed:
            needed[id(program), name] = program, needed_by(program, name)
        return needed[id(program), name][1]

    with (
        mock.patch.object(evaluation, "needed_by", needed_by_once),
        mock.patch.object(Reading, "of_requirement", _none),
        mock.patch.object(checklist, "names_in", names_in_once),
        mock.patch.object(checklist, "findings_of", _none),
        mock.patch.object(decisions, "findings_of", _none),
    ):
        yield


@contextmanager
def _may_fail(places: Mapping[int, int]) -> Iterator[dict[int, bool]]:
    """By place, what no trace tells: whether a rule's unknown may fail."""
    kept: dict[int, bool] = {}

    def remembering(rule: Rule, names: Names, detail: bool) -> RuleResult:
        result = checklist.rule_result(rule, names, detail)
        if id(rule) in places:
            kept[places[id(rule)]] = result.judged.may_fail
        return result

    with mock.patch.object(decisions, "rule_result", remembering):
        yield kept
