"""The coverage of a notice's clauses, as people and programs read it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from policydsl.policy.publishing.coverage import Coverage, coverage
from policydsl.policy.publishing.register import read_register
from policydsl.report import page_words
from policydsl.report.coverage_report import (
    coverage_to_html,
    coverage_to_json,
    coverage_to_markdown,
    coverage_to_text,
)
from policydsl.text.diagnostic import Language
from report_policies import CITY, PROVINCE, REGISTER, program, without_folder

LANGUAGES: tuple[Language, ...] = get_args(Language)
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def coverages() -> list[Coverage]:
    programs = [program(PROVINCE), program(CITY)]
    return [coverage(programs, register) for register in read_register(REGISTER)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_text(golden: Golden, coverages: list[Coverage], language: Language) -> None:
    text = coverage_to_text(coverages, language, colour=False, width=400)
    golden(Path(f"golden/coverage/demo.{language}.txt"), without_folder(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(golden: Golden, coverages: list[Coverage], language: Language) -> None:
    text = coverage_to_markdown(coverages, language)
    golden(Path(f"golden/coverage/demo.{language}.md"), without_folder(text))


def test_the_page_escapes_what_a_register_says(coverages: list[Coverage]) -> None:
    page = coverage_to_html(coverages, "zh")
    assert "&lt;b&gt;on purpose&lt;/b&gt;" in page
    assert "<b>" not in page


def test_json_says_every_clause_and_what_cites_it(coverages: list[Coverage]) -> None:
    first, second = json.loads(json.dumps(coverage_to_json(coverages)))
    states = {clause["clause"]: clause["state"] for clause in first["clauses"]}
    assert states == {
        "1": "cited",
        "1/1": "cited",
        "1/2": "cited",
        "1/3": "cited",
        "1/4": "cited",
        "1/5": "unknown",
        "2": "cited",
        "3": "cited",
        "4": "not_encoded",
        "5": "missing",
    }
    assert not first["complete"]
    cited = {clause["clause"]: clause["cited_by"] for clause in first["clauses"]}["1/3"]
    assert [(quote["kind"], quote["id"]) for quote in cited] == [
        ("parameter", "workstations_min"),
        ("rule", "filing.workstations"),
    ]
    assert second["policies"] == []


def test_every_state_has_a_word_and_a_sign_of_its_own() -> None:
    assert set(page_words.CLAUSE_STATES) == set(page_words.CLAUSE_SIGNS)
    assert len(set(page_words.CLAUSE_SIGNS.values())) == len(page_words.CLAUSE_SIGNS)
