"""A trace put into words and into the order in which it is read.

What refuses comes first, then what is unknown, then in-principle shortfalls, preferences, and in
short what is met and what does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydsl.feel.temporal import parse_date
from policydsl.feel.values import NULL, UNKNOWN_KINDS, Null
from policydsl.report import words
from policydsl.report.rule_view import (
    STATUS_TONES,
    Reader,
    RuleView,
    StepView,
    Tone,
    basis,
    cause_words,
    clause_list,
    counted,
    rule_view,
    step_view,
)
from policydsl.report.values import value_words
from policydsl.report.words import FORCE_NAMES, STATUS_NAMES, STATUS_SIGNS, VERDICT_NAMES, say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import (
    Amendment,
    GroupTrace,
    RowTrace,
    RuleTrace,
    Status,
    Trace,
    Verdict,
)

SHORT_DIGEST = 12

VERDICT_TONES: dict[Verdict, Tone] = {
    Verdict.ELIGIBLE: "pass",
    Verdict.CONDITIONAL: "waived",
    Verdict.UNDETERMINED: "unknown",
    Verdict.INELIGIBLE: "fail",
    Verdict.NOT_APPLICABLE: "skip",
}


@dataclass(frozen=True, slots=True)
class HeadView:
    """Which policy, which institution, as of when; `digests` are whole."""

    policy_title: str
    document: str
    policy: str
    institution: str
    as_of: str
    digest: str
    facts_digest: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """Rules that belong together; `compact` ones take one line each."""

    heading: str
    tone: Tone
    rules: tuple[RuleView, ...]
    compact: bool = False


@dataclass(frozen=True, slots=True)
class TraceView:
    """One decision: what was asked, the answer, and what it rests on."""

    head: HeadView
    title: str
    tone: Tone
    sign: str
    answer: str
    basis: str
    summary: str
    notes: tuple[str, ...]
    missing_title: Text
    missing: tuple[str, ...]
    sections: tuple[SectionView, ...]
    amendments: tuple[str, ...]
    step: StepView | None


def trace_view(trace: Trace, language: Language, *, detail: bool = False) -> TraceView:
    """The trace in one language. `detail` adds every item, every comparison and the steps."""
    reader = Reader.of(trace, language, detail)
    tone, sign, answer = _answer(trace, reader)
    return TraceView(
        head=head_view(trace, language),
        title=reader.text(trace.title),
        tone=tone,
        sign=sign,
        answer=answer,
        basis=basis(trace.clauses, reader) if trace.clauses else "",
        summary=_summary(trace.rules, reader),
        notes=(reader.text(trace.note),) if trace.note else (),
        missing_title=words.MISSING if _is_unknown(trace) else words.WHY_NOT,
        missing=cause_words(trace.causes, language),
        sections=(*_sections(trace, reader), *_row_sections(trace.rows, reader)),
        amendments=tuple(_amendment(amendment, reader) for amendment in trace.amendments),
        step=step_view(trace.step, reader),
    )


def head_view(trace: Trace, language: Language) -> HeadView:
    """The head, which the traces of one evaluation share."""
    as_of = parse_date(trace.as_of)
    return HeadView(
        policy_title=trace.policy_title.in_language(language),
        document=trace.document,
        policy=f"{trace.policy} {trace.version}",
        institution=trace.subject or words.NO_NAME.in_language(language),
        as_of=trace.as_of if as_of is None else value_words(as_of, language),
        digest=trace.digest,
        facts_digest=trace.facts_digest,
    )


def _answer(trace: Trace, reader: Reader) -> tuple[Tone, str, str]:
    if trace.verdict is not None:
        name = reader.text(VERDICT_NAMES[trace.verdict])
        return VERDICT_TONES[trace.verdict], words.VERDICT_SIGNS[trace.verdict], name
    value = NULL if trace.value is None else trace.value
    if isinstance(value, Null) and value.unknown:
        name = reader.text(VERDICT_NAMES[Verdict.UNDETERMINED])
        return "unknown", STATUS_SIGNS[Status.UNKNOWN], name
    if isinstance(value, Null):
        return "skip", STATUS_SIGNS[Status.NOT_APPLICABLE], reader.text(words.NO_VALUE)
    shown = value_words(value, reader.language, unit=reader.unit(trace.unit), labels=reader.labels)
    return "value", words.VALUE_SIGN, shown


def _is_unknown(trace: Trace) -> bool:
    return any(cause.kind in UNKNOWN_KINDS for cause in trace.causes)


def _summary(rules: tuple[RuleTrace, ...], reader: Reader) -> str:
    by_force = [
        say(
            words.COUNTED_FORCE,
            reader.language,
            force=reader.text(name),
            count=len(statuses),
            parts=counted(statuses, reader.language),
        )
        for force, name in FORCE_NAMES.items()
        if (statuses := [rule.status for rule in rules if rule.force == force])
    ]
    return ("；" if reader.language == "zh" else "; ").join(by_force)


def _sections(trace: Trace, reader: Reader) -> Iterable[SectionView]:
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


def _row_sections(rows: tuple[RowTrace, ...], reader: Reader) -> Iterable[SectionView]:
    told = (
        rows
        if reader.detail
        else [row for row in rows if row.status in {Status.PASS, Status.UNKNOWN}]
    )
    if told:
        views = tuple(_row_view(row, reader) for row in told)
        yield SectionView(reader.text(words.ROWS), "value", views)


def _row_view(row: RowTrace, reader: Reader) -> RuleView:
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
        clauses=clause_list(row.clauses, reader),
        basis=basis(row.clauses, reader),
        notes=(reader.text(row.note),) if row.note else (),
    )


def _amendment(amendment: Amendment, reader: Reader) -> str:
    nothing = reader.text(words.NOTHING_BEFORE)
    return say(
        words.AMENDMENT_LINE,
        reader.language,
        kind=reader.text(words.AMENDMENT_NAMES[amendment.kind]),
        id=amendment.id,
        before=nothing if amendment.before is None else amendment.before,
        after=nothing if amendment.after is None else amendment.after,
        policy=amendment.policy,
    )
