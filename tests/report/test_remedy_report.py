"""How remedies, and what is missing, are told: in both languages, in each form."""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from checkout import ROOT
from policydsl.analysis.missing.asking import missing
from policydsl.analysis.missing.results import Missing
from policydsl.analysis.remedy.asking import remedies
from policydsl.analysis.remedy.costs import CostEntry, Costs
from policydsl.analysis.remedy.results import Remedies
from policydsl.api import Policies, Policy
from policydsl.policy.shipped import shipped_policies
from policydsl.report.missing_report import (
    missing_to_html,
    missing_to_json,
    missing_to_markdown,
    missing_to_text,
)
from policydsl.report.remedy_report import (
    remedies_to_html,
    remedies_to_json,
    remedies_to_markdown,
    remedies_to_text,
)
from policydsl.text.diagnostic import Language, Text
from policydsl.trace_json import dump_json

Golden = Callable[[Path, str], None]
LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])


@cache
def policy(id_: str) -> Policy:
    return Policies(shipped_policies()).load(id_)


@cache
def answers() -> tuple[Remedies, ...]:
    """With costs; without any remedy; and with a statement."""
    costs = Costs(
        {
            "premises.office.remaining_use_years": CostEntry(per_unit=Decimal("1.5")),
            "premises.office.tenure": CostEntry(fixed=Decimal(30)),
        },
        unit=Text("万元", "ten thousand yuan"),
        source_name="costs.yaml",
    )
    return (
        _remedies("anhui/evaluation-body-filing", "anhui/enterprise-incomplete", "filing", costs),
        _remedies(
            "foshan/evaluation-body-filing",
            "foshan/hospital-company-incomplete",
            "enterprise_filing",
        ),
        _remedies("guangxi/evaluation-body-filing", "guangxi/city-school-fails-narrowly", "filing"),
    )


def _remedies(id_: str, example: str, decision: str, costs: Costs | None = None) -> Remedies:
    found = policy(id_)
    facts = found.facts(ROOT / "examples" / f"{example}.yaml")
    return remedies(found.program, facts, found.day, decision, costs)


@cache
def open_ones() -> tuple[Missing, ...]:
    """Some sets; and a verdict that facts alone do not settle."""
    return (
        _missing("anhui/evaluation-body-filing", "anhui/enterprise-incomplete", "filing"),
        _missing(
            "foshan/evaluation-body-filing",
            "foshan/hospital-company-incomplete",
            "enterprise_filing",
        ),
        _missing(
            "guangxi/evaluation-body-filing", "guangxi/nationwide-company-incomplete", "filing"
        ),
    )


def _missing(id_: str, example: str, decision: str) -> Missing:
    found = policy(id_)
    facts = found.facts(ROOT / "examples" / f"{example}.yaml")
    return missing(found.program, facts, found.day, decision)


@LANGUAGES
def test_remedies_as_text(language: Language, golden: Golden) -> None:
    shown = "".join(remedies_to_text([each], language, colour=False) for each in answers())
    golden(Path(f"golden/remedy.{language}.txt"), shown)


@LANGUAGES
def test_remedies_as_markdown(language: Language, golden: Golden) -> None:
    golden(Path(f"golden/remedy.{language}.md"), remedies_to_markdown(answers()[:1], language))


def test_remedies_as_html_are_one_page() -> None:
    page = remedies_to_html(answers(), "zh")
    assert page.startswith("<!DOCTYPE html>")
    assert "3 年以上" in page
    assert "不能改变" in page


def test_remedies_as_json(golden: Golden) -> None:
    data = [remedies_to_json(each) for each in answers()]
    golden(Path("golden/remedy.json"), dump_json(data) + "\n")


@LANGUAGES
def test_what_is_missing_as_text(language: Language, golden: Golden) -> None:
    shown = "".join(missing_to_text([each], language, colour=False) for each in open_ones())
    golden(Path(f"golden/missing.{language}.txt"), shown)


@LANGUAGES
def test_what_is_missing_as_markdown(language: Language, golden: Golden) -> None:
    golden(Path(f"golden/missing.{language}.md"), missing_to_markdown(open_ones()[:1], language))


def test_what_is_missing_as_html_is_one_page() -> None:
    page = missing_to_html(open_ones(), "zh")
    assert page.startswith("<!DOCTYPE html>")
    assert "由评审人判断" in page


def test_what_is_missing_as_json(golden: Golden) -> None:
    data = [missing_to_json(each) for each in open_ones()]
    golden(Path("golden/missing.json"), dump_json(data) + "\n")
    assert json.loads(dump_json(data))[0]["decision"] == "filing"


def test_nothing_to_do_is_said() -> None:
    assert "没有不符合或待定" in remedies_to_text([], "zh", colour=False)
    assert "settled" in missing_to_text([], "en", colour=False)
