"""What a case expects, read against the program that it is about."""

from __future__ import annotations

from dataclasses import dataclass

from policydsl.feel import tree, types
from policydsl.feel.check_enumerations import value_id
from policydsl.feel.errors import type_words
from policydsl.feel.temporal import parse_at_literal, parse_date
from policydsl.feel.type_relations import fits
from policydsl.feel.types import ContextType, ListType, StringType, Type
from policydsl.feel.values import Value
from policydsl.policy.building.build_parameters import exact_number, written
from policydsl.policy.building.build_scope import VERDICTS
from policydsl.policy.case_files import errors_cases as errors
from policydsl.policy.case_files.cases import Case, RawExpectation
from policydsl.policy.case_files.fact_paths import parse_path, path_text
from policydsl.policy.model import Checklist, Program, Rule
from policydsl.policy.reading import errors_reading
from policydsl.policy.reading.fields import Problems, place_of, raise_if_any, real_date
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place

STATUSES = ("pass", "fail", "unknown", "not_applicable")
STATUS = Text("规则的结果", "the status of a rule")
GROUP_STATUS = Text("一组择优条件的结果", "the status of a group")
VERDICT = Text("清单的结论", "a checklist's verdict")
UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class VerdictExpected:
    """A checklist's verdict, or `not_applicable` of a table or value."""

    decision: str
    verdict: str
    place: Place


@dataclass(frozen=True, slots=True)
class StatusExpected:
    """A rule's status, or that of one of its items."""

    decision: str
    rule: str
    item: str | None
    status: str
    place: Place


@dataclass(frozen=True, slots=True)
class GroupExpected:
    """The status of a group of preferential rules."""

    decision: str
    group: str
    status: str
    place: Place


@dataclass(frozen=True, slots=True)
class ValueExpected:
    """A table's or value's result; None where it is expected to be unknown."""

    decision: str
    value: Value | None
    place: Place


Expected = VerdictExpected | StatusExpected | GroupExpected | ValueExpected


def expectations(case: Case, program: Program) -> tuple[Expected, ...]:
    """All that a case expects. Raises PolicyError for what the program can never answer."""
    problems: Problems = []
    found = [each for raw in case.expected for each in _expected(raw, program, problems)]
    raise_if_any(problems)
    return tuple(found)


def _expected(raw: RawExpectation, program: Program, problems: Problems) -> list[Expected]:
    decision = program.decisions.get(raw.decision)
    if decision is None:
        by_zh = {each.zh: each for each in program.decisions.values() if each.zh}
        decision = by_zh.get(raw.decision)
    if decision is None:
        names = list(program.decisions)
        problems.append(errors.unknown_decision(raw.place, raw.decision, names))
        return []
    name = decision.name
    if raw.rule is not None:
        if not isinstance(decision.body, Checklist):
            problems.append(errors.not_a_checklist(raw.place, name))
            return []
        return _of_rule(raw, name, decision.body, program, problems)
    if isinstance(decision.body, Checklist):
        verdict = _word(raw.expected, tuple(id_ for id_, _ in VERDICTS), VERDICT, problems)
        return [VerdictExpected(name, verdict, raw.place)]
    if decision.when is not None and _says(raw.expected, NOT_APPLICABLE):
        return [VerdictExpected(name, NOT_APPLICABLE, raw.place)]
    return [
        ValueExpected(name, _value_or_unknown(raw.expected, decision.type, problems), raw.place)
    ]


def _says(node: YamlNode, word: str) -> bool:
    return isinstance(node, YamlScalar) and node.style == "plain" and node.text == word


def _of_rule(
    raw: RawExpectation, decision: str, checklist: Checklist, program: Program, problems: Problems
) -> list[Expected]:
    rules = {rule.id: rule for rule in checklist.rules}
    assert raw.rule is not None
    rule = rules.get(raw.rule)
    if rule is None and any(group.id == raw.rule for group in checklist.groups):
        status = _word(raw.expected, STATUSES, GROUP_STATUS, problems)
        return [GroupExpected(decision, raw.rule, status, raw.place)]
    if rule is None:
        problems.append(errors.unknown_rule(raw.place, decision, raw.rule, rules))
        return []
    if not isinstance(raw.expected, YamlMapping):
        status = _word(raw.expected, STATUSES, STATUS, problems)
        return [StatusExpected(decision, rule.id, None, status, raw.place)]
    if not rule.iterators:
        problems.append(errors.no_items(raw.place, rule.id))
        return []
    return [
        StatusExpected(
            decision,
            rule.id,
            _item(key, rule, program, problems),
            _word(node, STATUSES, STATUS, problems),
            place_of(key),
        )
        for key, node in raw.expected.entries
    ]


