"""Runs of test cases as text and as JSON-ready data."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.analysis.case_runs import CaseRun, Mismatch, VersionRun
from policydsl.analysis.outcomes import OutcomeCoverage
from policydsl.feel.builtins.value_text import literal_of
from policydsl.feel.values import Null, Value
from policydsl.report import words
from policydsl.report.ansi import Style, paint
from policydsl.report.words import say
from policydsl.text.diagnostic import Language, Text
from policydsl.text.source import Place
from policydsl.trace import Status, Trace

_GOOD: tuple[str, Style] = ("✓", "pass")
_BAD: tuple[str, Style] = ("✗", "fail")

PASSED = Text(
    "{policy} {version}: {count} 个用例全部相符", "{policy} {version}: all {count} cases match"
)
FAILED = Text(
    "{policy} {version}: {count} 个用例中 {failed} 个不符",
    "{policy} {version}: {failed} of {count} cases do not match",
)
NO_CASES = Text("{policy} {version}: 没有用例", "{policy} {version}: has no cases")
EXPECTED = Text("应为 {expected},实为 {actual}", "expected {expected}, is {actual}")
NO_ITEM = Text("(没有这一项)", "(there is no such item)")
UNKNOWN = Text("未知", "unknown")
NOT_SEEN = Text("用例没有覆盖的情形:", "Not seen in any case:")
NOT_HIT = Text("没有命中的行", "rows not hit")
NOT_ASKED = Text("没有问到的决定: {names}", "decisions not asked: {names}")
TOTAL = Text("共 {count} 个用例,{failed} 个不符", "{count} cases in all, {failed} do not match")


def runs_to_text(
    runs: Sequence[VersionRun], language: Language, *, colour: bool, coverage: bool = True
) -> str:
    """Each version's result, its failing cases, and the outcomes that no case shows."""
    lines: list[str] = []
    for run in runs:
        lines += _version(run, language, colour)
        if coverage:
            lines += _not_seen(run.outcomes, language)
    cases = [case for run in runs for case in run.cases]
    failed = sum(bool(case.mismatches) for case in cases)
    lines.append(say(TOTAL, language, count=len(cases), failed=failed))
    return "\n".join(lines) + "\n"


def _version(run: VersionRun, language: Language, colour: bool) -> list[str]:
    failed = [case for case in run.cases if case.mismatches]
    head = FAILED if failed else PASSED if run.cases else NO_CASES
    text = say(
        head,
        language,
        policy=run.policy,
        version=run.version,
        count=len(run.cases),
        failed=len(failed),
    )
    mark, style = _GOOD if run.passed else _BAD
    lines = [f"{paint(mark, style, colour=colour)} {text}"]
    for case in failed:
        lines.append(f"    {_where(case.place)} {case.name.in_language(language)}")
        lines += [f"      {_mismatch(each, language)}" for each in case.mismatches]
    return lines


def _mismatch(found: Mismatch, language: Language) -> str:
    expected, actual = (_shown(v, found, language) for v in (found.expected, found.actual))
    words_ = say(EXPECTED, language, expected=expected, actual=actual)
    return f"{found.subject}: {words_}" + _reasons(found.trace, found.actual, language)


def _shown(value: str | Value | None, found: Mismatch, language: Language) -> str:
    if value is None:
        # An expected None is "unknown"; an actual one is an item that the trace has not.
        words_ = UNKNOWN if found.expected is None and value is found.expected else NO_ITEM
        return words_.in_language(language)
    if isinstance(value, Null):
        return UNKNOWN.in_language(language)
    is_word = found.trace.verdict is not None and isinstance(value, str)
    return str(value) if is_word else literal_of(value)


def _reasons(trace: Trace, actual: str | Value | None, language: Language) -> str:
    if not isinstance(actual, Null) and actual != "undetermined":
        return ""
    causes = "; ".join(cause.message.in_language(language) for cause in trace.causes)
    return f" ({causes})" if causes else ""


def _not_seen(outcomes: OutcomeCoverage, language: Language) -> list[str]:
    lines = []
    for rule in outcomes.rules:
        if rule.not_seen:
            names = "、".join(_status(status, language) for status in rule.not_seen)
            lines.append(f"      {rule.decision}.{rule.rule}: {names}")
    for table in outcomes.tables:
        if table.not_hit:
            numbers = ", ".join(map(str, table.not_hit))
            lines.append(f"      {table.decision}: {NOT_HIT.in_language(language)} {numbers}")
    if outcomes.decisions_not_asked:
        names = ", ".join(outcomes.decisions_not_asked)
        lines.append(f"      {say(NOT_ASKED, language, names=names)}")
    return [f"    {NOT_SEEN.in_language(language)}", *lines] if lines else []


def _status(status: Status, language: Language) -> str:
    return words.STATUS_NAMES[status].in_language(language)


def _where(place: Place) -> str:
    outer = place.outermost()
    line, column = outer.source.position(outer.span.start)
    return f"{outer.source.name}:{line}:{column}:"


def runs_to_json(runs: Sequence[VersionRun]) -> list[dict[str, object]]:
    """The runs as plain data, one entry per version."""
    return [
        {
            "policy": run.policy,
            "version": run.version,
            "file": str(run.path),
            "passed": run.passed,
            "cases": [_case_json(case) for case in run.cases],
            "outcomes": _outcomes_json(run.outcomes),
        }
        for run in runs
    ]


def _case_json(case: CaseRun) -> dict[str, object]:
    outer = case.place.outermost()
    return {
        "case": {"zh": case.name.zh, "en": case.name.en},
        "file": outer.source.name,
        "line": outer.source.position(outer.span.start)[0],
        "passed": not case.mismatches,
        "mismatches": [
            {
                "subject": each.subject,
                "expected": _shown(each.expected, each, "en"),
                "actual": _shown(each.actual, each, "en"),
            }
            for each in case.mismatches
        ],
    }


def _outcomes_json(outcomes: OutcomeCoverage) -> dict[str, object]:
    return {
        "rules": [
            {
                "decision": rule.decision,
                "rule": rule.rule,
                "force": rule.force,
                "seen": [status.value for status in rule.seen],
                "not_seen": [status.value for status in rule.not_seen],
            }
            for rule in outcomes.rules
        ],
        "tables": [
            {"decision": table.decision, "rows": table.rows, "not_hit": list(table.not_hit)}
            for table in outcomes.tables
        ],
        "decisions_not_asked": list(outcomes.decisions_not_asked),
        "verdicts": {name: [v.value for v in found] for name, found in outcomes.verdicts},
    }
