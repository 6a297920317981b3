"""The solver's engine and the interpreter agree on programs and institutions drawn at random.

`tests/engines/smt/hunt.py` goes on with this for as long as it is asked to.
"""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from drawn_programs import LONGEST, draw_program
from policydsl.analysis.mutate.mutants import mutants
from policydsl.engines.smt import Bounds, Encoding, Space
from solver_agreement import differences
from solver_witnesses import misjudged


@pytest.mark.parametrize("number", range(14))
def test_both_engines_agree(number: int) -> None:
    rng = Random(f"tests/{number}")
    drawn = draw_program(rng)
    encoding = Encoding(drawn.program, Space.of([drawn.program], Bounds(items=LONGEST)))
    for _ in range(8):
        stated, facts = drawn.institution(rng)
        assert differences(drawn.program, encoding, facts) == [], (drawn.name, drawn.text, stated)


@pytest.mark.parametrize("number", range(100, 104))
def test_the_interpreter_judges_the_solvers_institutions_as_it_does(number: int) -> None:
    rng = Random(f"tests/{number}")
    program = draw_program(rng).program
    encoding = Encoding(program, Space.of([program], Bounds(items=LONGEST)))
    wrong = [(each, stated) for stated, each in misjudged(rng, encoding) if each is not None]
    assert wrong == []


def test_a_difference_is_noticed() -> None:
    """Else the hunt could find nothing, whatever there is: the engine is given changed programs."""
    rng = Random("noticed")
    drawn = draw_program(rng)
    institutions = [drawn.institution(rng)[1] for _ in range(20)]
    noticed = []
    for mutant in islice(mutants(drawn.program), 30):
        changed = mutant.program_of(drawn.program)
        encoding = Encoding(changed, Space.of([changed], Bounds(items=LONGEST)))
        noticed.append(any(differences(drawn.program, encoding, facts) for facts in institutions))
    assert sum(noticed) > 5
