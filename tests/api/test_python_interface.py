"""What `import policydsl` promises: names, types, immutability, one family of errors."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import policydsl
from checkout import PACKAGE, ROOT
from policydsl import DiagnosticError, Policies, Policy
from policydsl.policy.shipped import shipped_policies

POLICY = "anhui/evaluation-body-filing"
DAY = "2020-06-01"
SCHOOL = ROOT / "examples" / "anhui" / "special-skill-school-fails-narrowly.yaml"
SMALL = ROOT / "tests" / "cli" / "policies"
OFFICE = {"premises": {"office": {"area": 49}}}


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policydsl.load(POLICY, DAY)


def test_the_names_are_those_documented_and_all_there() -> None:
    assert policydsl.__all__ == sorted(policydsl.__all__)
    for name in policydsl.__all__:
        value = getattr(policydsl, name)
        assert value.__doc__
        assert value.__module__.startswith("policydsl.")


def test_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
    for each in (Policies.ids, Policies.load, Policy.evaluate, policydsl.load, policydsl.render):
        assert "return" in each.__annotations__


def test_the_example_of_the_package_is_true() -> None:
    import doctest

    assert doctest.testmod(policydsl).attempted == 4
    assert doctest.testmod(policydsl).failed == 0


def test_a_policy_says_what_it_is(policy: Policy) -> None:
    assert (policy.id, policy.version, policy.day) == (POLICY, "1.0.0", DAY)
    assert policy.title.zh == "安徽省技能人才评价机构备案"
    assert len(policy.digest) == 64
    assert policy.decisions[0] == "filing"


def test_all_shipped_policies_load_in_every_version() -> None:
    policies = Policies()
    assert POLICY in policies.ids()
    assert list(policies.ids()) == sorted(policies.ids())
    for id_ in policies.ids():
        for start in policies.versions(id_):
            loaded = policies.load(id_, start)
            assert (loaded.id, loaded.day) == (id_, start)
            assert loaded.decisions


def test_a_policy_is_found_by_id_folder_and_file() -> None:
    folder = SMALL / "demo" / "office-filing"
    found = [
        policydsl.load("demo/office-filing", "2020-05-01", folders=(SMALL,)),
        policydsl.load(folder, datetime.date(2020, 5, 1)),
        policydsl.load(str(folder), "2020-05-01"),
        policydsl.load(folder / "2020-01-01.yaml", "2020-05-01"),
        Policies(SMALL).load_file(folder / "2020-01-01.yaml", "2020-05-01"),
    ]
    assert len({each.digest for each in found}) == 1
    assert {each.day for each in found} == {"2020-05-01"}


def test_without_a_day_the_newest_version_is_taken_as_of_its_first_day() -> None:
    loaded = Policies(SMALL).load("demo/office-filing")
    assert (loaded.version, loaded.day) == ("2.0.0", "2022-01-01")
    assert loaded.evaluate({}, "filing").as_of == "2022-01-01"


@pytest.mark.parametrize(
    "day",
    ["2024-2-1", "20240201", "2024-02-30", "today", "", datetime.datetime(2024, 2, 1, 8), 20240201],
)
def test_a_day_is_a_date_or_written_as_one(day: Any) -> None:
    with pytest.raises(policydsl.UsageError) as caught:
        policydsl.load(POLICY, day)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "bad-date"
    assert diagnostic.help is not None
    assert "2024-12-31" in diagnostic.help.zh


def test_facts_come_as_dict_file_or_bytes(policy: Policy) -> None:
    data: dict[str, object] = {"机构": {"名称": "某校"}, "staff": {"managers": 3}}
    text = json.dumps(data, ensure_ascii=False)
    given = [policy.facts(data), policy.facts(text.encode())]
    assert len({facts.digest for facts in given}) == 1
    assert policy.facts(SCHOOL).digest == policy.facts(str(SCHOOL)).digest
    assert policy.facts(SCHOOL.read_bytes()).digest == policy.facts(SCHOOL).digest
    trace = policy.evaluate(given[0], "filing")
    assert trace == policy.evaluate(data, "filing")
    assert trace.subject == "某校"


@pytest.mark.parametrize("area", [80, Decimal("79.99"), Decimal("1e2")])
def test_numbers_are_int_or_decimal(area: object, policy: Policy) -> None:
    policy.facts({"premises": {"office": {"area": area}}})


@pytest.mark.parametrize(
    "area, way_out", [(79.99, "Decimal"), (80.0, "int"), (float("nan"), ""), (float("inf"), "")]
)
def test_floats_are_refused_with_a_way_out(area: float, way_out: str, policy: Policy) -> None:
    with pytest.raises(policydsl.FactsError) as caught:
        policy.facts({"premises": {"office": {"area": area}}})
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.help is not None
    assert way_out in diagnostic.help.en
    assert "premises.office.area" in diagnostic.message.en


def wrong_requests(policy: Policy, tmp_path: Path) -> Iterator[tuple[type[DiagnosticError], Any]]:
    """Something that cannot be met, and the kind of error it is."""
    (tmp_path / "broken.yaml").write_text("policy: [\n")
    (tmp_path / "empty").mkdir()
    yield policydsl.PolicyError, lambda: policydsl.load("anhui/evaluation-body-fling")
    yield policydsl.PolicyError, lambda: policydsl.load(POLICY, "1999-01-01")
    yield policydsl.PolicyError, lambda: policydsl.load(tmp_path / "broken.yaml")
    yield policydsl.PolicyError, lambda: policydsl.load(tmp_path / "missing.yaml")
    yield policydsl.PolicyError, lambda: Policies(tmp_path / "nowhere")
    yield policydsl.PolicyError, lambda: Policies(tmp_path / "empty")
    yield policydsl.PolicyError, lambda: policydsl.load("")
    yield policydsl.UsageError, lambda: policy.evaluate({}, "fling")
    yield policydsl.UsageError, lambda: policy.evaluate({}, "")
    yield policydsl.FactsError, lambda: policy.evaluate({"premisses": {}}, "filing")
    yield policydsl.FactsError, lambda: policy.evaluate(tmp_path / "missing.yaml", "filing")
    yield policydsl.FactsError, lambda: policy.evaluate(tmp_path, "filing")
    yield policydsl.FactsError, lambda: policy.evaluate(b"\xff\xfe", "filing")
    yield policydsl.FactsError, lambda: policy.evaluate(b"", "filing")


def test_all_errors_are_one_family_with_diagnostics(policy: Policy, tmp_path: Path) -> None:
    for kind, request in wrong_requests(policy, tmp_path):
        with pytest.raises(kind) as caught:
            request()
        error = caught.value
        assert isinstance(error, DiagnosticError)
        assert len(error.diagnostics) == 1
        diagnostic = error.diagnostics[0]
        assert diagnostic.message.zh != diagnostic.message.en
        assert diagnostic.message.en == str(error)


def test_everything_found_is_immutable(policy: Policy) -> None:
    facts = policy.facts(OFFICE)
    trace = policy.evaluate(facts, "filing", detail=True)
    for value in (policy, facts, policy.program, *parts_of(trace)):
        assert is_dataclass(value)
        name = fields(value)[0].name
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            setattr(value, name, None)
    with pytest.raises(TypeError):
        policy.program.decisions["filing"] = None  # type: ignore[index]


def parts_of(value: object) -> Iterator[object]:
    """A trace and every dataclass in it; nothing in it is a list, a dict or a set."""
    assert not isinstance(value, list | dict | set)
    if isinstance(value, tuple):
        for each in value:
            yield from parts_of(each)
    elif is_dataclass(value) and not isinstance(value, Enum):
        yield value
        for field in fields(value):
            yield from parts_of(getattr(value, field.name))


def test_the_facts_given_are_not_kept_by_reference(policy: Policy) -> None:
    data = {"premises": {"office": {"area": 60}}}
    facts = policy.facts(data)
    data["premises"]["office"]["area"] = 1
    assert policy.evaluate(facts, "filing") == policy.evaluate(
        {"premises": {"office": {"area": 60}}}, "filing"
    )


def test_the_same_facts_twice_are_the_same_trace_and_the_same_json(policy: Policy) -> None:
    first, second = (policy.evaluate_all(SCHOOL, detail=True) for _ in range(2))
    assert first == second
    for form in ("json", "text", "markdown", "html"):
        assert policydsl.render(first, form) == policydsl.render(second, form)


def test_evaluate_all_is_each_decision_in_order(policy: Policy) -> None:
    traces = policy.evaluate_all(SCHOOL)
    assert tuple(trace.decision for trace in traces) == policy.decisions
    for trace in traces:
        assert policy.evaluate(SCHOOL, trace.decision) == trace


def test_one_policy_may_be_shared_by_threads(policy: Policy) -> None:
    expected = policy.evaluate_all(SCHOOL)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: policy.evaluate_all(SCHOOL), range(8)))
    assert all(traces == expected for traces in found)


def test_one_library_may_be_shared_by_threads() -> None:
    policies = Policies()
    asked = [POLICY, "foshan/evaluation-body-filing", "national/enterprise-size"] * 4
    with ThreadPoolExecutor(8) as pool:
        digests = list(pool.map(lambda id_: policies.load(id_).digest, asked))
    assert digests == [policydsl.load(id_).digest for id_ in asked[:3]] * 4


def test_a_decision_is_replayed_by_its_digests(policy: Policy) -> None:
    kept = json.loads(policydsl.render(policy.evaluate(SCHOOL, "filing"), "json"))
    again = policydsl.load(kept["policy"], kept["as_of"])
    facts = again.facts(SCHOOL)
    assert (again.digest, facts.digest) == (kept["digest"], kept["facts_digest"])
    assert json.loads(policydsl.render(again.evaluate(facts, kept["decision"]), "json")) == kept


def test_the_digest_changes_with_the_policy_and_with_the_facts(tmp_path: Path) -> None:
    source = SMALL / "demo" / "office-filing" / "2022-01-01.yaml"
    folder = tmp_path / "demo" / "office-filing"
    folder.mkdir(parents=True)
    (folder / source.name).write_text(source.read_text("utf-8").replace("value: 80", "value: 81"))
    before, after = Policies(SMALL).load("demo/office-filing"), policydsl.load(folder)
    assert before.digest != after.digest
    assert before.facts({}).digest == after.facts({}).digest
    assert before.facts({}).digest != before.facts(OFFICE).digest
    assert before.facts(OFFICE).digest == before.facts({"场所": {"办公用房": {"面积": 49}}}).digest


def test_json_is_one_object_or_a_list(policy: Policy) -> None:
    trace = policy.evaluate(OFFICE, "filing")
    assert json.loads(policydsl.render((trace,), "json")) == [
        json.loads(policydsl.render(trace, "json"))
    ]


def test_a_trace_can_be_compared_and_copied_as_plain_data(policy: Policy) -> None:
    trace = policy.evaluate(OFFICE, "filing")
    assert replace(trace) == trace
    assert replace(trace, as_of="2020-07-01") != trace


def test_the_shipped_policies_are_where_the_package_says() -> None:
    assert shipped_policies() == ROOT / "policies"


def test_tables_are_evaluated_by_the_same_version() -> None:
    import polars as pl

    policy = policydsl.load("anhui/evaluation-body-filing", "2020-06-01")
    frame = pl.DataFrame({"premises.office.area": [49, 50, None]})
    found = policy.for_tables().evaluate(frame)
    assert found.results["filing.office-area"].to_list() == ["fail", "pass", "unknown"]


def test_without_the_libraries_for_tables_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = policydsl.load("anhui/evaluation-body-filing")
    for name in [each for each in sys.modules if each.startswith(("policydsl.batch", "polars"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(policydsl.UsageError, match=r"policydsl\[columns\]|not installed"):
        policy.for_tables()
