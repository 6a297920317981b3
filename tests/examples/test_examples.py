"""Each example institution on each policy of its province: the verdicts, as a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from checkout import ROOT
from policydsl import Policies, Policy
from policydsl.trace import Status, Trace, Verdict
from policydsl.trace_json import dump_json, value_to_json

EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))
PROVINCES = sorted({path.parent.name for path in EXAMPLES})
# The decisions on which a filing, or its renewal, hangs.
MAIN = {
    "anhui": ["filing"],
    "foshan": ["enterprise_filing", "organisation_filing"],
    "guangxi": ["filing"],
    "hebei": ["renewal_application", "renewal"],
    "shandong": ["selection", "incubation_work", "renewal"],
}


@cache
def policies(province: str) -> tuple[Policy, ...]:
    """The newest version of each policy of a province."""
    shipped = Policies(ROOT / "policies")
    return tuple(shipped.load(id_) for id_ in shipped.ids() if id_.startswith(f"{province}/"))


@cache
def traces(example: Path) -> tuple[Trace, ...]:
    """Every decision of the province's policies on one example."""
    return tuple(
        trace for policy in policies(example.parent.name) for trace in policy.evaluate_all(example)
    )


def of_province(province: str) -> list[Path]:
    return [path for path in EXAMPLES if path.parent.name == province]


def main_traces(province: str) -> list[Trace]:
    return [
        trace
        for example in of_province(province)
        for trace in traces(example)
        if trace.decision in MAIN[province]
    ]


def failing(trace: Trace) -> list[str]:
    """The mandatory rules that fail."""
    return [
        rule.id for rule in trace.rules if rule.status is Status.FAIL and rule.force == "mandatory"
    ]


def answer(trace: Trace) -> str:
    """The verdict with what fails, or the value."""
    if trace.verdict is not None:
        names = ", ".join(failing(trace))
        return f"{trace.verdict.value} ({names})" if names else trace.verdict.value
    assert trace.value is not None
    return " ".join(dump_json(value_to_json(trace.value)).split())


def test_every_province_with_policies_has_examples() -> None:
    folders = {path.name for path in (ROOT / "policies").iterdir() if path.is_dir()}
    assert set(PROVINCES) == set(MAIN) == folders - {"national"}


@pytest.mark.parametrize("province", PROVINCES)
def test_the_verdicts_of_a_province(province: str, golden: Callable[[Path, str], None]) -> None:
    lines = []
    for example in of_province(province):
        lines.append(f"{example.stem}")
        lines.extend(
            f"  {trace.policy.split('/')[1]}.{trace.decision}: {answer(trace)}"
            for trace in traces(example)
        )
    golden(Path(f"golden/{province}.txt"), "\n".join(lines) + "\n")


@pytest.mark.parametrize("province", PROVINCES)
def test_an_example_passes_one_fails_narrowly_and_one_is_open(province: str) -> None:
    found = main_traces(province)
    verdicts = {trace.verdict for trace in found}
    assert verdicts & {Verdict.ELIGIBLE, Verdict.CONDITIONAL}
    assert Verdict.UNDETERMINED in verdicts
    narrow = [
        trace
        for trace in found
        if trace.verdict is Verdict.INELIGIBLE and len(failing(trace)) in (1, 2)
    ]
    assert narrow


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_example_is_named_and_says_what_its_file_promises(example: Path) -> None:
    found = traces(example)
    assert {trace.subject for trace in found} != {None}
    main = {t.verdict for t in found if t.decision in MAIN[example.parent.name]}
    if example.stem.endswith("passes"):
        assert main & {Verdict.ELIGIBLE, Verdict.CONDITIONAL}
        assert Verdict.INELIGIBLE not in main
    elif example.stem.endswith("fails-narrowly"):
        assert Verdict.INELIGIBLE in main
    elif example.stem.endswith("incomplete"):
        assert Verdict.UNDETERMINED in main
        assert Verdict.INELIGIBLE not in main


@pytest.mark.parametrize("province", PROVINCES)
def test_facts_of_an_example_are_used(province: str) -> None:
    """Two examples of a province never answer all of its questions alike."""
    answers = [tuple(map(answer, traces(example))) for example in of_province(province)]
    assert len(set(answers)) == len(answers)
