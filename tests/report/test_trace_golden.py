"""Traces as people read them, kept to the letter in both languages and all three forms."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from policydsl.report.trace_html import traces_to_html
from policydsl.report.trace_markdown import traces_to_markdown
from policydsl.report.trace_text import traces_to_text
from policydsl.text.diagnostic import Language
from policydsl.trace import Trace
from sample_traces import every_answer, every_verdict, full_checklist, hostile

LANGUAGES: tuple[Language, ...] = get_args(Language)
TRACES: dict[str, list[Trace]] = {
    "everything": [full_checklist()],
    "verdicts": list(every_verdict().values()),
    "answers": list(every_answer().values()),
    "hostile": [hostile()],
}
SHOWN = [
    ("everything", False),
    ("everything", True),
    ("verdicts", False),
    ("answers", False),
    ("answers", True),
    ("hostile", True),
]
Golden = Callable[[Path, str], None]


def file(name: str, detail: bool, language: Language, suffix: str) -> Path:
    depth = ".detail" if detail else ""
    return Path("golden") / "traces" / f"{name}{depth}.{language}.{suffix}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name, detail", SHOWN)
def test_text(golden: Golden, name: str, detail: bool, language: Language) -> None:
    text = traces_to_text(TRACES[name], language, colour=False, detail=detail)
    golden(file(name, detail, language, "txt"), text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name, detail", SHOWN)
def test_markdown(golden: Golden, name: str, detail: bool, language: Language) -> None:
    text = traces_to_markdown(TRACES[name], language, detail=detail)
    golden(file(name, detail, language, "md"), text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name, detail", [("everything", True), ("answers", False)])
def test_html(golden: Golden, name: str, detail: bool, language: Language) -> None:
    text = traces_to_html(TRACES[name], language, detail=detail)
    golden(file(name, detail, language, "html"), text)


def test_a_narrow_terminal(golden: Golden) -> None:
    text = traces_to_text(TRACES["everything"], "zh", colour=False, width=48)
    golden(Path("golden/traces/everything.narrow.zh.txt"), text)


def test_colour(golden: Golden) -> None:
    text = traces_to_text(TRACES["verdicts"], "en", colour=True)
    golden(Path("golden/traces/verdicts.colour.en.txt"), text.replace("\x1b", "<ESC>"))


@pytest.mark.parametrize("language, words", [("zh", "没有可显示的内容"), ("en", "Nothing to show")])
def test_no_decision_at_all_is_said(language: Language, words: str) -> None:
    assert traces_to_text([], language, colour=False) == words + "\n"
    assert traces_to_markdown([], language) == words + "\n"
    assert f"<p>{words}</p>" in traces_to_html([], language)
