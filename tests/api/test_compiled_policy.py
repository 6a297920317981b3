"""Policies as kept code: the same results as ever, from a start that loads next to nothing."""

from __future__ import annotations

import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import policydsl
from checkout import ROOT
from policydsl.analysis.single_records import SingleRecords
from policydsl.engines.results import STATUSES, VERDICTS
from policydsl.policy.library import Library
from policydsl.runtime import kept_code
from policydsl.runtime.compiled_policy import STATUS_WORDS, VERDICT_WORDS
from policydsl.runtime.values import BeyondBoundsError

POLICY = "anhui/evaluation-body-filing"
DAY = "2020-06-01"
FACTS = b'{"premises": {"office": {"area": 49.5}}, "staff": {"managers": 2}}'
LIGHT = "dataclasses jsonschema json lark pathlib re typing yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept = tmp_path / "kept"
    monkeypatch.setenv("POLICYDSL_CACHE", str(kept))
    monkeypatch.setattr(kept_code, "_SETTLED", 0)
    return kept


def from_kept(policy: policydsl.CompiledPolicy) -> bool:
    """Whether no model stands behind it yet: it came from disk."""
    return policy._whole.__qualname__.startswith("compile_policy")


def code_file(folder: Path) -> Path:
    (found,) = folder.glob("*.code")
    return found


def test_words_are_those_of_traces() -> None:
    assert tuple(each.value for each in STATUSES) == STATUS_WORDS
    assert tuple(each.value for each in VERDICTS) == VERDICT_WORDS


def test_the_second_time_code_comes_from_disk_and_says_the_same(folder: Path) -> None:
    first = policydsl.compile_policy(POLICY, DAY)
    again = policydsl.compile_policy(POLICY, DAY)
    assert (from_kept(first), from_kept(again)) == (False, True)
    assert again.evaluate(FACTS) == first.evaluate(FACTS)
    assert again.evaluate(FACTS)["filing"] == "ineligible"
    assert again.names == first.names
    assert (again.id, again.version, again.digest, again.day) == (
        POLICY,
        first.version,
        policydsl.load(POLICY, DAY).digest,
        DAY,
    )


@pytest.mark.parametrize("policy", Library.open().policies())
def test_kept_code_says_what_the_policy_says(policy: str, folder: Path) -> None:
    policydsl.compile_policy(policy)
    kept = policydsl.compile_policy(policy)
    assert from_kept(kept)
    records = SingleRecords.of(policydsl.load(policy).program)
    for path in sorted((ROOT / "examples" / policy.split("/", maxsplit=1)[0]).glob("*.yaml")):
        facts = policydsl.load(policy).facts(path)
        assert kept.run(facts.stated) == records.of_facts(facts)
        assert kept.evaluate(path) == kept.evaluate(dict(facts.stated))


