"""What a batch came to: rows in, rows out, rejects, and how many met each decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policydsl.report.blocks import Block, Heading, Paragraph, Table, Terms
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.words import VERDICT_NAMES
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Verdict

_TITLE = Text("批量评估", "Batch")
_GIVEN = Text("输入", "Rows")
_RESULTS = Text("结果", "Results")
_REJECTS = Text("未受理", "Rejects")
_CONTINUED = Text("其中此前已完成", "Done by earlier runs")
_AS_OF = Text("以哪天为准", "As of")
_ROWS = Text("{0:,} 行", "{0:,}")
_IN_FILE = Text("{0:,} 行，{1}", "{0:,}, in {1}")
_DECISION = Text("决定", "Decision")
_SUMS = Text(
    "{0:,} 行输入 = {1:,} 行结果 + {2:,} 行未受理", "{0:,} rows = {1:,} results + {2:,} rejects"
)
_ORPHANS = Text(
    "另有 {0:,} 行明细不属于任何机构，也列在未受理的行里",
    "{0:,} rows of lists belong to no institution, and are among the rejects as well",
)
_MEND = Text(
    "未受理的行没有评估：原因和原文都在“{0}”里，改正后可以单独重新评估",
    "Rejected rows were not evaluated: “{0}” holds each with its reason, to mend and send again",
)


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """Counts of one batch. `orphans` are rows of lists that belong to no institution, `continued`
    the rows that earlier runs had done.

    `verdicts` counts verdicts' words by decision; `titles` are the decisions'. `day` is None where
    each row has its own.
    """

    output: str
    rejects_file: str
    given: int
    results: int
    rejects: int
    orphans: int
    continued: int
    day: str | None
    verdicts: Mapping[str, Mapping[str, int]]
    titles: Mapping[str, Text]


def summary_to_text(
    summary: BatchSummary, language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The summary as text for a terminal."""
    return blocks_to_text(_page(summary, language), TextPage(language, colour, width))


def summary_to_markdown(summary: BatchSummary, language: Language) -> str:
    """The summary as Markdown."""
    return blocks_to_markdown(_page(summary, language), language)


def summary_to_html(summary: BatchSummary, language: Language) -> str:
    """The summary as one page."""
    return blocks_to_html(_page(summary, language), language, title=_TITLE.in_language(language))


def summary_to_json(summary: BatchSummary) -> dict[str, Any]:
    """JSON data: `rows` is `results` and `rejects` together."""
    return {
        "output": summary.output,
        "rejects_file": summary.rejects_file,
        "as_of": summary.day,
        "rows": summary.given,
        "results": summary.results,
        "rejects": summary.rejects,
        "orphans": summary.orphans,
        "continued": summary.continued,
        "verdicts": {name: dict(words) for name, words in summary.verdicts.items()},
    }


def _page(summary: BatchSummary, language: Language) -> Iterator[Block]:
    yield Heading(1, _TITLE.in_language(language))
    yield Terms(tuple(_terms(summary, language)), head=True)
    if summary.verdicts:
        yield _verdicts(summary, language)
    yield Paragraph(_sums(summary, language))
    if summary.orphans:
        yield Paragraph(_ORPHANS.in_language(language).format(summary.orphans), "fail")
    if summary.rejects:
        yield Paragraph(_MEND.in_language(language).format(summary.rejects_file), "fail")


def _sums(summary: BatchSummary, language: Language) -> str:
    form = _SUMS.in_language(language)
    return form.format(summary.given, summary.results, summary.rejects)


def _terms(summary: BatchSummary, language: Language) -> Iterator[tuple[str, str]]:
    rows, in_file = _ROWS.in_language(language), _IN_FILE.in_language(language)
    if summary.day is not None:
        yield _AS_OF.in_language(language), summary.day
    yield _GIVEN.in_language(language), rows.format(summary.given)
    if summary.continued:
        yield _CONTINUED.in_language(language), rows.format(summary.continued)
    yield _RESULTS.in_language(language), in_file.format(summary.results, summary.output)
    yield _REJECTS.in_language(language), in_file.format(summary.rejects, summary.rejects_file)


def _verdicts(summary: BatchSummary, language: Language) -> Table:
    """Only verdicts that somebody was given."""
    given = [each for each in Verdict if _total(summary, each)]
    heads = (_DECISION, *(VERDICT_NAMES[each] for each in given))
    rows = []
    for name, words in summary.verdicts.items():
        title = summary.titles[name].in_language(language) if name in summary.titles else name
        rows.append((title, *(f"{words.get(each.value, 0):,}" for each in given)))
    return Table(tuple(each.in_language(language) for each in heads), tuple(rows))


def _total(summary: BatchSummary, verdict: Verdict) -> int:
    return sum(words.get(verdict.value, 0) for words in summary.verdicts.values())
