"""Relations and the institutions that show them, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policydsl.analysis.diff.versions import Version
from policydsl.analysis.relations import Basis, Comparison, Relation
from policydsl.analysis.witnesses import Outcome, Witness
from policydsl.feel.values import Null, Value
from policydsl.policy.facts.facts_tree import FactItems, FactSection
from policydsl.policy.model import Checklist, Decision, Program, Table, ValueExpression
from policydsl.report import diff_words, words
from policydsl.report.blocks import Named
from policydsl.report.facts_words import facts_lines
from policydsl.report.names_in_words import labels_of_type
from policydsl.report.values import value_words
from policydsl.report.words import STATUS_NAMES, VERDICT_NAMES, colon, listed, say
from policydsl.text.diagnostic import Language
from policydsl.trace import Verdict

MOST_FACTS = 6


@dataclass(frozen=True, slots=True)
class Telling:
    """For whom witnesses are told. `telling` are the facts (schema paths) that matter most."""

    old: Program
    new: Program
    language: Language
    telling: frozenset[str] = frozenset()


def relation_words(found: Comparison, checklist: bool, language: Language) -> str:
    """`▲ 收紧`; of tables and values how their results move."""
    sign = diff_words.RELATION_SIGNS[found.relation]
    return f"{sign} {relation_name(found, checklist, language)}"


def relation_name(found: Comparison, checklist: bool, language: Language) -> str:
    if found.relation is None:
        return diff_words.NOT_SETTLED.in_language(language)
    if found.relation is Relation.INCOMPARABLE and found.directions:
        names = (
            diff_words.DIRECTION_NAMES[each].in_language(language) for each in found.directions
        )
        return listed(names, language)
    if found.relation is Relation.INCOMPARABLE and not checklist:
        return diff_words.OTHER_RESULT.in_language(language)
    if found.relation is Relation.INCOMPARABLE and not (found.stricter and found.looser):
        return diff_words.OTHER_SCOPE.in_language(language)
    return diff_words.RELATION_NAMES[found.relation].in_language(language)


def sure_words(found: Comparison, program: Program, language: Language) -> str:
    """On what the relation rests, and for whom it is known."""
    told = _basis(found, program, language)
    if not found.incomplete:
        return told
    only = diff_words.ONLY_INCOMPLETE.in_language(language)
    return f"{told}{'；' if language == 'zh' else '; '}{only}"


def _basis(found: Comparison, program: Program, language: Language) -> str:
    reach = "" if found.reach is None else found.reach.sentence(program.facts).in_language(language)
    match found.basis:
        case Basis.TEXT:
            return diff_words.SAME_TEXT.in_language(language)
        case Basis.UNSETTLED:
            return diff_words.NOT_SETTLED.in_language(language)
        case Basis.PROVED | Basis.BOUNDED if found.one_way:
            return say(diff_words.ONE_WAY, language, reach=reach)
        case Basis.PROVED | Basis.BOUNDED if found.relation is Relation.INCOMPARABLE:
            return diff_words.SHOWN.in_language(language)
        case Basis.PROVED:
            return say(diff_words.PROVED, language, reach=reach)
        case Basis.BOUNDED:
            return say(diff_words.BOUNDED, language, reach=reach)


def obstacle_lines(found: Comparison, language: Language) -> Iterator[Named]:
    """What could not be asked of the solver."""
    for each in found.obstacles:
        reason = each.reason.in_language(language)
        told = say(diff_words.OBSTACLE, language, subject=each.subject, reason=reason)
        yield diff_words.NOT_FOUND_OUT.in_language(language), told


def witness_lines(found: Comparison, told: Telling) -> Iterator[Named]:
    """Each witness, under how it is treated."""
    kinds = (
        *((diff_words.STRICTER, each) for each in [found.stricter] if each),
        *((diff_words.LOOSER, each) for each in [found.looser] if each),
        *((diff_words.OTHERWISE, each) for each in found.others),
    )
    for name, witness in kinds:
        yield name.in_language(told.language), witness_words(witness, told)


def witness_words(witness: Witness, told: Telling) -> str:
    """`各职业[1]·理论考位 29 个：原来 不符合，现在 符合`."""
    return say(
        diff_words.WITNESS,
        told.language,
        facts=_facts(witness.facts, told),
        old=outcome_words(witness.old, told.old, told.language),
        new=outcome_words(witness.new, told.new, told.language),
    )


def outcome_words(seen: Outcome, program: Program, language: Language) -> str:
    """A rule's status, a verdict, or a value with its unit and labels."""
    if seen.subject is None:
        return diff_words.NO_SUCH_RULE.in_language(language)
    if seen.status is not None:
        return STATUS_NAMES[seen.status].in_language(language)
    if seen.verdict is not None:
        return VERDICT_NAMES[seen.verdict].in_language(language)
    decision = program.decisions[seen.subject.decision]
    assert seen.value is not None
    return decided_words(seen.value, decision, program, language)