def test_a_start_from_kept_code_loads_next_to_nothing(folder: Path) -> None:
    program = (
        "import sys, policydsl\n"
        f"policy = policydsl.compile_policy({POLICY!r}, {DAY!r})\n"
        f"print(policy.evaluate({FACTS!r})['filing'])\n"
        "print(*sorted(set(sys.modules) & set(sys.argv[1:])))\n"
    )
    said = []
    policydsl.compile_policy(POLICY, DAY)
    for isolated in (["-I"], ["-I"]):
        run = subprocess.run(
            [sys.executable, *isolated, "-c", program, *LIGHT.split()],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(run.stdout.split())
    assert said[-1] == ["ineligible"]


def test_facts_of_any_form_and_wrong_ones(folder: Path, tmp_path: Path) -> None:
    policydsl.compile_policy(POLICY, DAY)
    kept = policydsl.compile_policy(POLICY, DAY)
    file = tmp_path / "facts.json"
    file.write_bytes(FACTS)
    said = kept.evaluate(FACTS)
    for facts in (
        {"premises": {"office": {"area": Decimal("49.5")}}, "staff": {"managers": 2}},
        {"场所": {"办公用房": {"面积": Decimal("49.5")}}, "staff": {"managers": 2}},
        b"premises: {office: {area: 49.5}}\nstaff: {managers: 2}\n",
        file,
        str(file),
    ):
        assert kept.evaluate(facts) == said
    for wrong in (
        {"premises": {"office": {"area": 49.5}}},
        {"premises": {"office": {"aera": 49}}},
        b'{"premises": 1}',
        b'{"staff": {}, "staff": {}}',
        b"{",
        tmp_path / "missing.json",
    ):
        with pytest.raises(policydsl.DiagnosticError):
            kept.evaluate(wrong)  # type: ignore[arg-type]


def test_wrong_questions_are_told_as_ever(folder: Path) -> None:
    for wrong in ((POLICY, "2020-13-01"), ("anhui/nothing", None), (POLICY, "1999-01-01")):
        with pytest.raises(policydsl.DiagnosticError):
            policydsl.compile_policy(*wrong)
    assert not list(folder.glob("*.code"))


def _damaged(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _forged(file: Path) -> None:
    """Right in form, and made by somebody who does not know the secret."""
    evil = compile("raise SystemExit('ran')", "evil", "exec")
    body = marshal.dumps(((), (("a", "b", "c", "d"), (), evil, ())))
    file.write_bytes(file.read_bytes()[: len(kept_code._HEAD)] + bytes(32) + body)


def _others_may_write(file: Path) -> None:
    file.chmod(0o666)


def _a_link(file: Path) -> None:
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def _another_secret(file: Path) -> None:
    file.with_name("code.secret").write_bytes(os.urandom(32))


def _no_secret(file: Path) -> None:
    file.with_name("code.secret").unlink()


def _open_folder(file: Path) -> None:
    file.parent.chmod(0o777)


def _copied(file: Path) -> None:
    """The whole folder, secret and all, as it comes from another machine."""
    away = file.parent.with_name("away")
    shutil.copytree(file.parent, away)
    shutil.rmtree(file.parent)
    away.rename(file.parent)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of other systems")
@pytest.mark.parametrize(
    "change",
    [
        _damaged,
        _cut,
        _emptied,
        _forged,
        _others_may_write,
        _a_link,
        _another_secret,
        _no_secret,
        _open_folder,
        _copied,
    ],
)
def test_what_cannot_be_trusted_is_not_run(change: Callable[[Path], None], folder: Path) -> None:
    expected = policydsl.compile_policy(POLICY, DAY).evaluate(FACTS)
    assert from_kept(policydsl.compile_policy(POLICY, DAY))
    change(code_file(folder))
    policy = policydsl.compile_policy(POLICY, DAY)
    assert not from_kept(policy)
    assert policy.evaluate(FACTS) == expected


def test_another_python_does_not_run_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policydsl.compile_policy(POLICY, DAY)
    monkeypatch.setattr(sys, "version", "another")
    assert not from_kept(policydsl.compile_policy(POLICY, DAY))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one policy."""
    shutil.copytree(ROOT / "policies" / "foshan", tmp_path / "own" / "foshan")
    return tmp_path / "own"


def _changed(own: Path) -> None:
    path = next((own / "foshan" / "evaluation-body-exit").glob("*-17.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def _changed_with_its_time_and_length(own: Path) -> None:
    path = next((own / "foshan" / "evaluation-body-exit").glob("*-17.yaml"))
    state, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("version: 1.0.0", "version: 1.0.9", 1), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert path.stat().st_size == state.st_size


def _a_file_more(own: Path) -> None:
    (own / "foshan" / "evaluation-body-exit" / "notes.txt").write_text("")


def _a_folder_more(own: Path) -> None:
    (own / "foshan" / "another").mkdir()


@pytest.mark.parametrize(
    "change", [_changed, _changed_with_its_time_and_length, _a_file_more, _a_folder_more]
)
def test_what_is_stale_is_made_again(
    change: Callable[[Path], None], folder: Path, own: Path
) -> None:
    name = "foshan/evaluation-body-exit"
    policydsl.compile_policy(name, folders=(own,))
    assert from_kept(policydsl.compile_policy(name, folders=(own,)))
    change(own)
    assert not from_kept(policydsl.compile_policy(name, folders=(own,)))
    assert from_kept(policydsl.compile_policy(name, folders=(own,)))


def test_files_that_may_still_change_unseen_are_not_kept(
    folder: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_code, "_SETTLED", 3_600_000_000_000)
    policydsl.compile_policy("foshan/evaluation-body-exit", folders=(own,))
    assert not list(folder.glob("*.code"))


def test_nothing_is_kept_where_nothing_shall_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYDSL_CACHE", "off")
    for _ in range(2):
        policy = policydsl.compile_policy(POLICY, DAY)
        assert not from_kept(policy)
    assert policy.evaluate(FACTS)["filing"] == "ineligible"


def test_parts_that_need_the_model_load_it(folder: Path) -> None:
    """Of a list in a list some functions are FEEL's own affair."""
    name = "anhui/evaluation-body-operation"
    policydsl.compile_policy(name)
    kept = policydsl.compile_policy(name)
    assert kept._model is None
    kept.run({})
    assert kept._model is not None
    assert kept.run({}) == SingleRecords.of(policydsl.load(name).program).compiled.run({})


def test_more_than_the_bounds_of_work_is_left_to_the_interpreter(folder: Path) -> None:
    policydsl.compile_policy(POLICY, DAY)
    kept = policydsl.compile_policy(POLICY, DAY)

    def too_much(stated: object) -> tuple[object, ...]:
        raise BeyondBoundsError

    expected = kept.run({})
    kept._evaluate = too_much
    assert kept.run({}) == expected
    assert kept._model is not None
