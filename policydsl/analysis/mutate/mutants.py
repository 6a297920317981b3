"""Every mutant of a program: the program with one small change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Literal, assert_never, cast

from policydsl.analysis.mutate.edits import BodyEdit, Edit, GroupEdit, RuleEdit, WhenEdit, edited
from policydsl.analysis.mutate.expressions import Rewrite
from policydsl.analysis.mutate.figures import off_by_one, without_one
from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.neighbours import expression_changes, with_iterators
from policydsl.analysis.mutate.tables import table_changes
from policydsl.feel.tree import Expression, Node
from policydsl.feel.types import ContextType
from policydsl.feel.values import Value
from policydsl.policy.model import (
    CheckedExpression,
    Checklist,
    Decision,
    Definition,
    EmptyList,
    Force,
    Group,
    Parameter,
    Program,
    Rule,
    Table,
    ValueExpression,
)
from policydsl.text.source import Place

Role = Literal["value", "for", "when", "require", "waiver", "cell", "result", "input", "whole"]
Shown = Node | Value | Enum | None
"""What stood there, or stands there now; None: nothing, it was left out."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a mutant changes: a parameter or definition, or a decision, or a part of one.

    `role` says which of the subject's expressions; `row` counts a table's rows from 1.
    """

    name: str
    role: Role
    rule: str | None = None
    row: int | None = None
    group: str | None = None

    def __str__(self) -> str:
        parts = (self.name, self.rule or self.group or (f"row {self.row}" if self.row else None))
        return ".".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One small change of a program. `program_of` makes the changed program."""

    kind: Kind
    subject: Subject
    place: Place
    before: Shown
    after: Shown
    edit: Edit

    def program_of(self, program: Program) -> Program:
        """The program with the change; parts not changed stay the same objects."""
        return edited(program, self.edit)


def mutants(program: Program) -> Iterator[Mutant]:
    """Every mutant, in the order of the file. What stems from a base is for the base's cases."""
    for parameter in program.parameters.values():
        if parameter.origin is None:
            yield from _of_parameter(parameter)
    for definition in program.definitions.values():
        if definition.origin is None:
            yield from _of_definition(definition, program.scope)
    for decision in program.decisions.values():
        yield from _of_decision(decision, program.scope)


def _of_parameter(parameter: Parameter) -> Iterator[Mutant]:
    subject = Subject(parameter.name, "value")
    for value in off_by_one(parameter.value):
        edit = replace(parameter, value=value)
        yield Mutant(Kind.FIGURE, subject, parameter.place, parameter.value, value, edit)
    if isinstance(parameter.value, bool):
        edit = replace(parameter, value=not parameter.value)
        yield Mutant(Kind.TRUTH, subject, parameter.place, parameter.value, edit.value, edit)
    for item, rest in without_one(parameter.value):
        edit = replace(parameter, value=rest)
        yield Mutant(Kind.LIST_ITEM, subject, parameter.place, item, None, edit)


def _of_definition(definition: Definition, scope: ContextType) -> Iterator[Mutant]:
    subject = Subject(definition.name, "value")
    for change, expression in _of_expression(definition.expression, scope):
        edit = replace(definition, expression=expression)
        yield _rewritten(change, subject, definition.expression, edit)


