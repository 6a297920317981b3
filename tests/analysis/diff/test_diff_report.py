"""What a comparison of two versions looks like, in each form and language."""

from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import policydsl
from two_versions import NEW_DAY, OLD_DAY, POLICY, write_versions

Golden = Callable[[Path, str], None]


@pytest.mark.parametrize(
    "form, language, ending",
    [
        ("text", "zh", "zh.txt"),
        ("text", "en", "en.txt"),
        ("markdown", "zh", "zh.md"),
        ("html", "zh", "zh.html"),
        ("json", "zh", "json"),
    ],
)
def test_a_comparison_in_each_form(
    form: str,
    language: str,
    ending: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    golden: Golden,
) -> None:
    write_versions(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    done = policydsl(
        "diff",
        f"{POLICY}@{OLD_DAY}",
        f"policies/{POLICY}/{NEW_DAY}.yaml",
        *("--facts", "facts", "--policies", "policies", "--format", form, "--lang", language),
    )
    assert (done.code, done.err) == (0, "")
    golden(Path(f"golden/difference.{ending}"), done.out)
