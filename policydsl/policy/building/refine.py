"""A policy that extends another: its document laid over the base's, every change recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from policydsl.policy.building import errors_build as errors
from policydsl.policy.building.build_parameters import written
from policydsl.policy.model import Change
from policydsl.policy.reading.document import (
    ChecklistDocument,
    DecisionDocument,
    DefinitionDocument,
    ExpressionText,
    ParameterDocument,
    PolicyDocument,
    RuleDocument,
    UseDocument,
    ValueDocument,
)
from policydsl.policy.reading.fields import Problems, raise_if_any

_Thing = TypeVar("_Thing", ParameterDocument, DefinitionDocument, DecisionDocument, RuleDocument)


def refine(base: PolicyDocument, own: PolicyDocument) -> tuple[PolicyDocument, tuple[Change, ...]]:
    """The whole policy that `own` means, and what it changed, in the order of its file.

    Taken over from the base and marked with its `id@version`: parameters, definitions, rules,
    decisions, uses, facts. Not taken over: the base's `not_encoded` and `remarks`, which are about
    its notice. Raises PolicyError where an overriding parameter has another unit or type.
    """
    problems: Problems = []
    changes: list[Change] = []
    base = _marked(base)
    if own.head.facts and base.head.facts:
        problems.append(errors.two_additions(own.head.facts.place))
    document = replace(
        own,
        head=replace(
            own.head,
            uses=_uses(base.head.uses, own.head.uses),
            facts=own.head.facts or base.head.facts,
        ),
        parameters=_parameters(base, own, changes, problems),
        definitions=_definitions(base, own, changes),
        decisions=_decisions(base, own, changes),
    )
    raise_if_any(problems)
    return document, tuple(changes)


def _marked(base: PolicyDocument) -> PolicyDocument:
    """The base with its name on everything that is not from a base of its own."""
    reference = base.reference
    return replace(
        base,
        parameters=tuple(_from(reference, each) for each in base.parameters),
        definitions=tuple(_from(reference, each) for each in base.definitions),
        decisions=tuple(_marked_decision(reference, each) for each in base.decisions),
    )


def _from(reference: str, thing: _Thing) -> _Thing:
    return replace(thing, origin=thing.origin or reference)


def _marked_decision(reference: str, decision: DecisionDocument) -> DecisionDocument:
    body = decision.body
    if isinstance(body, ChecklistDocument):
        body = replace(body, rules=tuple(_from(reference, rule) for rule in body.rules))
    return replace(_from(reference, decision), body=body)


def _uses(base: tuple[UseDocument, ...], own: tuple[UseDocument, ...]) -> tuple[UseDocument, ...]:
    again = {each.name.text for each in own}
    return (*(each for each in base if each.name.text not in again), *own)


def _parameters(
    base: PolicyDocument, own: PolicyDocument, changes: list[Change], problems: Problems
) -> tuple[ParameterDocument, ...]:
    merged = {each.name.text: each for each in base.parameters}
    for each in own.parameters:
        name = each.name.text
        before = merged.get(name)
        if before is None:
            changes.append(Change("parameter_added", name, None, written(each.value)))
            merged[name] = each
            continue
        kind = "parameter_overridden"
        changes.append(Change(kind, name, written(before.value), written(each.value)))
        merged[name] = _overridden(before, each, problems)
    return tuple(merged.values())


def _overridden(
    before: ParameterDocument, own: ParameterDocument, problems: Problems
) -> ParameterDocument:
    """The own parameter; what it leaves out is as before, but never the base's clause."""
    old_type, new_type = before.type or "number", own.type or before.type or "number"
    if new_type != old_type:
        place = own.name.place
        problems.append(errors.refined_differs(place, own.name.text, "type", old_type, new_type))
    old_unit = before.unit.text if before.unit else None
    if own.unit and own.unit.text != old_unit:
        place, unit = own.unit.place, own.unit.text
        problems.append(errors.refined_differs(place, own.name.text, "unit", old_unit, unit))
    return replace(
        own,
        type=own.type or before.type,
        unit=own.unit or before.unit,
        title=own.title or before.title,
        zh=own.zh or before.zh,
    )


