"""The JSON Schemas that editors use say yes to what loads."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checkout import ROOT, shown
from policydsl.policy.reading.read_decisions import DECISION_KEYS, RULE_KEYS
from policydsl.policy.reading.read_policy import POLICY_KEYS
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import (
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    read_yaml,
)
from policydsl.policy.versions import is_policy_file

POLICIES = sorted(path for path in (ROOT / "policies").rglob("*.yaml") if is_policy_file(path))
CASES = sorted((ROOT / "policies").rglob("*.cases.yaml"))


def schema(name: str) -> dict[str, Any]:
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


VALIDATORS = {name: Draft202012Validator(schema(name)) for name in ("policy", "cases")}


def plain(node: YamlNode) -> Any:
    match node:
        case YamlMapping():
            return {key.text: plain(value) for key, value in node.entries}
        case YamlSequence():
            return [plain(item) for item in node.items]
        case YamlScalar(kind="integer"):
            return int(node.text)
        case YamlScalar(kind="decimal"):
            return float(node.text)
        case YamlScalar(kind="boolean"):
            return node.text == "true"
        case YamlScalar(kind="null"):
            return None
        case YamlScalar():
            return node.text


def errors(name: str, path: Path) -> list[str]:
    found = VALIDATORS[name].iter_errors(plain(read_yaml(read_source(path))))
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("name", VALIDATORS)
def test_the_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", POLICIES, ids=shown)
def test_shipped_policies_are_valid(path: Path) -> None:
    assert errors("policy", path) == []


@pytest.mark.parametrize("path", CASES, ids=shown)
def test_shipped_cases_are_valid(path: Path) -> None:
    assert errors("cases", path) == []


def test_the_schema_knows_the_keys_that_the_reader_knows() -> None:
    policy = schema("policy")
    assert set(policy["properties"]) == set(POLICY_KEYS)
    assert set(policy["$defs"]["decision"]["properties"]) == set(DECISION_KEYS)
    assert set(policy["$defs"]["rule"]["properties"]) == set(RULE_KEYS)


@pytest.mark.parametrize(
    "wrong",
    [
        "unknown-key", "missing-title", "missing-require", "no-decisions", "wrong-kind-list",
        "empty-value", "malformed-policy-id", "malformed-version", "malformed-rule-id",
        "unknown-force", "two-bodies", "list-for-expression", "mapping-for-expression",
        "table-values-or-type",
    ],
)  # fmt: skip
def test_an_editor_marks_mistakes_of_shape(wrong: str) -> None:
    assert errors("policy", Path(__file__).parent / "wrong" / f"{wrong}.yaml")


def test_every_key_is_described_in_both_languages() -> None:
    for name in VALIDATORS:
        top = schema(name)
        for key, each in top["properties"].items():
            target = top["$defs"].get(each.get("$ref", "").removeprefix("#/$defs/"), each)
            chinese, _, english = target["description"].partition("\n")
            assert any("一" <= char <= "鿿" for char in chinese), key
            assert english.isascii() or "“" in english, key
