"""The facts that records of shipped policies begin at: examples of the province, and case files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from unittest import mock

from policydsl.analysis.case_runs import versions_asked
from policydsl.analysis.ready_cases import ready_cases
from policydsl.feel.values import Record
from policydsl.policy.facts import facts
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.shipped import shipped_policies
from shipped_programs import examples


def _nothing(*_: object) -> Record:
    return Record({}, "")


@cache
def case_facts(policy: str, version: str) -> Sequence[Mapping[str, Any]]:
    """The stated facts of every case about a version of a shipped policy."""
    library = Library.open(shipped_policies())
    # What is stated is all that is wanted, and expanding it to all facts takes a third of the time.
    with mock.patch.object(facts, "record_of", _nothing):
        return [
            case.facts.stated
            for path, files in versions_asked([shipped_policies() / policy])
            for case in ready_cases(library, path, files)
            if case.program.version == version
        ]


def bases_of(program: Program) -> list[Mapping[str, Any]]:
    """Facts that are interesting to a program, always in the same order."""
    place = f"examples/{program.policy.partition('/')[0]}/"
    own = [stated for path, stated in examples().items() if path.startswith(place)]
    return [*own, *case_facts(program.policy, program.version)]
