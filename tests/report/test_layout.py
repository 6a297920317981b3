"""Lines and columns where full-width characters take two."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydsl.report.layout import GAP, grid, wrap
from policydsl.text.width import text_width

WORDS = st.text(alphabet="ab1.é 平方米（），。", max_size=120)
CELLS = st.text(alphabet="ab平方米✗", min_size=1, max_size=8)


def test_words_part_at_spaces_and_chinese_anywhere() -> None:
    assert wrap("not a word is cut", 10) == ["not a word", "is cut"]
    assert wrap("办公用房面积不足", 10) == ["办公用房面", "积不足"]


def test_a_closing_mark_does_not_begin_a_line_nor_an_opening_one_end_it() -> None:
    assert wrap("一二三四五，六", 10) == ["一二三四", "五，六"]
    assert wrap("一二三四（五）六", 10) == ["一二三四", "（五）六"]


def test_later_lines_hang_further_in() -> None:
    assert wrap("one two three four", 12, indent=2, hanging=2) == [
        "  one two",
        "    three",
        "    four",
    ]


@given(WORDS, st.integers(20, 60), st.integers(0, 6))
def test_wrapping_loses_nothing_and_fits(text: str, width: int, indent: int) -> None:
    lines = wrap(text, width, indent)
    assert all(text_width(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_columns_are_aligned_also_where_characters_are_wide(rows: list[list[str]]) -> None:
    widths = [max(text_width(row[column]) for row in rows) for column in range(3)]
    for row, lines in zip(rows, grid(rows, 200, indent=2), strict=True):
        (line,) = lines
        start = 2
        for column, cell in enumerate(row):
            before = _prefix_of_width(line, start)
            assert line[len(before) :].startswith(cell)
            start += widths[column] + GAP


def _prefix_of_width(line: str, width: int) -> str:
    return next(line[:end] for end in range(len(line) + 1) if text_width(line[:end]) == width)


def test_columns_that_nobody_uses_take_no_room() -> None:
    assert grid([["a", "", "b"], ["c", "", ""]], 40) == [["a  b"], ["c"]]


@pytest.mark.parametrize("width", [12, 20])
def test_rows_that_do_not_fit_are_stacked(width: int) -> None:
    rows = [["办公用房面积", "实际 49.99", "要求 50"], ["a", "b", "c"]]
    first, second = grid(rows, width)
    assert first[0].startswith("办公用房面积"[: width // 2])
    assert second == ["a  b  c"]
