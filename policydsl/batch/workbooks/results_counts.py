"""The sheet of counts: how many institutions met each decision and each requirement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.results_columns import STATUS_STYLES, VERDICT_STYLES
from policydsl.batch.workbooks.styles import Styles
from policydsl.policy.model import Checklist, Decision, Program
from policydsl.report.reader import clauses_words
from policydsl.report.words import STATUS_NAMES, VERDICT_NAMES
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Status, Verdict

_VERDICTS = (
    Verdict.ELIGIBLE,
    Verdict.CONDITIONAL,
    Verdict.UNDETERMINED,
    Verdict.INELIGIBLE,
    Verdict.NOT_APPLICABLE,
)
_STATUSES = (Status.PASS, Status.FAIL, Status.UNKNOWN, Status.NOT_APPLICABLE)
_BASIS = 6
_WORDS = frozenset(each.value for each in (*_VERDICTS, *_STATUSES))


@dataclass(slots=True)
class Counts:
    """How often each column of results held each word, and how many rows there were."""

    words: Counter[tuple[str, str]]
    rows: int

    def add(self, row: Mapping[str, Any]) -> None:
        self.rows += 1
        for name, value in row.items():
            if isinstance(value, str) and value in _WORDS:
                self.words[name, value] += 1


def write_counts(
    place: Any,
    counts: Counts,
    rejects: int,
    notes: Sequence[str],
    program: Program,
    styles: Styles,
    language: Language,
) -> None:
    """`place` is an empty sheet."""
    place.set_column(0, 0, 46)
    place.set_column(1, 5, 13)
    place.set_column(_BASIS, _BASIS, 30)
    place.write_string(0, 0, program.title.in_language(language), styles["title"])
    told = f"{program.policy} {program.version} · {program.citation.document}"
    place.write_string(1, 0, told, styles["skip"])
    line = 3
    for name, count in ((words.EVALUATED, counts.rows), (words.REJECTS, rejects)):
        place.write_string(line, 0, name.in_language(language), styles["name"])
        place.write_number(line, 1, count, styles["plain"])
        line += 1
    for note in notes:
        place.write_string(line, 0, note, styles["note"])
        line += 1
    for decision in program.decisions.values():
        if isinstance(decision.body, Checklist) and _asked(decision, counts):
            line = _decision(place, line + 1, decision, counts, styles, language)


def _asked(decision: Decision, counts: Counts) -> bool:
    return any(counts.words[decision.name, each.value] for each in _VERDICTS)


def _decision(
    place: Any, line: int, decision: Decision, counts: Counts, styles: Styles, language: Language
) -> int:
    """Row by row, as a workbook that is written at once wants it."""
    assert isinstance(decision.body, Checklist)
    place.write_string(line, 0, decision.title.in_language(language), styles["heading"])
    verdicts = [words.VERDICT, *(VERDICT_NAMES[each] for each in _VERDICTS)]
    _heads(place, line + 1, verdicts, styles, language)
    place.write_string(line + 2, 0, words.COUNT.in_language(language), styles["name"])
    for at, verdict in enumerate(_VERDICTS, start=1):
        count = counts.words[decision.name, verdict.value]
        style = VERDICT_STYLES[verdict] if count else "skip"
        place.write_number(line + 2, at, count, styles[style])
    statuses = [words.REQUIREMENT, *(STATUS_NAMES[each] for each in _STATUSES)]
    _heads(place, line + 4, statuses, styles, language)
    place.write_string(line + 4, _BASIS, words.BASIS.in_language(language), styles["head"])
    first = line + 5
    for number, rule in enumerate(decision.body.rules):
        place.write_string(first + number, 0, rule.title.in_language(language), styles["prose"])
        name = f"{decision.name}.{rule.id}"
        found = [counts.words[name, each.value] for each in _STATUSES]
        _statuses(place, first + number, found, styles)
        basis = clauses_words(rule.clauses, language)
        place.write_string(first + number, _BASIS, basis, styles["skip"])
    return first + len(decision.body.rules)


def _heads(
    place: Any, line: int, heads: Sequence[Text], styles: Styles, language: Language
) -> None:
    for at, head in enumerate(heads):
        place.write_string(line, at, head.in_language(language), styles["head"])


def _statuses(place: Any, line: int, found: Sequence[int], styles: Styles) -> None:
    for at, (status, count) in enumerate(zip(_STATUSES, found, strict=True), start=1):
        style = STATUS_STYLES[status] if count else "skip"
        place.write_number(line, at, count, styles[style])
