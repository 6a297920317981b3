"""Running a program: names in the program's order, each evaluated once."""

from __future__ import annotations

from policydsl.engines.interpreter.decisions import Asked, decide, result_of
from policydsl.engines.interpreter.dependencies import needed_by
from policydsl.engines.interpreter.expressions import Explained, Names, explained
from policydsl.feel.interpreter import Budget, Scope
from policydsl.feel.types import BooleanType
from policydsl.feel.values import Value, missing
from policydsl.policy.facts import Facts
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.text.spelling import nearest
from policydsl.trace import Trace


def evaluate(
    program: Program, facts: Facts, as_of: str, decision: str, *, detail: bool = False
) -> Trace:
    """One decision on one institution. `as_of` is an ISO date, recorded in the trace.

    `detail` adds every evaluated expression. No facts make it raise; UsageError for an unknown
    decision.
    """
    if decision not in program.decisions:
        raise UsageError(_unknown_decision(program, decision))
    needed = needed_by(program, decision)
    return _Evaluation(program, Asked(facts, as_of, detail)).run(needed)[decision]


def evaluate_all(
    program: Program, facts: Facts, as_of: str, *, detail: bool = False
) -> tuple[Trace, ...]:
    """Every decision of a program, in the order of the policy file."""
    everything = frozenset((*program.order, *(use.name for use in program.uses)))
    traces = _Evaluation(program, Asked(facts, as_of, detail)).run(everything)
    return tuple(traces[name] for name in program.decisions)


class _Evaluation:
    """The values known so far: facts, parameters and uses first, then whatever `order` brings."""

    def __init__(self, program: Program, asked: Asked) -> None:
        self.program = program
        self.asked = asked
        self.values: dict[str, Value] = {
            name: missing(name, member.label)
            for name, member in program.facts.type.members.items()
            if name not in asked.facts.record
        }
        self.values |= asked.facts.record
        self.values |= {name: each.value for name, each in program.parameters.items()}
        self.conditions: dict[str, Explained] = {}
        self.traces: dict[str, Trace] = {}

    def run(self, needed: frozenset[str]) -> dict[str, Trace]:
        """The traces of all needed decisions."""
        for use in self.program.uses:
            if use.name in needed:
                trace = evaluate(use.program, self.asked.facts, self.asked.as_of, use.decision)
                self.values[use.name] = result_of(trace)
        for name in self.program.order:
            if name in needed:
                self._add(name)
        return self.traces

    def _add(self, name: str) -> None:
        names = Names(self.program, Scope.of(dict(self.values)), Budget(), dict(self.conditions))
        definition = self.program.definitions.get(name)
        if definition is None:
            self.traces[name] = decide(self.program.decisions[name], names, self.asked)
            self.values[name] = result_of(self.traces[name])
            return
        found = explained(definition.expression, names)
        self.values[name] = found.value
        if isinstance(definition.expression.type, BooleanType):
            self.conditions[name] = found


def _unknown_decision(program: Program, name: str) -> Diagnostic:
    known = ", ".join(program.decisions)
    best = nearest(name, program.decisions)
    return Diagnostic(
        "unknown-decision",
        Text(
            f"政策“{program.policy}”没有名为“{name}”的决定",
            f"the policy “{program.policy}” has no decision “{name}”",
        ),
        help=Text(
            (f"是不是“{best}”？" if best else "") + f"可用的决定：{known}",
            (f"did you mean “{best}”? " if best else "") + f"its decisions are: {known}",
        ),
    )
