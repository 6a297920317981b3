"""Facts that can be used: what is stated, what is missing, and what does not matter."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policydsl.feel.temporal import Date
from policydsl.feel.values import FactList, Null, Record, Value
from policydsl.policy.facts import (
    Facts,
    canonical_json,
    facts_from_bytes,
    facts_from_data,
    facts_from_text,
    load_facts,
    read_facts_file,
)
from policydsl.policy.facts.facts_schema import FactInfo, FactsSchema, load_facts_schema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Diagnostic, FactsError
from policydsl.text.render import render_all

SMALL = load_facts_schema(Path(__file__).parent / "golden" / "facts" / "small.schema.json")

BY_ID = """
institution:
  name: 合肥某公司
  credit_code: 91110000600037341L
  tier: province
  registered_on: 2020-03-26
premises: {area: 49.99, rented: false}
occupations:
  - name: 电工
    levels:
      - {rank: 3, examiners: 5}
      - {examiners: 0}
"""
BY_CHINESE_NAME = """
各职业:
  - 各等级:
      - 考评人员: 5
        级别: 3
      - 考评人员: 0
    职业名称: 电工
机构:
  登记日期: "2020-03-26"
  层级: 省级
  名称: 合肥某公司
  电话: ~
  负责人身份证号: "  "
  统一社会信用代码: 91110000600037341L
办公场所:
  租赁: false
  面积: 49.990
