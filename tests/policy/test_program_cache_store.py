"""Kept files: whole, our own, bounded; and nothing in them can run."""

from __future__ import annotations

import os
import pickle
import stat
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from policydsl.feel.temporal import Date
from policydsl.feel.tree import Comparison, Name, NumberLiteral
from policydsl.feel.values import NULL, missing
from policydsl.policy.cache import place, store
from policydsl.policy.cache.frozen import NotKeptError, from_bytes, to_bytes
from policydsl.policy.cache.keys import key_of
from policydsl.policy.model import Force
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Source, Span

KEY = key_of("test", ["a"])
OUTER = Source("f.yaml", "a: b\nc: d\n")
INNER = Source("f.yaml", "b", OUTER, (3, 4))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept = tmp_path / "kept"
    monkeypatch.setenv("POLICYDSL_CACHE", str(kept))
    return kept


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "文字",
        10**30,
        Decimal("49.50"),
        ("a", (1, ()), [2, {"b": 3}]),
        Force.IN_PRINCIPLE,
        Date(2024, 2, 29),
        Text("面积", "area"),
        NULL,
        missing("premises.office.area"),
        Comparison(
            ">=",
            Name("a", span=Span(0, 1)),
            NumberLiteral(Decimal(5), span=Span(5, 6)),
            span=Span(0, 6),
        ),
        Place(INNER, Span(0, 1)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    again = from_bytes(to_bytes(value))
    assert again == value
    assert repr(again) == repr(value)
    assert type(again) is type(value)


def test_a_tree_keeps_its_spans() -> None:
    node = Name("a", span=Span(3, 4))
    assert from_bytes(to_bytes(node)).span == Span(3, 4)


def test_what_is_shared_stays_shared() -> None:
    one, other = from_bytes(to_bytes((Place(INNER, Span(0, 1)), Place(INNER, Span(1, 1)))))
    assert one.source is other.source
    assert one.source.outer == OUTER
    assert one.outermost().source.position(3) == (1, 4)


def test_a_read_only_mapping_stays_one() -> None:
    again = from_bytes(to_bytes(MappingProxyType({"a": Text("一", "one")})))
    assert isinstance(again, MappingProxyType)
    assert again == {"a": Text("一", "one")}


def test_a_named_part_is_not_kept_itself() -> None:
    big = Text("大", "big")
    data = to_bytes((big, 1), lambda part: "big" if part is big else None)
    assert b"\xe5\xa4\xa7" not in data
    assert from_bytes(data, {"big": big}.__getitem__) == (big, 1)
    with pytest.raises(NotKeptError):
        from_bytes(data)


@pytest.mark.parametrize(
    "value",
    [object(), print, Path("x"), {1, 2}.__iter__(), store, 1j],
    ids=lambda value: type(value).__name__,
)
def test_nothing_but_checked_data_is_kept(value: object) -> None:
    with pytest.raises(NotKeptError):
        from_bytes(to_bytes(value))


class _Trap:
    """Unpickled by plain pickle, it calls what it names."""

    def __init__(self, call: Callable[..., object], *arguments: object) -> None:
        self.call, self.arguments = call, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call, self.arguments


@pytest.mark.parametrize(
    "call,arguments",
    [
        (os.system, ("touch harm",)),
        (eval, ("open('harm', 'w')",)),
        (exec, ("open('harm', 'w')",)),
        (Path, ("harm",)),
        (Path.touch, (Path("harm"),)),
        (open, ("harm", "w")),
        (getattr, (Text, "__init__")),
        (key_of, ("a", ())),
        (store.write_entry, ("harm", b"")),
    ],
    ids=lambda value: getattr(value, "__qualname__", ""),
)
def test_no_code_is_run_by_what_is_kept(
    call: Callable[..., object],
    arguments: tuple[object, ...],
    tmp_path: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(NotKeptError):
            from_bytes(pickle.dumps(_Trap(call, *arguments), protocol))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"junk", b"cos\nsystem\n.", b"(lp0\n", b"\x80\x05N"]
)
def test_bytes_of_another_kind_are_refused(data: bytes) -> None:
    with pytest.raises(NotKeptError):
        from_bytes(data)


