"""`policydsl cache`: where checked programs are kept, and away with them."""

from __future__ import annotations

from pathlib import Path

from checkout import ROOT
from command_line import policydsl

FACTS = "facts/eligible.yaml"


def cache(*arguments: str, kept: Path | str) -> str:
    outcome = policydsl("cache", *arguments, environment={"POLICYDSL_CACHE": str(kept)})
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def test_it_says_where_and_how_much(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert cache(kept=kept) == f"{kept}\n0 个文件，0 KB\n"
    evaluated = policydsl(
        "evaluate", "demo/office-filing", "--facts", FACTS, "--policies", "policies",
        environment={"POLICYDSL_CACHE": str(kept)},
    )  # fmt: skip
    assert evaluated.code == 0
    files = len(list(kept.iterdir()))
    assert files > 0
    assert cache("--lang", "en", kept=kept).startswith(f"{kept}\n{files} files, ")
    assert cache("--clear", kept=kept) == f"已删去 {files} 个文件：{kept}\n"
    assert list(kept.iterdir()) == []
    assert cache("--clear", "--lang", "en", kept=kept) == f"removed 0 files: {kept}\n"


def test_only_kept_files_are_removed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / "a.kept").write_text("kept")
    cache("--clear", kept=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_may_be_off() -> None:
    assert cache("--lang", "en", kept="off").startswith("off")
    assert cache("--clear", kept="off").startswith("没有启用")


def test_what_is_said_of_a_wrong_policy_is_the_same_from_the_cache(tmp_path: Path) -> None:
    wrong = tmp_path / "demo" / "office-filing" / "2020-01-01.yaml"
    wrong.parent.mkdir(parents=True)
    right = ROOT / "tests/cli/policies/demo/office-filing/2020-01-01.yaml"
    wrong.write_text(right.read_text(encoding="utf-8").replace("area", "aera", 1), encoding="utf-8")
    said = [
        policydsl("evaluate", str(wrong), "--facts", FACTS, environment={"POLICYDSL_CACHE": kept})
        for kept in ("off", str(tmp_path / "kept"), str(tmp_path / "kept"))
    ]
    assert said[0] == said[1] == said[2]
    assert said[0].code == 2
