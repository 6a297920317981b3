"""An evaluation kept whole, so that a change of one part of the program costs only that part.

`Baseline.again` gives the traces that `evaluate` would give of the changed program, apart from
steps and the reasons why a decision is not about somebody. Rules, definitions and decisions that
read nothing changed are taken over as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from policydsl.engines.interpreter.checklist import (
    RuleResult,
    group_traces,
    not_applicable,
    rule_result,
)
from policydsl.engines.interpreter.decisions import Asked, decide, head, result_of
from policydsl.engines.interpreter.evaluation import evaluate
from policydsl.engines.interpreter.expressions import Explained, Names, explained, names_in
from policydsl.engines.interpreter.statuses import truth, verdict
from policydsl.feel.interpreter import Budget, Scope
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.types import BooleanType
from policydsl.feel.values import Null, Value, missing
from policydsl.policy.building.program_walk import decision_parts, needed_by
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist, Decision, Program, Rule
from policydsl.trace import Trace, Verdict

_PLAIN = (bool, str, int, Date, Time, DateTime, MonthsDuration, DaysDuration)


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands for what, in one evaluation."""

    values: dict[str, Value]
    conditions: dict[str, Explained]
    traces: dict[str, Trace]
    results: dict[str, tuple[RuleResult, ...]]

    def copy(self) -> _Known:
        return _Known(
            dict(self.values), dict(self.conditions), dict(self.traces), dict(self.results)
        )

    def names(self, program: Program) -> Names:
        return Names(program, Scope.of(self.values), Budget(), self.conditions)


@dataclass(frozen=True, slots=True)
class Reads:
    """The names that each definition, decision and rule (by decision and id) of a program reads."""

    names: Mapping[str, frozenset[str]]
    rules: Mapping[tuple[str, str], frozenset[str]]

    @classmethod
    def of(cls, program: Program) -> Reads:
        definitions = {
            name: names_in(each.expression.tree) for name, each in program.definitions.items()
        }
        decisions = {name: _decision_reads(each) for name, each in program.decisions.items()}
        rules = {
            (name, rule.id): _rule_reads(rule)
            for name, decision in program.decisions.items()
            if isinstance(decision.body, Checklist)
            for rule in decision.body.rules
        }
        return cls({**definitions, **decisions}, rules)


