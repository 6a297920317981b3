"""`mutate`: exit codes, forms, budgets, and the cases that it writes."""

import json
from pathlib import Path

import pytest

from command_line import policydsl
from mutation_samples import CASES, write_sample
from policydsl.analysis.mutate.kinds import Kind


@pytest.fixture
def policy(tmp_path: Path) -> str:
    return str(write_sample(tmp_path))


def test_a_change_that_goes_unnoticed_fails(policy: str) -> None:
    found = policydsl("mutate", policy)
    assert found.code == 1
    assert "能发现它的机构：场所·办公用房·权属：租用" in found.out
    assert found.err == ""


def test_written_cases_leave_nothing_unnoticed(policy: str, tmp_path: Path) -> None:
    more = tmp_path / "test/office/2024-01-01.more.cases.yaml"
    assert policydsl("mutate", policy, "--save-cases", str(more)).code == 1
    assert policydsl("test", policy).code == 0
    assert policydsl("mutate", policy).code == 0


def test_where_all_is_noticed_no_cases_are_written(policy: str, tmp_path: Path) -> None:
    more = tmp_path / "more.cases.yaml"
    assert policydsl("mutate", policy, "--only", "rule", "--save-cases", str(more)).code == 0
    assert not more.exists()


def test_less_may_be_enough(policy: str) -> None:
    arguments = ("mutate", policy, "--only", "list-item")  # one of two is noticed
    assert policydsl(*arguments, "--fail-under", "50").code == 0
    assert policydsl(*arguments, "--fail-under", "51").code == 1


def test_without_proof_there_is_neither_proof_nor_institution(policy: str) -> None:
    found = policydsl("mutate", policy, "--no-proof", "--lang", "en", "--fail-under", "0")
    assert found.code == 0
    assert "0 proved equivalent, 7 not noticed" in found.out
    assert "An institution that would" not in found.out


def test_cases_that_fail_anyway_fail(tmp_path: Path) -> None:
    path = write_sample(tmp_path, CASES.replace("size: small", "size: large"))
    arguments = ("mutate", str(path), "--only", "rule", "--fail-under", "0")
    assert policydsl(*arguments).code == 1


def test_no_cases_fail(tmp_path: Path) -> None:
    path = write_sample(tmp_path, None)
    arguments = ("mutate", str(path), "--no-proof", "--fail-under", "0")
    assert policydsl(*arguments).code == 1


@pytest.mark.parametrize("form, start", [("markdown", "# "), ("html", "<!DOCTYPE html>")])
def test_other_forms(policy: str, form: str, start: str) -> None:
    found = policydsl("mutate", policy, "--format", form, "--no-proof", "--limit", "5")
    assert found.out.startswith(start)


def test_json_lists_each_mutant(policy: str) -> None:
    found = policydsl("mutate", policy, "--format", "json", "--no-proof", "--decision", "size")
    (run,) = json.loads(found.out)
    assert run["policy"] == "test/office"
    assert {each["subject"].partition(".")[0] for each in run["mutants"]} == {"size"}
    assert {each["kind"] for each in run["mutants"]} <= {kind.value for kind in Kind}


def test_a_terminal_sees_how_far_it_is(policy: str) -> None:
    found = policydsl("mutate", policy, "--no-proof", "--limit", "3", terminal=True)
    assert "\r1/3\r2/3\r3/3" in found.err


@pytest.mark.parametrize(
    "arguments, message",
    [
        (("--only", "figures"), "there is no kind of change “figures”"),
        (("--decision", "sise"), "there is no decision “sise”"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_wrong_use_is_told(policy: str, arguments: tuple[str, ...], message: str) -> None:
    found = policydsl("mutate", policy, *arguments)
    assert found.code == 2
    assert message in found.err


def test_cases_are_written_of_one_policy_only(tmp_path: Path) -> None:
    write_sample(tmp_path)
    other = tmp_path / "test/other"
    other.mkdir()
    text = (tmp_path / "test/office/2024-01-01.yaml").read_text(encoding="utf-8")
    (other / "2024-01-01.yaml").write_text(
        text.replace("test/office", "test/other"), encoding="utf-8"
    )
    found = policydsl("mutate", str(tmp_path), "--save-cases", str(tmp_path / "x.cases.yaml"))
    assert found.code == 2
    assert "cases-of-several-policies" in found.err


def test_without_the_solver_proofs_can_be_left_out(
    policy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(*_: object) -> None:
        raise ModuleNotFoundError("No module named 'z3'", name="z3")

    monkeypatch.setattr("policydsl.analysis.mutate.runs.mutate_policies", absent)
    found = policydsl("mutate", policy)
    assert (found.code, found.out) == (2, "")
    assert "错误[solver-needed]" in found.err
    assert found.err.count("--no-proof") == 2
