"""Statuses of one institution after the other, by generated code; the interpreter where need be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.python import NOT_ABOUT, Compiled, codes_of, compile_program
from policydsl.engines.python.fitting import Fits, fitting_of
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.model import Program
from policydsl.trace import Trace, Verdict

NO_DAY = "1970-01-01"
"""A trace records its day, and no result depends on it."""


@dataclass(frozen=True, slots=True)
class SingleRecords:
    """A program ready for one institution after the other; see `Compiled.fields` for results."""

    compiled: Compiled = field(repr=False)
    fits: Fits = field(repr=False)

    @staticmethod
    def of(program: Program) -> SingleRecords:
        """Compiles a program. The interpreter evaluates what is too large for generated code."""

        def interpreted(stated: Mapping[str, Any]) -> tuple[Any, ...]:
            facts = facts_from_data(stated, program.facts)
            return codes_of(evaluate_all(program, facts, NO_DAY), _value_of)

        compiled = compile_program(program, interpreted)
        return SingleRecords(compiled, fitting_of(program.facts))

    def of_facts(self, facts: Facts) -> tuple[Any, ...]:
        """The result for facts that were read and checked."""
        return self.compiled.run(facts.stated)

    def of_data(self, data: Mapping[str, object]) -> tuple[Any, ...]:
        """The result for plain data, after it was checked. Raises `FactsError` with what is wrong.

        Generated code itself checks nothing: a `float`, or a text for a number, is refused here.
        """
        stated: Mapping[str, Any] | None = self.fits(data)
        if stated is None:
            stated = facts_from_data(data, self.compiled.program.facts).stated
        return self.compiled.run(stated)


def _value_of(trace: Trace) -> Any:
    """A decision's value as FEEL holds it."""
    return NOT_ABOUT if trace.verdict is Verdict.NOT_APPLICABLE else trace.value
