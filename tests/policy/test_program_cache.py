"""Programs from the cache are the programs that were checked, places and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

import policydsl
from checkout import ROOT
from policydsl.engines.interpreter import evaluate_all
from policydsl.policy.cache import store
from policydsl.policy.facts import facts_from_data, read_facts_file
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.shipped import shipped_policies
from policydsl.text.diagnostic import PolicyError

POLICIES = Library.open().policies()
Both = tuple[Program, Program]
EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))
LIGHT = """
import sys
from pathlib import Path
import policydsl
policy = policydsl.load({policy!r})
for decision in policy.decisions:
    policy.evaluate({{"institution": {{"name": "x"}}}}, decision)
print(*sorted(set(sys.modules) & {{"lark", "yaml", "jsonschema", "chinese_calendar", "stdnum"}}))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, still empty."""
    kept = tmp_path / "kept"
    monkeypatch.setenv("POLICYDSL_CACHE", str(kept))
    return kept


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Both]:
    """A policy's program as it is built, and as a second process finds it in the cache."""
    kept = tmp_path_factory.mktemp("kept")

    @cache
    def loaded(policy: str) -> Both:
        with pytest.MonkeyPatch.context() as patched:
            patched.setenv("POLICYDSL_CACHE", "off")
            built = Library.open().program(policy)
            patched.setenv("POLICYDSL_CACHE", str(kept))
            Library.open().program(policy)
            found = Library.open().program(policy)
        assert any(kept.iterdir())
        assert found is not built
        return built, found

    return loaded


