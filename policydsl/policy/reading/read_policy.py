"""A policy's YAML to a PolicyDocument: head, parameters, definitions, clauses not encoded."""

from __future__ import annotations

from policydsl.policy.model import EmptyList, NotEncoded, Remark
from policydsl.policy.reading.document import (
    Defaults,
    DefinitionDocument,
    ParameterDocument,
    ParameterType,
    PolicyDocument,
    Word,
)
from policydsl.policy.reading.fields import (
    Fields,
    Problems,
    bilingual,
    checked_word,
    chinese_name,
    choice,
    clauses,
    each_named,
    entries,
    fields,
    raise_if_any,
    start_of,
    word,
)
from policydsl.policy.reading.read_decisions import read_decision
from policydsl.policy.reading.read_expression import expression
from policydsl.policy.reading.read_head import HEAD_KEYS, read_head
from policydsl.policy.source.names import CLAUSE, NAME, RULE_ID
from policydsl.policy.source.yaml_tree import YamlNode, read_yaml
from policydsl.text.diagnostic import Text
from policydsl.text.source import Source

POLICY_KEYS = (
    *HEAD_KEYS,
    "defaults",
    "parameters",
    "definitions",
    "decisions",
    "not_encoded",
    "remarks",
)
POLICY = Text("政策文件", "a policy file")
EMPTY_WORDS = {each.value: each for each in EmptyList}
PARAMETER_TYPES: dict[str, ParameterType | None] = {
    "number": "number",
    "duration": "duration",
    "date": "date",
    "month_day": "month_day",
    "string": "string",
    "list": "list",
}
NAME_FORM = Text("英文名（小写字母、数字和下划线）", "a name (small letters, digits, underscores)")


def read_policy(source: Source) -> PolicyDocument:
    """The file as typed data. Raises PolicyError with all that is wrong in its shape."""
    problems: Problems = []
    root = fields(read_yaml(source), POLICY_KEYS, POLICY, problems, start_of(source))
    head = read_head(root, problems)
    defaults = _defaults(root, problems)
    document = PolicyDocument(
        source=source,
        head=head,
        parameters=each_named(
            root.optional("parameters"),
            Text("parameters", "parameters"),
            problems,
            lambda name, node: _parameter(name, node, problems),
        ),
        definitions=each_named(
            root.optional("definitions"),
            Text("definitions", "definitions"),
            problems,
            lambda name, node: _definition(name, node, problems),
        ),
        decisions=each_named(
            root.optional("decisions") if head.extends else root.required("decisions"),
            Text("decisions", "decisions"),
            problems,
            lambda name, node: read_decision(name, node, defaults, problems),
        ),
        not_encoded=_not_encoded(root.optional("not_encoded"), problems),
        remarks=_remarks(root.optional("remarks"), problems),
    )
    raise_if_any(problems)
    return document


def own_name(name: Word, problems: Problems) -> Word:
    """A parameter's, definition's, decision's … name."""
    return checked_word(name, NAME, NAME_FORM, "office_area_min", problems)


def _defaults(root: Fields, problems: Problems) -> Defaults:
    node = root.optional("defaults")
    if node is None:
        return Defaults()
    found = fields(node, ("empty", "empty_note"), Text("defaults", "defaults"), problems)
    empty = choice(found.required("empty"), EMPTY_WORDS, EmptyList.FAIL, problems)
    return Defaults(empty, bilingual(found.optional("empty_note"), problems))


def _parameter(name: Word, node: YamlNode, problems: Problems) -> ParameterDocument:
    known = ("value", "type", "unit", "zh", "clause", "title", "note")
    what = Text(f"参数“{name.text}”", f"parameter “{name.text}”")
    found = fields(node, known, what, problems, name.place)
    return ParameterDocument(
        name=own_name(name, problems),
        value=found.required("value") or node,
        type=choice(found.optional("type"), PARAMETER_TYPES, None, problems),
        unit=word(found.optional("unit"), NAME, Text("单位", "a unit"), "m2", problems),
        clauses=clauses(found.optional("clause"), problems),
        title=bilingual(found.optional("title"), problems),
        zh=chinese_name(found.optional("zh"), problems),
        note=bilingual(found.optional("note"), problems),
    )


def _definition(name: Word, node: YamlNode, problems: Problems) -> DefinitionDocument:
    known = ("value", "zh", "clause", "title", "note")
    what = Text(f"定义“{name.text}”", f"definition “{name.text}”")
    found = fields(node, known, what, problems, name.place)
    return DefinitionDocument(
        name=own_name(name, problems),
        expression=expression(found.required("value"), problems, node),
        clauses=clauses(found.optional("clause"), problems),
        title=bilingual(found.optional("title"), problems),
        zh=chinese_name(found.optional("zh"), problems),
        note=bilingual(found.optional("note"), problems),
    )


def _not_encoded(node: YamlNode | None, problems: Problems) -> tuple[NotEncoded, ...]:
    found = []
    for name, value in entries(node, Text("not_encoded", "not_encoded"), problems):
        checked_word(name, CLAUSE, Text("条款路径", "the path of a clause"), "att1/3/1", problems)
        reason = bilingual(value, problems) or Text("", "")
        found.append(NotEncoded(name.text, reason, name.place))
    return tuple(found)


def _remarks(node: YamlNode | None, problems: Problems) -> tuple[Remark, ...]:
    """Findings by their code, under each its subjects."""
    found = []
    form = Text("发现的代码", "the code of a finding")
    for code, subjects in entries(node, Text("remarks", "remarks"), problems):
        checked_word(code, RULE_ID, form, "rule-implied", problems)
        for subject, value in entries(subjects, Text(code.text, code.text), problems):
            note = bilingual(value, problems) or Text("", "")
            found.append(Remark(code.text, subject.text, note, subject.place))
    return tuple(found)
