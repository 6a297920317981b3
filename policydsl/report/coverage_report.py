"""Which clauses of a notice the policies state: as text and as JSON-ready data."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.policy.coverage import ClauseCoverage, Coverage
from policydsl.report.ansi import paint
from policydsl.report.words import say
from policydsl.text.diagnostic import Language, Text

COMPLETE = Text("{count} 条全部有着落", "all {count} clauses are accounted for")
INCOMPLETE = Text(
    "{count} 条中 {open} 条没有着落", "{open} of {count} clauses are not accounted for"
)
STATES = {
    "cited": Text("已编入", "encoded"),
    "not_encoded": Text("不编入", "not encoded"),
    "both": Text("既编入又声明不编入", "both encoded and declared not encoded"),
    "missing": Text("没有着落", "not accounted for"),
    "unknown": Text("登记里没有此条", "not in the register"),
}
MARKS = {"cited": "✓", "not_encoded": "–", "both": "✗", "missing": "✗", "unknown": "✗"}


def coverages_to_text(found: Sequence[Coverage], language: Language, *, colour: bool) -> str:
    """Each notice's clauses: by what they are encoded, or why not."""
    return "\n".join(_notice(each, language, colour) for each in found)


def _notice(found: Coverage, language: Language, colour: bool) -> str:
    open_ = found.of_state("missing", "unknown", "both")
    head = COMPLETE if found.complete else INCOMPLETE
    text = say(head, language, count=len(found.clauses), open=len(open_))
    lines = [paint(f"{found.document}: {text}", "bold", colour=colour)]
    lines += [f"  {', '.join(found.policies)}"]
    for clause in found.clauses:
        lines.append(f"  {MARKS[clause.state]} {clause.clause}  {_what(clause, language)}")
    return "\n".join(lines) + "\n"


def _what(clause: ClauseCoverage, language: Language) -> str:
    state = STATES[clause.state].in_language(language)
    by = ", ".join(dict.fromkeys(f"{quote.id}" for quote in clause.cited_by))
    reason = clause.reason.in_language(language) if clause.reason else ""
    details = "; ".join(part for part in (by, reason) if part)
    return f"{state}: {details}" if details else state


def coverages_to_json(found: Sequence[Coverage]) -> list[dict[str, object]]:
    """The coverage as plain data, one entry per notice."""
    return [
        {
            "document": each.document,
            "policies": list(each.policies),
            "complete": each.complete,
            "clauses": [_clause_json(clause) for clause in each.clauses],
        }
        for each in found
    ]


def _clause_json(clause: ClauseCoverage) -> dict[str, object]:
    return {
        "clause": clause.clause,
        "state": clause.state,
        "cited_by": [
            {"policy": quote.policy, "kind": quote.kind, "id": quote.id}
            for quote in clause.cited_by
        ],
        "reason": {"zh": clause.reason.zh, "en": clause.reason.en} if clause.reason else None,
        "gist": clause.register.gist if clause.register else None,
    }
