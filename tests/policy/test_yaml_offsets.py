"""Every character of a scalar's value is placed at the character of the file it comes from."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from policydsl.policy.source.json_tree import read_json
from policydsl.policy.source.yaml_tree import YamlMapping, YamlScalar, embedded, read_yaml
from policydsl.text.source import Place, Source, Span

STYLES = {"plain": None, "single": "'", "double": '"', "literal": "|", "folded": ">"}
LINE_BREAKS = "\n\r\x85\u2028\u2029"

texts = st.text(
    st.one_of(
        st.sampled_from("ab 中文 \n\n\t'\"\\:#-[]{}>|@&*!%，。"),
        st.characters(exclude_categories=("Cs", "Cn")),
    ),
    max_size=60,
)


def value_of(text: str) -> YamlScalar:
    root = read_yaml(Source("f.yaml", text))
    assert isinstance(root, YamlMapping)
    value = root.get("key")
    assert isinstance(value, YamlScalar)
    return value


def assert_placed(scalar: YamlScalar) -> None:
    inner = embedded(scalar)
    written = scalar.source.text
    assert inner.text == scalar.text or scalar.kind == "boolean"
    assert len(inner.offsets) == len(inner.text) + 1
    assert all(a < b for a, b in zip(inner.offsets, inner.offsets[1:], strict=False))
    for char, offset in zip(inner.text, inner.offsets, strict=False):
        there = written[offset]
        assert there == char or there == "\\" or (char in " \n" and there in LINE_BREAKS)


@given(texts, st.sampled_from(sorted(STYLES)), st.integers(20, 80), st.booleans())
@example("a\n\n b\n\nc", "folded", 80, False)
@example("  a\n b", "literal", 80, False)
@example("\n\n a", "literal", 80, False)
@example("a\n\n", "literal", 80, True)
@example("it's 'so'", "single", 80, False)
@example("😀\x85 \u2028x\ty", "double", 20, False)
@example("one two three four five six seven eight nine ten eleven", "double", 20, False)
def test_a_dumped_text_is_placed_in_each_style(
    text: str, style: str, width: int, unicode: bool
) -> None:
    node = yaml.ScalarNode("tag:yaml.org,2002:str", text, style=STYLES[style])
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "key")
    inner = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], flow_style=False)
    dumped = yaml.serialize(inner, allow_unicode=unicode, width=width)
    scalar = value_of(dumped)
    # The serializer does not keep every text (a folded U+0085); what it wrote is what counts.
    assert scalar.text == yaml.load(dumped, yaml.BaseLoader)["key"]
    assert_placed(scalar)


# A value as written after `key: `, and the value it has.
WRITTEN = [
    ("a >= b   # note\n", "a >= b"),
    ("a\n  b\n\n  c\n", "a b\nc"),
    ("'a\n  b\n\n\n  c '\n", "a b\n\nc "),
    ("' a'\n", " a"),
    ("'it''s'\n", "it's"),
    ('"a\\\n  b"\n', "ab"),
    ('"a \\\n\n   \\ b"\n', "a \n b"),
    ('"\\x41\\u4e2d\\U0001f600\\t\\\\\\""\n', 'A中😀\t\\"'),
    ("|\n  a\n  b\n", "a\nb\n"),
    ("|\r\n  中文\r\n    b\r\n\r\nend: 1\r\n", "中文\n  b\n"),
    ("|-\n  a\n\n\n", "a"),
    ("|+\n  a\n\n\n", "a\n\n\n"),
    ("|  # note\n  a\n# outside\n", "a\n"),
    ("|2\n    a\n   b\n", "  a\n b\n"),
    ("|\n\n\n  a\n", "\n\na\n"),
    ("|\n  a", "a"),
    (">\n  a\n  b\n\n  c\n    d\n    e\n  f\n", "a b\nc\n  d\n  e\nf\n"),
    (">-\n  a\n   \n  b\n", "a\n \nb"),
    (">2-\n   a\n  b\n", " a\nb"),
    ("&anchor text\n", "text"),
    ("&anchor\n  'text'\n", "text"),
    ("!!str |\n  text\n", "text\n"),
    ("TRUE\n", "TRUE"),
    ("\n", ""),
    ("|\n", ""),
    ("''\n", ""),
]


@pytest.mark.parametrize("written, value", WRITTEN)
@pytest.mark.parametrize("before", ["key: ", "\ufeff# 说明\nkey: "])
def test_a_written_text_is_placed(before: str, written: str, value: str) -> None:
    scalar = value_of(before + written)
    assert embedded(scalar).text == value
    assert_placed(scalar)


def test_the_end_of_a_text_is_placed_after_its_last_character() -> None:
    source = embedded(value_of("key: |\n  abc\n    def\n"))
    written = source.outer.text if source.outer else ""
    at = source.text.index("def")
    place = Place(source, Span(at, at + 3)).outermost()
    assert written[place.span.start : place.span.end] == "def"
    end = Place(embedded(value_of("key: 'abc'")), Span(3, 3)).outermost()
    assert end.span == Span(9, 9)


def test_deep_blocks_know_their_own_indentation() -> None:
    text = "a:\n  key:\n    - |1\n       x\n      y\n"
    root = read_yaml(Source("f.yaml", text))
    assert isinstance(root, YamlMapping)
    inner = root.get("a")
    assert isinstance(inner, YamlMapping)
    items = inner.get("key")
    assert not isinstance(items, YamlScalar | YamlMapping | None)
    scalar = items.items[0]
    assert isinstance(scalar, YamlScalar)
    assert_placed(scalar)


@given(texts, st.booleans())
@example("😀\x7f/", True)
def test_a_json_text_is_placed(text: str, ascii_only: bool) -> None:
    written = json.dumps({"key": text}, ensure_ascii=ascii_only).replace("/", "\\/")
    root = read_json(Source("f.json", written))
    assert isinstance(root, YamlMapping)
    scalar = root.get("key")
    assert isinstance(scalar, YamlScalar)
    assert scalar.text == text
    assert_placed(scalar)
