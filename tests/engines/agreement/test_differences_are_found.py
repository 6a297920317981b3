"""A hunt that finds nothing has looked: planted differences are found, each at its place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from policydsl.analysis.mutate.mutants import mutants
from policydsl.api import Policy
from policydsl.engines.python import FAULT
from record_drawing_engines import CORE, ENGINES, Engine, Result, Stated
from record_drawing_hunt import Hunt
from record_drawing_store import SIZE, StaleError, Store
from shipped_programs import examples, shipped

COMMAND = Path(__file__).with_name("hunt.py")


def policy(id_: str) -> Policy:
    return next(each for each in shipped() if each.id == id_)


def hunt(id_: str, engines: Sequence[str] = CORE) -> Hunt:
    return Hunt(policy(id_).program, 1, engines, begin=tuple(examples().values()))


def wrong_once(right: Engine, number: int, place: int, wrong: Callable[[Any], Any]) -> Engine:
    """An engine that is wrong about one field of one record."""

    def ask(records: Sequence[Stated]) -> list[Result]:
        results = list(map(list, right.ask(records)))
        results[number][place] = wrong(results[number][place])
        return [tuple(each) for each in results]

    return Engine(ask, right.tell)


def another(code: int) -> int:
    return (code + 1) % 5


WRONG: Sequence[tuple[str, str, Callable[[Any], Any]]] = (
    ("foshan/evaluation-body-operation", "verdict", another),
    ("foshan/evaluation-body-operation", "rule", another),
    ("foshan/evaluation-body-operation", "rule", bool),
    ("guangxi/evaluation-body-exit", "value", lambda value: None if value else FAULT),
    ("guangxi/evaluation-body-exit", "value", lambda _: Decimal(1)),
)


@pytest.mark.parametrize("engine", CORE)
@pytest.mark.parametrize("id_, kind, wrong", WRONG)
def test_one_wrong_field_of_one_record(
    engine: str, id_: str, kind: str, wrong: Callable[[Any], Any]
) -> None:
    hunted = hunt(id_, (engine,))
    fields = hunted.oracle.fields
    place = max(n for n, each in enumerate(fields) if each.kind == kind)
    right = hunted.ready[engine]
    hunted.__dict__["ready"] = {engine: wrong_once(right, 7, place, wrong)}
    (found,) = hunted.differences(0, size=10)
    assert (found.engine, found.number, found.field) == (engine, 7, fields[place])
    assert f"{id_}/0/7 {fields[place].decision}" in str(found)


def test_most_small_changes_of_a_policy_are_noticed() -> None:
    """Else records could be drawn where nothing turns."""
    right = hunt("shandong/evaluation-body-renewal")
    records = [each for chunk in range(6) for each in right.drawing.chunk(1, chunk, 30)]
    wanted = list(right.oracle.results(records))
    noticed = []
    for mutant in islice(mutants(right.program), 40):
        changed = Hunt(mutant.program_of(right.program), 1, ("python",))
        noticed.append(any(changed.compared(0, records, wanted)))
    assert sum(noticed) > 0.8 * len(noticed)


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    """A store with one chunk of the policy that is quickest to ask about."""
    store = Store(tmp_path, 1)
    hunted = hunt("guangxi/evaluation-body-exit")
    store.bases(hunted.program, lambda _: hunted.drawing.bases)
    records = hunted.drawing.chunk(1, 0, SIZE)
    store.keep(hunted.program, 0, records, list(hunted.oracle.results(records)))
    return store


@pytest.fixture(scope="module")
def command() -> ModuleType:
    spec = spec_from_file_location("agreement_hunt", COMMAND)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(command: ModuleType, monkeypatch: pytest.MonkeyPatch, store: Store, *more: str) -> int:
    place = ["--store", str(store.folder), "--policies", "guangxi/evaluation-body-exit"]
    monkeypatch.setattr(sys, "argv", ["hunt.py", *place, *more])
    return int(command.main())


def test_the_command_says_that_nothing_differs(
    command: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kept: Store,
) -> None:
    assert run(command, monkeypatch, kept) == 0
    assert f"seed 1: {SIZE} records through" in capsys.readouterr().out


def test_the_command_says_which_record_differs_and_fails(
    command: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kept: Store,
) -> None:
    hunted = hunt("guangxi/evaluation-body-exit")
    records = hunted.drawing.chunk(1, 0, SIZE)
    results = kept.results(hunted.program, 0, records)
    results[3] = ("no such standing", *results[3][1:])
    kept.keep(hunted.program, 0, records, results)
    assert run(command, monkeypatch, kept) == 1
    told = capsys.readouterr().out
    assert "guangxi/evaluation-body-exit/0/3 standing" in told
    assert f"{len(ENGINES)} results differed" in told
    # Asked alone, the interpreter is asked afresh.
    assert run(command, monkeypatch, kept, "--only", "guangxi/evaluation-body-exit/0/3") == 0


def test_kept_results_come_back_as_they_were(kept: Store) -> None:
    hunted = hunt("guangxi/evaluation-body-exit")
    records = hunted.drawing.chunk(1, 0, SIZE)
    assert kept.results(hunted.program, 0, records) == list(hunted.oracle.results(records))


def test_results_kept_of_other_records_are_refused(kept: Store) -> None:
    hunted = hunt("guangxi/evaluation-body-exit")
    others = hunted.drawing.chunk(1, 1, SIZE)
    with pytest.raises(StaleError):
        kept.results(hunted.program, 0, others)
