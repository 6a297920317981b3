"""Test cases of a policy from `*.cases.yaml`, as data. Nothing is evaluated here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from policydsl.policy.case_files.errors_cases import path_shape
from policydsl.policy.case_files.fact_changes import FactChange
from policydsl.policy.case_files.fact_paths import parse_path
from policydsl.policy.facts.facts_tree import FactSection
from policydsl.policy.reading import errors_reading as errors
from policydsl.policy.reading.document import Word
from policydsl.policy.reading.fields import (
    Fields,
    Problems,
    bilingual,
    date,
    entries,
    fields,
    items,
    place_of,
    raise_if_any,
    real_date,
    start_of,
    text,
    word,
)
from policydsl.policy.reading.read_head import POLICY_EXAMPLE, POLICY_FORM
from policydsl.policy.source.names import POLICY_ID
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, YamlScalar, read_yaml
from policydsl.text.diagnostic import Diagnostic, PolicyError, Text
from policydsl.text.source import Place, Source

CASES_FILE = Text("用例文件", "a cases file")
CASE = Text("用例", "a case")
_EXPECTED = re.compile(r"[^.\s]+(?:\.[^.\s]+)?")


@dataclass(frozen=True, slots=True)
class RawExpectation:
    """`filing.office-area: fail`: a decision, perhaps one of its rules, and what is expected."""

    decision: str
    rule: str | None
    expected: YamlNode
    place: Place


@dataclass(frozen=True, slots=True)
class RawChange:
    """A fact's path as written and its new value; None makes it unknown."""

    path: Word
    value: YamlNode | None


@dataclass(frozen=True, slots=True)
class Case:
    """One case: changes to the base facts on a day, and what is expected.

    `facts` and `as_of` are the case's own or else the file's.
    """

    name: Text
    facts: Path | YamlMapping | None
    as_of: str | None
    changes: tuple[RawChange, ...]
    expected: tuple[RawExpectation, ...]
    place: Place
    as_of_place: Place | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of cases. `version_day` is the date that the file's name begins with."""

    source: Source
    policy: Word | None
    version_day: str | None
    cases: tuple[Case, ...]


def read_case_file(path: Path) -> CaseFile:
    """The cases of a file. Raises PolicyError with all that is wrong in its shape."""
    return read_cases(read_source(path), path)


def read_cases(source: Source, path: Path) -> CaseFile:
    """The cases of a text; facts files are looked up beside `path`."""
    problems: Problems = []
    known = ("policy", "facts", "as_of", "cases")
    root = fields(read_yaml(source), known, CASES_FILE, problems, start_of(source))
    facts = _facts(root, path, problems)
    day_place = place_of(day) if (day := root.optional("as_of")) else None
    as_of = _day(root, problems)
    nodes = items(root.required("cases"), Text("cases", "cases"), problems)
    stem = path.name.split(".")[0]
    found = CaseFile(
        source=source,
        policy=word(root.optional("policy"), POLICY_ID, POLICY_FORM, POLICY_EXAMPLE, problems),
        version_day=stem if real_date(stem) else None,
        cases=tuple(_case(node, facts, (as_of, day_place), path, problems) for node in nodes),
    )
    raise_if_any(problems)
    return found


def changes_of(case: Case, root: FactSection) -> tuple[FactChange, ...]:
    """The case's changes with paths that the facts schema knows. Raises PolicyError."""
    found: list[FactChange] = []
    problems: list[Diagnostic] = []
    for change in case.changes:
        path = parse_path(change.path.text, root, change.path.place)
        if isinstance(path, Diagnostic):
            problems.append(path)
        else:
            found.append(FactChange(path, change.value, change.path.place))
    raise_if_any(problems)
    return tuple(found)


def policy_of(cases: CaseFile, path: Path) -> str:
    """The policy that a file of cases is about: its own word, or that of the file it lies beside.

    Raises PolicyError where neither says.
    """
    from policydsl.policy.versions import is_policy_file, read_policy_head

    if cases.policy:
        return cases.policy.text
    beside = sorted(each for each in path.parent.glob("*.yaml") if is_policy_file(each))
    if not beside:
        raise PolicyError(errors.missing_key(start_of(cases.source), "policy", CASES_FILE))
    return read_policy_head(beside[0]).policy.text


def _case(
    node: YamlNode,
    facts: Path | YamlMapping | None,
    file_day: tuple[str | None, Place | None],
    path: Path,
    problems: Problems,
) -> Case:
    known = ("case", "facts", "as_of", "set", "unset", "expect", "note")
    found = fields(node, known, CASE, problems)
    bilingual(found.optional("note"), problems)
    expect = found.required("expect")
    own_day = found.optional("as_of")
    as_of, day_place = (
        (_day(found, problems), place_of(own_day)) if own_day is not None else file_day
    )
    return Case(
        name=bilingual(found.required("case"), problems) or Text("", ""),
        facts=_facts(found, path, problems) or facts,
        as_of=as_of,
        changes=_changes(found, problems),
        expected=_expectations(expect, problems),
        place=found.key_place("case"),
        as_of_place=day_place,
    )


def _facts(found: Fields, path: Path, problems: Problems) -> Path | YamlMapping | None:
    node = found.optional("facts")
    if node is None or isinstance(node, YamlMapping):
        return node
    name = text(node, problems)
    return path.parent / name if name else None


def _day(found: Fields, problems: Problems) -> str | None:
    return date(found.optional("as_of"), problems) or None


def _changes(found: Fields, problems: Problems) -> tuple[RawChange, ...]:
    set_node = found.optional("set")
    unset_node = found.optional("unset")
    changed: list[RawChange] = []
    if set_node is not None:
        named = entries(set_node, Text("set", "set"), problems)
        changed += [RawChange(name, value) for name, value in named]
    if unset_node is not None:
        nodes = [unset_node] if isinstance(unset_node, YamlScalar) else []
        for node in nodes or items(unset_node, Text("unset", "unset"), problems):
            changed.append(RawChange(Word(text(node, problems), place_of(node)), None))
    return tuple(changed)


def _expectations(node: YamlNode | None, problems: Problems) -> tuple[RawExpectation, ...]:
    found = []
    for name, expected in entries(node, Text("expect", "expect"), problems):
        if not _EXPECTED.fullmatch(name.text):
            problems.append(path_shape(name.place, name.text))
        decision, _, rule = name.text.partition(".")
        found.append(RawExpectation(decision, rule or None, expected, name.place))
    return tuple(found)
