"""How good the cases are, as people and programs read it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from mutation_samples import CASES, write_sample
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import mutants
from policydsl.analysis.mutate.results import State, VersionMutation
from policydsl.analysis.mutate.runs import Asked, mutate_policies
from policydsl.report.mutation_changes import change_words, subject_words
from policydsl.report.mutation_report import (
    mutation_to_html,
    mutation_to_json,
    mutation_to_markdown,
    mutation_to_text,
)
from policydsl.report.mutation_words import KIND_NAMES, STATE_NAMES
from policydsl.text.diagnostic import Language
from policydsl.trace_json import dump_json
from report_policies import CITY, PROVINCE, program
from shipped_programs import shipped

LANGUAGES: tuple[Language, ...] = get_args(Language)
Golden = Callable[[Path, str], None]
Runs = tuple[VersionMutation, ...]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated")


@pytest.fixture(scope="module")
def runs(folder: Path) -> Runs:
    return mutate_policies([write_sample(folder)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_text(golden: Golden, folder: Path, runs: Runs, language: Language) -> None:
    text = mutation_to_text(runs, language, colour=False, width=400)
    golden(Path(f"golden/mutation/office.{language}.txt"), text.replace(f"{folder}/", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(golden: Golden, folder: Path, runs: Runs, language: Language) -> None:
    text = mutation_to_markdown(runs, language)
    golden(Path(f"golden/mutation/office.{language}.md"), text.replace(f"{folder}/", ""))


def test_html_says_the_same(runs: Runs) -> None:
    page = mutation_to_html(runs, "zh")
    assert "<h1>用例能否发现政策的改动</h1>" in page
    assert "去掉：租用" in page


def test_json_holds_every_mutant_with_what_became_of_it(runs: Runs) -> None:
    (data,) = json.loads(dump_json(mutation_to_json(runs)))
    (run,) = runs
    assert len(data["mutants"]) == len(run.results)
    assert data["score"] == {
        "killed": run.score.counts[State.KILLED],
        "equivalent": 6,
        "survived": 1,
        "not_run": 0,
        "percent": run.score.percent,
    }
    (survivor,) = [each for each in data["mutants"] if each["state"] == "survived"]
    assert survivor["kind"] == "list-item"
    assert survivor["subject"] == "rights"
    assert survivor["facts"]["premises"] == {"office": {"tenure": "leased"}}
    assert survivor["case"] is None
    killed = next(each for each in data["mutants"] if each["state"] == "killed")
    assert killed["case"]["en"]


def test_failing_and_missing_cases_are_told(tmp_path: Path) -> None:
    unproved = Asked(proving=None)
    wrong = write_sample(tmp_path, CASES.replace("size: small", "size: large"))
    failing = mutate_policies([wrong], asked=unproved)
    assert "1 cases disagree with the policy" in mutation_to_text(failing, "en", colour=False)
    (tmp_path / "test/office/2024-01-01.cases.yaml").unlink()
    none = mutate_policies([wrong], asked=unproved)
    assert "no cases" in mutation_to_text(none, "en", colour=False)


def test_what_was_not_run_is_counted(tmp_path: Path) -> None:
    asked = Asked(seconds=0.0, proving=None)
    text = mutation_to_text(
        mutate_policies([write_sample(tmp_path)], asked=asked), "en", colour=False
    )
    assert "not run" in text


def test_every_kind_and_state_has_its_words() -> None:
    assert set(KIND_NAMES) == set(Kind)
    assert set(STATE_NAMES) == set(State)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("policy", [PROVINCE, CITY])
def test_changes_in_words(golden: Golden, policy: str, language: Language) -> None:
    made = program(policy)
    lines = [
        f"{KIND_NAMES[each.kind].in_language(language)} | "
        f"{subject_words(each, made, language)} | {change_words(each, made, language)}"
        for each in mutants(made)
    ]
    name = policy.replace("/", ".")
    golden(Path(f"golden/mutation/{name}.{language}.txt"), "\n".join(lines) + "\n")


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_every_change_of_a_shipped_policy_has_words(policy: object) -> None:
    made = policy.program  # type: ignore[attr-defined]
    for each in list(mutants(made))[::7]:
        for language in LANGUAGES:
            assert subject_words(each, made, language)
            assert change_words(each, made, language)
