"""Places in a text, and in a text that is part of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.text.source import Place, Source, Span
from policydsl.text.spelling import nearest
from policydsl.text.width import char_width, pad, text_width


@pytest.mark.parametrize(
    "offset, position",
    [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (5, (3, 1)), (6, (3, 2)), (7, (3, 3))],
)
def test_lines_and_columns_count_code_points_from_one(
    offset: int, position: tuple[int, int]
) -> None:
    assert Source("f", "办公\nx\n𠮷b").position(offset) == position


@pytest.mark.parametrize(
    "text, lines",
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb\r\n", ["a", "b", ""]),
        ("\n\n", ["", "", ""]),
    ],
)
def test_a_line_has_no_line_break(text: str, lines: list[str]) -> None:
    source = Source("f", text)
    assert [source.line(number) for number in range(1, len(lines) + 1)] == lines


@given(st.text(alphabet="a办\n\r\t", max_size=40), st.integers(0, 40))
def test_a_position_leads_back_to_its_offset(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    line, column = Source("f", text).position(offset)
    lines = text.split("\n")
    assert sum(len(each) + 1 for each in lines[: line - 1]) + column - 1 == offset


def test_spans_join() -> None:
    assert Span(2, 4).to(Span(7, 9)) == Span(2, 9)


YAML = Source("p.yaml", "require: >-\n  a >=\n  b\n")
# The folded scalar `a >= b`: its space stands for a line break and two spaces.
INNER = Source("expression", "a >= b", YAML, (14, 15, 16, 17, 18, 21, 22))


@pytest.mark.parametrize(
    "span, outer",
    [
        (Span(0, 1), Span(14, 15)),
        (Span(2, 4), Span(16, 18)),
        (Span(5, 6), Span(21, 22)),
        (Span(0, 6), Span(14, 22)),
        (Span(0, 4), Span(14, 18)),
        (Span(6, 6), Span(22, 22)),
        (Span(6, 9), Span(22, 23)),
    ],
)
def test_a_place_in_an_embedded_text_is_a_place_in_the_file(span: Span, outer: Span) -> None:
    assert Place(INNER, span).outermost() == Place(YAML, outer)


def test_embedding_nests() -> None:
    inmost = Source("cell", "b", INNER, (5, 6))
    assert Place(inmost, Span(0, 1)).outermost() == Place(YAML, Span(21, 22))


def test_a_place_in_a_file_is_itself() -> None:
    place = Place(YAML, Span(0, 7))
    assert place.outermost() is place


@pytest.mark.parametrize(
    "word, known, expected",
    [
        ("aera", ["area", "address"], "area"),
        ("面机", ["面积", "地址"], "面积"),
        ("Area", ["area"], "area"),
        ("AREA", ["Area", "era"], "Area"),
        ("zzz", ["area", "address"], None),
        ("", ["area"], None),
        ("area", [], None),
    ],
)
def test_the_nearest_spelling(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


@given(st.lists(st.text(alphabet="abc面积", min_size=1, max_size=5), max_size=6))
def test_the_nearest_spelling_does_not_hang_on_the_order(known: list[str]) -> None:
    assert nearest("ab面", known) == nearest("ab面", reversed(known))


@given(st.text(alphabet="abc面积", min_size=1, max_size=6))
def test_a_known_word_is_its_own_nearest(word: str) -> None:
    assert nearest(word, [word, "另外的词"]) == word


@pytest.mark.parametrize(
    "char, width",
    [("a", 1), ("办", 2), ("，", 2), ("：", 2), ("…", 1), ("é", 1), ("\u0301", 0), ("\u200b", 0)],
)
def test_full_width_characters_take_two_columns(char: str, width: int) -> None:
    assert char_width(char) == width


def test_text_is_padded_to_columns() -> None:
    assert pad("办公", 6) == "办公  "
    assert pad("办公", 3) == "办公"
    assert text_width("a\t办") == 1 + 4 + 2
