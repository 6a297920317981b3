"""Decision tables: each hit policy, also where rows may or may not match (DMN 1.5 §8.2.8)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policydsl.feel.values import NULL, CauseKind, Null, Value
from policydsl.report.result_words import result_lines
from policydsl.trace import Status, Trace
from small_programs import AS_OF, evaluate, facts, program

PASS, FAIL, UNKNOWN, SKIP = Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE

LABELS = "{city: 市级, province: 省级, nation: 国家}"


def table_trace(table: str, stated: dict[str, Any], **options: Any) -> Trace:
    lines = "".join(f"      {line}\n" for line in table.strip("\n").split("\n"))
    body = f"decisions:\n  office:\n    title: 受理部门\n    table:\n{lines}"
    return evaluate(program(body), facts(stated), AS_OF, "office", **options)


def stated(tier: str | None = None, area: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if tier is not None:
        found["application"] = {"tier": tier}
    if area is not None:
        found["premises"] = {"office": {"area": area}}
    return found


def routing(hit: str, rows: str, more: str = "") -> str:
    return f"""
hit: {hit}
inputs: {{tier: application.tier, area: premises.office.area}}
outputs: {{office: {{title: 部门, values: {LABELS}{more}}}}}
rows: {rows}
"""


BY_TIER_THEN_AREA = """
  - {when: {tier: city}, then: city, clause: "1"}
  - {when: {area: ">= 100"}, then: province, clause: "2"}
  - {when: {tier: [province, city]}, then: province, clause: "3"}
"""

UNKNOWN_TIER, UNKNOWN_AREA = "application.tier", "premises.office.area"


def outcome(trace: Trace) -> object:
    """The value; for an unknown the missing facts; for another null the kinds of its causes."""
    match trace.value:
        case Null(causes) if any(cause.fact for cause in causes):
            return tuple(cause.fact for cause in causes)
        case Null(causes):
            return [cause.kind for cause in causes]
        case value:
            return value


@pytest.mark.parametrize(
    "tier, area, expected, rows",
    [
        ("city", 200, "city", [PASS, SKIP, SKIP]),
        ("province", 200, "province", [FAIL, PASS, SKIP]),
        ("province", 50, "province", [FAIL, FAIL, PASS]),
        ("nation", 50, [CauseKind.NO_MATCH], [FAIL, FAIL, FAIL]),
        ("province", None, "province", [FAIL, UNKNOWN, PASS]),  # the same whatever the area
        ("city", None, "city", [PASS, SKIP, SKIP]),
        ("nation", None, (UNKNOWN_AREA,), [FAIL, UNKNOWN, FAIL]),
        (None, 200, (UNKNOWN_TIER,), [UNKNOWN, PASS, SKIP]),
        (None, 50, (UNKNOWN_TIER,), [UNKNOWN, FAIL, UNKNOWN]),
    ],
)
def test_first(tier: str | None, area: int | None, expected: object, rows: list[Status]) -> None:
    trace = table_trace(routing("first", BY_TIER_THEN_AREA), stated(tier, area))
    assert outcome(trace) == expected
    assert [row.status for row in trace.rows] == rows
    assert [(row.number, row.clauses) for row in trace.rows] == [
        (1, ("1",)),
        (2, ("2",)),
        (3, ("3",)),
    ]


@pytest.mark.parametrize(
    "tier, area, expected",
    [
        ("nation", 50, "nation"),
        ("nation", None, (UNKNOWN_AREA,)),
        (None, 200, (UNKNOWN_TIER,)),
    ],
)
def test_a_default_is_one_of_the_possible_answers(
    tier: str | None, area: int | None, expected: object
) -> None:
    table = routing("first", BY_TIER_THEN_AREA, more=", default: nation")
    assert outcome(table_trace(table, stated(tier, area))) == expected


def test_where_the_default_agrees_nothing_needs_to_be_known() -> None:
    rows = '[{when: {tier: city}, then: city, clause: "1"}]'
    table = routing("first", rows, more=", default: city")
    assert outcome(table_trace(table, {})) == "city"


@pytest.mark.parametrize(
    "hit, tier, area, expected",
    [
        ("unique", "province", 50, "province"),
        ("unique", "nation", 200, "province"),
        ("unique", "province", 200, [CauseKind.NO_MATCH]),  # two rows at once
        ("unique", "city", 50, [CauseKind.NO_MATCH]),
        ("unique", "province", None, "province"),
        ("unique", None, 50, (UNKNOWN_TIER,)),
        ("any", "province", 200, "province"),
        ("any", "city", 200, [CauseKind.NO_MATCH]),  # the rows do not agree
        ("any", "province", None, "province"),
        ("any", None, 200, (UNKNOWN_TIER,)),
        ("priority", "city", 200, "city"),  # the values are listed best first
        ("priority", "province", 200, "province"),
        ("priority", "city", None, "city"),  # nothing outranks it
        ("priority", None, 200, (UNKNOWN_TIER,)),
        ("priority", "nation", 10, [CauseKind.NO_MATCH]),
    ],
)
def test_single_hits(hit: str, tier: str | None, area: int | None, expected: object) -> None:
    assert outcome(table_trace(routing(hit, BY_TIER_THEN_AREA), stated(tier, area))) == expected


def test_a_row_that_may_match_matters_to_priority_only_if_it_is_better() -> None:
    rows = """
  - {when: {tier: province}, then: province, clause: "1"}
  - {when: {area: ">= 100"}, then: nation, clause: "2"}
