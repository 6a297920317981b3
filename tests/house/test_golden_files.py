"""The golden files' own rules."""

from pathlib import Path

import pytest

from golden_files import mismatch, update_wanted


def test_the_same_text_is_no_mismatch(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("办公用房\n", encoding="utf-8")
    assert mismatch(tmp_path / "a.txt", "办公用房\n", update=False) is None


def test_line_ends_of_a_checkout_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one\r\ntwo\r\n")
    assert mismatch(tmp_path / "a.txt", "one\ntwo\n", update=False) is None


@pytest.mark.parametrize(
    "expected, actual, said",
    [
        ("one\ntwo\n", "one\n2\n", "-two\n+2"),
        ("one\n", "one", "line ends"),
        ("", "one\n", "+one"),
    ],
)
def test_a_mismatch_shows_the_difference_and_the_way_out(
    tmp_path: Path, expected: str, actual: str, said: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(expected, encoding="utf-8")
    difference = mismatch(path, actual, update=False)
    assert difference is not None
    assert said in difference
    assert "UPDATE_GOLDEN=1" in difference
    assert path.read_text(encoding="utf-8") == expected


def test_a_missing_file_is_a_mismatch_and_is_not_written(tmp_path: Path) -> None:
    difference = mismatch(tmp_path / "a.txt", "one\n", update=False)
    assert difference is not None
    assert "does not exist" in difference
    assert not (tmp_path / "a.txt").exists()


def test_an_update_writes_the_file_and_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "golden" / "a.txt"
    assert mismatch(path, "工位\n", update=True) is None
    assert path.read_bytes() == "工位\n".encode()


@pytest.mark.parametrize(
    "environment, wanted",
    [
        ({}, False),
        ({"UPDATE_GOLDEN": "0"}, False),
        ({"UPDATE_GOLDEN": "1"}, True),
        ({"UPDATE_GOLDEN": "1", "CI": ""}, True),
        ({"CI": "true"}, False),
    ],
)
def test_only_the_variable_asks_for_an_update(environment: dict[str, str], wanted: bool) -> None:
    assert update_wanted(environment) is wanted


def test_checks_never_update() -> None:
    with pytest.raises(ValueError, match="refused under CI"):
        update_wanted({"UPDATE_GOLDEN": "1", "CI": "true"})
