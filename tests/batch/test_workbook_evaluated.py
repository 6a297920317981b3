"""A form that was filled in gives what the same facts give as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from filled_forms import filled, saved
from policydsl.api import Policy
from policydsl.batch.evaluator import TableEvaluator
from policydsl.batch.joining import Tables
from policydsl.batch.reading.source import Loaded, Table
from policydsl.batch.results import Evaluated
from policydsl.batch.workbooks.source import WorkbookSource
from policydsl.batch.workbooks.template import Form
from policydsl.policy.facts import facts_from_data
from policydsl.text.diagnostic import Language
from policydsl.trace import Trace
from shipped_programs import examples, shipped


def evaluated(policy: Policy, loaded: Loaded) -> Evaluated:
    """As `policydsl batch` evaluates a part."""
    assert isinstance(loaded.content, Table)
    raw = {"": loaded.content.frame}
    raw |= {path: table.frame for path, table in loaded.related.items()}
    headings = {path: frame.columns for path, frame in raw.items()}
    converted = Tables.of(policy.program.facts, headings).run(raw)
    assert converted.rejects == ()
    return TableEvaluator.of(policy.program).evaluate(converted.frame)


def joinable(stated: Mapping[str, Any]) -> bool:
    """Whether occupations have names of their own, so that levels can say whose they are."""
    names = [
        [each.get("name") for each in stated.get(path) or ()]
        for path in ("occupations", "filed_occupations")
    ]
    return all(None not in each and len(set(each)) == len(each) for each in names)


INSTITUTIONS = [
    {**stated, "institution": {**stated.get("institution", {}), "name": f"第{number}所"}}
    for number, stated in enumerate(examples().values())
    if joinable(stated)
]


def told(trace: Trace) -> dict[str, Any]:
    """What a result's row holds of one decision."""
    if trace.kind != "checklist" or trace.verdict is None:
        return {}
    rules = {f"{trace.decision}.{rule.id}": rule.status.value for rule in trace.rules}
    return {trace.decision: trace.verdict.value} | rules


def test_there_are_institutions_of_every_kind() -> None:
    assert len(INSTITUTIONS) >= 15


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: f"{policy.id} {policy.version}")
def test_a_filled_in_form_is_evaluated_as_its_facts_are(policy: Policy, tmp_path: Path) -> None:
    form = Form.of(policy.program, policy.day)
    language: Language = "en" if policy.id.startswith("hebei") else "zh"
    path = saved(filled(form, INSTITUTIONS, language), tmp_path / "form.xlsx")
    (part,) = WorkbookSource(path, policy.program.facts).parts(1000)
    loaded = part.load()
    assert loaded.broken == ()
    found = evaluated(policy, loaded)
    assert found.rejects == ()
    for row, stated in zip(found.results.to_dicts(), INSTITUTIONS, strict=True):
        facts = facts_from_data(stated, policy.program.facts)
        for trace in policy.evaluate_all(facts):
            expected = told(trace)
            assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("written", ["0.1", "49.99", "1234.5678", "99999999999.125", "100"])
def test_a_number_is_the_decimal_that_was_typed(written: str, tmp_path: Path) -> None:
    policy = next(each for each in shipped() if each.id == "anhui/evaluation-body-filing")
    stated = {"institution": {"name": "甲"}, "premises": {"office": {"area": Decimal(written)}}}
    form = Form.of(policy.program, policy.day)
    path = saved(filled(form, [stated]), tmp_path / "form.xlsx")
    (part,) = WorkbookSource(path, policy.program.facts).parts(1000)
    content = part.load().content
    assert isinstance(content, Table)
    raw = {"": content.frame}
    frame = Tables.of(policy.program.facts, {"": content.frame.columns}).run(raw).frame
    assert Decimal(frame["premises.office.area"][0]) == Decimal(written)
