"""A rule's result put into words: what is, what is asked, what is short, by which clause.

Views are plain words in one language; the three renderers only lay them out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time
from policydsl.feel.values import Cause, Null, Value
from policydsl.report import words
from policydsl.report.reader import Reader, StepView, rule_basis, step_view
from policydsl.report.values import value_words
from policydsl.report.words import STATUS_NAMES, STATUS_SIGNS, WAIVED_SIGN, colon, listed, say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Finding, Item, RuleTrace, Status

Tone = Literal["pass", "fail", "unknown", "waived", "skip", "value"]

STATUS_TONES: dict[Status, Tone] = {
    Status.PASS: "pass",
    Status.FAIL: "fail",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "skip",
}
# A rule over thousands of items shows the first of them and counts the rest.
MAX_ITEMS = 500


@dataclass(frozen=True, slots=True)
class FindingView:
    """One comparison. `label` and `expression` are "" where the rule's title says enough.

    What has a label goes by it, and only with detail by its expression too.
    """

    tone: Tone
    sign: str
    status: str
    label: str
    expression: str
    actual: str
    required: str
    difference: str  # `差 0.01 平方米`, "" where there is none


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item; `label` is "" for a rule that is not about items."""

    tone: Tone
    sign: str
    status: str
    label: str
    findings: tuple[FindingView, ...]
    reasons: tuple[str, ...]
    step: StepView | None


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule, or one row of a decision table.

    `brief` is its result in a few words, `rest` counts the items that are not shown; "" where
    there is nothing to say. `figures` are those of a rule whose one item is not listed. `basis`
    is `clauses` with the document they are in.
    """

    tone: Tone
    sign: str
    status: str
    title: str
    tags: tuple[str, ...]
    brief: str
    figures: FindingView | None
    items: tuple[ItemView, ...]
    rest: str
    clauses: str
    basis: str
    notes: tuple[str, ...]


def rule_view(rule: RuleTrace, reader: Reader) -> RuleView:
    """The rule in words. Without detail only the items that are not plainly met are listed."""
    shown = [item for item in rule.items if reader.detail or _needs_telling(item)][:MAX_ITEMS]
    waived = rule.status is Status.PASS and any(item.waiver is not None for item in rule.items)
    return RuleView(
        tone="waived" if waived else STATUS_TONES[rule.status],
        sign=WAIVED_SIGN if waived else STATUS_SIGNS[rule.status],
        status=reader.text(words.WAIVED if waived else STATUS_NAMES[rule.status]),
        title=reader.text(rule.title),
        tags=_tags(rule, reader),
        brief="" if shown else _brief(rule.items, reader),
        figures=None if shown else _figures(rule.items, reader),
        items=tuple(item_view(item, reader) for item in shown),
        rest=_rest(rule.items, shown, reader) if shown else "",
        clauses=rule_basis(rule, reader, alone=True),
        basis=rule_basis(rule, reader),
        notes=(reader.text(rule.note),) if rule.note else (),
    )


def item_view(item: Item, reader: Reader) -> ItemView:
    """The item in words: its findings, and why it is unknown, waived or empty."""
    waived = item.waiver is not None
    findings = [
        finding
        for finding in item.findings
        if reader.detail or finding.status in {Status.FAIL, Status.UNKNOWN}
    ]
    step = step_view(item.step, reader)
    named = len(item.findings) > 1 or (reader.detail and step is None)
    return ItemView(
        tone="waived" if waived else STATUS_TONES[item.status],
        sign=WAIVED_SIGN if waived else STATUS_SIGNS[item.status],
        status=reader.text(words.WAIVED if waived else STATUS_NAMES[item.status]),
        label=item.label or ("" if item.note and not item.findings else item.path),
        findings=tuple(finding_view(finding, reader, named=named) for finding in findings),
        reasons=_reasons(item, reader),
        step=step,
    )


def finding_view(finding: Finding, reader: Reader, *, named: bool) -> FindingView:
    """The comparison in words; `named` adds what it compares."""
    label = reader.text(finding.label) if named and finding.label else ""
    return FindingView(
        tone=STATUS_TONES[finding.status],
        sign=STATUS_SIGNS[finding.status],
        status=reader.text(STATUS_NAMES[finding.status]),
        label=label,
        expression=finding.expression if named and (reader.detail or not label) else "",
        actual=_value(finding.actual, finding, reader),
        required=_required(finding, reader),
        difference=_difference(finding, reader),
    )


def cause_words(causes: Iterable[Cause], language: Language) -> tuple[str, ...]:
    """What each cause says, each once."""
    return tuple(dict.fromkeys(cause.message.in_language(language) for cause in causes))


def counted(statuses: Iterable[Status], language: Language) -> str:
    """`3项符合、1项未知`, in the order of the statuses' own table; "" for none."""
    counts = Counter(statuses)
    parts = [
        say(words.COUNTED_STATUS, language, count=counts[status], status=name.in_language(language))
        for status, name in STATUS_NAMES.items()
        if counts[status]
    ]
    return listed(parts, language)


