"""Whatever a facts schema asks of values, the solver's institutions meet it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policydsl.engines.smt import Bounds, Solver, Space
from policydsl.policy.facts.facts_rules import rules_of, violations
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Text

NAME = Text("名", "name")


def leaf(kind: Any, **rule: Any) -> FactLeaf:
    made = {"type": "string" if kind == "date" else kind, **rule}
    return FactLeaf(NAME, kind, "名", format=rule.get("format"), rule=made)


def items(item: FactSection | FactLeaf, **rule: Any) -> FactItems:
    return FactItems(NAME, "名", item, None, rule=rule)


def section(**members: FactNode) -> FactSection:
    return FactSection(NAME, "名", members, {})


def space(node: FactNode, bound: int = 3) -> Space:
    return Space(section(it=node), Bounds(bound), {}).made("it")


@pytest.mark.parametrize(
    "node",
    [
        leaf("string", pattern="^[A-Z]{2}[0-9]+$", maxLength=6),
        leaf("string", pattern="^[0-9]{4}$"),
        leaf("string", minLength=20),
        leaf("string", maxLength=1),
        leaf("string", minLength=3, maxLength=3),
        leaf("string", format="resident-id"),
        leaf("string", format="unified-social-credit-code"),
        leaf("integer", minimum=-7, exclusiveMaximum=-5),
        leaf("integer", exclusiveMinimum=2, maximum=3),
        leaf("number", exclusiveMinimum=2, exclusiveMaximum=Decimal("2.3")),
        leaf("number", minimum=Decimal("0.25"), maximum=Decimal("0.25")),
        leaf("date", format="date"),
        items(leaf("integer", minimum=1, maximum=3), minItems=2, uniqueItems=True),
        items(leaf("boolean"), maxItems=2, uniqueItems=True),
        items(leaf("string", maxLength=2), minItems=5),
        items(section(name=leaf("string"), on=leaf("boolean")), minItems=3, uniqueItems=True),
    ],
    ids=str,
)
def test_a_stated_fact_is_one_that_the_schema_takes(node: FactNode) -> None:
    unknown = space(node)
    answer = Solver(unknown).ask(unknown.known("it"))
    assert answer.model is not None
    found = answer.model.facts()
    assert found.keys() == {"it"}
    assert list(violations(rules_of(section(it=node)), found)) == []


@pytest.mark.parametrize(
    "node, length, possible",
    [
        (items(leaf("integer"), minItems=2), 1, False),
        (items(leaf("integer"), minItems=2), 2, True),
        (items(leaf("integer"), maxItems=2), 2, True),
        (items(leaf("integer"), maxItems=2), 3, False),
        (items(leaf("boolean"), uniqueItems=True), 2, True),
        (items(leaf("boolean"), uniqueItems=True), 3, False),
        (items(leaf("integer", minimum=1, maximum=2), uniqueItems=True), 3, False),
        (items(leaf("integer"), minItems=5), 5, True),  # though the bound is 3
        (items(leaf("integer")), 4, False),
    ],
)
def test_lists_have_the_lengths_that_the_schema_allows(
    node: FactItems, length: int, possible: bool
) -> None:
    unknown = space(node)
    asked = Solver(unknown).ask(unknown.length_is("it", length))
    assert asked.kind == ("yes" if possible else "no")


def test_a_text_that_no_made_up_one_can_stand_for_is_not_stated() -> None:
    unknown = space(leaf("string", pattern="^certainly not this$"))
    assert Solver(unknown).ask(unknown.known("it")).kind == "no"
    assert Solver(unknown).ask(unknown.fact_is("it", "certainly not this")).kind == "yes"
    assert Solver(unknown).ask(unknown.known("it")).kind == "yes"


def test_items_of_figures_are_always_known() -> None:
    unknown = space(items(leaf("integer")), 2)
    assert [each.path for each in unknown.facts] == ["it", "it[1]", "it[2]"]
    assert Solver(unknown).ask(unknown.present("it[1]"), ~unknown.known("it[1]")).kind == "no"
    assert Solver(unknown).ask(unknown.fact_is("it[2]", 7), ~unknown.present("it[1]")).kind == "no"
