"""A trace put into words and into the order in which it is read.

What refuses comes first, then what is unknown, then in-principle shortfalls, preferences, and in
short what is met and what does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.feel.temporal import parse_date
from policydsl.feel.values import NULL, CauseKind, Null
from policydsl.report import words
from policydsl.report.reader import Reader, StepView, basis, step_view
from policydsl.report.result_words import result_lines
from policydsl.report.rule_view import Tone, cause_words, counted, finding_view
from policydsl.report.trace_sections import SectionView, row_sections, rule_sections
from policydsl.report.values import value_words
from policydsl.report.words import FORCE_NAMES, STATUS_SIGNS, VERDICT_NAMES, colon, say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import (
    Amendment,
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
class TraceView:
    """One decision: what was asked, the answer, and what it rests on.

    There are several `answers` where the value is a context: one for each entry.
    """

    head: HeadView
    title: str
    tone: Tone
    sign: str
    answers: tuple[str, ...]
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
    tone, sign, answers = _answer(trace, reader)
    return TraceView(
        head=head_view(trace, language),
        title=reader.text(trace.title),
        tone=tone,
        sign=sign,
        answers=answers,
        basis=basis(trace.clauses, reader, trace.decision_document) if trace.clauses else "",
        summary="" if trace.verdict is Verdict.NOT_APPLICABLE else _summary(trace.rules, reader),
        notes=(reader.text(trace.note),) if trace.note else (),
        missing_title=words.MISSING if _lacks_facts(trace) else words.WHY_NOT,
        missing=_why_not_applicable(trace, reader) or cause_words(trace.causes, language),
        sections=(*rule_sections(trace, reader), *row_sections(trace, reader)),
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


def _answer(trace: Trace, reader: Reader) -> tuple[Tone, str, tuple[str, ...]]:
    if trace.verdict is not None:
        name = reader.text(VERDICT_NAMES[trace.verdict])
        return VERDICT_TONES[trace.verdict], words.VERDICT_SIGNS[trace.verdict], (name,)
    value = NULL if trace.value is None else trace.value
    if isinstance(value, Null) and value.unknown:
        name = reader.text(VERDICT_NAMES[Verdict.UNDETERMINED])
        return "unknown", STATUS_SIGNS[Status.UNKNOWN], (name,)
    if isinstance(value, Null):
        return "skip", STATUS_SIGNS[Status.NOT_APPLICABLE], (reader.text(words.NO_VALUE),)
    return "value", words.VALUE_SIGN, result_lines(trace, value, reader.language)


def _why_not_applicable(trace: Trace, reader: Reader) -> tuple[str, ...]:
    """What of the decision's condition does not hold: `机构类型：实际 企业，要求 学校`."""
    lines = []
    for finding in trace.condition:
        view = finding_view(finding, reader, named=True)
        told = say(
            words.ACTUAL_AND_REQUIRED, reader.language, actual=view.actual, required=view.required
        )
        lines.append(f"{view.label or view.expression}{colon(reader.language)}{told}")
    return tuple(dict.fromkeys(lines))


def _lacks_facts(trace: Trace) -> bool:
    return any(cause.kind is CauseKind.MISSING_FACT for cause in trace.causes)


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