def _of_decision(decision: Decision, scope: ContextType) -> Iterator[Mutant]:
    name, body = decision.name, decision.body
    if decision.when is not None and decision.origin is None:
        subject = Subject(name, "when")
        for change, expression in _of_expression(decision.when, scope):
            yield _rewritten(change, subject, decision.when, WhenEdit(name, expression))
        yield Mutant(
            Kind.WHEN, subject, decision.place, decision.when.tree, None, WhenEdit(name, None)
        )
    match body:
        case Checklist():
            for rule in body.rules:
                if rule.origin is None:
                    yield from _of_rule(name, rule, scope)
            for group in body.groups:
                yield from _of_group(decision, group)
        case Table() if decision.origin is None:
            for found in table_changes(body, scope):
                place = decision.place if found.row is None else body.rows[found.row - 1].place
                yield Mutant(
                    found.kind,
                    Subject(name, found.role, row=found.row),
                    place if found.place is None else found.place,
                    found.before,
                    found.after,
                    BodyEdit(name, found.table),
                )
        case ValueExpression(expression) if decision.origin is None:
            for change, other in _of_expression(expression, scope):
                edit = BodyEdit(name, replace(body, expression=other))
                yield _rewritten(change, Subject(name, "value"), expression, edit)
        case Table() | ValueExpression():
            return
        case _:
            assert_never(body)


def _of_rule(decision: str, rule: Rule, scope: ContextType) -> Iterator[Mutant]:
    def mutant(kind: Kind, role: Role, before: Shown, after: Shown, into: Rule | None) -> Mutant:
        subject = Subject(decision, role, rule.id)
        return Mutant(kind, subject, rule.place, before, after, RuleEdit(decision, rule.id, into))

    yield mutant(Kind.RULE, "whole", rule.require.tree, None, None)
    for force in Force:
        if force is not rule.force:
            yield mutant(Kind.FORCE, "whole", rule.force, force, replace(rule, force=force))
    if rule.iterators:
        for empty in EmptyList:
            if empty is not rule.empty:
                yield mutant(Kind.EMPTY, "for", rule.empty, empty, replace(rule, empty=empty))
    if rule.when is not None:
        yield mutant(Kind.WHEN, "when", rule.when.tree, None, replace(rule, when=None))
    if rule.waiver is not None:
        yield mutant(Kind.WAIVER, "waiver", rule.waiver.tree, None, replace(rule, waiver=None))
    if rule.group is not None:
        yield mutant(Kind.GROUP, "whole", rule.group, None, replace(rule, group=None))
    yield from _of_rule_expressions(decision, rule, scope)


def _of_rule_expressions(decision: str, rule: Rule, scope: ContextType) -> Iterator[Mutant]:
    for index, iterator in enumerate(rule.iterators):
        outer = with_iterators(scope, rule.iterators[:index])
        for change, domain in _of_expression(iterator.domain, outer):
            each = replace(iterator, domain=domain)
            others = (*rule.iterators[:index], each, *rule.iterators[index + 1 :])
            edit = RuleEdit(decision, rule.id, replace(rule, iterators=others))
            yield _rewritten(change, Subject(decision, "for", rule.id), iterator.domain, edit)
    inner = with_iterators(scope, rule.iterators)
    roles: tuple[Role, ...] = ("when", "require", "waiver")
    for role in roles:
        expression: CheckedExpression | None = getattr(rule, role)
        for change, other in _of_expression(expression, inner) if expression else ():
            into = replace(rule, **cast(dict[str, Any], {role: other}))
            edit = RuleEdit(decision, rule.id, into)
            assert expression is not None
            yield _rewritten(change, Subject(decision, role, rule.id), expression, edit)


def _of_group(decision: Decision, group: Group) -> Iterator[Mutant]:
    other = replace(group, need="all" if group.need == "any" else "any")
    subject = Subject(decision.name, "whole", group=group.id)
    edit = GroupEdit(decision.name, other)
    yield Mutant(Kind.GROUP, subject, decision.place, group.need, other.need, edit)


def _of_expression(
    expression: CheckedExpression, scope: ContextType
) -> Iterator[tuple[Rewrite, CheckedExpression]]:
    for change in expression_changes(expression, scope):
        yield change, replace(expression, tree=cast(Expression, change.whole))


def _rewritten(
    change: Rewrite, subject: Subject, expression: CheckedExpression, edit: Edit
) -> Mutant:
    place = Place(expression.source, change.before.span)
    return Mutant(change.kind, subject, place, change.before, change.after, edit)