def _needs_telling(item: Item) -> bool:
    return item.status in {Status.FAIL, Status.UNKNOWN} or item.waiver is not None


def _tags(rule: RuleTrace, reader: Reader) -> tuple[str, ...]:
    # Preferences have sections of their own, and mandatory is what goes without saying.
    tags = [reader.text(words.FORCE_NAMES[rule.force])] if rule.force == "in_principle" else []
    if rule.judgement:
        tags.append(reader.text(words.JUDGEMENT))
    return tuple(tags)


def _brief(items: tuple[Item, ...], reader: Reader) -> str:
    """A few words for a rule whose items need no telling."""
    if len(items) > 1:
        return counted((item.status for item in items), reader.language)
    return "".join(reader.text(item.note) for item in items if item.note is not None)


def _figures(items: tuple[Item, ...], reader: Reader) -> FindingView | None:
    """The figures of a rule about no items; that a yes was wanted and is there says nothing."""
    finding = items[0].deciding if len(items) == 1 else None
    if finding is None or isinstance(finding.actual, bool | Null):
        return None
    return finding_view(finding, reader, named=False)


def _rest(items: tuple[Item, ...], shown: list[Item], reader: Reader) -> str:
    told = {id(item) for item in shown}
    parts = counted((item.status for item in items if id(item) not in told), reader.language)
    return say(words.OTHERS, reader.language, parts=parts) if parts else ""


def _reasons(item: Item, reader: Reader) -> tuple[str, ...]:
    reasons = list(cause_words(item.causes, reader.language))
    if item.note is not None:
        reasons.append(reader.text(item.note))
    if item.waiver is not None:
        reasons.append(f"{reader.text(words.STATED_REASON)}{colon(reader.language)}{item.waiver}")
    return tuple(reasons)


def _value(value: Value, finding: Finding, reader: Reader) -> str:
    unit = reader.unit(finding.unit)
    return value_words(value, reader.language, unit=unit, labels=reader.labels)


def _required(finding: Finding, reader: Reader) -> str:
    """What is asked; where it hangs on what is not known, that is unknown, not unstated."""
    if isinstance(finding.required, Null):
        return reader.text(STATUS_NAMES[Status.UNKNOWN])
    required = _value(finding.required, finding, reader)
    pattern = _pattern(finding)
    return required if pattern is None else say(pattern, reader.language, value=required)


def _pattern(finding: Finding) -> Text | None:
    """How a bound is asked for; None where what is asked for is the value itself."""
    match finding.operator, finding.required:
        case "in" | "not in" as operator, tuple() as listed_values:
            return words.MEMBERSHIP_WORDS[operator] if len(listed_values) != 1 else None
        case (">=" | ">" | "<=" | "<") as operator, Date() | DateTime() | Time():
            return words.DAY_WORDS[operator]
        case str() as operator, _:
            return words.BOUND_WORDS.get(operator)
        case _:
            return None


def _difference(finding: Finding, reader: Reader) -> str:
    if finding.shortfall is None or isinstance(finding.shortfall, Null):
        return ""
    word = words.OVER if _is_over(finding.actual, finding.required) else words.SHORT
    return f"{reader.text(word)} {_value(finding.shortfall, finding, reader)}"


def _is_over(actual: Value, required: Value) -> bool:
    """Whether a shortfall is an excess: more, or later, than a limit allows."""
    if isinstance(actual, Decimal) and isinstance(required, Decimal):
        return actual > required
    if isinstance(actual, Date) and isinstance(required, Date):
        return actual > required
    if isinstance(actual, MonthsDuration) and isinstance(required, MonthsDuration):
        return actual.months > required.months
    if isinstance(actual, DaysDuration) and isinstance(required, DaysDuration):
        return actual.seconds > required.seconds
    return False