"""
    assert outcome(table_trace(routing("priority", rows), stated("province"))) == "province"
    better = rows.replace("nation", "city")
    assert outcome(table_trace(routing("priority", better), stated("province"))) == (UNKNOWN_AREA,)


def test_rows_that_contradict_one_another_are_named_by_their_clauses() -> None:
    trace = table_trace(routing("unique", BY_TIER_THEN_AREA), stated("city", 200))
    (cause,) = trace.causes
    assert cause.message.en == ("3 rows of the decision table match at once (clauses: 1, 2, 3)")


def scores(hit: str, aggregate: str = "list", more: str = "") -> str:
    return f"""
hit: {hit}
{f"aggregate: {aggregate}" if hit == "collect" else ""}
inputs: {{tier: application.tier, area: premises.office.area}}
outputs: {{points: {{title: 分数, type: number{more}}}}}
rows:
  - {{when: {{area: ">= 100"}}, then: 7, clause: "1"}}
  - {{when: {{tier: [city, province]}}, then: 3, clause: "2"}}
  - {{when: {{tier: city}}, then: 5, clause: "3"}}
"""


@pytest.mark.parametrize(
    "hit, aggregate, tier, area, expected",
    [
        ("rule_order", "list", "city", 200, (7, 3, 5)),
        ("collect", "list", "city", 50, (3, 5)),
        ("collect", "list", "nation", 50, ()),
        ("collect", "sum", "city", 200, 15),
        ("collect", "min", "city", 200, 3),
        ("collect", "max", "city", 200, 7),
        ("collect", "count", "city", 200, 3),
        ("collect", "count", "nation", 50, 0),
        ("collect", "sum", "nation", 50, [CauseKind.NO_MATCH]),
        ("collect", "max", "nation", 50, [CauseKind.NO_MATCH]),
        ("collect", "sum", "city", None, (UNKNOWN_AREA,)),
        ("rule_order", "list", None, 200, (UNKNOWN_TIER,)),
    ],
)
def test_multiple_hits(
    hit: str, aggregate: str, tier: str | None, area: int | None, expected: object
) -> None:
    assert outcome(table_trace(scores(hit, aggregate), stated(tier, area))) == expected


def test_a_default_stands_in_for_an_aggregate_of_nothing() -> None:
    table = scores("collect", "sum", more=", default: 0")
    assert outcome(table_trace(table, stated("nation", 50))) == 0


TWO_OUTPUTS = """
hit: first
inputs: {tier: application.tier}
outputs:
  office: {title: 部门, values: {city: 市级, province: 省级}}
  term: {title: 年限, type: number, unit: year}
