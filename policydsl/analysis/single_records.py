"""Statuses of one institution after the other, by generated code; the interpreter where need be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.python import NOT_ABOUT, Compiled, codes_of, compile_program
from policydsl.engines.python.fitting import Fits, fitting_of
from policydsl.policy.facts import Facts, facts_from_bytes, facts_from_data
from policydsl.policy.model import Program
from policydsl.policy.source.limits import MAX_NODES
from policydsl.runtime.json_facts import plain_json
from policydsl.trace import Trace, Verdict

if TYPE_CHECKING:
    from policydsl.engines.python.typed import Typed

NO_DAY = "1970-01-01"
"""A trace records its day, and no result depends on it."""


@dataclass(frozen=True)
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

    @cached_property
    def typed(self) -> Typed | None:
        """Generated code for JSON; None where there is none, or msgspec is not installed."""
        try:
            from policydsl.engines.python.typed import compile_typed
        except ImportError as missing:
            if missing.name is None or missing.name.partition(".")[0] != "msgspec":
                raise
            return None
        return compile_typed(self.compiled.program)

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

    def of_json(self, data: bytes, name: str = "facts.json") -> tuple[Any, ...]:
        """The result for JSON in UTF-8, after it was checked. Raises `FactsError`.

        `name` is what messages call it. With the extra `fast` it is read several times faster.
        """
        found = self.typed.run(data) if self.typed is not None else None
        if found is not None:
            return found
        plain = plain_json(data) if len(data) <= 2 * MAX_NODES else None
        stated = None if plain is None else self.fits(plain)
        if stated is None:
            return self.of_facts(facts_from_bytes(data, name, self.compiled.program.facts))
        return self.compiled.run(stated)

    def of_jsons(self, lines: Iterable[bytes]) -> Iterator[tuple[Any, ...]]:
        """The result for each of several institutions, one JSON text for each."""
        for number, line in enumerate(lines, 1):
            yield self.of_json(line, f"facts[{number}].json")


def _value_of(trace: Trace) -> Any:
    """A decision's value as FEEL holds it."""
    return NOT_ABOUT if trace.verdict is Verdict.NOT_APPLICABLE else trace.value