class Baseline:
    """Some decisions of a program on one institution, with every value on the way to them."""

    def __init__(
        self,
        program: Program,
        reads: Reads,
        facts: Facts,
        as_of: str,
        decisions: Iterable[str],
    ) -> None:
        """`reads` are the program's."""
        self.program = program
        self._reads = reads
        self._asked = Asked(facts, as_of, detail=False)
        self._needed = needed_by(program, *decisions)
        self._known = self._evaluated()

    @property
    def traces(self) -> Mapping[str, Trace]:
        """The traces of all decisions that were needed, by name."""
        return self._known.traces

    def needs(self, name: str) -> bool:
        """Whether a parameter, definition or decision takes part at all."""
        return name in self._needed

    def again(self, changed: Program) -> Mapping[str, Trace]:
        """The traces after some parameters, definitions or decisions were replaced by others.

        What is the same object in both programs counts as unchanged.
        """
        known = self._known.copy()
        dirty = set[str]()
        for name, parameter in changed.parameters.items():
            if parameter is not self.program.parameters.get(name):
                known.values[name] = parameter.value
                dirty.add(name)
        for name in changed.order:
            if name in self._needed and self._redo(name, changed, known, frozenset(dirty)):
                dirty.add(name)
        return known.traces

    def _redo(self, name: str, changed: Program, known: _Known, dirty: frozenset[str]) -> bool:
        """Evaluates a name again where it must be; whether its value differs from before."""
        before = known.values[name]
        definition = changed.definitions.get(name)
        if definition is not None:
            same = definition is self.program.definitions[name]
            if same and self._reads.names[name].isdisjoint(dirty):
                return False
            _define(name, changed, known)
            return not _same(before, known.values[name])
        decision, old = changed.decisions[name], self.program.decisions[name]
        if decision is old and self._reads.names[name].isdisjoint(dirty):
            return False
        self._decide(decision, old, changed, known, dirty)
        return not _same(before, known.values[name])

    def _decide(
        self,
        decision: Decision,
        old: Decision,
        changed: Program,
        known: _Known,
        dirty: frozenset[str],
    ) -> None:
        name = decision.name
        if isinstance(decision.body, Checklist) and isinstance(old.body, Checklist):
            was_about = known.traces[name].verdict is not Verdict.NOT_APPLICABLE
            kept: dict[str, RuleResult] = {}
            if was_about:
                kept = {
                    result.trace.id: result
                    for result in known.results[name]
                    if self._reads.rules[name, result.trace.id].isdisjoint(dirty)
                }
            _check(decision, decision.body, changed, known, kept, old.body)
        else:
            known.traces[name] = decide(decision, known.names(changed), self._asked)
        known.values[name] = result_of(known.traces[name])

    def _evaluated(self) -> _Known:
        program, facts = self.program, self._asked.facts
        values: dict[str, Value] = {
            name: missing(name, member.label) for name, member in program.facts.type.members.items()
        }
        values |= facts.record
        values |= {name: each.value for name, each in program.parameters.items()}
        for use in program.uses:
            if use.name in self._needed:
                trace = evaluate(use.program, facts, self._asked.as_of, use.decision)
                values[use.name] = result_of(trace)
        known = _Known(values, {}, {}, {})
        for name in program.order:
            if name not in self._needed:
                continue
            if name in program.definitions:
                _define(name, program, known)
                continue
            decision = program.decisions[name]
            names = known.names(program)
            if isinstance(decision.body, Checklist):
                known.traces[name] = head(decision, names, self._asked)
                _check(decision, decision.body, program, known, {}, decision.body)
            else:
                known.traces[name] = decide(decision, names, self._asked)
            known.values[name] = result_of(known.traces[name])
        return known


def _define(name: str, program: Program, known: _Known) -> None:
    expression = program.definitions[name].expression
    found = explained(expression, known.names(program))
    known.values[name] = found.value
    if isinstance(expression.type, BooleanType):
        known.conditions[name] = found


def _check(
    decision: Decision,
    checklist: Checklist,
    program: Program,
    known: _Known,
    kept: Mapping[str, RuleResult],
    old: Checklist,
) -> None:
    """A checklist over its rules; the results kept stand for the rules that are as before."""
    names = known.names(program)
    applies = True if decision.when is None else truth(explained(decision.when, names).value)
    before = {rule.id: rule for rule in old.rules}
    results = []
    for rule in checklist.rules:
        if applies is False:
            results.append(not_applicable(rule, program))
        elif rule is before.get(rule.id) and rule.id in kept:
            results.append(kept[rule.id])
        else:
            results.append(rule_result(rule, names, detail=False))
    rules = tuple(result.trace for result in results)
    found, why = verdict(applies, ((result.force, result.judged) for result in results))
    known.results[decision.name] = tuple(results)
    known.traces[decision.name] = replace(
        known.traces[decision.name],
        verdict=found,
        causes=why.causes,
        rules=rules,
        groups=group_traces(checklist, rules),
    )


def _same(before: Value, after: Value) -> bool:
    """Whether nothing that reads the value can tell the two apart. A null is told by its causes."""
    if isinstance(before, Null) or isinstance(after, Null):
        return (
            isinstance(before, Null) and isinstance(after, Null) and before.causes == after.causes
        )
    plain = isinstance(before, _PLAIN) and isinstance(after, _PLAIN)
    return plain and type(before) is type(after) and before == after


def _rule_reads(rule: Rule) -> frozenset[str]:
    read = [rule.require, *(each.domain for each in rule.iterators)]
    read += [each for each in (rule.when, rule.waiver) if each is not None]
    return frozenset[str]().union(*(names_in(each.tree) for each in read))


def _decision_reads(decision: Decision) -> frozenset[str]:
    return frozenset[str]().union(*(names_in(part.tree) for part in decision_parts(decision)))
