"""Nothing in the repository depends on, or tells of, the machine it was written on."""

import re
from functools import cache
from pathlib import Path

import pytest

from checkout import ROOT, shown, written_files

# Written so that this file does not match itself.
FORBIDDEN = {
    "a package registry or mirror": r"pypi[.]org|python[h]osted|(?<![a-z])mirrors?[.][a-z]",
    "a registry setting": r"(extra-)?index-[u]rl|find-[l]inks|trusted-[h]ost",
    "an absolute path of one machine": r"(?<![\w.<>*}/-])/(work|root|home|Users)/[\w.]",
    "unfinished business": r"\b(TO[D]O|FIX[M]E|X[X]X)\b",
}
WRITTEN_BY_HAND = {
    "", ".cfg", ".css", ".csv", ".html", ".ini", ".json", ".lark", ".md", ".py", ".sh", ".toml",
    ".txt", ".yaml", ".yml",
}  # fmt: skip


@cache
def texts() -> dict[Path, str]:
    """The text of each file that a person wrote; test suites of others come in other suffixes."""
    return {
        path: path.read_text(encoding="utf-8")
        for path in written_files()
        if path.suffix in WRITTEN_BY_HAND
    }


@pytest.mark.parametrize("name", FORBIDDEN)
def test_no_file_holds(name: str) -> None:
    pattern = re.compile(FORBIDDEN[name])
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "name, line",
    [
        ("a package registry or mirror", "https://pypi" + ".org/simple"),
        ("a package registry or mirror", "https://mirrors" + ".example.cn/simple"),
        ("a registry setting", "pip install --index" + "-url x"),
        ("an absolute path of one machine", "cd /" + "work/main"),
        ("an absolute path of one machine", 'open("/' + 'root/.cache")'),
        ("unfinished business", "# TO" + "DO: later"),
    ],
)
def test_the_patterns_find_what_they_name(name: str, line: str) -> None:
    assert re.search(FORBIDDEN[name], line)


def test_this_checkout_is_what_is_read() -> None:
    assert ROOT / "pyproject.toml" in texts()
    assert Path(__file__) in texts()