def parts(value: object, where: str = "") -> Iterator[tuple[str, object]]:
    """Everything in a value down to its plain parts, fields that `==` leaves out too."""
    if isinstance(value, MappingProxyType | dict):
        yield where, [type(value).__name__, *value]
        for key, each in value.items():
            yield from parts(each, f"{where}[{key}]")
    elif isinstance(value, tuple | list):
        yield where, (type(value).__name__, len(value))
        for number, each in enumerate(value):
            yield from parts(each, f"{where}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        yield where, type(value).__name__
        for each in fields(value):
            if each.name != "facts":
                yield from parts(getattr(value, each.name), f"{where}.{each.name}")
    else:
        yield where, value


@pytest.mark.parametrize("policy", POLICIES)
def test_a_program_from_the_cache_is_the_program_that_was_built(
    policy: str, both: Callable[[str], Both]
) -> None:
    built, found = both(policy)
    assert found == built
    assert found.facts == built.facts
    assert found.scope == built.scope
    own = [name for name in found.scope.members if name not in found.facts.type.members]
    for name in (*found.parameters, *found.definitions, *found.decisions):
        assert name in own
    for kept, made in (
        (found.parameters, built.parameters),
        (found.definitions, built.definitions),
        (found.decisions, built.decisions),
        (found.not_encoded, built.not_encoded),
        (found.source, built.source),
    ):
        assert plain(kept) == plain(made)


def plain(value: object) -> list[tuple[str, object]]:
    """Parts, without what types say of facts: they are compared by `==` already."""
    return [each for each in parts(value) if ".type" not in each[0]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_traces_do_not_tell_where_the_program_came_from(
    example: Path, both: Callable[[str], Both]
) -> None:
    for policy in POLICIES:
        if not policy.startswith(example.parent.name):
            continue
        built, found = both(policy)
        traces = [
            evaluate_all(each, read_facts_file(example, each.facts), "2024-12-01", detail=True)
            for each in (built, found)
        ]
        assert traces[0] == traces[1]


@pytest.mark.parametrize("policy", POLICIES)
def test_places_in_the_file_are_kept(policy: str, both: Callable[[str], Both]) -> None:
    built, found = both(policy)
    for name, decision in built.decisions.items():
        there, here = decision.place.outermost(), found.decisions[name].place.outermost()
        assert here == there
        assert here.source.position(here.span.start) == there.source.position(there.span.start)
        assert here.source.line(1) == there.source.line(1)


@pytest.mark.parametrize(
    "policy", ["anhui/evaluation-body-filing", "foshan/evaluation-body-filing"]
)
def test_a_process_that_starts_from_the_cache_reads_no_yaml(policy: str, folder: Path) -> None:
    def modules() -> str:
        code = LIGHT.format(policy=policy)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        return done.stdout.strip()

    assert "lark yaml" in modules()
    assert modules() == ""


OFFICE = """
policy: demo/office
version: 1.0.0
title: {zh: 办公用房, en: Office}
source: {document: 示例, issuer: 示例, issued: 2023-12-01}
effective: {from: 2024-01-01}
parameters:
  area_min: {value: 60, unit: m2, clause: "1", title: {zh: 面积下限, en: Minimum area}}
decisions:
  filing:
    title: {zh: 备案条件, en: Filing}
    checklist:
      - {rule: area, title: {zh: 面积, en: Area}, clause: "1",
         require: premises.office.area >= area_min}
"""


def own_policy(tmp_path: Path, text: str = OFFICE, day: str = "2024-01-01") -> Path:
    path = tmp_path / "mine" / "demo" / "office" / f"{day}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path / "mine"


def area_min(policies: Path) -> object:
    return Library.open(policies).program("demo/office").parameters["area_min"].value


def test_a_changed_file_is_read_anew_whatever_its_time(tmp_path: Path, folder: Path) -> None:
    policies = own_policy(tmp_path)
    path = next(policies.rglob("*.yaml"))
    before = path.stat()
    assert area_min(policies) == area_min(policies) == 60
    path.write_text(OFFICE.replace("value: 60", "value: 70"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert area_min(policies) == 70


def test_a_new_version_is_seen(tmp_path: Path, folder: Path) -> None:
    policies = own_policy(tmp_path)
    assert area_min(policies) == 60
    later = OFFICE.replace("value: 60", "value: 80").replace("2024-01-01", "2025-01-01")
    own_policy(tmp_path, later, "2025-01-01")
    assert area_min(policies) == 80
    assert [each.start for each in Library.open(policies).versions("demo/office")] == [
        "2024-01-01",
        "2025-01-01",
    ]


def test_a_policy_that_is_wrong_is_not_kept_and_says_so_each_time(
    tmp_path: Path, folder: Path
) -> None:
    policies = own_policy(tmp_path, OFFICE.replace("area >=", "aera >="))
    said = []
    for _ in range(2):
        with pytest.raises(PolicyError) as caught:
            Library.open(policies).program("demo/office")
        said.append(caught.value.diagnostics)
    assert said[0] == said[1]
    assert said[0][0].place is not None
    assert said[0][0].place.outermost().source.name.endswith("2024-01-01.yaml")


def test_a_facts_addition_is_part_of_what_a_program_follows_from(
    tmp_path: Path, folder: Path
) -> None:
    policies = own_policy(
        tmp_path, OFFICE.replace("version: 1.0.0", "version: 1.0.0\nfacts: more.json")
    )
    more = next(policies.rglob("*.yaml")).with_name("more.json")

    def title() -> object:
        program = Library.open(policies).program("demo/office")
        return program.facts.label_of("towers")

    for zh in ("塔楼", "高楼"):
        more.write_text(
            json.dumps(
                {"properties": {"towers": {"type": "boolean", "title": "Towers", "x-zh": zh}}}
            ),
            encoding="utf-8",
        )
        assert title() == title() == policydsl.Text(zh, "Towers")


def damaged(data: bytes) -> list[bytes]:
    middle = len(data) // 2
    return [
        b"",
        data[:-1],
        data[:middle],
        data + b"x",
        data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        b"policydsl kept data\n" + bytes(len(data)),
        os.urandom(len(data)),
    ]


@pytest.mark.parametrize("kind", range(7))
def test_a_damaged_entry_is_built_again_and_mended(kind: int, tmp_path: Path, folder: Path) -> None:
    policies = own_policy(tmp_path)
    assert area_min(policies) == 60
    whole = {path: path.read_bytes() for path in folder.iterdir()}
    for path, data in whole.items():
        path.write_bytes(damaged(data)[kind])
    assert area_min(policies) == 60
    assert {path: path.read_bytes() for path in folder.iterdir()} == whole


def test_an_entry_under_another_name_is_not_taken(tmp_path: Path, folder: Path) -> None:
    first = own_policy(tmp_path / "a")
    assert area_min(first) == 60
    old = {path: path.read_bytes() for path in folder.iterdir()}
    second = own_policy(tmp_path / "b", OFFICE.replace("value: 60", "value: 70"))
    assert area_min(second) == 70
    new = [path for path in folder.iterdir() if path not in old]
    for path in new:
        path.write_bytes(max(old.values(), key=len))
    assert area_min(second) == 70


def test_the_cache_may_be_unwritable_or_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policies = own_policy(tmp_path)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    for place in (str(in_the_way), str(in_the_way / "below"), "off", "OFF", "/proc/nowhere"):
        monkeypatch.setenv("POLICYDSL_CACHE", place)
        assert area_min(policies) == 60
    assert in_the_way.read_text() == ""
    assert store.size() == (0, 0)


def test_facts_are_read_alike_from_a_kept_schema(
    both: Callable[[str], Both],
) -> None:
    stated = {"场所": {"办公用房": {"面积": 60}}, "occupations": [{"name": "电工"}]}
    built, found = both("anhui/evaluation-body-filing")
    one, other = (facts_from_data(stated, each.facts) for each in (built, found))
    assert one == other
    assert one.record == other.record
    assert list(built.facts.by_path) == list(found.facts.by_path)
    assert built.facts.rules == found.facts.rules


def test_the_shipped_policies_lie_where_they_are_loaded_from() -> None:
    assert Library.open().policies() == Library.open(shipped_policies()).policies()
