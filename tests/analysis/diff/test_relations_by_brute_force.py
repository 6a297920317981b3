"""The relation of two rules is the one that trying all small institutions shows."""

from itertools import permutations

import pytest

from policydsl.analysis.relations import Basis
from relation_samples import asked, compared, levels, relation, staffed, with_occupations

OF_STAFF = (
    "require: staff.examiners >= 1",
    "require: staff.examiners > 1",
    "require: staff.examiners >= 2",
    "require: staff.examiners = 2",
    "require: staff.examiners >= 1 and record.good_credit",
    "require: staff.examiners >= 1 or record.good_credit",
    "require: staff.examiners >= 2\nwhen: record.good_credit",
    "require: staff.examiners >= 2\nforce: in_principle",
    "require: if record.good_credit then staff.examiners >= 1 else staff.examiners >= 3",
)
OF_LISTS = (
    "require: occupation.theory.seats >= 1\nfor: occupation in occupations",
    "require: occupation.theory.seats >= 1\nfor: occupation in occupations\nempty: pass",
    "require: every occupation in occupations satisfies occupation.theory.seats >= 1",
    "require: some occupation in occupations satisfies occupation.theory.seats >= 1",
    "require: some occupation in occupations satisfies occupation.theory.seats > 1",
    "require: count(occupations[theory.seats >= 1]) >= 2",
    "require: count(occupations) > 1",
    "require: count(occupations) = 2",
    "require: occupations[1].theory.seats >= 1",
    "require: sum(occupations.theory.seats) >= 2",
)


def test_every_pair_of_conditions_on_two_facts() -> None:
    institutions = staffed()
    policies = {rule: asked(rule) for rule in OF_STAFF}
    stood = {rule: levels(each, institutions) for rule, each in policies.items()}
    for old, new in permutations(OF_STAFF, 2):
        found = compared(policies[old], policies[new])
        assert found.relation is not None
        expected = relation(stood[old], stood[new])
        assert (old, new, found.relation.value) == (old, new, expected)
        assert found.basis is Basis.PROVED


def test_every_pair_of_conditions_on_a_list() -> None:
    """Where two items are said to be enough, three show nothing else."""
    institutions = with_occupations(3)
    policies = {rule: asked(rule) for rule in OF_LISTS}
    stood = {rule: levels(each, institutions) for rule, each in policies.items()}
    for old, new in permutations(OF_LISTS, 2):
        found = compared(policies[old], policies[new], items=3)
        assert found.relation is not None
        expected = relation(stood[old], stood[new])
        assert (old, new, found.relation.value) == (old, new, expected)


@pytest.mark.parametrize(
    "old, new, incomplete",
    [
        ("require: staff.examiners >= 1", "require: staff.examiners >= 2", False),
        (
            "require: record.good_credit or not(record.good_credit)",
            "require: staff.examiners >= 0 or staff.examiners < 1",
            True,
        ),
    ],
)
def test_a_difference_is_first_looked_for_where_all_facts_are_stated(
    old: str, new: str, incomplete: bool
) -> None:
    assert compared(asked(old), asked(new)).incomplete is incomplete
