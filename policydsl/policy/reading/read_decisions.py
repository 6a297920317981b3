"""Decisions, checklists and rules from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from policydsl.policy.model import EmptyList, Force
from policydsl.policy.reading import errors_reading as errors
from policydsl.policy.reading.document import (
    ChecklistDocument,
    DecisionDocument,
    Defaults,
    ExpressionText,
    GroupDocument,
    RuleDocument,
    TableDocument,
    ValueDocument,
    Word,
)
from policydsl.policy.reading.fields import (
    Fields,
    Problems,
    bilingual,
    boolean,
    checked_word,
    chinese_name,
    choice,
    clauses,
    each_named,
    fields,
    items,
    place_of,
    title,
    unique,
    word,
)
from policydsl.policy.reading.read_expression import expression, iterators
from policydsl.policy.reading.read_table import read_table
from policydsl.policy.source.names import ANYTHING, NAME, RULE_ID
from policydsl.policy.source.yaml_tree import YamlNode
from policydsl.text.diagnostic import Text

DECISION_KEYS = (
    "title", "zh", "clause", "note", "when", "checklist", "groups", "table", "value", "unit",
    "values",
)  # fmt: skip
RULE_KEYS = (
    "rule", "title", "clause", "force", "for", "when", "require", "waiver", "empty", "empty_note",
    "group", "judgement", "note",
)  # fmt: skip
BODIES = ("checklist", "table", "value")
FORCES = {each.value: each for each in Force}
EMPTY_WORDS = {each.value: each for each in EmptyList}
NEEDS: Mapping[str, Literal["any", "all"]] = {"any": "any", "all": "all"}
NAME_FORM = Text("英文名（小写字母、数字和下划线）", "a name (small letters, digits, underscores)")
RULE_FORM = Text(
    "规则编号（小写字母、数字和连字符）", "a rule's id (small letters, digits, hyphens)"
)


def read_decision(
    name: Word, node: YamlNode, defaults: Defaults, problems: Problems
) -> DecisionDocument:
    """One decision. `defaults` are those of the file."""
    what = Text(f"决定“{name.text}”", f"decision “{name.text}”")
    found = fields(node, DECISION_KEYS, what, problems, name.place)
    when = found.optional("when")
    return DecisionDocument(
        name=checked_word(name, NAME, NAME_FORM, "filed_until", problems),
        title=bilingual(found.optional("title"), problems),
        zh=chinese_name(found.optional("zh"), problems),
        clauses=clauses(found.optional("clause"), problems),
        note=bilingual(found.optional("note"), problems),
        when=expression(when, problems, node) if when else None,
        body=_body(found, defaults, problems),
    )


def _body(
    found: Fields, defaults: Defaults, problems: Problems
) -> ChecklistDocument | TableDocument | ValueDocument | None:
    written = [key for key in BODIES if key in found.entries]
    if len(written) != 1:
        # No body at all is right where a base's is taken over; whoever builds the policy knows.
        if written:
            problems.append(errors.one_body(found.key_place(written[1]), len(written)))
        return None
    _only_with("groups", "checklist", written[0], found, problems)
    _only_with("unit", "value", written[0], found, problems)
    _only_with("values", "value", written[0], found, problems)
    match written[0]:
        case "checklist":
            return _checklist(found, defaults, problems)
        case "table":
            return read_table(found.optional("table"), found.key_place("table"), problems)
        case _:
            return _value(found, problems)


def _only_with(key: str, body: str, written: str, found: Fields, problems: Problems) -> None:
    if key in found.entries and written != body:
        condition = Text(f"有 {body} ", f"beside “{body}”")
        problems.append(errors.only_with(found.key_place(key), key, condition))


def _value(found: Fields, problems: Problems) -> ValueDocument | None:
    node = found.optional("value")
    if node is None:
        return None
    return ValueDocument(
        expression=expression(node, problems, node),
        unit=word(found.optional("unit"), NAME, Text("单位", "a unit"), "m2", problems),
        labels=labels(found.optional("values"), problems),
    )


def labels(node: YamlNode | None, problems: Problems) -> tuple[tuple[Word, Text], ...]:
    """`values`: each possible result with what people read."""
    return each_named(
        node,
        Text("values", "values"),
        problems,
        lambda name, each: (name, bilingual(each, problems) or Text("", "")),
    )


def _checklist(found: Fields, defaults: Defaults, problems: Problems) -> ChecklistDocument:
    nodes = items(found.optional("checklist"), Text("checklist", "a checklist"), problems)
    rules = [_rule(node, defaults, problems) for node in nodes]
    groups = each_named(
        found.optional("groups"),
        Text("groups", "groups"),
        problems,
        lambda name, node: _group(name, node, problems),
    )
    return ChecklistDocument(tuple(rules), groups)


def _group(name: Word, node: YamlNode, problems: Problems) -> GroupDocument:
    what = Text(f"组“{name.text}”", f"group “{name.text}”")
    found = fields(node, ("need", "title", "note"), what, problems, name.place)
    need = choice(found.required("need"), NEEDS, "any", problems)
    note = bilingual(found.optional("note"), problems)
    return GroupDocument(name, title(found, problems), need, note)


def _rule(node: YamlNode, defaults: Defaults, problems: Problems) -> RuleDocument:
    found = fields(node, RULE_KEYS, Text("规则", "a rule"), problems)
    id_ = word(found.required("rule"), RULE_ID, RULE_FORM, "office-area", problems)
    force = choice(found.optional("force"), FORCES, Force.MANDATORY, problems)
    iterator_parts = iterators(found.optional("for"), problems)
    unique(
        (part.name for part in iterator_parts), Text("for 里的名字", "the name in “for”"), problems
    )
    if found.entries:
        _refuse_idle_keys(found, force, problems)
    empty_node = found.optional("empty")
    return RuleDocument(
        id=id_ or Word("", place_of(node)),
        title=title(found, problems),
        clauses=clauses(found.optional("clause"), problems),
        force=force,
        iterators=iterator_parts,
        when=_optional_expression(found, "when", problems),
        require=expression(found.required("require"), problems, node),
        waiver=_optional_expression(found, "waiver", problems),
        empty=choice(empty_node, EMPTY_WORDS, defaults.empty or EmptyList.FAIL, problems),
        empty_said=empty_node is not None or defaults.empty is not None,
        empty_note=bilingual(found.optional("empty_note"), problems)
        or (defaults.empty_note if iterator_parts else None),
        group=word(
            found.optional("group"), ANYTHING, Text("组名", "a group"), "preferred", problems
        ),
        judgement=boolean(found.optional("judgement"), problems),
        note=bilingual(found.optional("note"), problems),
    )


def _refuse_idle_keys(found: Fields, force: Force, problems: Problems) -> None:
    """Keys that would silently do nothing."""
    conditions = {
        "empty": ("for" in found.entries, Text("有 for ", "beside “for”")),
        "empty_note": ("for" in found.entries, Text("有 for ", "beside “for”")),
        "waiver": (
            force is Force.IN_PRINCIPLE,
            Text(" force: in_principle ", "with force: in_principle"),
        ),
        "group": (
            force is Force.PREFERENTIAL,
            Text(" force: preferential ", "with force: preferential"),
        ),
    }
    for key, (useful, condition) in conditions.items():
        if key in found.entries and not useful:
            problems.append(errors.only_with(found.key_place(key), key, condition))


def _optional_expression(found: Fields, key: str, problems: Problems) -> ExpressionText | None:
    node = found.optional(key)
    return expression(node, problems, node) if node else None
