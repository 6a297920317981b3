"""Which mutants the cases notice, which nobody could, and who would notice the rest."""

from pathlib import Path

import pytest

from mutation_samples import CASES, write_sample
from policydsl.analysis.case_runs import run_cases
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.results import MutantResult, Score, State, VersionMutation
from policydsl.analysis.mutate.runs import Asked, mutate_policies
from policydsl.policy.shipped import shipped_policies
from policydsl.report.mutation_witnesses import witness_cases
from policydsl.text.diagnostic import UsageError
from policydsl.trace import Status

PROVED = Asked()
UNPROVED = Asked(proving=None)


def mutated(path: Path, asked: Asked = PROVED) -> VersionMutation:
    (found,) = mutate_policies([path], asked=asked)
    return found


def of_state(run: VersionMutation, state: State) -> list[str]:
    return [told(each) for each in run.results if each.state is state]


def told(result: MutantResult) -> str:
    return f"{result.mutant.kind.value} {result.mutant.subject}"


def test_what_the_cases_miss_survives_or_is_no_change(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path))
    assert of_state(run, State.SURVIVED) == ["list-item rights"]  # that leased is admitted too
    assert of_state(run, State.EQUIVALENT) == [
        "force filing.some-occupation",
        "force filing.some-occupation",
        "row-order size.row 1",
        *["cell size.row 2", "bound size.row 2", "figure size.row 2"],  # row 1 comes first
    ]


def test_a_survivor_comes_with_an_institution_that_tells_it_from_the_policy(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path))
    (survivor,) = [each for each in run.results if each.state is State.SURVIVED]
    witness = survivor.fate.witness
    assert witness is not None
    assert witness.facts["premises"] == {"office": {"tenure": "leased"}}
    assert (witness.old.status, witness.new.status) == (Status.FAIL, Status.PASS)


def test_the_saved_cases_pass_and_leave_no_survivor(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    text = witness_cases(mutated(path))
    (path.parent / "2024-01-01.more.cases.yaml").write_text(text, encoding="utf-8")
    (cases,) = run_cases([path])
    assert cases.passed
    assert of_state(mutated(path), State.SURVIVED) == []


def test_without_a_proof_what_no_case_notices_survives(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path), UNPROVED)
    assert of_state(run, State.EQUIVALENT) == []
    assert len(of_state(run, State.SURVIVED)) == 7


def test_a_killed_mutant_names_the_case_that_noticed(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path), UNPROVED)
    less, more = (each for each in run.results if told(each) == "figure area_min")
    assert less.fate.killer is not None
    assert more.fate.killer is not None
    assert (less.fate.killer.name.en, more.fate.killer.name.en) == ("a little less", "just enough")


def test_without_cases_every_mutant_survives(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path, None), UNPROVED)
    assert run.cases == 0
    assert {each.state for each in run.results} == {State.SURVIVED}
    assert run.score.percent == 0


def test_a_case_that_fails_anyway_counts_for_nothing(tmp_path: Path) -> None:
    wrong = CASES.replace("filing.office-tenure: fail", "filing.office-tenure: pass")
    run = mutated(write_sample(tmp_path, wrong), UNPROVED)
    assert [each.name.en for each in run.failing] == ["lent"]
    assert "negation filing.office-tenure" not in of_state(run, State.SURVIVED)
    assert "force filing.office-tenure" in of_state(run, State.SURVIVED)


def test_only_the_kinds_asked_for_are_made(tmp_path: Path) -> None:
    asked = Asked(kinds=frozenset({Kind.FIGURE, Kind.BOUND}), proving=None)
    run = mutated(write_sample(tmp_path), asked)
    assert {each.mutant.kind for each in run.results} == {Kind.FIGURE, Kind.BOUND}


def test_only_what_a_decision_depends_on_is_changed(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path), Asked(decision="size", proving=None))
    assert {each.mutant.subject.name for each in run.results} == {"size"}


def test_a_decision_that_no_policy_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        mutated(write_sample(tmp_path), Asked(decision="sise"))
    (problem,) = refused.value.diagnostics
    assert problem.code == "unknown-decision"
    assert problem.help is not None
    assert "“size”" in problem.help.en


def test_a_limit_spreads_over_the_whole_policy(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path), Asked(limit=5, proving=None))
    assert len(run.results) == 5
    assert {each.mutant.subject.name for each in run.results} >= {"area_min", "filing", "size"}


def test_when_the_time_is_used_up_the_rest_is_not_run(tmp_path: Path) -> None:
    run = mutated(write_sample(tmp_path), Asked(seconds=0.0, proving=None))
    assert {each.state for each in run.results} == {State.NOT_RUN}
    assert run.score.percent == 100  # of none


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    path = write_sample(tmp_path)
    alone, together = (mutated(path, Asked(jobs=jobs, proving=None)) for jobs in (1, 2))
    assert [each.fate for each in alone.results] == [each.fate for each in together.results]


def test_progress_counts_every_mutant(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    (run,) = mutate_policies(
        [write_sample(tmp_path)],
        asked=UNPROVED,
        progress=lambda done, of_all: seen.append((done, of_all)),
    )
    assert [done for done, _ in seen] == list(range(len(run.results)))
    assert {of_all for _, of_all in seen} == {len(run.results)}


@pytest.mark.parametrize(
    "name", ["guangxi/evaluation-body-exit", "shandong/evaluation-body-addition"]
)
def test_the_cases_of_a_shipped_policy_notice_every_change_there_is(name: str) -> None:
    run = mutated(shipped_policies() / name)
    assert of_state(run, State.SURVIVED) == []
    proved = [each.fate for each in run.results if each.state is State.EQUIVALENT]
    assert proved
    assert all(fate.reach and "any" in fate.reach.en for fate in proved)


def test_a_share_is_rounded_down() -> None:
    counts = {State.KILLED: 199, State.SURVIVED: 1, State.EQUIVALENT: 7, State.NOT_RUN: 0}
    assert Score(counts).percent == 99
