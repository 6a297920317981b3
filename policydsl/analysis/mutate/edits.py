"""A change of one part of a program; everything else stays the same object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar, assert_never

from policydsl.policy.model import (
    CheckedExpression,
    Checklist,
    Decision,
    Definition,
    Group,
    Parameter,
    Program,
    Rule,
    Table,
    ValueExpression,
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RuleEdit:
    """A rule becomes another, or None: is left out."""

    decision: str
    rule: str
    into: Rule | None


@dataclass(frozen=True, slots=True)
class GroupEdit:
    """A group of preferential rules becomes another."""

    decision: str
    into: Group


@dataclass(frozen=True, slots=True)
class WhenEdit:
    """A decision's own condition becomes another, or None: is left out."""

    decision: str
    into: CheckedExpression | None


@dataclass(frozen=True, slots=True)
class BodyEdit:
    """A decision's table or value becomes another."""

    decision: str
    into: Table | ValueExpression


Edit = Parameter | Definition | RuleEdit | GroupEdit | WhenEdit | BodyEdit


def name_of(edit: Edit) -> str:
    """The parameter, definition or decision that an edit changes."""
    match edit:
        case Parameter() | Definition():
            return edit.name
        case _:
            return edit.decision


def edited(program: Program, edit: Edit) -> Program:
    """The program with the change."""
    match edit:
        case Parameter():
            return replace(program, parameters=_with(program.parameters, edit.name, edit))
        case Definition():
            return replace(program, definitions=_with(program.definitions, edit.name, edit))
        case RuleEdit() | GroupEdit() | WhenEdit() | BodyEdit():
            decision = _edited(program.decisions[edit.decision], edit)
            return replace(program, decisions=_with(program.decisions, edit.decision, decision))
        case _:
            assert_never(edit)


def _edited(decision: Decision, edit: RuleEdit | GroupEdit | WhenEdit | BodyEdit) -> Decision:
    match edit, decision.body:
        case WhenEdit(into=when), _:
            return replace(decision, when=when)
        case BodyEdit(into=body), _:
            return replace(decision, body=body)
        case RuleEdit(rule=id_, into=into), Checklist(rules) as checklist:
            kept = tuple(into if rule.id == id_ else rule for rule in rules)
            fewer = replace(checklist, rules=tuple(rule for rule in kept if rule is not None))
            return replace(decision, body=fewer)
        case GroupEdit(into=group), Checklist(groups=groups) as checklist:
            changed = tuple(group if each.id == group.id else each for each in groups)
            return replace(decision, body=replace(checklist, groups=changed))
        case _:
            raise AssertionError("an edit of a checklist, of something else")


def _with(given: Mapping[str, _T], name: str, value: _T) -> dict[str, _T]:
    return {**given, name: value}
