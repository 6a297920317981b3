"""Without Hypothesis one is told what to install."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policydsl.api import Policy
from policydsl.testing import facts, hypothesis_extra, institutions, policies, unknowns_refine
from policydsl.text.diagnostic import UsageError
from small_policies import program

SMALL = Policy(program(), "2024-01-01")


@pytest.mark.parametrize("ask", [facts, institutions, lambda _: policies(), unknowns_refine])
def test_what_draws_with_hypothesis_says_how_to_get_it(
    ask: Callable[[object], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hypothesis_extra, "find_spec", lambda _name: None)
    with pytest.raises(UsageError) as caught:
        ask(SMALL)
    (problem,) = caught.value.diagnostics
    assert problem.code == "hypothesis-missing"
    assert problem.help is not None
    assert 'pip install "policydsl[test]"' in problem.help.en
