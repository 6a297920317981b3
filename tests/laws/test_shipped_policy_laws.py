"""Laws held over the shipped policies, on institutions that nobody thought of.

`python tests/laws/soak.py --seconds 600` asks the same of as many more as time allows.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn_cases import LAWS, Case, draw_case, in_chinese_names
from policydsl.policy.shipped import shipped_policies
from policydsl.testing.drawing import HypothesisDraw
from shipped_programs import bounds, exempt_of, province, shipped

PROVINCES = sorted(path.name for path in shipped_policies().iterdir() if path.name != "national")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    return draw_case(HypothesisDraw(draw))


@pytest.mark.parametrize("law", LAWS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_law(law: str, data: st.DataObject) -> None:
    case = data.draw(cases())
    assert list(LAWS[law](case)) == []


def test_every_province_has_rules_whose_figures_are_held_to_be_monotone() -> None:
    """Which rules are covered is said at `bounds`; the national policy has tables only."""
    covered = Counter(province(bound.policy) for bound in bounds())
    assert sorted(covered) == PROVINCES
    assert {bound.direction for bound in bounds()} == {"at_least", "at_most"}


def test_only_what_rests_on_is_stated_is_exempt_from_coming_facts() -> None:
    """Else an exemption that grew too wide would leave the law with nothing to hold."""
    for policy in shipped():
        free = exempt_of(policy)
        mentions_it = "is stated" in policy.program.source.text
        assert bool(free.names or free.rules) <= (mentions_it or bool(policy.program.uses))
    decided = sum(len(policy.decisions) for policy in shipped())
    left = sum(len(set(policy.decisions) & exempt_of(policy).names) for policy in shipped())
    assert left * 4 < decided


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_a_policy_in_chinese_names_is_another_text(policy: object) -> None:
    """The law about names would hold idly if the text stayed as it was."""
    known = next(each for each in shipped() if each is policy)
    assert in_chinese_names(known).digest != known.digest
