"""What a mutant changes, in words: the part of the policy, what stood there, what stands now."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant, Shown, Subject
from policydsl.feel import tree
from policydsl.feel.tree import Node, UnaryTests
from policydsl.feel.values import Value
from policydsl.feel.walk import walk
from policydsl.policy.model import Checklist, EmptyList, Force, Program, Rule, Table
from policydsl.report import mutation_words as fixed
from policydsl.report import page_words, words
from policydsl.report.expression_words import cell_words, result_words
from policydsl.report.names_in_words import Names, labels_of_type
from policydsl.report.parameter_labels import parameter_labels
from policydsl.report.values import NO_LABELS, Labels
from policydsl.report.words import say
from policydsl.text.diagnostic import Language, Text


def subject_words(mutant: Mutant, program: Program, language: Language) -> str:
    """The part of the policy that a mutant changes, by its titles."""
    subject = mutant.subject
    name = subject.name
    if name in program.parameters:
        return program.parameters[name].title.in_language(language)
    if name in program.definitions:
        return program.definitions[name].title.in_language(language)
    decision = program.decisions[name]
    title = decision.title.in_language(language)
    if subject.row is not None:
        return say(fixed.ROW_OF, language, decision=title, row=subject.row)
    part = _rule(program, subject) or next(
        (
            group
            for group in (decision.body.groups if isinstance(decision.body, Checklist) else ())
            if group.id == subject.group
        ),
        None,
    )
    if part is None:
        return title
    return say(fixed.RULE_OF, language, decision=title, rule=part.title.in_language(language))


def change_words(mutant: Mutant, program: Program, language: Language) -> str:
    """What is otherwise: `50 平方米 改为 51 平方米`."""
    match mutant.kind:
        case Kind.RULE:
            return fixed.RULE_LEFT_OUT.in_language(language)
        case Kind.ROW:
            return fixed.ROW_LEFT_OUT.in_language(language)
        case Kind.ROW_ORDER:
            return fixed.ROWS_SWAPPED.in_language(language)
        case Kind.GROUP if mutant.after is None:
            return say(fixed.GROUP_LEFT, language, group=_group_title(mutant, program, language))
        case Kind.EMPTY:
            return say(fixed.WHERE_EMPTY, language, change=_becomes(mutant, program, language))
        case _:
            return _becomes(mutant, program, language)


def _becomes(mutant: Mutant, program: Program, language: Language) -> str:
    names, labels = _names(mutant, program, language)
    before = _shown(mutant.before, mutant, names, labels)
    if mutant.after is None:
        return say(fixed.LEFT_OUT, language, before=before)
    turned = _turned(mutant)
    if turned is not None:
        return say(turned, language, before=before)
    return say(
        fixed.BECOMES, language, before=before, after=_shown(mutant.after, mutant, names, labels)
    )


def _turned(mutant: Mutant) -> Text | None:
    """The words for a change that need not be told twice over."""
    match mutant.kind, mutant.before:
        case Kind.NEGATION, UnaryTests(negated=False):
            return fixed.DENIED
        case Kind.NEGATION, node if not isinstance(node, UnaryTests):
            return fixed.DENIED
        case Kind.CONNECTIVE, tree.And():
            return fixed.AND_BECOMES_OR
        case Kind.CONNECTIVE, tree.Or():
            return fixed.OR_BECOMES_AND
        case Kind.QUANTIFIER, tree.Quantified(quantifier="some"):
            return fixed.SOME_BECOMES_EVERY
        case Kind.QUANTIFIER, tree.Quantified():
            return fixed.EVERY_BECOMES_SOME
        case Kind.BRANCHES, _:
            return fixed.SWAPPED
        case _:
            return None


def _shown(shown: Shown, mutant: Mutant, names: Names, labels: Labels) -> str:
    language = names.language
    match shown:
        case EmptyList():
            return page_words.EMPTY_NAMES[shown].in_language(language)
        case Force():
            return words.FORCE_NAMES[shown.value].in_language(language)
        case str() if mutant.kind is Kind.GROUP:
            return words.NEED_NAMES[shown].in_language(language)
        case Enum() | None:
            return ""
        case UnaryTests():
            return cell_words(shown, names, labels)
        case Node():
            return result_words(shown, names, labels)  # type: ignore[arg-type]
        case _:
            return _value(shown, mutant, names, labels)


def _value(value: Value, mutant: Mutant, names: Names, labels: Labels) -> str:
    """A parameter's value, or an item of it."""
    parameter = replace(names.parameters[mutant.subject.name], value=value)
    return names.value_of(parameter, labels)


def _names(mutant: Mutant, program: Program, language: Language) -> tuple[Names, Labels]:
    """The names that the changed part stands among, and what the strings in it are called."""
    subject = mutant.subject
    names = Names.of(program, language)
    rule = _rule(program, subject)
    if rule is not None:
        names = names.bind_rule(rule.iterators)
    roots = _roots(subject, program, rule)
    for root in roots:
        for node in walk(root):
            match node:
                case tree.Iterator(name, domain):
                    names = names.bind_each(name, domain)
                case tree.Filter(object=items):
                    names = names.bind_items(items)
                case _:
                    continue
    if subject.name in program.parameters:
        return names, parameter_labels(program).get(subject.name, NO_LABELS)
    return names, _labels(mutant, program) or _compared_with(mutant, roots, names)


def _roots(subject: Subject, program: Program, rule: Rule | None) -> list[Node]:
    """The expressions whose own names a change may speak of."""
    if subject.name in program.definitions:
        return [program.definitions[subject.name].expression.tree]
    if rule is not None:
        return [each.tree for each in (rule.require, rule.when, rule.waiver) if each is not None]
    decision = program.decisions.get(subject.name)
    if decision is not None and decision.when is not None:
        return [decision.when.tree]
    return []


def _compared_with(mutant: Mutant, roots: list[Node], names: Names) -> Labels:
    """What a string is called that stands in a list which a fact is looked up in."""
    for root in roots:
        for node in walk(root):
            if isinstance(node, tree.In) and any(each is mutant.before for each in walk(node)):
                return names.labels_of(node.value)
    return NO_LABELS


def _labels(mutant: Mutant, program: Program) -> Labels:
    """Of a table's cell: what the values of its column are called."""
    subject = mutant.subject
    decision = program.decisions.get(subject.name)
    if decision is None or not isinstance(decision.body, Table):
        return NO_LABELS
    if mutant.kind is Kind.DEFAULT:
        return {name: label for each in decision.body.outputs for name, label in each.values}
    if subject.row is None:
        return NO_LABELS
    row = decision.body.rows[subject.row - 1]
    for cell, column in zip(row.conditions, decision.body.inputs, strict=True):
        if cell.source == mutant.place.source and subject.role == "cell":
            return labels_of_type(column.expression.type)
    for result, output in zip(row.results, decision.body.outputs, strict=True):
        if result.source == mutant.place.source and subject.role == "result":
            return dict(output.values) or dict(labels_of_type(output.type))
    return NO_LABELS


def _rule(program: Program, subject: Subject) -> Rule | None:
    decision = program.decisions.get(subject.name)
    if decision is None or not isinstance(decision.body, Checklist):
        return None
    return next((rule for rule in decision.body.rules if rule.id == subject.rule), None)


def _group_title(mutant: Mutant, program: Program, language: Language) -> str:
    body = program.decisions[mutant.subject.name].body
    assert isinstance(body, Checklist)
    titles = {group.id: group.title for group in body.groups}
    return titles[str(mutant.before)].in_language(language)
