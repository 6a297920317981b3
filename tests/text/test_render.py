"""How a diagnostic reads: the line, the caret under the place, both languages, and as data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from policydsl.text.diagnostic import Diagnostic, Severity, Text
from policydsl.text.render import MAX_SHOWN_LINE, render, render_all, to_json
from policydsl.text.source import Place, Source, Span

MESSAGE = Text("这里不对", "this is wrong")
HELP = Text("改一改", "mend it")
LONG = "起" * 150 + "错字" + "终" * 150


def at(text: str, wanted: str, name: str = "f.yaml") -> Place:
    """The place of the first `wanted` in a text."""
    start = text.index(wanted)
    return Place(Source(name, text), Span(start, start + len(wanted)))


EMBEDDED = Source("f.yaml", "require: |\n  面积 >=\n  下限\n")
PLACES: dict[str, Place | None] = {
    "no-place": None,
    "plain": at("area: x\nname: y\n", "name"),
    "full-width": at("机构类型：学校\n", "学校"),
    "after-full-width": at("- 机构：a, b\n", "b"),
    "tab-before": at("\tarea: x\n", "x"),
    "tab-inside": at("a\tb c\n", "a\tb"),
    "combining-marks": at("e\u0301e\u0301 x\n", "x"),
    "long-line": at(LONG, "错字"),
    "long-line-start": at("x" + "y" * 300, "x"),
    "long-line-end": at("y" * 300 + "x", "x"),
    "long-span": at("y" * 300, "y" * 300),
    "crlf": at("a: 1\r\nb: 2\r\n", "b: 2\r\n"),
    "several-lines": at("a: [1,\n  2]\n", "[1,\n  2]"),
    "empty-span": Place(Source("f.yaml", "a: \n"), Span(3, 3)),
    "end-of-file": Place(Source("f.yaml", "a: 1"), Span(4, 4)),
    "end-after-line-break": Place(Source("f.yaml", "a: 1\n"), Span(5, 5)),
    "empty-file": Place(Source("f.yaml", ""), Span(0, 0)),
    "embedded": Place(
        Source("e", "面积 >= 下限", EMBEDDED, (13, 14, 15, 16, 17, 20, 21, 22, 23)), Span(6, 8)
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_diagnostic_reads_so(name: str, golden: Callable[[Path, str], None]) -> None:
    diagnostic = Diagnostic("some-code", MESSAGE, PLACES[name], HELP)
    golden(Path(f"golden/{name}.txt"), render(diagnostic) + "\n")


def test_each_golden_text_has_its_place() -> None:
    texts = {path.stem for path in (Path(__file__).parent / "golden").glob("*.txt")}
    assert texts == set(PLACES)


@pytest.mark.parametrize("name", [name for name, place in PLACES.items() if place])
def test_carets_stand_under_what_they_mark(name: str) -> None:
    from policydsl.text.width import text_width

    lines = render(Diagnostic("c", MESSAGE, PLACES[name])).splitlines()
    carets = [line for line in lines if set(line.strip(" |")) == {"^"}]
    for line in carets:
        shown = lines[lines.index(line) - 1]
        assert text_width(line) <= max(text_width(shown), line.index("^") + 1)
        assert len(shown) <= MAX_SHOWN_LINE * 2 + 8


@pytest.mark.parametrize(
    "language, lines",
    [
        ("zh", ["错误[c]: 这里不对", "  办法: 改一改"]),
        ("en", ["error[c]: this is wrong", "  help: mend it"]),
        (
            "both",
            ["错误[c]: 这里不对", "  error: this is wrong", "  办法: 改一改", "  help: mend it"],
        ),
    ],
)
def test_languages(language: str, lines: list[str]) -> None:
    diagnostic = Diagnostic("c", MESSAGE, help=HELP)
    assert render(diagnostic, language).splitlines() == lines  # type: ignore[arg-type]


def test_a_warning_is_called_one() -> None:
    warning = Diagnostic("c", MESSAGE, severity=Severity.WARNING)
    assert render(warning) == "警告[c]: 这里不对\n  warning: this is wrong"


def test_several_have_a_blank_line_between() -> None:
    diagnostic = Diagnostic("c", MESSAGE)
    assert render_all([diagnostic, diagnostic]) == f"{render(diagnostic)}\n\n{render(diagnostic)}"
    assert render_all([]) == ""


def test_data_is_placed_in_the_file_and_ready_for_json() -> None:
    data = to_json(Diagnostic("c", MESSAGE, PLACES["embedded"], HELP))
    assert json.loads(json.dumps(data)) == {
        "code": "c",
        "severity": "error",
        "message": {"zh": "这里不对", "en": "this is wrong"},
        "help": {"zh": "改一改", "en": "mend it"},
        "file": "f.yaml",
        "line": 3,
        "column": 3,
        "span": [21, 23],
    }


def test_data_without_a_place_says_so() -> None:
    data = to_json(Diagnostic("c", MESSAGE, severity=Severity.WARNING))
    assert data["severity"] == "warning"
    assert [data[key] for key in ("help", "file", "line", "column", "span")] == [None] * 5