"""
AS_DATA: dict[str, Any] = {
    "institution": {
        "名称": "合肥某公司",
        "credit_code": "91110000600037341L",
        "tier": "省级",
        "registered_on": datetime.date(2020, 3, 26),
        "phone": None,
    },
    "premises": {"area": Decimal("49.99"), "rented": False},
    "occupations": (
        {"name": "电工", "levels": [{"rank": 3, "examiners": Decimal("5.0")}, {"examiners": 0}]},
    ),
}


def facts(text: str) -> Facts:
    return facts_from_text(text, "facts.yaml", SMALL)


def at(facts: Facts, *steps: str | int) -> Value:
    value: Any = facts.record
    for step in steps:
        value = value[step]
    found: Value = value
    return found


def test_stated_facts_are_exact_values() -> None:
    read = facts(BY_ID)
    assert at(read, "premises", "area") == Decimal("49.99")
    assert at(read, "premises", "rented") is False
    assert at(read, "institution", "tier") == "province"
    assert at(read, "institution", "registered_on") == Date(2020, 3, 26)
    assert at(read, "occupations", 0, "levels", 0, "examiners") == Decimal(5)
    assert read.subject == "合肥某公司"
    assert read.source_name == "facts.yaml"


@pytest.mark.parametrize(
    "steps, path",
    [
        (("institution", "phone"), "institution.phone"),
        (("staff",), "staff"),
        (("cities",), "cities"),
        (("occupations", 0, "levels", 1, "rank"), "occupations[1].levels[2].rank"),
    ],
)
def test_what_is_not_stated_is_missing_and_knows_its_path(
    steps: tuple[str | int, ...], path: str
) -> None:
    value = at(facts(BY_ID), *steps)
    assert isinstance(value, Null)
    assert value.unknown
    assert [cause.fact for cause in value.causes] == [path]


def test_a_missing_fact_is_told_by_all_the_names_on_the_way() -> None:
    value = at(facts(BY_ID), "occupations", 0, "levels", 1, "rank")
    assert isinstance(value, Null)
    message = value.causes[0].message
    assert "各职业[1]·各等级[2]·级别" in message.zh
    assert "Occupations[1] · Levels[2] · Level" in message.en


def test_a_statement_not_made_is_a_plain_null() -> None:
    value = at(facts(BY_ID), "occupations", 0, "reason")
    assert isinstance(value, Null)
    assert not value.unknown
    assert value.causes == ()
    made = facts("occupations: [{reason: 场地调整}]")
    assert at(made, "occupations", 0, "reason") == "场地调整"
    blank = facts("occupations: [{reason: ' '}]")
    assert isinstance(at(blank, "occupations", 0, "reason"), Null)


def test_a_section_not_stated_is_a_record_of_missing_facts() -> None:
    for text in ("staff: 1", "staff: 1\npremises:\n", "staff: 1\npremises: {}\n"):
        premises = at(facts(text), "premises")
        assert isinstance(premises, Record)
        assert list(premises) == ["area", "rented"]
        assert all(isinstance(value, Null) and value.unknown for value in premises.values())


def test_an_empty_list_is_stated_and_a_list_left_out_is_not() -> None:
    stated = at(facts("occupations: []"), "occupations")
    assert stated == ()
    assert isinstance(stated, FactList)
    assert stated.path == "occupations"
    assert isinstance(at(facts("occupations: ~\nstaff: 1"), "occupations"), Null)


def test_items_know_their_paths_and_names() -> None:
    occupation = at(facts(BY_ID), "occupations", 0)
    assert isinstance(occupation, Record)
    assert (occupation.path, occupation.label) == ("occupations[1]", "电工")
    levels = occupation["levels"]
    assert isinstance(levels, FactList)
    assert levels.path == "occupations[1].levels"
    first, second = levels
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.path, first.label) == ("occupations[1].levels[1]", "3级")
    assert (second.path, second.label) == ("occupations[1].levels[2]", None)


def test_names_order_and_spelling_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    as_json = json.loads(json.dumps(yaml.safe_load(BY_ID), default=str))
    path.write_text(json.dumps(as_json), encoding="utf-8")
    ways = [
        facts(BY_ID),
        facts(BY_CHINESE_NAME),
        facts(BY_CHINESE_NAME.replace("\n", "\r\n")),
        facts_from_bytes(b"\xef\xbb\xbf" + BY_ID.encode(), "-", SMALL),
        facts_from_bytes(path.read_bytes(), "-", SMALL),
        facts_from_data(AS_DATA, SMALL),
        read_facts_file(path, SMALL),
        load_facts(path, SMALL),
        load_facts(AS_DATA, SMALL),
    ]
    assert len({each.digest for each in ways}) == 1
    assert all(each.record == ways[0].record for each in ways)
    assert all(each.stated == ways[0].stated for each in ways)


def test_what_was_stated_can_be_given_again() -> None:
    read = facts(BY_ID)
    assert facts_from_data(read.stated, SMALL) == read


@pytest.mark.parametrize(
    "text",
    ["staff: 5", "staff: 5.0", "staff: +5", "staff: 5e0", "staff: 50e-1", "职工人数: 0.5E+1"],
)
def test_one_number_has_one_digest(text: str) -> None:
    read = facts(text)
    assert read.digest == facts("staff: 5").digest
    assert str(at(read, "staff")) in ("5", "5E+0")


def test_different_facts_have_different_digests() -> None:
    texts = ["staff: 5", "staff: 6", "cities: []", "cities: ['5']", "institution: {name: '5'}"]
    assert len({facts(text).digest for text in texts}) == len(texts)


def test_canonical_json_is_json_with_sorted_names() -> None:
    data = {"b": [Decimal("1.50"), True], "a": {"中": 'x"y'}}
    assert canonical_json(data) == '{"a":{"中":"x\\"y"},"b":[1.5,true]}'


@pytest.mark.parametrize(
    "written, text",
    [
        ("05512345678", "05512345678"),
        ("13800138000", "13800138000"),
        ("123456789012345678901234567890123456789", "123456789012345678901234567890123456789"),
        ("2020-03-26", "2020-03-26"),
        ("no", "no"),
        ("0x1F", "0x1F"),
        ("'true'", "true"),
    ],
)
def test_a_text_in_yaml_needs_no_quotes(written: str, text: str) -> None:
    assert at(facts(f"institution: {{phone: {written}}}"), "institution", "phone") == text


@pytest.mark.parametrize("written", ["0", "-0", "0.0", "0e5"])
def test_zero_has_no_sign(written: str) -> None:
    assert at(facts(f"staff: {written}"), "staff") == 0
    assert not str(at(facts(f"staff: {written}"), "staff")).startswith("-")


def test_thirty_four_digits_are_kept() -> None:
    digits = "1234567890123456789012345678901.234"
    assert str(at(facts(f"premises: {{area: {digits}}}"), "premises", "area")) == digits


def test_one_schema_serves_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda _: facts(BY_CHINESE_NAME).digest, range(64)))
    assert digests == {facts(BY_ID).digest}


# Facts that fit the schema, by its own tree.


def values_of(node: FactNode) -> st.SearchStrategy[Any]:
    match node:
        case FactSection():
            return st.fixed_dictionaries(
                {}, optional={name: values_of(member) for name, member in node.members.items()}
            )
        case FactItems():
            return st.lists(values_of(node.item), max_size=3)
        case FactLeaf(kind="boolean"):
            return st.booleans()
        case FactLeaf(kind="date"):
            return st.dates().map(str)
        case FactLeaf(kind="integer"):
            return st.integers(1, 5).map(Decimal)
        case FactLeaf(kind="number"):
            return st.decimals(0, 10**6, places=2)
        case FactLeaf(values=values) if values:
            return st.sampled_from([name for name, _ in values])
        case FactLeaf(format=None):
            return st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
        case _:
            codes = {"resident-id": "360426199101010071"}
            return st.just(codes.get(node.format or "", "91110000600037341L"))


def renamed(node: FactNode, data: Any, use_chinese: Callable[[], bool]) -> Any:
    """The same facts with some names in Chinese and entries in another order."""
    match node:
        case FactSection():
            return {
                (member.zh if use_chinese() else name): renamed(member, data[name], use_chinese)
                for name, member in reversed(node.members.items())
                if name in data
            }
        case FactItems():
            return [renamed(node.item, each, use_chinese) for each in data]
        case FactLeaf(values=values) if values and use_chinese():
            return dict(values)[data].zh
        case _:
            return data


@given(values_of(SMALL.root), st.data())
def test_every_fitting_set_of_facts_is_read_under_any_names(
    data: Mapping[str, Any], draw: st.DataObject
) -> None:
    plain = facts_from_data(data, SMALL)
    other = facts_from_data(renamed(SMALL.root, data, lambda: draw.draw(st.booleans())), SMALL)
    assert plain == other


@given(values_of(SMALL.root))
def test_the_record_has_every_fact_of_the_schema(data: Mapping[str, Any]) -> None:
    def holds(node: FactNode, value: Value) -> bool:
        match node:
            case FactSection():
                return isinstance(value, Record) and all(
                    holds(member, value[name]) for name, member in node.members.items()
                )
            case FactItems():
                return isinstance(value, Null) or (
                    isinstance(value, FactList) and all(holds(node.item, each) for each in value)
                )
            case _:
                return not isinstance(value, dict | tuple)

    assert holds(SMALL.root, facts_from_data(data, SMALL).record)


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=3),
    st.sampled_from(["1e999999999999999999", "2020-02-30", "yes", "５０人", "91110000600037341X"]),
)


def names_of(schema: FactsSchema) -> list[str]:
    def last(info: FactInfo) -> list[str]:
        return [info.path.rpartition(".")[2], info.node.zh]

    return [name for info in schema.facts() for name in last(info)]


anything = st.recursive(
    scalars,
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(
            st.one_of(st.sampled_from(names_of(SMALL)), st.text(max_size=3), st.integers()),
            below,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


def said_of(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """What reading refuses; nothing where it reads."""
    try:
        read()
    except FactsError as error:
        return error.diagnostics
    return ()


@given(anything)
def test_whatever_is_given_is_read_or_refused_in_plain_words(data: Any) -> None:
    said = said_of(lambda: facts_from_data(data, SMALL))
    assert len(said) <= 20
    assert all(diagnostic.help for diagnostic in said)
    assert render_all(said).encode("utf-8") or not said


@given(values_of(SMALL.root), st.data())
def test_one_changed_value_is_read_or_refused(data: dict[str, Any], draw: st.DataObject) -> None:
    section = data
    while section:
        name = draw.draw(st.sampled_from(sorted(section)))
        below = section[name]
        if not isinstance(below, dict) or draw.draw(st.booleans()):
            section[name] = draw.draw(anything)
            break
        section = below
    said = said_of(lambda: facts_from_data(data, SMALL))
    assert all(diagnostic.help for diagnostic in said)


@given(st.text(st.sampled_from("staf: 5\n-{}[]'\"yes机构名称面积办公场所"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for name in ("f.yaml", "f.json", "-"):
        said = said_of(partial(facts_from_text, text, name, SMALL))
        assert all(diagnostic.place and diagnostic.help for diagnostic in said)
