"""Each expression means in generated code what it means to FEEL's interpreter."""

from __future__ import annotations

import pytest

from generated_expressions import agreement_of, differences

EXPRESSIONS = 300


def test_random_expressions() -> None:
    found = [each for number in range(EXPRESSIONS) for each in differences(5, number)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "not(open)",
        "not((false or null or false))",
        "count([hall.label])",
        'name in ("a", "b")',
        "hall.built + year > day",
        "day.year = since.year",
        "some x in [open, proven] satisfies x",
        "area / staff >= least",
    ],
)
def test_these_expressions(text: str) -> None:
    assert list(agreement_of(text, 7, settings=60)) == []
