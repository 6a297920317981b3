"""What the pages show is what comes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import ROOT
from doc_examples import page_now, shows

PAGES = [
    "README.md",
    "docs/developers-guide.md",
    "docs/language.md",
    "docs/mutate.zh.md",
    "docs/check-and-compare.zh.md",
    "docs/officers-guide.zh.md",
    "docs/policy-format.md",
    "docs/tables.md",
    "docs/template.zh.md",
    "docs/testing.md",
    "docs/remedy.md",
    "docs/remedy.zh.md",
]


@pytest.mark.docs
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_comes(
    name: str, golden: Callable[[Path, str], None], tmp_path: Path
) -> None:
    page = ROOT / name
    golden(page, page_now(page.read_text(encoding="utf-8"), tmp_path))


@pytest.mark.parametrize(
    "shown, actual, same",
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b", ""], ["a", "b"], True),
        (["a", "c"], ["a", "b"], False),
        ([], [], True),
        ([], ["a"], False),
        (["a", "…"], ["a", "b", "c"], True),
        (["a", "…"], ["a"], False),
        (["…", "c"], ["a", "b", "c"], True),
        (["…", "c"], ["c"], False),
        (["a", "…", "c", "…", "e"], ["a", "b", "c", "d", "e"], True),
        (["a", "…", "x", "…", "e"], ["a", "b", "c", "d", "e"], False),
        (["a", "…", "e"], ["a", "e"], False),
        (["a", "…", "a"], ["a"], False),
        (["a", "…", "d", "…", "e"], ["a", "b", "c", "d", "e"], False),
    ],
)
def test_only_a_line_of_three_dots_stands_for_others(
    shown: list[str], actual: list[str], same: bool
) -> None:
    assert shows(shown, actual) is same


def page(*blocks: str) -> str:
    return "Words.\n\n" + "\n\n".join(blocks) + "\n"


def block(word: str, *lines: str) -> str:
    return "\n".join([f"```{word}", *lines, "```"])


def test_wrong_output_is_put_right(tmp_path: Path) -> None:
    wrong = page(block("console", "$ policydsl feel '1 + 1'", "3"))
    assert page_now(wrong, tmp_path) == wrong.replace("\n3\n", "\n2\n")


def test_right_output_stays_as_it_is(tmp_path: Path) -> None:
    right = page(
        block("yaml file=own/a.yaml", "x: 1", "y: 2"),
        block("diff file=own/a.yaml", "-y: 2", "+y: 3"),
        block("console", "$ cat own/a.yaml", "x: 1", "y: 3"),
        block("python", "n = 2", 'print("two", n)'),
        block("text", "two 2"),
        block("python", "assert n == 2"),
        block("console", "$ policydsl feel '1 +'", "…", "$ echo $?", "2"),
        block("sh", "$ not run"),
    )
    assert page_now(right, tmp_path) == right


@pytest.mark.parametrize(
    "text",
    [
        page(block("python", "assert 1 == 2")),
        page(block("yaml file=own.yaml", "x: 1"), block("diff file=own.yaml", "-z: 1")),
        page(block("yaml file=policies/own.yaml", "x: 1")),
        page(block("console", "no command")),
        page("```console\n$ pwd"),
    ],
)
def test_a_block_that_cannot_be_run_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        page_now(text, tmp_path)
