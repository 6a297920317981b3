"""The shipped policies on the shipped examples, and on an institution of which nothing is known."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checkout import ROOT, shown
from policydsl.engines.interpreter import evaluate_all
from policydsl.policy.facts import Facts, load_facts
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.trace import Status, Trace, Verdict
from policydsl.trace_json import dump_json, trace_to_json

VALIDATOR = Draft202012Validator(
    json.loads((ROOT / "schemas" / "trace.schema.json").read_text(encoding="utf-8"))
)
POLICIES = Library.open(ROOT / "policies").policies()
EXAMPLES = sorted((ROOT / "examples").rglob("*.yaml"))


@cache
def shipped(policy: str) -> Program:
    return library().program(policy)


@cache
def library() -> Library:
    return Library.open(ROOT / "policies")


def traces(program: Program, facts: Facts, *, detail: bool = False) -> tuple[Trace, ...]:
    return evaluate_all(program, facts, program.effective.start, detail=detail)


def of_jurisdiction(name: str) -> list[str]:
    return [policy for policy in POLICIES if policy.startswith(f"{name}/")]


def schema_errors(trace: Trace) -> list[str]:
    read = json.loads(dump_json(trace_to_json(trace)), parse_float=Decimal)
    return [error.message for error in VALIDATOR.iter_errors(read)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[shown(path) for path in EXAMPLES])
def test_traces_of_an_example_fit_the_schema(example: Path) -> None:
    for policy in of_jurisdiction(example.parent.name):
        program = shipped(policy)
        for trace in traces(program, load_facts(example, program.facts)):
            assert schema_errors(trace) == []


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_need_be_known_to_evaluate_and_every_unknown_says_why(policy: str) -> None:
    program = shipped(policy)
    for trace in traces(program, load_facts({}, program.facts), detail=True):
        assert schema_errors(trace) == []
        if trace.verdict is Verdict.UNDETERMINED:
            assert trace.causes
        for rule in trace.rules:
            assert all(item.causes for item in rule.items if item.status is Status.UNKNOWN)
