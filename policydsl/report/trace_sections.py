"""The rules of a trace in the order in which they are read: what refuses comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydsl.report import words
from policydsl.report.reader import Reader, basis, clause_list
from policydsl.report.rule_view import STATUS_TONES, RuleView, Tone, rule_view
from policydsl.report.words import STATUS_NAMES, STATUS_SIGNS, say
from policydsl.text.diagnostic import Text
from policydsl.trace import GroupTrace, RowTrace, RuleTrace, Status, Trace, Verdict


@dataclass(frozen=True, slots=True)
class SectionView:
    """Rules that belong together; `compact` ones take one line each."""

    heading: str
    tone: Tone
    rules: tuple[RuleView, ...]
    compact: bool = False


def rule_sections(trace: Trace, reader: Reader) -> Iterable[SectionView]:
    """The sections of a checklist, those without any rule left out.

    Of one that is not about the institution there is nothing to say but that, except with detail.
    """
    if trace.verdict is Verdict.NOT_APPLICABLE and not reader.detail:
        return
    binding = [rule for rule in trace.rules if rule.force != "preferential"]
    by_status = {status: [r for r in binding if r.status is status] for status in Status}
    failed, passed = by_status[Status.FAIL], by_status[Status.PASS]
    refusing = [rule for rule in failed if rule.force == "mandatory"]
    short = [rule for rule in failed if rule.force != "mandatory"]
    waived = [rule for rule in passed if _is_waived(rule)]
    met = [rule for rule in passed if not _is_waived(rule)]
    yield from _section(words.REFUSING, "fail", refusing, reader)
    yield from _section(words.UNKNOWN, "unknown", by_status[Status.UNKNOWN], reader)
    yield from _section(words.SHORTFALLS, "fail", short, reader)
    yield from _section(words.WAIVED_SHORTFALLS, "waived", waived, reader)
    yield from _preferences(trace, reader)
    yield from _section(words.PASSED, "pass", met, reader, compact=not reader.detail)
    unrelated = by_status[Status.NOT_APPLICABLE]
    yield from _section(words.NOT_APPLICABLE, "skip", unrelated, reader, compact=not reader.detail)


def _is_waived(rule: RuleTrace) -> bool:
    return any(item.waiver is not None for item in rule.items)


def _section(
    heading: Text, tone: Tone, rules: list[RuleTrace], reader: Reader, *, compact: bool = False
) -> Iterable[SectionView]:
    if rules:
        views = tuple(rule_view(rule, reader) for rule in rules)
        title = say(
            words.HEADING_COUNT, reader.language, heading=reader.text(heading), count=len(rules)
        )
        yield SectionView(title, tone, views, compact)


def _preferences(trace: Trace, reader: Reader) -> Iterable[SectionView]:
    grouped: set[str] = set()
    for group in trace.groups:
        members = [rule for rule in trace.rules if rule.id in group.rules]
        grouped.update(group.rules)
        views = tuple(rule_view(rule, reader) for rule in members)
        yield SectionView(_group_heading(group, reader), STATUS_TONES[group.status], views)
    alone = [
        rule for rule in trace.rules if rule.force == "preferential" and rule.id not in grouped
    ]
    yield from _section(words.PREFERENCES, "value", alone, reader)


def _group_heading(group: GroupTrace, reader: Reader) -> str:
    return say(
        words.GROUP_HEADING,
        reader.language,
        title=reader.text(group.title),
        need=reader.text(words.NEED_NAMES[group.need]),
        sign=STATUS_SIGNS[group.status],
        status=reader.text(STATUS_NAMES[group.status]),
    )


def row_sections(trace: Trace, reader: Reader) -> Iterable[SectionView]:
    """The rows of a table that decided; with detail, all of them."""
    rows, document = trace.rows, trace.decision_document
    told = (
        rows
        if reader.detail
        else [row for row in rows if row.status in {Status.PASS, Status.UNKNOWN}]
    )
    if told:
        views = tuple(_row_view(row, document, reader) for row in told)
        yield SectionView(reader.text(words.ROWS), "value", views)


def _row_view(row: RowTrace, document: str, reader: Reader) -> RuleView:
    return RuleView(
        tone=STATUS_TONES[row.status],
        sign=STATUS_SIGNS[row.status],
        status=reader.text(words.ROW_STATUS_NAMES[row.status]),
        title=say(words.ROW, reader.language, number=row.number),
        tags=(),
        brief=reader.text(words.ROW_STATUS_NAMES[row.status]),
        figures=None,
        items=(),
        rest="",
        clauses=clause_list(row.clauses, reader, document),
        basis=basis(row.clauses, reader, document),
        notes=(reader.text(row.note),) if row.note else (),
    )
