"""One institution after the other: checked first, and left to the interpreter where too large."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from policydsl.analysis.single_records import SingleRecords
from policydsl.engines.cost import bounds_of
from policydsl.engines.python import BeyondBoundsError, compile_program, named
from policydsl.policy.facts import facts_from_data
from policydsl.text.diagnostic import FactsError
from small_policies import OFFICE, program

LOOP = (
    OFFICE
    + """\
      - rule: levels
        title: {zh: 等级, en: Levels}
        clause: "2"
        for: [o in occupations, other in occupations]
        require: o.widely_applicable = other.widely_applicable
        empty: fail
"""
)


def test_plain_data_is_checked_before_anything_runs() -> None:
    records = SingleRecords.of(program())
    assert records.of_data({"premises": {"office": {"area": 50}}}) == (0, 1)
    for wrong in (50.5, "大", True):
        with pytest.raises(FactsError):
            records.of_data({"premises": {"office": {"area": wrong}}})
    with pytest.raises(FactsError):
        records.of_data({"premises": {"ofice": {"area": 50}}})


@pytest.mark.parametrize(
    "office",
    [
        {"area": 50},
        {"area": Decimal("50.0")},
        {"area": " ", "suited": True},
        {"面积": 49},
        None,
        {},
    ],
    ids=str,
)
def test_data_means_the_same_however_it_is_checked(office: Any) -> None:
    """What is told quickly and what the facts' reader has to read."""
    records, data = SingleRecords.of(program()), {"premises": {"office": office}}
    facts = facts_from_data(data, records.compiled.program.facts)
    assert records.of_data(data) == records.of_facts(facts)


def test_what_is_too_large_is_the_interpreter_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{bounds_of.__module__}.MAX_STEPS", 2_000)
    records = SingleRecords.of(program(LOOP))
    stated = {
        "premises": {"office": {"area": 49}},
        "occupations": [{"widely_applicable": True}] * 40 + [{}],
    }
    with pytest.raises(BeyondBoundsError):
        compile_program(program(LOOP)).run(stated)
    found = named(records.compiled.fields, records.of_data(stated))
    assert found == {
        "filing": "ineligible",
        "filing.office": "fail",
        "filing.levels": "unknown",
    }