def _definitions(
    base: PolicyDocument, own: PolicyDocument, changes: list[Change]
) -> tuple[DefinitionDocument, ...]:
    merged = {each.name.text: each for each in base.definitions}
    for each in own.definitions:
        name, after = each.name.text, _text(each.expression)
        before = merged.get(name)
        if before is None:
            changes.append(Change("definition_added", name, None, after))
            merged[name] = each
        else:
            changes.append(Change("definition_replaced", name, _text(before.expression), after))
            merged[name] = replace(each, title=each.title or before.title, zh=each.zh or before.zh)
    return tuple(merged.values())


def _decisions(
    base: PolicyDocument, own: PolicyDocument, changes: list[Change]
) -> tuple[DecisionDocument, ...]:
    merged = {each.name.text: each for each in base.decisions}
    for each in own.decisions:
        before = merged.get(each.name.text)
        merged[each.name.text] = (
            _decision(before, each, changes) if before else _added(each, changes)
        )
    return tuple(merged.values())


def _added(own: DecisionDocument, changes: list[Change]) -> DecisionDocument:
    changes.append(Change("decision_added", own.name.text, None, _body_text(own)))
    return own


def _decision(
    before: DecisionDocument, own: DecisionDocument, changes: list[Change]
) -> DecisionDocument:
    """A decision that the base has too: a checklist gets rules, anything else is replaced."""
    name = own.name.text
    filled = replace(
        own,
        title=own.title or before.title,
        zh=own.zh or before.zh,
        note=own.note or before.note,
        when=own.when or before.when,
        clauses=own.clauses or before.clauses,
    )
    if own.when:
        old = _text(before.when) if before.when else None
        changes.append(Change("condition_replaced", name, old, _text(own.when)))
    if own.body is None:
        return replace(filled, body=before.body, origin=before.origin)
    if isinstance(own.body, ChecklistDocument) and isinstance(before.body, ChecklistDocument):
        body = _checklist(before.body, own.body, changes)
        return replace(filled, body=body, origin=before.origin)
    changes.append(Change("decision_replaced", name, _body_text(before), _body_text(own)))
    return replace(filled, when=own.when, clauses=own.clauses, note=own.note)


def _checklist(
    before: ChecklistDocument, own: ChecklistDocument, changes: list[Change]
) -> ChecklistDocument:
    rules = {rule.id.text: rule for rule in before.rules}
    for rule in own.rules:
        old = rules.get(rule.id.text)
        after = _text(rule.require)
        if old is None:
            changes.append(Change("rule_added", rule.id.text, None, after))
        else:
            changes.append(Change("rule_replaced", rule.id.text, *_differences(old, rule)))
        rules[rule.id.text] = rule
    groups = {group.id.text: group for group in (*before.groups, *own.groups)}
    return ChecklistDocument(tuple(rules.values()), tuple(groups.values()))


def _differences(old: RuleDocument, new: RuleDocument) -> tuple[str, str]:
    """All that differs of two rules, under the keys of the file; the requirement alone if no more.

    Where nothing differs that decides, the requirements are given as they are.
    """
    before, after = _decisive(old), _decisive(new)
    keys = [key for key in before if before[key] != after[key]]
    if not set(keys) - {"require"}:
        return before["require"], after["require"]
    return _lines(before, keys), _lines(after, keys)


def _decisive(rule: RuleDocument) -> dict[str, str]:
    iterators = (f"{each.name.text} in {_text(each.domain)}" for each in rule.iterators)
    return {
        "require": _text(rule.require),
        "for": ", ".join(iterators),
        "when": _text(rule.when) if rule.when else "",
        "force": rule.force.value,
        "waiver": _text(rule.waiver) if rule.waiver else "",
        "empty": rule.empty.value if rule.iterators else "",
        "clause": ", ".join(rule.clauses),
    }


def _lines(written: dict[str, str], keys: list[str]) -> str:
    return "; ".join(f"{key}: {written[key] or '–'}" for key in keys)


def _text(expression: ExpressionText) -> str:
    return " ".join(expression.source.text.split())


def _body_text(decision: DecisionDocument) -> str | None:
    """What a decision was, in one line: its expression, or what kind of body it has."""
    match decision.body:
        case ValueDocument(expression):
            return _text(expression)
        case ChecklistDocument():
            return "checklist"
        case None:
            return None
        case _:
            return "table"
