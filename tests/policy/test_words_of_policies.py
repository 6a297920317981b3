"""Words that a policy file says to people: folded lines, defaults, notes, texts cut by a comma."""

from __future__ import annotations

import pytest

from policydsl.engines.interpreter import evaluate_all
from policydsl.policy.model import Checklist
from policydsl.policy.reading.read_policy import read_policy
from policydsl.report.words import AMENDMENT_NAMES
from policydsl.text.diagnostic import PolicyError
from policydsl.text.source import Source
from small_programs import AS_OF, HEAD, PARAMETERS, facts, program


@pytest.mark.parametrize(
    "written, read",
    [
        (">-\n  第一行\n  第二行", "第一行第二行"),
        ("第一行\n  第二行", "第一行第二行"),
        ("'第一行，\n  第二行'", "第一行，第二行"),
        ('"第一行\n  第二行"', "第一行第二行"),
        (">-\n  第一 行\n  第二行", "第一 行第二行"),  # a space typed within a line stays
        (">-\n  第一行 A\n  第二行", "第一行 A 第二行"),
        (">-\n  one\n  two", "one two"),
        (">-\n  第一行\n\n  第二行", "第一行\n第二行"),
        ("|-\n  第一行\n  第二行", "第一行\n第二行"),
    ],
)
def test_lines_of_chinese_are_joined_without_a_space(written: str, read: str) -> None:
    body = 'decisions:\n  area: {title: 面积, clause: "1", value: premises.office.area}\n'
    document = read_policy(Source("a.yaml", f"{HEAD}note: {written}\n{body}"))
    assert document.head.note is not None
    assert document.head.note.zh == read


def test_a_text_that_a_comma_cut_gets_a_way_out() -> None:
    body = "decisions:\n  area: {title: {zh: 面积, en: Area, net}, value: premises.office.area}\n"
    with pytest.raises(PolicyError) as raised:
        read_policy(Source("a.yaml", HEAD + body))
    (found,) = raised.value.diagnostics
    assert found.code == "unknown-key"
    assert found.place is not None
    assert found.help is not None
    assert found.place.source.text[found.place.span.start : found.place.span.end] == "net"
    assert found.help.en == "put the whole text in double quotes"


DEFAULTS = """
defaults: {empty: not_applicable, empty_note: {zh: 没有申报职业, en: no occupation}}
decisions:
  filing:
    title: 备案
    checklist:
      - {rule: each, title: 一, clause: "1", for: o in occupations, require: is stated(o.name)}
      - {rule: own, title: 二, clause: "1", for: o in occupations, require: is stated(o.name),
         empty_note: 自己的话}
      - {rule: plain, title: 三, clause: "1", require: is stated(occupations)}
      - {rule: merit, title: 四, clause: "1", force: preferential, group: merits, require: true}
    groups: {merits: {need: any, title: 择优, note: 一项即可}}
"""


def test_the_note_of_an_empty_list_may_be_given_once() -> None:
    made = program(DEFAULTS, parameters=PARAMETERS)
    (trace,) = evaluate_all(made, facts({"occupations": []}), AS_OF)
    notes = {rule.id: rule.items[0].note for rule in trace.rules}
    assert {id: note.zh for id, note in notes.items() if note} == {
        "each": "没有申报职业",
        "own": "自己的话",
    }
    checklist = made.decisions["filing"].body
    assert isinstance(checklist, Checklist)
    assert [group.note.zh for group in checklist.groups if group.note] == ["一项即可"]


def test_every_kind_of_change_has_words() -> None:
    assert AMENDMENT_NAMES.keys() == {
        "parameter_added",
        "parameter_overridden",
        "definition_added",
        "definition_replaced",
        "decision_added",
        "decision_replaced",
        "condition_replaced",
        "rule_added",
        "rule_replaced",
    }
