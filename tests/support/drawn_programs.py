"""Programs and institutions drawn for the agreement of two engines.

Programs are random policies, shipped ones, and shipped ones with a small change; institutions are
nobody in particular, or an example with some facts drawn anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from policydsl.analysis.mutate.mutants import Mutant, mutants
from policydsl.api import Policy
from policydsl.policy.facts import Facts, facts_from_data
from policydsl.policy.model import Program
from policydsl.testing.boundaries import Boundaries
from policydsl.testing.drawn_facts import random_facts, varied_facts
from policydsl.testing.random_policies import random_policy
from shipped_programs import examples, province, shipped

LONGEST = 3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A program; what it is called, and its text if it is in no file; institutions like it."""

    program: Program
    name: str
    text: str | None
    boundaries: Boundaries
    examples: tuple[Mapping[str, Any], ...]

    def institution(self, rng: Random) -> tuple[dict[str, Any], Facts]:
        """Facts, as plain data and as the program reads them."""
        unknowns = rng.random() < 0.8
        if self.examples and rng.random() < 0.7:
            stated = varied_facts(
                rng, self.program, rng.choice(self.examples), self.boundaries, unknowns=unknowns
            )
        else:
            stated = random_facts(
                rng,
                self.program,
                self.boundaries,
                unknowns=unknowns,
                generous=rng.random() < 0.3,
            )
        data = cut(stated)
        return data, facts_from_data(data, self.program.facts)


def draw_program(rng: Random) -> Drawn:
    """Mostly random policies, since the shipped ones are few; half of all with a small change."""
    if rng.random() < 0.85:
        random = random_policy(rng)
        written = random.text if random.schema is None else f"{random.text}\n{random.schema}"
        program, name = _changed(rng, random.program, list(mutants(random.program)))
        return Drawn(program, name, written, Boundaries.of(program), ())
    policy = rng.choice(shipped())
    program, name = _changed(rng, policy.program, _mutants(policy))
    return Drawn(program, name, None, Boundaries.of(program), _examples(province(policy)))


def _changed(rng: Random, program: Program, possible: Sequence[Mutant]) -> tuple[Program, str]:
    """The program or a mutant of it, and what to call it."""
    if not possible or rng.random() < 0.5:
        return program, program.policy
    mutant = rng.choice(possible)
    return mutant.program_of(program), f"{program.policy}, {mutant.kind.value} of {mutant.subject}"


@cache
def _mutants(policy: Policy) -> tuple[Mutant, ...]:
    return tuple(mutants(policy.program))


@cache
def _examples(place: str) -> tuple[Mapping[str, Any], ...]:
    """Those of a province, or all where it has none."""
    own = [each for path, each in examples().items() if path.startswith(f"examples/{place}/")]
    return tuple(own or examples().values())


def cut(stated: Any) -> Any:
    """The same facts with no list longer than the solver has room for."""
    match stated:
        case Mapping():
            return {name: cut(below) for name, below in stated.items()}
        case list() | tuple():
            return [cut(each) for each in stated[:LONGEST]]
        case _:
            return stated
