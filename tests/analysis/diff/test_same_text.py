"""What is only written differently has the same key; what may differ has not."""

import pytest

from policydsl.analysis.same_text import Meanings
from policydsl.policy.model import Checklist
from relation_samples import CHECKLIST, asked
from small_policies import program


def key(rule: str) -> object:
    found = asked(rule)
    body = found.decisions["filing"].body
    assert isinstance(body, Checklist)
    return Meanings(found).rule(body.rules[0])


@pytest.mark.parametrize(
    "one, other",
    [
        ("require: staff.examiners >= 1", "require: staff.examiners   >= 1.0"),
        (
            "require: o.new_occupation\nfor: o in occupations",
            "require: 职业.新职业\nfor: 职业 in 各职业",
        ),
        (
            "require: some o in occupations satisfies some l in o.levels satisfies l.site_suited",
            "require: some a in occupations satisfies some b in a.levels satisfies b.site_suited",
        ),
    ],
)
def test_the_same_said_in_other_words(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("require: staff.examiners >= 1", "require: staff.examiners > 1"),
        ("require: staff.examiners >= 1", "require: staff.managers >= 1"),
        (
            "require: some a in occupations satisfies some b in a.levels satisfies b.site_suited",
            "require: some a in occupations satisfies every b in a.levels satisfies b.site_suited",
        ),
        (
            "require: a.new_occupation or b.access_type\nfor: [a in occupations, b in occupations]",
            "require: a.new_occupation or a.access_type\nfor: [a in occupations, b in occupations]",
        ),
        (
            "require: o.new_occupation\nfor: o in occupations\nempty: pass",
            "require: o.new_occupation\nfor: o in occupations\nempty: fail",
        ),
        (
            "require: staff.managers > 1\nforce: in_principle\n"
            "waiver: application.new_occupations_reason",
            "require: staff.managers > 1\nforce: in_principle",
        ),
    ],
)
def test_what_may_differ_has_another_key(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_figures_and_definitions_are_put_in() -> None:
    named = program(
        "parameters:\n"
        "  least: {value: 2, unit: person, clause: '1', title: {zh: 下限, en: Least}}\n"
        "definitions:\n"
        "  enough: {value: staff.examiners >= least, clause: '1', title: {zh: 够, en: Enough}}\n"
        + CHECKLIST.format(rule="require: enough")
    )
    body = named.decisions["filing"].body
    assert isinstance(body, Checklist)
    assert Meanings(named).rule(body.rules[0]) == key("require: staff.examiners >= 2")


def test_the_order_of_rules_does_not_matter_to_a_verdict_but_their_force_does() -> None:
    def verdict(*rules: str) -> object:
        text = "decisions:\n  filing:\n    title: {zh: 备案, en: Filing}\n    checklist:\n"
        for number, rule in enumerate(rules):
            text += f"      - {{rule: r{number}, title: {{zh: 条件{number}, en: r{number}}}, "
            text += f"clause: '1', {rule}}}\n"
        found = program(text)
        return Meanings(found).decision(found.decisions["filing"])

    one, other = "require: staff.examiners >= 1", "require: staff.managers >= 1"
    assert verdict(one, other) == verdict(other, one)
    assert verdict(one, other) != verdict(one, f"force: in_principle, {other}")
    assert verdict(one) == verdict(one, f"force: preferential, {other}")