def _item(key: YamlScalar, rule: Rule, program: Program, problems: Problems) -> str:
    """An item's path. Items of a list that an expression makes are named as the trace does."""
    if not all(_is_fact(part.domain.tree) for part in rule.iterators):
        return key.text
    path = parse_path(key.text, program.facts.root, place_of(key))
    if isinstance(path, Diagnostic):
        problems.append(path)
        return key.text
    return path_text(path)


def _is_fact(node: tree.Expression) -> bool:
    return isinstance(node, tree.Name) or (isinstance(node, tree.Path) and _is_fact(node.object))


def _word(node: YamlNode, known: tuple[str, ...], what: Text, problems: Problems) -> str:
    if isinstance(node, YamlScalar) and node.text in known:
        return node.text
    problems.append(errors.unknown_status(place_of(node), written(node), known, what))
    return known[0]


def _value_or_unknown(node: YamlNode, kind: Type, problems: Problems) -> Value | None:
    if _says(node, UNKNOWN):
        return None
    return _value(node, kind, problems)


def _value(node: YamlNode, kind: Type, problems: Problems) -> Value | None:
    """The value that a node means where a type is expected; None after a problem."""
    match node, kind:
        case YamlMapping(), ContextType():
            return _context(node, kind, problems)
        case YamlMapping(), types.AnyType():
            return {key.text: _some(each, kind, problems) for key, each in node.entries}
        case YamlSequence(), ListType(item):
            return tuple(_some(each, item, problems) for each in node.items)
        case YamlSequence(), types.AnyType():
            return tuple(_some(each, kind, problems) for each in node.items)
        case YamlScalar(), _:
            found = _scalar(node, kind, problems)
            if found is not None:
                return found
        case _:
            pass
    problems.append(errors.wrong_value(place_of(node), written(node), type_words(kind)))
    return None


def _some(node: YamlNode, kind: Type, problems: Problems) -> Value:
    found = _value(node, kind, problems)
    return "" if found is None else found


def _context(node: YamlMapping, kind: ContextType, problems: Problems) -> Value:
    given = {key.text: each for key, each in node.entries}
    for key, _ in node.entries:
        if key.text not in kind.members:
            what = Text("结果", "the result")
            names = list(kind.members)
            problems.append(errors_reading.unknown_key(place_of(key), key.text, names, what))
    missing = [name for name in kind.members if name not in given]
    if missing:
        problems.append(errors.missing_members(place_of(node), missing))
    return {
        name: _some(given[name], member.type, problems)
        for name, member in kind.members.items()
        if name in given
    }


def _scalar(node: YamlScalar, kind: Type, problems: Problems) -> Value | None:
    if node.trap is not None:
        problems.append(errors_reading.yaml_trap(place_of(node), node.text))
        return ""
    found, found_type = _by_kind(node)
    if isinstance(kind, StringType) and kind.values:
        return value_id(kind, node.text)
    if isinstance(found, str) and not isinstance(kind, StringType):
        temporal = parse_at_literal(node.text)
        return (
            None if temporal is None and not isinstance(kind, types.AnyType) else temporal or found
        )
    if found is None or not fits(found_type, kind):
        return None
    return found


def _by_kind(node: YamlScalar) -> tuple[Value | None, Type]:
    """What a scalar says by itself."""
    match node.kind:
        case "integer" | "decimal":
            return exact_number(node), types.NUMBER
        case "boolean":
            return node.text == "true", types.BOOLEAN
        case "date":
            return parse_date(node.text) if real_date(node.text) else None, types.DATE
        case "string":
            return node.text, types.STRING
        case "null":
            return None, types.NULL_TYPE
