"""Definitions, decisions and rules: documents to checked data, one after another in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from policydsl.feel import types
from policydsl.feel.errors import type_words
from policydsl.feel.type_relations import element, is_open
from policydsl.feel.types import ContextType, Member, Type
from policydsl.policy.building import errors_build as errors
from policydsl.policy.building.build_scope import ITERATION, VERDICTS, scope_of
from policydsl.policy.building.build_table import build_table
from policydsl.policy.building.expressions import Findings, checked
from policydsl.policy.building.table_types import stated_table_type, table_type
from policydsl.policy.model import (
    CheckedExpression,
    Checklist,
    Decision,
    Definition,
    Group,
    Rule,
    RuleIterator,
    Table,
    ValueExpression,
)
from policydsl.policy.reading import errors_reading
from policydsl.policy.reading.document import (
    ChecklistDocument,
    DecisionDocument,
    DefinitionDocument,
    ExpressionText,
    RuleDocument,
    TableDocument,
    ValueDocument,
)
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Span


@dataclass(slots=True)
class Surroundings:
    """What is known while a policy is built: the names so far, the units, the problems."""

    members: dict[str, Member]
    units: frozenset[str]
    findings: Findings

    def scope(self) -> ContextType:
        return scope_of(self.members)


def build_definition(document: DefinitionDocument, around: Surroundings) -> Definition | None:
    """The definition, its name known from now on; None after a problem."""
    name = document.name.text
    if document.title is None:
        what = Text(f"定义“{name}”", f"definition “{name}”")
        around.findings.problems.append(errors.missing_title(document.name.place, what))
    before = len(around.findings.uses)
    found = checked(document.expression, around.scope(), around.findings)
    zh = document.zh.text if document.zh else None
    around.members[name] = Member(
        name, found.type if found else types.ANY, zh, document.title, _judges(around, before)
    )
    if found is None:
        return None
    return Definition(
        name=name,
        expression=found,
        title=document.title or Text("", ""),
        zh=zh,
        clauses=document.clauses,
        place=document.name.place,
        note=document.note,
        origin=document.origin,
    )


def build_decision(document: DecisionDocument, around: Surroundings) -> Decision | None:
    """The decision, its name known from now on; None after a problem."""
    name = document.name.text
    problems = around.findings.problems
    before = len(problems)
    if document.title is None:
        what = Text(f"决定“{name}”", f"decision “{name}”")
        problems.append(errors.missing_title(document.name.place, what))
    when = _condition(document.when, around.scope(), around.findings)
    body, type_ = _body(document, around)
    zh = document.zh.text if document.zh else None
    around.members[name] = Member(name, type_, zh, document.title)
    if body is None or len(problems) > before:
        return None
    return Decision(
        name=name,
        title=document.title or Text("", ""),
        clauses=document.clauses,
        when=when,
        body=body,
        type=type_,
        zh=zh,
        place=document.name.place,
        note=document.note,
        origin=document.origin,
    )


def _body(
    document: DecisionDocument, around: Surroundings
) -> tuple[Checklist | Table | ValueExpression | None, Type]:
    match document.body:
        case ChecklistDocument() as checklist:
            return _checklist(checklist, around), types.StringType(VERDICTS)
        case TableDocument() as table:
            built = build_table(table, around.scope(), around.units, around.findings)
            return built, table_type(built) if built else stated_table_type(table)
        case ValueDocument() as value:
            return _value(value, around)
        case None:
            around.findings.problems.append(errors.missing_body(document.name.place))
            return None, types.ANY
        case _:
            assert_never(document.body)


def _value(document: ValueDocument, around: Surroundings) -> tuple[ValueExpression | None, Type]:
    unit = document.unit
    if unit and unit.text not in around.units:
        problem = errors.unknown_unit(unit.place, unit.text, sorted(around.units))
        around.findings.problems.append(problem)
    labels = tuple((word.text, label) for word, label in document.labels)
    expected: Type | None = types.StringType(labels) if labels else None
    if unit:
        expected = types.NumberType(unit.text)
    found = checked(document.expression, around.scope(), around.findings, expected)
    if found is None:
        return None, expected or types.ANY
    type_ = expected or found.type
    return ValueExpression(found, unit.text if unit else None, labels), type_


def _condition(
    text: ExpressionText | None, scope: ContextType, findings: Findings
) -> CheckedExpression | None:
    return checked(text, scope, findings, types.BOOLEAN) if text else None


def _checklist(document: ChecklistDocument, around: Surroundings) -> Checklist:
    problems = around.findings.problems
    groups = {group.id.text: group for group in document.groups}
    used = {rule.group.text for rule in document.rules if rule.group}
    for rule in document.rules:
        if rule.group and rule.group.text not in groups:
            problems.append(errors.unknown_group(rule.group.place, rule.group.text, groups))
    for group in document.groups:
        if group.id.text not in used and used <= groups.keys():
            problems.append(errors.unused_group(group.id.place, group.id.text))
    rules = [_rule(rule, around) for rule in document.rules]
    return Checklist(
        rules=tuple(rule for rule in rules if rule),
        groups=tuple(
            Group(each.id.text, each.title, each.need, each.note) for each in document.groups
        ),
    )


def _rule(document: RuleDocument, around: Surroundings) -> Rule | None:
    findings = around.findings
    before_problems, before_uses = len(findings.problems), len(findings.uses)
    members = dict(around.members)
    iterators = []
    for part in document.iterators:
        domain = checked(part.domain, scope_of(members), findings)
        if _is_taken(part.name.text, around.members):
            problem = errors.name_taken(part.name.place, part.name.text, ITERATION)
            findings.problems.append(problem)
        item = _item_type(part.domain, domain, findings)
        members[part.name.text] = Member(part.name.text, item)
        if domain:
            iterators.append(RuleIterator(part.name.text, domain))
    scope = scope_of(members)
    when = _condition(document.when, scope, findings)
    require = _condition(document.require, scope, findings)
    before_waiver = len(findings.uses)
    waiver = checked(document.waiver, scope, findings, types.STRING) if document.waiver else None
    if waiver and not _reads_a_statement(findings, before_waiver):
        source = waiver.source
        place = Place(source, Span(0, len(source.text.rstrip())))
        findings.problems.append(errors.waiver_states_nothing(place))
    if require is None or len(findings.problems) > before_problems:
        return None
    return Rule(
        id=document.id.text,
        title=document.title,
        clauses=document.clauses,
        force=document.force,
        iterators=tuple(iterators),
        when=when,
        require=require,
        waiver=waiver,
        empty=document.empty,
        empty_note=document.empty_note,
        group=document.group.text if document.group else None,
        judgement=document.judgement or _judges(around, before_uses),
        place=document.id.place,
        note=document.note,
        origin=document.origin,
    )


def _reads_a_statement(findings: Findings, before: int) -> bool:
    """Whether names used since then may lead to a fact whose absence says: nothing was stated."""
    if findings.facts is None:
        return True
    facts = findings.facts
    statements = {
        (info.path.rpartition(".")[2], info.node.zh) for info in facts.facts() if info.statement
    }
    return any(
        (each.use.member.id, each.use.member.zh) in statements for each in findings.uses[before:]
    )


def _is_taken(name: str, members: dict[str, Member]) -> bool:
    return any(name in {member.id, member.zh} for member in members.values())


def _item_type(text: ExpressionText, domain: CheckedExpression | None, findings: Findings) -> Type:
    """The type of what an iterator goes through; anything but a list is a problem."""
    if domain is None:
        return types.ANY
    if not isinstance(domain.type, types.ListType) and not is_open(domain.type):
        place = Place(text.source, Span(0, len(text.source.text.rstrip())))
        findings.problems.append(errors.not_a_list(place, type_words(domain.type)))
        return types.ANY
    return element(domain.type)


def _judges(around: Surroundings, before: int) -> bool:
    """Whether an expression checked since then reads what an assessor judges."""
    return any(each.use.member.judgement for each in around.findings.uses[before:])


def refuse_duplicate_rules(decisions: tuple[DecisionDocument, ...], findings: Findings) -> None:
    """Rule ids are unique in the policy: test cases and traces name them alone."""
    seen: set[str] = set()
    for decision in decisions:
        if not isinstance(decision.body, ChecklistDocument):
            continue
        for rule in decision.body.rules:
            if rule.id.text in seen:
                what = Text("规则", "rule")
                problem = errors_reading.duplicate(rule.id.place, what, rule.id.text)
                findings.problems.append(problem)
            seen.add(rule.id.text)
