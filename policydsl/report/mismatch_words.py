"""What a test case expected and what was found, and why, in words."""

from __future__ import annotations

from policydsl.analysis.ready_cases import Mismatch
from policydsl.feel.values import Null, Value
from policydsl.report import page_words, words
from policydsl.report.reader import Reader
from policydsl.report.result_words import result_words
from policydsl.report.rule_view import FindingView, cause_words, rule_view
from policydsl.report.words import STATUS_NAMES, VERDICT_NAMES
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import RuleTrace, Status, Trace, Verdict

MAX_REASONS = 5

_STATUSES = {status.value: name for status, name in STATUS_NAMES.items()}
_VERDICTS = {verdict.value: name for verdict, name in VERDICT_NAMES.items()}


def expected_words(mismatch: Mismatch, language: Language) -> str:
    """What the case expects, with the word that its file uses."""
    if mismatch.expected is None:
        return page_words.AN_UNKNOWN.in_language(language)
    return _value_words(mismatch, mismatch.expected, language)


def actual_words(mismatch: Mismatch, language: Language) -> str:
    """What was found instead."""
    if mismatch.actual is None:
        return _absent(mismatch).in_language(language)
    return _value_words(mismatch, mismatch.actual, language)


def why_words(mismatch: Mismatch, language: Language) -> tuple[str, ...]:
    """Why the trace found what it did, a few reasons at most."""
    trace = mismatch.trace
    rule = _rule(mismatch)
    if rule is not None:
        return _reasons(trace, rule, language)[:MAX_REASONS]
    if _names_group(mismatch):
        return _members(mismatch, language)[:MAX_REASONS]
    if trace.verdict is not None:
        return _titles(trace, trace.verdict, language)[:MAX_REASONS]
    return cause_words(trace.causes, language)[:MAX_REASONS]


def _value_words(mismatch: Mismatch, value: str | Value, language: Language) -> str:
    of_rules = _rule(mismatch) is not None or _names_group(mismatch)
    names = _STATUSES if of_rules else _VERDICTS
    is_name = of_rules or mismatch.trace.verdict is not None
    if is_name and isinstance(value, str) and value in names:
        name = names[value].in_language(language)
        return f"{name}（{value}）" if language == "zh" else value.replace("_", " ")
    if isinstance(value, Null):
        return page_words.AN_UNKNOWN.in_language(language)
    return result_words(mismatch.trace, value, language)


def _absent(mismatch: Mismatch) -> Text:
    """Why there is nothing: no such item, a decision that does not apply, or an unknown."""
    if _rule(mismatch) is not None:
        return page_words.NO_SUCH_ITEM
    verdict = mismatch.trace.verdict
    return page_words.AN_UNKNOWN if verdict is None else VERDICT_NAMES[verdict]


def _rule(mismatch: Mismatch) -> RuleTrace | None:
    """The rule that the subject `decision.rule` or `decision.rule item` names."""
    _, _, named = mismatch.subject.partition(".")
    wanted = named.partition(" ")[0]
    return next((rule for rule in mismatch.trace.rules if rule.id == wanted), None)


def _names_group(mismatch: Mismatch) -> bool:
    """Whether the subject is `decision.group`."""
    wanted = mismatch.subject.partition(".")[2]
    return any(group.id == wanted for group in mismatch.trace.groups)


def _members(mismatch: Mismatch, language: Language) -> tuple[str, ...]:
    """The rules of a group with their statuses."""
    wanted = mismatch.subject.partition(".")[2]
    return tuple(
        f"{words.STATUS_SIGNS[rule.status]} {rule.title.in_language(language)} ({rule.id})"
        for rule in mismatch.trace.rules
        if rule.group == wanted
    )


def _reasons(trace: Trace, rule: RuleTrace, language: Language) -> tuple[str, ...]:
    view = rule_view(rule, Reader.of(trace, language, detail=True))
    found = []
    for item in view.items:
        figures = [_figures(each, language) for each in item.findings[:1]]
        parts = (item.sign, item.label, *figures, *item.reasons[:1])
        found.append(" ".join(part for part in parts if part))
    return tuple(found)


def _figures(finding: FindingView, language: Language) -> str:
    actual = f"{words.ACTUAL.in_language(language)} {finding.actual}"
    return f"{actual} {words.REQUIRED.in_language(language)} {finding.required}"


def _titles(trace: Trace, verdict: Verdict, language: Language) -> tuple[str, ...]:
    """The rules that made the verdict what it is."""
    telling = {
        Verdict.INELIGIBLE: Status.FAIL,
        Verdict.CONDITIONAL: Status.FAIL,
        Verdict.UNDETERMINED: Status.UNKNOWN,
    }.get(verdict)
    return tuple(
        f"{words.STATUS_SIGNS[rule.status]} {rule.title.in_language(language)} ({rule.id})"
        for rule in trace.rules
        if rule.status is telling and rule.force != "preferential"
    )
