"""What YAML and JSON texts are read as, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from policydsl.policy.source import yaml_tree
from policydsl.policy.source.json_tree import read_json
from policydsl.policy.source.yaml_errors import trap
from policydsl.policy.source.yaml_tree import (
    MAX_BYTES,
    MAX_DEPTH,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    read_yaml,
)
from policydsl.text.diagnostic import Diagnostic, FactsError, PolicyError
from policydsl.text.render import render
from policydsl.text.source import Source


def scalar(text: str) -> YamlScalar:
    root = read_yaml(Source("f.yaml", f"key: {text}\n"))
    assert isinstance(root, YamlMapping)
    value = root.get("key")
    assert isinstance(value, YamlScalar)
    return value


def refused(text: str, name: str = "f.yaml") -> Diagnostic:
    read = read_json if name.endswith(".json") else read_yaml
    with pytest.raises(PolicyError) as caught:
        read(Source(name, text))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def plain_data(node: YamlNode) -> object:
    match node:
        case YamlScalar():
            return node.text
        case YamlMapping():
            return {key.text: plain_data(value) for key, value in node}
        case YamlSequence():
            return [plain_data(item) for item in node]


@pytest.mark.parametrize(
    "written, kind, text",
    [
        ("true", "boolean", "true"),
        ("FALSE", "boolean", "false"),
        ("'true'", "string", "true"),
        ("0", "integer", "0"),
        ("-12", "integer", "-12"),
        ("'12'", "string", "12"),
        ("! 12", "string", "12"),
        ("!!str 12", "string", "12"),
        ("49.999999999999999999999999999999999999999999", "decimal", None),
        ("1e400", "decimal", "1e400"),
        (".5", "decimal", ".5"),
        ("5.", "decimal", "5."),
        ("00.5", "decimal", "00.5"),
        ("2020-03-26", "date", "2020-03-26"),
        ("2020-02-30", "date", "2020-02-30"),
        ("'2020-03-26'", "string", "2020-03-26"),
        ("2020-03-26T10:00:00Z", "string", "2020-03-26T10:00:00Z"),
        ("", "null", ""),
        ("~", "null", "~"),
        ("null", "null", "null"),
        ("'null'", "string", "null"),
        ("nUll", "string", "nUll"),
        ("办公用房 # 说明", "string", "办公用房"),
        ("att1/3/1", "string", "att1/3/1"),
        ("50 m2", "string", "50 m2"),
        ("１２", "string", "１２"),
    ],
)
def test_a_plain_value_is_what_it_looks_like(written: str, kind: str, text: str | None) -> None:
    value = scalar(written)
    assert (value.kind, value.text, value.trap) == (kind, text or written, None)


@pytest.mark.parametrize(
    "written, name, safe",
    [
        ("yes", "yes-no", "true"),
        ("Off", "yes-no", "false"),
        ("y", "yes-no", "true"),
        ("N", "yes-no", "false"),
        ("012", "leading-zero", "12"),
        ("-007", "leading-zero", "-7"),
        ("00", "leading-zero", "0"),
        ("1_000", "underscore", "1000"),
        ("1_000.5", "underscore", "1000.5"),
        ("0x1F", "hexadecimal", "31"),
        ("0o17", "octal", "15"),
        ("0b11", "binary", "3"),
        ("1:30", "base-60", None),
        ("8:30:00", "base-60", None),
        ("-.INF", "infinity", None),
        (".nan", "not-a-number", None),
    ],
)
def test_a_trap_is_named_and_has_a_safe_spelling(written: str, name: str, safe: str | None) -> None:
    value = scalar(written)
    assert (value.kind, value.text, value.trap) == ("string", written, name)
    assert scalar(f"'{written}'").trap is None
    help_text = trap(value).help
    assert help_text is not None
    assert f"'{written}'" in help_text.en
    assert (f"write {safe};" in help_text.en) is (safe is not None)


def test_names_keep_their_text_whatever_they_look_like() -> None:
    root = read_yaml(Source("f.yaml", "4: a\n1.10: b\n2020-03-26: c\nno: d\n'': e\n"))
    assert plain_data(root) == {"4": "a", "1.10": "b", "2020-03-26": "c", "no": "d", "": "e"}


def test_spans_count_code_points_past_marks_and_line_ends() -> None:
    text = "\ufeff# 说明\r\n标题: 办公\r\n列表:\r\n  - {面积: &a 50}\r\n  - *a\r\n\r\n# 完\r\n"
    root = read_yaml(Source("f.yaml", text))
    assert isinstance(root, YamlMapping)
    title, items = root.get("标题"), root.get("列表")
    assert isinstance(title, YamlScalar)
    assert isinstance(items, YamlSequence)
    assert text[title.span.start : title.span.end] == "办公"
    assert text[items.span.start : items.span.end] == "- {面积: &a 50}\r\n  - *a"
    first, second = items.items
    assert text[first.span.start : first.span.end] == "{面积: &a 50}"
    assert text[second.span.start : second.span.end] == "50"
    assert root.span.start == text.index("标题")


def test_the_error_is_of_the_wanted_kind() -> None:
    with pytest.raises(FactsError):
        read_yaml(Source("f.yaml", "a: ["), FactsError)
    with pytest.raises(FactsError):
        read_json(Source("f.json", "["), FactsError)


Golden = Callable[[Path, str], None]
CASES = Path(__file__).parent / "golden" / "yaml"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_wrong_file_is_refused_in_plain_words(path: Path, golden: Golden) -> None:
    diagnostic = refused(path.read_bytes().decode("utf-8"), path.name)
    golden(path.with_suffix(".txt"), render(diagnostic) + "\n")
    assert diagnostic.code == path.stem.partition(".")[0]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_without_the_c_library_the_same_files_are_refused_for_the_same_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)
    assert refused(path.read_bytes().decode("utf-8"), path.name).code == path.stem.partition(".")[0]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_a_wrong_json_file_is_refused_in_plain_words(path: Path, golden: Golden) -> None:
    golden(
        path.with_suffix(".json.txt"), render(refused(path.read_text("utf-8"), path.name)) + "\n"
    )


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefg", "bcdefgh", strict=True)
)
ALIAS_LADDER = "k0: &k0 [x]\n" + "".join(f"k{i}: &k{i} [*k{i - 1}]\n" for i in range(1, 200))


@pytest.mark.parametrize(
    "text, code",
    [
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH + "]", "yaml-text-after-value"),
        ("[" * (MAX_DEPTH + 1), "file-too-deep"),
        ("[" * 1_000_000, "file-too-deep"),
        ("\n".join("  " * i + "a:" for i in range(MAX_DEPTH + 2)), "file-too-deep"),
        (ALIAS_LADDER, "file-too-deep"),
        (BOMB, "file-too-many-entries"),
        ("[" + "a, " * 200_001 + "]", "file-too-many-entries"),
        ("a: " + "x" * MAX_BYTES, "file-too-large"),
        ("a: \ud800", "file-unprintable"),
    ],
)
def test_what_is_too_much_is_refused(text: str, code: str) -> None:
    assert refused(text).code == code


@pytest.mark.parametrize(
    "text, code",
    [
        ("[" * (MAX_DEPTH + 1), "file-too-deep"),
        ("[" + "1, " * 200_001 + "]", "file-too-many-entries"),
        ('"' + "x" * MAX_BYTES + '"', "file-too-large"),
        ('{"a": 1, "a": 2}', "yaml-duplicate-key"),
        ("", "file-empty"),
        ("NaN", "json-syntax"),
        ("[-Infinity]", "json-syntax"),
        ("[01]", "json-syntax"),
        ("[1,]", "json-syntax"),
        ('{"a": 1,}', "json-syntax"),
        ('"\\ud800"', "json-syntax"),
        ('"\\ude00\\ud83d"', "json-syntax"),
        ('"a\nb"', "json-syntax"),
        ("[1] 2", "json-syntax"),
        ("{'a': 1}", "json-syntax"),
        ("\u00a0[1]", "json-syntax"),
    ],
)
def test_what_is_no_json_is_refused(text: str, code: str) -> None:
    assert refused(text, "f.json").code == code


def test_json_is_read_with_its_own_rules() -> None:
    text = '\ufeff\t{"a" :[1,-0.5e+3,true,null,"\\u4e2d\\uD83D\\uDE00\\/"],\r\n\t"b":{}}'
    root = read_json(Source("f.json", text))
    assert plain_data(root) == {"a": ["1", "-0.5e+3", "true", "null", "中😀/"], "b": {}}
    assert isinstance(root, YamlMapping)
    assert text[root.span.start : root.span.end] == text[2:]


yaml_like = st.text(
    st.one_of(
        st.sampled_from("ab01 \n\n  -:,[]{}&*!|>'\"%@`#?<~.\t=\\"), st.characters(codec="utf-8")
    ),
    max_size=80,
)


@given(yaml_like)
@example("a: &a\n")
@example("? \n")
@example("a: !")
@example("*a : b")
@example("&a *a")
@example("%YAML 3.0\n---\n")
@example("%TAG ! !\n---\na: !x")
def test_any_text_is_read_or_refused_once(text: str) -> None:
    for read in (read_yaml, read_json):
        try:
            read(Source("f.yaml", text))
        except PolicyError as error:
            (diagnostic,) = error.diagnostics
            assert render(diagnostic)
            assert diagnostic.help is not None
