"""What a mutant changes, in words: the part of the policy, what stood there, what stands now."""

from __future__ import annotations

from enum import Enum

from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.mutants import Mutant, Shown, Subject
from policydsl.analysis.mutate.results import State
from policydsl.feel import tree
from policydsl.feel.tree import Node, UnaryTests
from policydsl.feel.walk import walk
from policydsl.policy.model import Checklist, EmptyList, Force, Program, Rule, Table
from policydsl.report import page_words, words
from policydsl.report.expression_words import cell_words, result_words
from policydsl.report.names_in_words import Names, labels_of_type
from policydsl.report.parameter_labels import parameter_labels
from policydsl.report.values import NO_LABELS, Labels, value_words
from policydsl.report.words import say
from policydsl.text.diagnostic import Language, Text

TITLE = Text("用例能否发现政策的改动", "Do the cases notice changes of the policy")
KIND_HEAD = Text("改动的种类", "Kind of change")
KIND_NAMES = {
    Kind.FIGURE: Text("数值差一", "a figure one off"),
    Kind.LIST_ITEM: Text("列表少一项", "a list short of an item"),
    Kind.BOUND: Text("是否含本数", "a bound in or out"),
    Kind.EQUALITY: Text("等于与不等于互换", "equal or not"),
    Kind.CONNECTIVE: Text("“且”与“或”互换", "and, or"),
    Kind.OPERAND: Text("少一个条件", "a condition left out"),
    Kind.QUANTIFIER: Text("“有一项”与“每一项”互换", "some, every"),
    Kind.NEGATION: Text("条件取反", "a condition denied"),
    Kind.TRUTH: Text("是与否互换", "true, false"),
    Kind.BRANCHES: Text("“如果”的两支互换", "the ways of an if swapped"),
    Kind.ARITHMETIC: Text("加减、乘除互换", "plus and minus, times and divided by"),
    Kind.FILTER: Text("去掉筛选", "a filter left out"),
    Kind.RULE: Text("去掉一条规则", "a rule left out"),
    Kind.WHEN: Text("去掉适用前提", "a precondition left out"),
    Kind.WAIVER: Text("去掉豁免", "a waiver left out"),
    Kind.FORCE: Text("改约束力", "another force"),
    Kind.EMPTY: Text("改“没有任何一项时”", "another answer for an empty list"),
    Kind.GROUP: Text("改择优组", "another group"),
    Kind.ROW: Text("去掉一行", "a row left out"),
    Kind.ROW_ORDER: Text("两行对调", "two rows swapped"),
    Kind.CELL: Text("单元格不限", "a cell that takes anything"),
    Kind.OUTPUT: Text("改结果", "another result"),
    Kind.DEFAULT: Text("去掉默认结果", "a default left out"),
}
STATE_NAMES = {
    State.KILLED: Text("已发现", "noticed"),
    State.EQUIVALENT: Text("证明等价", "proved equivalent"),
    State.SURVIVED: Text("未发现", "not noticed"),
    State.NOT_RUN: Text("未运行", "not run"),
}
SHARE = Text("发现率", "Share noticed")
CHANGES = Text("改动", "Changes")
LEFT_OUT = Text("去掉：{before}", "left out: {before}")
BECOMES = Text("{before} 改为 {after}", "{before} becomes {after}")
RULE_LEFT_OUT = Text("去掉这条规则", "the rule is left out")
ROW_LEFT_OUT = Text("去掉这一行", "the row is left out")
ROWS_SWAPPED = Text("与下一行对调", "swapped with the next row")
GROUP_LEFT = Text("不再归入组“{group}”", "no longer in the group “{group}”")
WHERE_EMPTY = Text("没有任何一项时：{change}", "where there is none: {change}")
ROW_OF = Text("{decision} 第{row}行", "{decision}, row {row}")
RULE_OF = Text("{decision} · {rule}", "{decision} · {rule}")
NO_CASES = Text("没有用例，任何改动都发现不了", "no cases: no change can be noticed")
FAILING = Text(
    "有 {count} 个用例与政策本身不符，不计在内；先用 policydsl test 查明",
    "{count} cases disagree with the policy itself and count for nothing; see policydsl test",
)
SUMMARY = Text(
    "{cases} 个用例，{mutants} 处改动：发现 {killed}，证明等价 {equivalent}，未发现 {survived}",
    "{cases} cases, {mutants} changes: {killed} noticed, {equivalent} proved equivalent, "
    "{survived} not noticed",
)
LEFT = Text("，未运行 {left}", ", {left} not run")
SURVIVORS = Text("没有用例能发现的改动", "Changes that no case notices")
EQUIVALENTS = Text("证明等价的改动", "Changes proved equivalent")
BY_KIND = Text("各种改动", "By kind of change")
WITNESS = Text("能发现它的机构", "An institution that would")
POLICY_SAYS = Text("原政策的结果", "The policy says")
MUTANT_SAYS = Text("改动后的结果", "Changed, it says")
NEITHER = Text("既未证明等价，也未找到机构", "Neither proved equivalent nor shown")
UP_TO = Text("范围", "Reach")


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
        return say(ROW_OF, language, decision=title, row=subject.row)
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
    return say(RULE_OF, language, decision=title, rule=part.title.in_language(language))


def change_words(mutant: Mutant, program: Program, language: Language) -> str:
    """What is otherwise: `50 平方米 改为 51 平方米`."""
    match mutant.kind:
        case Kind.RULE:
            return RULE_LEFT_OUT.in_language(language)
        case Kind.ROW:
            return ROW_LEFT_OUT.in_language(language)
        case Kind.ROW_ORDER:
            return ROWS_SWAPPED.in_language(language)
        case Kind.GROUP if mutant.after is None:
            return say(GROUP_LEFT, language, group=_group_title(mutant, program, language))
        case Kind.EMPTY:
            return say(WHERE_EMPTY, language, change=_becomes(mutant, program, language))
        case _:
            return _becomes(mutant, program, language)


def _becomes(mutant: Mutant, program: Program, language: Language) -> str:
    names, labels = _names(mutant, program, language)
    before = _shown(mutant.before, mutant, names, labels)
    if mutant.after is None:
        return say(LEFT_OUT, language, before=before)
    return say(BECOMES, language, before=before, after=_shown(mutant.after, mutant, names, labels))


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


def _value(value: object, mutant: Mutant, names: Names, labels: Labels) -> str:
    parameter = names.parameters.get(mutant.subject.name)
    unit = None if parameter is None or parameter.unit is None else names.units[parameter.unit]
    return value_words(value, names.language, unit=unit, labels=labels)  # type: ignore[arg-type]


def _names(mutant: Mutant, program: Program, language: Language) -> tuple[Names, Labels]:
    """The names that the changed part stands among, and what the strings in it are called."""
    subject = mutant.subject
    names = Names.of(program, language)
    rule = _rule(program, subject)
    if rule is not None:
        names = names.bind_rule(rule.iterators)
    for root in _roots(subject, program, rule):
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
    return names, _labels(mutant, program)


def _roots(subject: Subject, program: Program, rule: Rule | None) -> list[Node]:
    """The expressions whose own names a change may speak of."""
    if subject.name in program.definitions:
        return [program.definitions[subject.name].expression.tree]
    if rule is not None:
        return [each.tree for each in (rule.require, rule.when, rule.waiver) if each is not None]
    return []


def _labels(mutant: Mutant, program: Program) -> Labels:
    """Of a table's cell: what the values of its column are called."""
    subject = mutant.subject
    decision = program.decisions.get(subject.name)
    if subject.row is None or decision is None or not isinstance(decision.body, Table):
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
