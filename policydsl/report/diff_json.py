"""Two versions compared, as JSON-ready data for `trace_json.dump_json`.

Ids, relations, facts and values are stable; words for people come in both languages.
"""

from __future__ import annotations

from typing import Any

from policydsl.analysis.diff.changes import Change, Edit, Located
from policydsl.analysis.diff.difference import Difference
from policydsl.analysis.diff.effects import Effect, RuleEffect
from policydsl.analysis.diff.results import DecisionMeaning, RuleMeaning
from policydsl.analysis.diff.versions import Version
from policydsl.analysis.relations import Comparison
from policydsl.analysis.witnesses import Outcome, Witness
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.model import Decision, Rule
from policydsl.report.diff_outcomes import file_words
from policydsl.report.diff_parts import SideWords
from policydsl.text.diagnostic import Text
from policydsl.trace import RuleTrace, Trace
from policydsl.trace_json import value_to_json

FORMAT = "1"
Json = dict[str, Any]


def difference_to_json(found: Difference) -> Json:
    """The whole comparison. Places are `{"file", "line"}`, lines counted from 1."""
    schema = found.new.program.facts
    return {
        "format": FORMAT,
        "old": _version(found.old),
        "new": _version(found.new),
        "decisions": [_decision(each, schema) for each in found.decisions],
        "decisions_removed": [_named(each) for each in found.removed],
        "decisions_added": [_named(each) for each in found.added],
        "changes": _changes(found),
        "institutions": [
            {"source": each.source, "subject": each.subject} for each in found.institutions
        ],
        "effects": [_effect(each) for each in found.effects],
    }


def _version(version: Version) -> Json:
    program = version.program
    return {
        "asked": version.asked,
        "policy": program.policy,
        "version": program.version,
        "effective_from": program.effective.start,
        "title": _text(program.title),
        "file": file_words(version),
        "digest": program.digest,
    }


def _decision(each: DecisionMeaning, schema: FactsSchema) -> Json:
    return {
        "old": each.old.name,
        "new": each.new.name,
        "title": _text(each.new.title),
        **_comparison(each.comparison, schema),
        "rules": [_rule(rule, schema) for rule in each.rules],
    }


def _rule(each: RuleMeaning, schema: FactsSchema) -> Json:
    return {
        "old": [_rule_named(rule) for rule in each.old],
        "new": [_rule_named(rule) for rule in each.new],
        **_comparison(each.comparison, schema),
    }


def _comparison(found: Comparison, schema: FactsSchema) -> Json:
    witnesses = (
        *(("stricter", each) for each in [found.stricter] if each),
        *(("looser", each) for each in [found.looser] if each),
        *(("other", each) for each in found.others),
    )
    return {
        "relation": found.relation.value if found.relation else None,
        "basis": found.basis.value,
        "reach": None
        if found.reach is None
        else {
            "complete": found.reach.complete,
            "lists": [{"list": path, "items": count} for path, count in found.reach.bounds],
            "sentence": _text(found.reach.sentence(schema)),
        },
        "only_where_incomplete": found.incomplete,
        "directions": list(found.directions),
        "obstacles": [
            {"subject": str(each.subject), "reason": _text(each.reason)} for each in found.obstacles
        ],
        "witnesses": [{"kind": kind, **_witness(each)} for kind, each in witnesses],
    }


def _witness(each: Witness) -> Json:
    return {"facts": each.facts, "old": _outcome(each.old), "new": _outcome(each.new)}


def _outcome(seen: Outcome) -> Json | None:
    """None where the version has no such rule."""
    if seen.subject is None:
        return None
    return {
        "decision": seen.subject.decision,
        "rule": seen.subject.rule,
        "status": seen.status.value if seen.status else None,
        "verdict": seen.verdict.value if seen.verdict else None,
        "value": None if seen.value is None else value_to_json(seen.value),
    }


def _changes(found: Difference) -> list[Json]:
    sides = {
        language: (
            SideWords.of(found.old.program, language),
            SideWords.of(found.new.program, language),
        )
        for language in ("zh", "en")
    }
    names = {each.new.name: each.old.name for each in found.decisions}
    return [
        {
            "kind": change.kind,
            "how": change.how.value,
            "renamed": change.renamed,
            "moved": change.moved,
            "decision": change.decision,
            "old": [_located(each, found.old) for each in change.old],
            "new": [_located(each, found.new) for each in change.new],
            "edits": [
                _edit(edit, change, sides, names.get(change.decision or ""))
                for edit in change.edits
            ],
        }
        for change in found.changes
    ]


def _edit(
    edit: Edit,
    change: Change,
    sides: dict[str, tuple[SideWords, SideWords]],
    old_decision: str | None,
) -> Json:
    told: dict[str, Any] = {"before": None, "after": None}
    for when, part, located, number, decision in (
        ("before", edit.before, change.old[0], 0, old_decision),
        ("after", edit.after, change.new[0], 1, change.decision),
    ):
        if part is not None:
            told[when] = {
                language: side[number].part(part, edit, located, decision)
                for language, side in sides.items()
            }
    return {"aspect": edit.aspect, "column": edit.column, "same_meaning": edit.same, **told}


def _located(each: Located, version: Version) -> Json:
    outer = each.place.outermost()
    line, _ = outer.source.position(outer.span.start)
    return {"id": each.name, "file": version.file(outer.source.name), "line": line}


def _effect(effect: Effect) -> Json:
    return {
        "source": effect.known.source,
        "subject": effect.known.subject,
        "decision": effect.new.decision,
        "changed": effect.changed,
        "old": _result(effect.old),
        "new": _result(effect.new),
        "rules": [_rule_effect(each) for each in effect.rules],
    }


def _result(trace: Trace) -> Json:
    return {
        "verdict": trace.verdict.value if trace.verdict else None,
        "value": None if trace.value is None else value_to_json(trace.value),
    }


def _rule_effect(each: RuleEffect) -> Json:
    return {"old": _status(each.old), "new": _status(each.new)}


def _status(rule: RuleTrace | None) -> Json | None:
    if rule is None:
        return None
    return {"id": rule.id, "status": rule.status.value, "force": rule.force}


def _rule_named(rule: Rule) -> Json:
    return {"id": rule.id, "title": _text(rule.title), "force": rule.force.value}


def _named(decision: Decision) -> Json:
    return {"id": decision.name, "title": _text(decision.title)}


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}
