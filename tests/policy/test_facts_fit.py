"""What is told quickly of facts is what JSON Schema says of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import ROOT
from policydsl.policy.facts import load_facts
from policydsl.policy.facts.facts_fit import surely_fits
from policydsl.policy.facts.facts_formats import credit_code_fault, resident_id_fault
from policydsl.policy.facts.facts_rules import rules_of, violations
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.runtime.check_characters import has_resident_check, is_credit_code
from policydsl.text.diagnostic import Text

NAME = Text("名", "name")
SCHEMA = load_facts_schema()
EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))


def leaf(**rule: Any) -> FactLeaf:
    return FactLeaf(NAME, "string", "名", rule=rule)


def section(**members: FactNode) -> FactSection:
    return FactSection(NAME, "名", members, {})


def items(item: FactSection | FactLeaf, **rule: Any) -> FactItems:
    return FactItems(NAME, "名", item, None, rule=rule)


NODE = section(
    name=leaf(type="string", minLength=1, maxLength=3),
    kind=leaf(type="string", enum=["a", "b"]),
    count=leaf(type="integer", minimum=0, maximum=10),
    share=leaf(type="number", exclusiveMinimum=0, exclusiveMaximum=1),
    open=leaf(type="boolean"),
    day=leaf(type="string", format="date"),
    code=leaf(type="string", format="unified-social-credit-code"),
    person=leaf(type="string", format="resident-id"),
    pattern=leaf(type="string", pattern="^a"),
    words=items(leaf(type="string"), minItems=1, maxItems=2),
    others=items(leaf(type="string"), uniqueItems=True),
    things=items(section(size=leaf(type="number"))),
)
VALUES = st.sampled_from(
    [
        "", "a", "c", "abc", "abcd", "2024-02-29", "2023-02-29", "91340100MA2MRWX27K",
        "91340100MA2MRWX27X", "11010519491231002X", "110105194912310021", True, False, None,
        Decimal(-1), Decimal(0), Decimal("0.5"), Decimal(1), Decimal("1.0"), Decimal(10),
        Decimal("10.5"), [], ["a"], ["a", "a"], ["a", "b", "c"], [Decimal(1)], {},
        [{}], [{"size": Decimal(1)}], [{"size": "a"}], [{"more": Decimal(1)}], {"size": Decimal(1)},
    ]
)  # fmt: skip


def accepted(node: FactNode, data: object) -> bool:
    return not list(violations(rules_of(node), data))


@pytest.mark.parametrize("name", sorted(NODE.members))
@given(VALUES)
def test_what_surely_fits_breaks_no_rule(name: str, value: object) -> None:
    if surely_fits(NODE.members[name], value):
        assert accepted(NODE.members[name], value)
        assert accepted(NODE, {name: value})


@given(st.sampled_from(sorted(set(NODE.members) - {"pattern", "others"})), VALUES)
def test_what_breaks_no_rule_is_told_quickly(name: str, value: object) -> None:
    """But for the keywords that are left to JSON Schema, and names that no fact has."""
    if accepted(NODE.members[name], value) and value != [{"more": Decimal(1)}]:
        assert surely_fits(NODE.members[name], value)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_examples_are_told_quickly(path: Any) -> None:
    assert surely_fits(SCHEMA.root, load_facts(path, SCHEMA).stated)


def test_what_nobody_knows_does_not_surely_fit() -> None:
    for rule in ({"type": "null"}, {"format": "uuid"}, {"const": "a"}, {"type": ["string"]}):
        assert not surely_fits(leaf(**rule), "a")
    assert not surely_fits(section(), {"a": "b"})
    assert not surely_fits(items(leaf(type="string"), contains={}), ["a"])


CODES = st.builds(
    lambda body, last: body + last,
    st.text("0123456789ABIX一", min_size=15, max_size=18)
    | st.text("0123456789", min_size=17, max_size=17),
    st.sampled_from([*"0123456789ABCDEFGHJKLMNPQRTUWXY", ""]),
)


@given(CODES)
def test_check_characters_are_those_of_stdnum(code: str) -> None:
    assert is_credit_code(code) is (credit_code_fault(code) is None)
    assert has_resident_check(code) is (resident_id_fault(code) in (None, "birth_date")) or (
        resident_id_fault(code) == "birth_date"
    )


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_every_check_character_is_found(ending: str) -> None:
    body = "91340100" + ending
    fitting = [each for each in "0123456789ABCDEFGHJKLMNPQRTUWXY" if is_credit_code(body + each)]
    assert fitting == [each for each in fitting if credit_code_fault(body + each) is None]
    assert len(fitting) == 1


@given(st.text("0123456789", min_size=3, max_size=3))
def test_every_resident_check_character_is_found(order: str) -> None:
    body = "11010519491231" + order
    fitting = [each for each in "0123456789X" if has_resident_check(body + each)]
    assert fitting == [each for each in "0123456789X" if resident_id_fault(body + each) is None]
    assert len(fitting) == 1
