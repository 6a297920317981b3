"""Policies side by side: what each demands of a figure, and who is stricter than whom."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from policydsl.analysis.compare import (
    PolicyComparison,
    columns_of,
    compare_policies,
    read_criteria,
    shipped_criteria,
)
from policydsl.analysis.relations import Relation
from policydsl.report.compare_report import comparison_to_html, comparison_to_markdown
from policydsl.text.diagnostic import DiagnosticError
from small_policies import write_policy

HERE = Path(__file__).parent
HEAD = """\
parameters:
  figure: {{value: {figure}, unit: {unit}, clause: "1", title: {{zh: 数值, en: Figure}}}}
decisions:
  filing:
    title: {{zh: 备案, en: Filing}}
    checklist:
      - {{rule: ours, title: {{zh: 要求, en: Demand}}, clause: "1", {rule}}}
"""
AREA = "require: premises.office.area >= figure"


def policy(rule: str = AREA, figure: str = "50", unit: str = "m2", *more: str) -> str:
    """A policy of one rule, and more of them."""
    text = HEAD.format(rule=rule, figure=figure, unit=unit)
    for number, each in enumerate(more):
        text += (
            f"      - {{rule: more-{number}, title: {{zh: 另一要求{number}, en: More {number}}}, "
            f"clause: '2', {each}}}\n"
        )
    return text


def compared(root: Path, *bodies: str, assumed: str | None = None) -> PolicyComparison:
    names = [f"test/p{number}" for number in range(len(bodies))]
    for name, body in zip(names, bodies, strict=True):
        write_policy(root, name, "2024-01-01", body)
    columns = columns_of(names, [root])
    criteria = read_criteria(shipped_criteria(), columns[0].main.facts)
    return compare_policies(columns, criteria, assumed=assumed)


SAYS_FIFTY = {
    "at least": AREA,
    "not less": "require: not(premises.office.area < figure)",
    "twice as much": "require: premises.office.area * 2 >= figure + figure",
    "the figure first": "require: figure <= premises.office.area",
    "in a range": 'require: "premises.office.area in [figure..1000]"',
}


@pytest.mark.parametrize("rule", SAYS_FIFTY.values(), ids=SAYS_FIFTY)
def test_a_figure_is_found_however_it_is_written(rule: str, tmp_path: Path) -> None:
    found = compared(tmp_path, policy(rule), policy(figure="60"))
    row = next(row for row in found.rows if row.criterion.id == "office_area")
    ((demand, *_), (other,)) = row.cells
    assert (demand.side, demand.value, demand.always) == ("at_least", Decimal(50), True)
    assert (other.side, other.value) == ("at_least", Decimal(60))


def test_more_than_a_figure_is_told_from_no_less(tmp_path: Path) -> None:
    more = policy("require: premises.office.area > figure")
    less = policy("require: premises.office.area < figure")
    whole = policy("require: staff.experts > figure", "3", "person")
    found = compared(tmp_path, more, less, whole)
    row = next(row for row in found.rows if row.criterion.id == "office_area")
    assert [[(each.side, each.value) for each in cell] for cell in row.cells] == [
        [("more_than", Decimal(50))],
        [("less_than", Decimal(50))],
        [],
    ]
    row = next(row for row in found.rows if row.criterion.facts == ("staff.experts",))
    assert [(each.side, each.value) for each in row.cells[2]] == [("at_least", Decimal(4))]


def test_a_figure_that_not_everybody_needs_is_marked(tmp_path: Path) -> None:
    tenure = (
        'require: premises.office.tenure = "owned" or premises.office.remaining_use_years >= figure'
    )
    found = compared(tmp_path, policy(f"{tenure}", "3", "year"), policy())
    row = next(row for row in found.rows if row.criterion.id == "use_right")
    ((demand,), nothing) = row.cells
    assert (demand.value, demand.always, nothing) == (Decimal(3), False, ())
    assert row.strictest == (0,)


def test_a_range_demands_two_figures_and_equality_one(tmp_path: Path) -> None:
    between = policy("require: staff.experts between figure and figure + 2", "3", "person")
    exactly = policy("require: staff.experts = figure", "3", "person")
    found = compared(tmp_path, between, exactly)
    (row,) = [row for row in found.rows if row.criterion.facts == ("staff.experts",)]
    both, (one,) = row.cells
    assert {(each.side, each.value) for each in both} == {
        ("at_least", Decimal(3)),
        ("at_most", Decimal(5)),
    }
    assert (one.side, one.value) == ("is", Decimal(3))


ORDERS = {
    "a higher figure is stricter": (policy(figure="50"), policy(figure="60"), "tightened"),
    "a lower figure is looser": (policy(figure="60"), policy(figure="50"), "loosened"),
    "one more rule is stricter": (
        policy(),
        policy(AREA, "50", "m2", "require: record.good_credit"),
        "tightened",
    ),
    "the same in other words": (
        policy(),
        policy("require: not(premises.office.area < figure)"),
        "equivalent",
    ),
    "each its own": (policy(), policy("require: record.good_credit"), "incomparable"),
}


@pytest.mark.parametrize("one, other, relation", ORDERS.values(), ids=ORDERS)
def test_whole_verdicts(one: str, other: str, relation: str, tmp_path: Path) -> None:
    (pair,) = compared(tmp_path, one, other).pairs
    assert pair.whole.comparison.relation is Relation(relation)
    worse = {"tightened": [1], "loosened": [0], "equivalent": [], "incomparable": [0, 1]}
    assert sorted(each.worse for each in pair.whole.shown) == worse[relation]
    assert all(each.rules for each in pair.whole.shown)


def test_an_assumption_settles_what_is_incomparable(tmp_path: Path) -> None:
    large = policy(AREA, "60")
    schools = policy(f'when: institution.legal_form = "technical_school", {AREA}', "80")
    (pair,) = compared(tmp_path / "any", large, schools).pairs
    assert pair.whole.comparison.relation is Relation.INCOMPARABLE
    school = '机构.机构类型 = "technical_school"'
    (pair,) = compared(tmp_path / "school", large, schools, assumed=school).pairs
    assert pair.whole.comparison.relation is Relation.TIGHTENED


def test_shared_conditions_leave_out_what_only_one_asks(tmp_path: Path) -> None:
    one = policy(AREA, "50", "m2", "require: record.good_credit")
    other = policy(AREA, "60", "m2", "require: staff.managers >= 1")
    (pair,) = compared(tmp_path, one, other).pairs
    assert pair.whole.comparison.relation is Relation.INCOMPARABLE
    assert pair.shared is not None
    assert pair.shared.comparison.relation is Relation.TIGHTENED
    assert pair.shared_rules == (("ours",), ("ours",))


def test_an_order_is_drawn_without_detours(
    tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    found = compared(tmp_path, policy(), policy(figure="60"), policy(figure="80"), policy())
    golden(HERE / "golden" / "order.zh.md", comparison_to_markdown(found, "zh"))
    golden(HERE / "golden" / "order.en.html", comparison_to_html(found, "en"))


REFUSED = {
    "one policy": (["test/p0"], None, "compare-too-few"),
    "an unknown policy": (["test/p0", "test/p9"], None, "unknown-policy"),
    "an unknown fact": (["test/p0", "test/p0"], "office.area > 1", "unknown-name"),
    "no condition": (["test/p0", "test/p0"], "1 + 1", "wrong-type"),
}


@pytest.mark.parametrize("asked, assumed, code", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_compared_is_said(
    asked: list[str], assumed: str | None, code: str, tmp_path: Path
) -> None:
    write_policy(tmp_path, "test/p0", "2024-01-01", policy())
    with pytest.raises(DiagnosticError) as caught:
        compare_policies(columns_of(asked, [tmp_path]), (), assumed=assumed)
    assert code in caught.value.diagnostics[0].code


@pytest.mark.parametrize(
    "decisions, code",
    [
        ({"test/p9": "filing"}, "compare-unknown-policy"),
        ({"test/p0": "filling"}, "compare-not-a-checklist"),
    ],
)
def test_a_decision_that_is_not_there_is_said(
    decisions: dict[str, str], code: str, tmp_path: Path
) -> None:
    write_policy(tmp_path, "test/p0", "2024-01-01", policy())
    with pytest.raises(DiagnosticError) as caught:
        columns_of(["test/p0", "test/p0"], [tmp_path], decisions)
    assert caught.value.diagnostics[0].code == code


def test_criteria_that_name_no_fact_are_refused_at_their_place(tmp_path: Path) -> None:
    path = tmp_path / "criteria.yaml"
    path.write_text(
        "criteria:\n  seats:\n    title: {zh: 考位, en: Seats}\n    facts: [theory.seats]\n",
        encoding="utf-8",
    )
    write_policy(tmp_path, "test/p0", "2024-01-01", policy())
    (column, _) = columns_of(["test/p0", "test/p0"], [tmp_path])
    with pytest.raises(DiagnosticError) as caught:
        read_criteria(path, column.main.facts)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "criterion-unknown-fact"
    assert diagnostic.place is not None
    assert diagnostic.place.source.position(diagnostic.place.span.start) == (4, 13)


def test_versions_of_one_policy_each_show_their_own_figure(tmp_path: Path) -> None:
    roots = [tmp_path / "now", tmp_path / "draft"]
    for root, figure in zip(roots, ("50", "60"), strict=True):
        write_policy(root, "test/office", "2024-01-01", policy(figure=figure))
    columns = columns_of([str(root / "test" / "office") for root in roots])
    criteria = read_criteria(shipped_criteria(), columns[0].main.facts)
    (row,) = compare_policies(columns, criteria).rows
    assert [[each.value for each in cell] for cell in row.cells] == [[Decimal(50)], [Decimal(60)]]


def test_columns_are_told_apart_in_each_language(tmp_path: Path) -> None:
    for name in ("one", "other"):
        text = policy()
        write_policy(tmp_path, f"test/{name}", "2024-01-01", text)
    asked = [str(tmp_path / "test" / name) for name in ("one", "other")]
    titles = [column.title for column in columns_of(asked)]
    assert titles[0].zh != titles[1].zh
    assert titles[0].en != titles[1].en
