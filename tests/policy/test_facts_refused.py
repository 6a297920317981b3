"""Facts that cannot be used: each is refused once, in plain words, with a way out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from policydsl.policy.facts import facts_from_bytes, facts_from_data, facts_reader, read_facts_file
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema
from policydsl.policy.source.yaml_tree import YamlMapping, read_yaml
from policydsl.text.diagnostic import Diagnostic, FactsError
from policydsl.text.render import render, render_all
from policydsl.text.source import Source

Golden = Callable[[Path, str], None]
CASES = Path(__file__).parent / "golden" / "facts"


@pytest.fixture(scope="module")
def schema() -> FactsSchema:
    return load_facts_schema(CASES / "small.schema.json")


def refusals(read: Callable[[], object]) -> tuple[Diagnostic, ...]:
    with pytest.raises(FactsError) as caught:
        read()
    return caught.value.diagnostics


FILES = sorted(path for path in CASES.glob("*-*.*") if path.suffix in {".yaml", ".json"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_wrong_file(path: Path, schema: FactsSchema, golden: Golden) -> None:
    found = refusals(lambda: read_facts_file(path, schema, path.name))
    golden(path.with_suffix(".txt"), render_all(found) + "\n")
    assert {diagnostic.code for diagnostic in found} == {path.stem.partition(".")[0]}
    assert all(diagnostic.place and diagnostic.help for diagnostic in found)
    lines = [diagnostic.place.span for diagnostic in found if diagnostic.place]
    assert len(set(lines)) == len(lines), "one cause, one message"


class Opaque:
    """A value of a type that facts do not have."""


DATA: dict[str, tuple[object, str]] = {
    "float": ({"premises": {"area": 49.99}}, "facts-float"),
    "float_that_is_whole": ({"staff": 5.0}, "facts-float"),
    "float_for_a_text": ({"institution": {"name": 1.5}}, "facts-float"),
    "not_finite": ({"premises": {"area": Decimal("NaN")}}, "facts-not-finite"),
    "too_many_digits": ({"staff": 10**40 + 1}, "facts-inexact"),
    "very_many_digits": ({"staff": 7**9000}, "facts-inexact"),
    "number_as_text": ({"premises": {"area": "30"}}, "facts-type"),
    "number_for_a_text": ({"institution": {"phone": 5512345678}}, "facts-type"),
    "datetime": (
        {"institution": {"registered_on": datetime.datetime(2020, 3, 26, 10)}},
        "facts-datetime",
    ),
    "date_for_a_text": ({"institution": {"name": datetime.date(2020, 3, 26)}}, "facts-type"),
    "impossible_date": ({"institution": {"registered_on": "2020-02-30"}}, "facts-date"),
    "half_a_character": ({"institution": {"name": "\ud83d"}}, "facts-text"),
    "another_type": ({"staff": Opaque()}, "facts-other"),
    "bytes": ({"institution": {"name": b"abc"}}, "facts-other"),
    "name_not_text": ({"premises": {1: 50}}, "facts-name"),
    "name_half_a_character": ({"\udc00": 50}, "facts-name"),
    "deep_item": ({"occupations": [{"levels": [{"rank": 3}, {"rank": 9}]}]}, "facts-rule"),
    "null_item": ({"occupations": [None]}, "facts-empty-item"),
    "not_a_mapping": ([1, 2], "facts-section"),
}


@pytest.mark.parametrize("name", DATA)
def test_wrong_data(name: str, schema: FactsSchema, golden: Golden) -> None:
    data, code = DATA[name]
    (found,) = refusals(lambda: facts_from_data(data, schema))  # type: ignore[arg-type]
    golden(Path("golden/facts") / f"data.{name}.txt", render(found) + "\n")
    assert found.code == code


def test_all_that_is_wrong_is_told_in_the_order_of_the_file(schema: FactsSchema) -> None:
    text = "staff: 4.5\npremises:\n  aera: 1\n  rented: yes\ninstitution: {tier: 市}\n"
    found = refusals(lambda: facts_from_bytes(text.encode(), "f.yaml", schema))
    codes = [diagnostic.code for diagnostic in found]
    assert codes == ["facts-type", "facts-unknown", "facts-ambiguous", "facts-value"]


def test_at_most_twenty_are_told(schema: FactsSchema) -> None:
    levels = [{"rank": 9} for _ in range(100)]
    found = refusals(lambda: facts_from_data({"occupations": [{"levels": levels}]}, schema))
    assert len(found) == 20


def test_nodes_inside_data_bring_their_places(schema: FactsSchema) -> None:
    root = read_yaml(Source("cases.yaml", "set:\n  area: -5\n"))
    assert isinstance(root, YamlMapping)
    (found,) = refusals(lambda: facts_from_data({"premises": root.get("set")}, schema))
    assert found.place is not None
    assert found.place.source.position(found.place.span.start) == (2, 9)


def test_long_lists_are_bounded(schema: FactsSchema) -> None:
    many = facts_reader.MAX_ITEMS + 1
    (found,) = refusals(lambda: facts_from_data({"occupations": [{}] * many}, schema))
    assert found.code == "facts-too-many"


def test_what_is_not_stated_counts_too() -> None:
    wide = load_facts_schema()
    (found,) = refusals(lambda: facts_from_data({"occupations": [{}] * 90_000}, wide))
    assert found.code == "facts-too-many"


@pytest.mark.parametrize(
    "data, code",
    [
        ("面积: 50".encode("gbk"), "file-not-utf8"),
        ("staff: 5".encode("utf-16"), "file-not-utf8"),
        (b"staff: 5 #" + b"x" * 5_000_000, "file-too-large"),
        (b"", "file-empty"),
        (b'{"staff": 5', "yaml-unclosed-bracket"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, code: str, schema: FactsSchema) -> None:
    (found,) = refusals(lambda: facts_from_bytes(data, "-", schema))
    assert found.code == code
    assert render(found)


def test_files_that_cannot_be_read(tmp_path: Path, schema: FactsSchema) -> None:
    (missing,) = refusals(lambda: read_facts_file(tmp_path / "no.yaml", schema))
    (folder,) = refusals(lambda: read_facts_file(tmp_path, schema))
    (strange,) = refusals(lambda: read_facts_file(Path("a\0b"), schema))
    codes = [missing.code, folder.code, strange.code]
    assert codes == ["file-missing", "file-unreadable", "file-unreadable"]
