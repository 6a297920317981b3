"""What holds of a trace's report whatever the trace says."""

import re
from html.parser import HTMLParser
from typing import get_args

import pytest

from policydsl.report.trace_html import trace_to_html, traces_to_html
from policydsl.report.trace_markdown import trace_to_markdown
from policydsl.report.trace_text import trace_to_text
from policydsl.text.diagnostic import Language
from policydsl.text.width import text_width
from policydsl.trace import Status, Trace, Verdict
from sample_traces import HOSTILE, every_answer, every_verdict, full_checklist, hostile

LANGUAGES: tuple[Language, ...] = get_args(Language)
TRACES = {
    "everything": full_checklist(),
    "hostile": hostile(),
    **every_verdict(),
    **every_answer(),
}
ALL = pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)
BOTH = pytest.mark.parametrize("language", LANGUAGES)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
VOID = {"meta", "br"}


class Outline(HTMLParser):
    """The elements of a page and its text; fails where elements do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    parser.close()
    assert parser.opened == []
    return parser


def test_the_samples_hold_every_status_force_verdict_and_kind() -> None:
    full = full_checklist()
    assert {rule.status for rule in full.rules} == set(Status)
    assert {rule.force for rule in full.rules} == {"mandatory", "in_principle", "preferential"}
    assert {trace.verdict for trace in TRACES.values()} >= set(Verdict)
    assert {trace.kind for trace in TRACES.values()} == {"checklist", "table", "value"}


@ALL
@BOTH
def test_colour_adds_nothing_but_colour(trace: Trace, language: Language) -> None:
    coloured = trace_to_text(trace, language, colour=True, detail=True)
    plain = trace_to_text(trace, language, colour=False, detail=True)
    assert "\x1b" not in plain
    assert ESCAPE.sub("", coloured) == plain


@ALL
@BOTH
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(trace: Trace, language: Language, width: int) -> None:
    text = trace_to_text(trace, language, colour=False, detail=True, width=width)
    assert [line for line in text.splitlines() if text_width(line) > width] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


@ALL
@BOTH
def test_a_page_is_well_formed_and_stands_alone(trace: Trace, language: Language) -> None:
    page = outline(trace_to_html(trace, language, detail=True))
    assert page.seen.isdisjoint({"script", "link", "img", "iframe", "object", "form", "a"})
    assert page.attributes.isdisjoint({"src", "href", "onclick", "onload", "style"})


@BOTH
def test_a_page_says_its_language(language: Language) -> None:
    page = trace_to_html(full_checklist(), language)
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en"}[language] }">' in page


def test_hostile_words_stay_words() -> None:
    trace = hostile()
    page = outline(trace_to_html(trace, "en", detail=True))
    assert page.text.count("<script>alert(1)</script>") > 10
    text = trace_to_text(trace, "en", colour=False, detail=True)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_hostile_words_do_not_break_a_markdown_table() -> None:
    text = trace_to_markdown(hostile(), "en", detail=True)
    bars = {
        len(re.findall(r"(?<!\\)\|", line)) for line in text.splitlines() if line.startswith("|")
    }
    assert len(bars) == 1
    assert not re.search(r"<(?!script>alert)", re.sub(r"`+ .*? `+", "", text))


@BOTH
def test_what_refuses_comes_before_what_is_met(language: Language) -> None:
    trace = full_checklist()
    titles = [rule.title.in_language(language) for rule in trace.rules]
    for text in (
        trace_to_text(trace, language, colour=False, width=200),
        trace_to_markdown(trace, language),
        trace_to_html(trace, language),
    ):
        found = [text.index(title) for title in titles if title in text]
        assert len(found) == len(titles)
        by_status = {
            status: [
                text.index(rule.title.in_language(language))
                for rule in trace.rules
                if rule.status is status and rule.force == "mandatory"
            ]
            for status in Status
        }
        assert max(by_status[Status.FAIL]) < min(by_status[Status.UNKNOWN])
        assert max(by_status[Status.UNKNOWN]) < min(by_status[Status.PASS])
        assert max(by_status[Status.PASS]) < min(by_status[Status.NOT_APPLICABLE])


@BOTH
def test_the_first_line_says_policy_institution_and_date(language: Language) -> None:
    trace = full_checklist()
    first = trace_to_text(trace, language, colour=False, width=100).splitlines()[0]
    assert trace.policy_title.in_language(language) in first
    assert trace.subject is not None
    assert trace.subject in first
    assert {"zh": "2020年6月1日", "en": "2020-06-01"}[language] in first


def test_decisions_of_one_evaluation_share_their_head() -> None:
    answers = every_answer()
    page = traces_to_html([full_checklist(), answers["date"], answers["table"]], "en")
    assert page.count("<h1>") == 1
    assert page.count("<h2>") == 3
    other = every_verdict()["not-applicable"]
    assert traces_to_html([full_checklist(), other], "en").count("<h1>") == 2


@BOTH
def test_a_page_carries_the_whole_digest(language: Language) -> None:
    trace = full_checklist()
    for report in (trace_to_html(trace, language), trace_to_markdown(trace, language)):
        assert trace.digest in report
        assert trace.facts_digest in report


def test_the_hostile_text_is_what_it_claims() -> None:
    assert all(mark in HOSTILE for mark in ("<script>", "|", "`", "\n", "\x1b", "\u202e"))
