"""A costs file says on which terms facts change; what is wrong with one is said at its place."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from policydsl.analysis.remedy.costs import Costs, movement_of
from policydsl.analysis.remedy.costs_file import read_costs, read_costs_file
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema
from policydsl.text.diagnostic import PolicyError
from policydsl.text.render import render_all
from policydsl.text.source import Source

WRONG = sorted((Path(__file__).parent / "golden" / "costs").glob("*.yaml"))


def schema() -> FactsSchema:
    return load_facts_schema()


def costs(text: str) -> Costs:
    return read_costs(Source("costs.yaml", text), schema())


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_what_is_wrong_is_said_at_its_place(
    path: Path, golden: Callable[[Path, str], None]
) -> None:
    with pytest.raises(PolicyError) as caught:
        read_costs(Source(path.name, path.read_text(encoding="utf-8")), schema())
    assert all(each.place is not None for each in caught.value.diagnostics)
    golden(path.with_suffix(".txt"), render_all(caught.value.diagnostics) + "\n")


def test_a_figure_alone_is_the_fixed_cost_and_a_word_how_it_changes() -> None:
    found = costs("costs: {premises.office.area: 2.5, staff.managers: never}")
    assert found.of_fact("premises.office.area", schema()).fixed == Decimal("2.5")
    assert found.of_fact("staff.managers", schema()).change == "never"


def test_facts_may_go_by_their_chinese_names() -> None:
    found = costs("costs: {场所.办公用房.面积: {per_unit: 0.5, most: 120}}")
    terms = found.of_fact("premises.office.area", schema())
    assert (terms.per_unit, terms.most) == (Decimal("0.5"), Decimal(120))


def test_what_is_said_of_a_section_holds_below_unless_something_nearer_says_otherwise() -> None:
    found = costs("costs: {staff: {change: never, fixed: 4}, staff.managers: {change: grows}}")
    assert found.of_fact("staff.examiners", schema()).change == "never"
    assert found.of_fact("staff.managers", schema()).change == "grows"
    assert found.of_fact("staff.managers", schema()).fixed == 4


def test_one_item_comes_before_any_item() -> None:
    found = costs(
        'costs: {"occupations[].theory.seats": 2, "occupations[2].theory.seats": 5, '
        '"occupations[3]": never}'
    )
    assert found.of_fact("occupations[1].theory.seats", schema()).fixed == 2
    assert found.of_fact("occupations[2].theory.seats", schema()).fixed == 5
    assert found.of_fact("occupations[3].theory.seats", schema()).change == "never"
    assert found.of_fact("occupations[3].theory.seats", schema()).fixed == 2


def test_only_the_list_itself_says_whether_items_may_come() -> None:
    found = costs("costs: {occupations: {add: 30, up_to: 4}}")
    assert found.of_list("occupations").add == 30
    assert found.of_list("occupations").up_to == 4
    assert found.of_list("occupations[1].levels").add is None


def test_an_unknown_fact_may_be_dear_to_state_or_not_to_be_stated_at_all() -> None:
    found = costs("default: {document: 0.5}\ncosts: {record: {document: never}}")
    assert found.of_fact("premises.office.area", schema()).document == Decimal("0.5")
    assert found.of_fact("record.good_credit", schema()).document is None


def test_values_of_an_enumeration_may_be_written_in_chinese() -> None:
    found = costs("costs: {premises.office.tenure: {to: [自有, leased]}}")
    assert found.of_fact("premises.office.tenure", schema()).to == ("owned", "leased")


@pytest.mark.parametrize(
    "path, change",
    [
        ("premises.office.area", "grows"),  # figures grow
        ("premises.office.papers_safe", "free"),  # what is so or not can change
        ("premises.office.tenure", "free"),
        ("staff.managers", "grows"),
        ("application.submitted_on", "never"),  # a day that has been
        ("institution.name", "never"),
        ("record.no_violations", "never"),  # the schema says so of the whole section
        ("experience.consecutive_years", "never"),
        ("experience.years_shortfall_reason", "free"),  # a reason can always be stated
        ("enterprise.revenue", "never"),
        ("enterprise.insured_employees_in_city", "grows"),  # nearer than what the section says
        ("occupations[1].kind", "never"),
        ("occupations[2].theory.seats", "grows"),
        ("summary.characters", "free"),
    ],
)
def test_what_nobody_says_follows_from_the_schema_and_the_kind(path: str, change: str) -> None:
    assert movement_of(path, schema()) == change
    assert Costs().of_fact(path, schema()).change == change


def test_a_file_may_say_what_costs_are_counted_in(tmp_path: Path) -> None:
    file = tmp_path / "costs.yaml"
    file.write_text(
        "unit: {zh: 万元, en: ten thousand yuan}\ncosts: {institution: never}\n", "utf-8"
    )
    found = read_costs_file(file, schema())
    assert found.unit is not None
    assert found.unit.zh == "万元"
    assert found.source_name == str(file)