rows:
  - {when: {tier: city}, then: {office: city, term: 3}, clause: "1"}
  - when: {tier: province}
    then: {office: province, term: premises.office.remaining_use_years}
    clause: "2"
"""


def test_several_outputs_make_a_context_in_their_order() -> None:
    trace = table_trace(TWO_OUTPUTS, stated("city"))
    assert trace.value == {"office": "city", "term": Decimal(3)}
    assert isinstance(trace.value, dict)
    assert list(trace.value) == ["office", "term"]
    assert dict(trace.value_labels)["city"].zh == "市级"


def test_a_result_may_rest_on_an_unknown_fact() -> None:
    trace = table_trace(TWO_OUTPUTS, stated("province"))
    assert trace.value == {"office": "province", "term": Null()}
    assert [cause.fact for cause in trace.causes] == ["premises.office.remaining_use_years"]


@pytest.mark.parametrize(
    "cell, area, expected",
    [
        ('"-"', None, "city"),  # anything at all, known or not
        ('"[10..20)"', 10, "city"),
        ('"[10..20)"', 20, "province"),
        ('"not(< 10)"', 10, "city"),
        ('"< 10, > 20"', 15, "province"),
        ('"< 10, > 20"', 21, "city"),
        ("area_min", 50, "city"),
        ("'? * 2 >= area_min'", 25, "city"),
        ("'? * 2 >= area_min'", 24, "province"),
    ],
)
def test_cells(cell: str, area: int | None, expected: Value) -> None:
    rows = f'[{{when: {{area: {cell}}}, then: city, clause: "1"}}]'
    table = routing("first", rows, more=", default: province")
    assert outcome(table_trace(table, stated("city", area))) == expected


def test_in_detail_a_table_shows_its_inputs_and_the_rows_that_were_looked_at() -> None:
    trace = table_trace(routing("first", BY_TIER_THEN_AREA), stated("province", 200), detail=True)
    assert trace.step is not None
    assert (trace.step.expression, trace.step.value) == ("office", "province")
    assert [(step.expression, step.value) for step in trace.step.steps] == [
        ("application.tier", "province"),
        ("premises.office.area", Decimal(200)),
        ("1. tier: city", False),
        ("2. area: >= 100", True),
    ]


READABLE_OUTPUTS = """
hit: first
inputs: {tier: application.tier}
outputs:
  first_review:
    title: {zh: 初审, en: First review}
    values: {done: {zh: 由市级初审, en: by a city}}
  decides: {title: {zh: 核准, en: Decision}, values: {done: {zh: 由省级核准, en: by a province}}}
rows: [{when: {tier: city}, then: {first_review: done, decides: done}, clause: "1"}]
"""


def test_each_output_reads_by_a_title_and_labels_of_its_own() -> None:
    trace = table_trace(READABLE_OUTPUTS, stated("city"))
    assert result_lines(trace, trace.value or NULL, "zh") == (
        "初审：由市级初审",
        "核准：由省级核准",
    )
    assert result_lines(trace, trace.value or NULL, "en") == (
        "First review: by a city",
        "Decision: by a province",
    )
    collected = table_trace(READABLE_OUTPUTS.replace("first\n", "collect\n", 1), stated("city"))
    assert result_lines(collected, collected.value or NULL, "zh") == (
        "初审：由市级初审；核准：由省级核准",
    )


def test_that_no_row_matches_names_the_table_and_its_inputs() -> None:
    trace = table_trace(
        routing("first", '[{when: {area: ">= 100"}, then: city, clause: "1"}]'), stated("city", 9)
    )
    (cause,) = trace.causes
    assert cause.kind is CauseKind.NO_MATCH
    assert "“受理部门”没有一行符合（" in cause.message.zh
    assert "市级" in cause.message.zh
    assert "：9" in cause.message.zh
    assert cause.message.en.startswith("no row of “受理部门” matches (")
