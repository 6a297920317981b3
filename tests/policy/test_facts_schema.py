"""The facts schema: what it tells, what a policy may add to it, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.feel import types
from policydsl.feel.types import ContextType, ListType, NumberType, StringType
from policydsl.policy import shipped
from policydsl.policy.facts import facts_from_text
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema, make_facts_schema
from policydsl.policy.facts.facts_schema_text import SchemaText, read_schema_text
from policydsl.policy.shipped import shipped_policies, shipped_schemas
from policydsl.text.diagnostic import PolicyError, Text
from policydsl.text.render import render_all
from policydsl.text.source import Source

Golden = Callable[[Path, str], None]
GOLDEN = Path(__file__).parent / "golden"
SMALL = GOLDEN / "facts" / "small.schema.json"

ADDITION = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Facts of one city",
    "x-units": {"box": {"zh": "箱", "en": "boxes"}, "m2": {"zh": "平方米", "en": "m²"}},
    "properties": {
        "premises": {
            "type": "object",
            "properties": {
                "archive": {
                    "title": "Archive",
                    "x-zh": "档案室",
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        "boxes": {
                            "title": "Boxes",
                            "x-zh": "档案箱",
                            "type": "integer",
                            "x-unit": "box",
                        },
                        "kept_by": {"$ref": "#/$defs/keeper"},
                        "tier": {"title": "Archive tier", "x-zh": "级别", "$ref": "#/$defs/tier"},
                    },
                }
            },
        },
        "occupations": {
            "items": {
                "properties": {
                    "local": {"title": "Local", "x-zh": "地方特色", "type": "boolean"},
                    "levels": {
                        "items": {
                            "properties": {
                                "rooms": {
                                    "title": "Rooms",
                                    "x-zh": "考场",
                                    "type": "number",
                                    "x-unit": "m2",
                                }
                            }
                        }
                    },
                }
            }
        },
    },
    "$defs": {"keeper": {"title": "Kept by", "x-zh": "保管人", "type": "string"}},
}


@pytest.fixture
def schema() -> FactsSchema:
    return load_facts_schema(SMALL)


@pytest.fixture
def addition(tmp_path: Path) -> Path:
    path = tmp_path / "facts.schema.json"
    path.write_text(json.dumps(ADDITION), encoding="utf-8")
    return path


def said_of(read: Callable[[], object]) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        read()
    return caught.value


def test_it_gives_expressions_their_scope(schema: FactsSchema) -> None:
    assert list(schema.type.members) == [
        "institution", "premises", "staff", "cities", "occupations",
    ]  # fmt: skip
    assert schema.type.closed
    institution = schema.type.members["institution"]
    assert institution.zh == "机构"
    assert isinstance(institution.type, ContextType)
    members = institution.type.members
    assert members["name"].type == types.STRING
    assert members["registered_on"].type == types.DATE
    assert members["influential"].type == types.BOOLEAN
    assert members["influential"].judgement
    assert members["tier"].type == StringType(
        (("city", Text("市级", "city")), ("province", Text("省级", "province")))
    )
    assert schema.type.members["staff"].type == NumberType("person")
    assert schema.type.members["cities"].type == ListType(types.STRING)
    occupations = schema.type.members["occupations"].type
    assert isinstance(occupations, ListType)
    assert isinstance(occupations.item, ContextType)
    assert list(occupations.item.members) == ["name", "reason", "levels"]


@pytest.mark.parametrize(
    "path",
    [
        "occupations[].levels[].rank",
        "occupations[2].levels[10].rank",
    ],
)
def test_it_is_asked_by_path(schema: FactsSchema, path: str) -> None:
    assert schema.label_of(path) == Text("级别", "Level")
    assert schema.unit_of(path) == "level"
    assert not schema.is_judgement(path)
    assert not schema.is_statement(path)
    info = schema.info(path)
    assert info is not None
    assert info.zh_path == "各职业[].各等级[].级别"


def test_it_tells_judgements_statements_and_what_names_an_item(schema: FactsSchema) -> None:
    assert schema.is_judgement("institution.influential")
    assert schema.is_statement("occupations[1].reason")
    assert schema.item_label_of("occupations") == "name"
    assert schema.item_label_of("occupations[3].levels") == "rank"
    assert schema.label_of("occupations[3]") == Text("各职业", "Occupations")
    assert schema.units["m2"] == Text("平方米", "m²")


def test_it_knows_nothing_of_other_paths(schema: FactsSchema) -> None:
    assert schema.info("premises.roof") is None
    assert schema.label_of("") is None
    assert schema.unit_of("x") is None
    assert schema.item_label_of("staff") is None
    assert not schema.is_judgement("x")
    assert not schema.is_statement("x")


def test_it_lists_every_fact_after_what_holds_it(schema: FactsSchema) -> None:
    paths = [info.path for info in schema.facts()]
    assert paths[:3] == ["institution", "institution.name", "institution.phone"]
    assert paths[-2:] == ["occupations[].levels[].rank", "occupations[].levels[].examiners"]
    assert len(set(paths)) == len(paths)
    leaves = [info for info in schema.facts() if info.leaf]
    assert all(info.unit for info in leaves if isinstance(info.type, NumberType))


def test_an_addition_adds_at_any_depth(schema: FactsSchema, addition: Path) -> None:
    wider = load_facts_schema(SMALL, addition)
    assert wider.unit_of("premises.archive.boxes") == "box"
    assert wider.units["box"] == Text("箱", "boxes")
    assert wider.label_of("premises.archive.kept_by") == Text("保管人", "Kept by")
    tier = wider.info("premises.archive.tier")
    assert tier is not None
    assert [name for name, _ in tier.values] == ["city", "province"]
    assert wider.label_of("occupations[].local") == Text("地方特色", "Local")
    assert wider.unit_of("occupations[].levels[].rooms") == "m2"
    kept = [info for info in wider.facts() if schema.info(info.path)]
    assert [info.path for info in kept] == [info.path for info in schema.facts()]
    text = "办公场所: {档案室: {档案箱: 3}}\noccupations: [{local: true}]"
    read = facts_from_text(text, "f.yaml", wider)
    assert read.stated["premises"] == {"archive": {"boxes": 3}}


def test_it_is_read_once_as_long_as_its_files_stay_the_same(addition: Path) -> None:
    first = load_facts_schema(SMALL, addition)
    assert load_facts_schema(SMALL, addition) is first
    changed = addition.read_text("utf-8").replace("Boxes", "Cardboard boxes")
    addition.write_text(changed, encoding="utf-8")
    again = load_facts_schema(SMALL, addition)
    assert again.label_of("premises.archive.boxes") == Text("档案箱", "Cardboard boxes")


WRONG = sorted((GOLDEN / "facts_schema").glob("*.json"))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_addition_is_refused_in_plain_words(
    path: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    (found,) = said_of(lambda: load_facts_schema(SMALL, Path(path.name))).diagnostics
    golden(path.with_suffix(".txt"), render_all([found]) + "\n")
    assert found.place is not None
    assert found.help is not None
    code = (
        "json-syntax"
        if path.stem == "syntax.text"
        else f"facts-schema-{path.stem.partition('.')[0]}"
    )
    assert found.code == code


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    facts = {f"fact_{number}": {"type": "number"} for number in range(30)}
    path.write_text(json.dumps({"properties": facts}), encoding="utf-8")
    found = said_of(lambda: load_facts_schema(SMALL, path)).diagnostics
    assert len(found) == 20
    assert {each.code for each in found} == {"facts-schema-label", "facts-schema-unit"}


@pytest.mark.parametrize("text", ["[]", "5", "null", '"x"', '{"properties": 5}', "{}"])
def test_what_is_no_schema_at_all_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "schema.json"
    path.write_text(text, encoding="utf-8")
    assert all(each.place for each in said_of(lambda: load_facts_schema(path)).diagnostics)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    (found,) = said_of(lambda: load_facts_schema(SMALL, tmp_path / "no.json")).diagnostics
    assert found.code == "file-missing"


def test_a_name_of_the_language_cannot_name_a_section(tmp_path: Path) -> None:
    path = tmp_path / "schema.json"
    section = {"title": "C", "x-zh": "计数", "type": "boolean"}
    path.write_text(json.dumps({"properties": {"count": section}}), encoding="utf-8")
    (found,) = said_of(lambda: load_facts_schema(SMALL, path)).diagnostics
    assert found.code == "facts-schema-name"


def test_the_shipped_schema_is_json_schema_and_keeps_its_own_rules() -> None:
    path = shipped_schemas() / "facts.schema.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(raw)
    # By its path it is checked whole, as any other schema is.
    assert replace(load_facts_schema(path), sources=()) == replace(load_facts_schema(), sources=())
    assert load_facts_schema().facts()


def test_shipped_files_come_from_the_checkout_or_from_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (shipped_schemas() / "facts.schema.json").is_file()
    assert shipped_policies().name == "policies"
    installed = tmp_path / "policydsl" / "_data" / "policies"
    installed.mkdir(parents=True)
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "policydsl")
    assert shipped_policies() == installed
    assert shipped_schemas() == tmp_path / "schemas"


KEYWORDS = [
    "type", "properties", "items", "$ref", "enum", "x-labels", "x-unit", "x-units", "title", "x-zh",
    "format", "$defs", "minimum", "zh", "en", "additionalProperties", "x-item-label", "pattern",
    "maxItems", "premises", "area", "loop",
]  # fmt: skip
json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-1, 3),
        st.sampled_from(["m2", "object", "array", "#/$defs/tier", "#/$defs/loop", "面积", ""]),
    ),
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(st.sampled_from(KEYWORDS), below, max_size=4),
    ),
    max_leaves=12,
)


def schema_text(data: object) -> SchemaText:
    return read_schema_text(Source("schema.json", json.dumps(data)))


def assert_made_or_refused(*texts: SchemaText) -> None:
    try:
        schema = make_facts_schema(*texts)
    except PolicyError as error:
        assert_all_placed(error)
    else:
        assert schema.type.closed


def assert_all_placed(error: PolicyError) -> None:
    assert error.diagnostics
    assert all(diagnostic.place and diagnostic.help for diagnostic in error.diagnostics)


@given(json_values)
def test_any_addition_is_made_part_or_refused(data: object) -> None:
    assert_made_or_refused(schema_text(json.loads(SMALL.read_text("utf-8"))), schema_text(data))


@given(st.data())
def test_a_schema_with_one_wrong_part_is_made_or_refused(draw: st.DataObject) -> None:
    data = json.loads(SMALL.read_text("utf-8"))
    node = data
    while True:
        key = draw.draw(
            st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node)))
        )
        below = node[key]
        if not isinstance(below, dict | list) or not below or draw.draw(st.integers(0, 3)) == 0:
            node[key] = draw.draw(json_values)
            break
        node = below
    assert_made_or_refused(schema_text(data))


def test_an_addition_cannot_define_what_the_shared_schema_defines(tmp_path: Path) -> None:
    path = tmp_path / "more.json"
    path.write_text(json.dumps({"$defs": {"rank": {"type": "string"}}}), encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        load_facts_schema(addition=path)
    (found,) = caught.value.diagnostics
    assert found.code == "facts-schema-change"
    assert found.help is not None
    assert "another name" in found.help.en
