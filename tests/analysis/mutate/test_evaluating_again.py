"""A part evaluated again gives what the whole changed program gives."""

import random

import pytest

from policydsl.analysis.mutate.mutants import Mutant, mutants
from policydsl.analysis.ready_cases import ReadyCase, ready_cases
from policydsl.engines.interpreter import evaluate
from policydsl.engines.interpreter.baseline import Baseline, Reads
from policydsl.policy.library import Library
from policydsl.policy.selection import case_files
from policydsl.policy.shipped import shipped_policies
from policydsl.trace import Trace

SHIPPED = [
    "shandong/evaluation-body-exit/2024-11-08",
    "shandong/evaluation-body-addition/2024-11-08",
    "guangxi/evaluation-body-operation/2020-07-06",
    "anhui/evaluation-body-operation/2020-03-26",
]
MUTANTS = 25
CASES = 3


def told(trace: Trace) -> object:
    """All that a case can see of a trace. A null's causes are told, not compared."""
    rules = [
        (rule.id, rule.status, rule.force, [(item.path, item.status) for item in rule.items])
        for rule in trace.rules
    ]
    groups = [(group.id, group.status) for group in trace.groups]
    rows = [(row.number, row.status) for row in trace.rows]
    return trace.verdict, repr(trace.value), rules, groups, rows


def drawn(name: str) -> tuple[list[ReadyCase], list[Mutant]]:
    path = shipped_policies() / f"{name}.yaml"
    library = Library.open()
    chosen = random.Random(name)
    cases = list(ready_cases(library, path, case_files(path)))
    found = list(mutants(library.program_at(path)))
    return chosen.sample(cases, CASES), chosen.sample(found, MUTANTS)


@pytest.mark.parametrize("name", SHIPPED)
def test_results_of_a_mutant_are_those_of_its_program(name: str) -> None:
    cases, found = drawn(name)
    reads = Reads.of(cases[0].program)
    for case in cases:
        baseline = Baseline(case.program, reads, case.facts, case.as_of, case.decisions)
        for mutant in found:
            changed = mutant.program_of(case.program)
            again = baseline.again(changed)
            for decision in case.decisions:
                whole = evaluate(changed, case.facts, case.as_of, decision)
                assert told(again[decision]) == told(whole), mutant


@pytest.mark.parametrize("name", SHIPPED)
def test_without_a_change_everything_stays(name: str) -> None:
    for case in drawn(name)[0]:
        reads = Reads.of(case.program)
        baseline = Baseline(case.program, reads, case.facts, case.as_of, case.decisions)
        again = baseline.again(case.program)
        assert all(again[each] is baseline.traces[each] for each in case.decisions)