def test_fields_that_do_not_fit_the_class_are_refused() -> None:
    text = pickle.dumps(_Trap(Text, "一", "one"), 2)
    assert from_bytes(text) == Text("一", "one")
    for wrong in (("一",), ("一", "one", "more"), ()):
        with pytest.raises(NotKeptError):
            from_bytes(pickle.dumps(_Trap(Text, *wrong), 2))


def test_an_entry_is_found_again_and_only_its_owner_may_read_it(folder: Path) -> None:
    assert store.read_entry(KEY) is None
    store.write_entry(KEY, b"content")
    assert store.read_entry(KEY) == b"content"
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert store.size()[0] == 1
    assert store.clear() == 1
    assert store.read_entry(KEY) is None


def test_a_folder_or_file_that_others_may_write_to_is_not_trusted(folder: Path) -> None:
    store.write_entry(KEY, b"content")
    (path,) = folder.iterdir()
    for mode in (0o620, 0o602, 0o666):
        path.chmod(mode)
        assert store.read_entry(KEY) is None
    path.chmod(0o600)
    for mode in (0o770, 0o707, 0o777):
        folder.chmod(mode)
        assert store.read_entry(KEY) is None
        store.write_entry(key_of("test", ["b"]), b"more")
    folder.chmod(0o700)
    assert store.read_entry(KEY) == b"content"
    assert store.read_entry(key_of("test", ["b"])) is None


def test_a_file_of_another_user_is_not_trusted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write_entry(KEY, b"content")
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert store.read_entry(KEY) is None
    store.write_entry(key_of("test", ["b"]), b"more")
    monkeypatch.undo()
    assert len(list(folder.iterdir())) == 1


def test_a_folder_in_place_of_a_file_is_passed_over(folder: Path) -> None:
    store.write_entry(KEY, b"content")
    (path,) = folder.iterdir()
    path.unlink()
    path.mkdir()
    assert store.read_entry(KEY) is None
    store.write_entry(KEY, b"content")
    assert store.read_entry(KEY) is None


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_entry(KEY, b"content")

    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    store.write_entry(key_of("test", ["b"]), b"more")
    assert [path.suffix for path in folder.iterdir()] == [".kept"]
    assert store.read_entry(KEY) == b"content"


def test_the_oldest_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_FILES", 4)
    keys = [key_of("test", [str(number)]) for number in range(10)]
    for number, key in enumerate(keys):
        store.write_entry(key, b"content")
        os.utime(folder / f"{key}.kept", (number, number))
    assert [key for key in keys if store.read_entry(key)] == keys[-4:]
    monkeypatch.setattr(store, "MAX_BYTES", 300)
    store.write_entry(KEY, b"x" * 100)
    assert store.read_entry(KEY) is not None
    assert store.size()[1] < 400


def test_what_another_process_never_finished_goes(folder: Path) -> None:
    store.write_entry(KEY, b"content")
    old, new = folder / "a.1.2.new", folder / "b.1.2.new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.write_entry(key_of("test", ["b"]), b"more")
    assert not old.exists()
    assert new.exists()


def test_many_may_write_and_read_at_once(folder: Path) -> None:
    content = os.urandom(100_000)

    def use(_: int) -> bool:
        store.write_entry(KEY, content)
        return store.read_entry(KEY) in (content, None)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(80)))
    assert store.read_entry(KEY) == content
    assert len(list(folder.iterdir())) == 1


def test_a_key_tells_its_parts_apart() -> None:
    keys = {
        key_of("a", ["b", "c"]),
        key_of("a", ["bc"]),
        key_of("a", ["bc", ""]),
        key_of("ab", ["c"]),
        key_of("a", [b"b", "d"]),
        key_of("a", ["\ud800"]),
    }
    assert len(keys) == 6
    assert key_of("a", [b"bc"]) == key_of("a", ["bc"])


@pytest.mark.skipif(sys.platform == "win32", reason="the places of other systems")
def test_the_place_is_the_platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("POLICYDSL_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert place.cache_folder() == tmp_path / "policydsl"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert place.cache_folder() is None
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    found = place.cache_folder()
    assert found is not None
    assert found.is_relative_to(tmp_path)
    for word in ("off", "0", "No"):
        monkeypatch.setenv("POLICYDSL_CACHE", word)
        assert place.cache_folder() is None
    monkeypatch.setenv("POLICYDSL_CACHE", "here")
    assert place.cache_folder() == Path("here").absolute()
