"""Whatever an expression is to the interpreter, it is to the solver's terms."""

from __future__ import annotations

import pytest

from expression_agreement import Agreement

PAIRS_AT_LEAST = 8
"""Of twelve settings for each expression; some expressions have no terms."""


@pytest.mark.parametrize("depth, count", [(1, 250), (2, 150), (3, 40)])
def test_random_expressions_have_the_interpreter_s_value(depth: int, count: int) -> None:
    agreement = Agreement(seed=depth)

    found = [each for number in range(count) for each in agreement.differences(number, depth)]

    assert found == []
    assert agreement.pairs >= PAIRS_AT_LEAST * count
