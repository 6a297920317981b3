"""The first sheet of a form: what it is for, and how it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.layout import Sheet
from policydsl.batch.workbooks.styles import Styles
from policydsl.feel.temporal import parse_date
from policydsl.policy.model import Program
from policydsl.report import page_words
from policydsl.report.trace_view import SHORT_DIGEST
from policydsl.report.values import value_words
from policydsl.report.words import listed, say
from policydsl.text.diagnostic import Language

_A4 = 9
_LINE = 15
_WIDE = 46  # Chinese characters that fit on a line of the broad column


def write_instructions(
    place: Any,
    program: Program,
    day: str,
    decisions: Sequence[str],
    sheets: Sequence[Sheet],
    styles: Styles,
    language: Language,
) -> None:
    """`place` is an empty sheet."""
    place.hide_gridlines(2)
    place.set_paper(_A4)
    place.fit_to_pages(1, 0)
    place.set_column(0, 0, 3)
    place.set_column(1, 1, 32)
    place.set_column(2, 2, 96)
    title = program.title.in_language(language)
    place.set_row(0, 30)
    place.write_string(0, 1, say(words.TITLE, language, policy=title), styles["title"])
    row = 2
    for name, value in _head(program, day, decisions, language):
        place.write_string(row, 1, name, styles["name"])
        _prose(place, row, value, styles)
        row += 1
    row = _heading(place, row + 1, words.HOW.in_language(language), styles)
    for number, line in enumerate(words.HOW_LINES, start=1):
        place.write_string(row, 1, f"{number}.", styles["name"])
        _prose(place, row, line.in_language(language), styles)
        row += 1
    row = _heading(place, row + 1, words.SHEETS.in_language(language), styles)
    for sheet in sheets:
        place.write_url(
            row, 1, f"internal:{quoted(sheet, language)}!A1", None, sheet.name.in_language(language)
        )
        _prose(place, row, _holds(sheet, sheets, language), styles)
        row += 1
    row = _heading(place, row + 1, words.THEN.in_language(language), styles)
    command = say(words.COMMAND, language, policy=program.policy)
    place.write_string(row, 2, command, styles["mono"])


def quoted(sheet: Sheet, language: Language) -> str:
    """A sheet's name as formulas and links write it."""
    name = sheet.name.in_language(language).replace("'", "''")
    return f"'{name}'"


def _heading(place: Any, row: int, text: str, styles: Styles) -> int:
    place.set_row(row, 22)
    place.write_string(row, 1, text, styles["heading"])
    place.write_blank(row, 2, None, styles["heading"])
    return row + 1


def _prose(place: Any, row: int, text: str, styles: Styles) -> None:
    lines = -(-len(text.encode("gb18030", "replace")) // (2 * _WIDE))
    place.set_row(row, _LINE * max(1, lines) + 3)
    place.write_string(row, 2, text, styles["prose"])


def _head(
    program: Program, day: str, decisions: Sequence[str], language: Language
) -> Iterator[tuple[str, str]]:
    def date(text: str) -> str:
        found = parse_date(text)
        return text if found is None else value_words(found, language)

    effective = program.effective
    in_force = say(page_words.FROM_ON, language, start=date(effective.start))
    if effective.end is not None:
        start, end = date(effective.start), date(effective.end)
        in_force = say(page_words.FROM_UNTIL, language, start=start, end=end)
    titles = [program.decisions[name].title.in_language(language) for name in decisions]
    yield (
        words.POLICY.in_language(language),
        f"{program.title.in_language(language)}（{program.policy}）",
    )
    yield words.DOCUMENT.in_language(language), program.citation.document
    yield words.ISSUER.in_language(language), program.citation.issuer
    yield words.VERSION.in_language(language), program.version
    yield words.IN_FORCE.in_language(language), in_force
    yield words.AS_OF.in_language(language), date(day)
    yield words.DECISIONS.in_language(language), listed(titles, language)
    yield words.DIGEST.in_language(language), program.digest[:SHORT_DIGEST]


def _holds(sheet: Sheet, sheets: Sequence[Sheet], language: Language) -> str:
    if not sheet.path:
        return words.ONE_EACH.in_language(language)
    owner = next(each for each in sheets if each.path == sheet.path.rpartition("[]")[0])
    return say(
        words.MANY_EACH,
        language,
        what=sheet.name.in_language(language),
        owner=owner.name.in_language(language),
    )