def decided_words(value: Value, decision: Decision, program: Program, language: Language) -> str:
    """What a table or a value gives, as its decision reads it."""
    units = program.facts.units
    match decision.body:
        case _ if isinstance(value, Null):
            return _nothing(value, language)
        case Table(outputs=outputs) if isinstance(value, dict):
            parts = []
            for output in outputs:
                labels = dict(output.values) or dict(labels_of_type(output.type))
                unit = units.get(output.unit or "")
                entry = value[output.name]
                shown = (
                    _nothing(entry, language)
                    if isinstance(entry, Null)
                    else value_words(entry, language, unit=unit, labels=labels)
                )
                parts.append(f"{output.title.in_language(language)}{colon(language)}{shown}")
            return ("；" if language == "zh" else "; ").join(parts)
        case Table(outputs=(output, *_)):
            labels = dict(output.values) or dict(labels_of_type(output.type))
            return value_words(value, language, unit=units.get(output.unit or ""), labels=labels)
        case ValueExpression(_, unit, labels):
            return value_words(value, language, unit=units.get(unit or ""), labels=dict(labels))
        case _:
            return value_words(value, language)


def _nothing(value: Null, language: Language) -> str:
    named = VERDICT_NAMES[Verdict.UNDETERMINED] if value.unknown else words.NO_VALUE
    return named.in_language(language)


def _facts(stated: Mapping[str, Any], told: Telling) -> str:
    """The facts that matter; the rest is counted."""
    schema = told.new.facts if _fits(stated, told.new) else told.old.facts
    lines = facts_lines(stated, schema, told.language)
    if not lines:
        return diff_words.ANY_INSTITUTION.in_language(told.language)
    shown = lines
    if len(lines) > MOST_FACTS:
        less = kept(stated, schema.root, told.telling)
        shown = facts_lines(less, schema, told.language)[:MOST_FACTS] or lines[:MOST_FACTS]
    text = ("；" if told.language == "zh" else "; ").join(
        say(diff_words.FACT, told.language, name=name, value=value) for name, value in shown
    )
    if len(shown) == len(lines):
        return text
    return say(diff_words.AND_ELSE, told.language, facts=text, count=len(lines) - len(shown))


def _fits(stated: Mapping[str, Any], program: Program) -> bool:
    return stated.keys() <= program.facts.root.members.keys()


def kept(
    stated: Mapping[str, Any], section: FactSection, paths: Collection[str], before: str = ""
) -> dict[str, Any]:
    """The stated facts at these paths of the schema."""
    found: dict[str, Any] = {}
    for name, value in stated.items():
        path, node = f"{before}{name}", section.members[name]
        match node, value:
            case FactSection(), Mapping():
                below = kept(value, node, paths, f"{path}.")
                if below:
                    found[name] = below
            case FactItems(item=FactSection() as item), list() | tuple():
                items = [kept(each, item, paths, f"{path}[].") for each in value]
                if any(items):
                    found[name] = items
            case _:
                if path in paths:
                    found[name] = value
    return found


def paths_of(stated: Mapping[str, Any], section: FactSection, before: str = "") -> Iterator[str]:
    """The schema paths of single facts that are stated."""
    for name, value in stated.items():
        path, node = f"{before}{name}", section.members.get(name)
        match node, value:
            case FactSection(), Mapping():
                yield from paths_of(value, node, f"{path}.")
            case FactItems(item=FactSection() as item), list() | tuple():
                for each in value:
                    yield from paths_of(each, item, f"{path}[].")
            case _:
                yield path


def file_words(version: Version) -> str:
    """The file of a version as the reader knows it."""
    return version.file(version.program.source.name)


def is_checklist(decision: Decision) -> bool:
    return isinstance(decision.body, Checklist)
