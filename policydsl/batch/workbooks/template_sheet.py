"""One sheet of a form: headings, notes, and what its cells take."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, assert_never

from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.column_words import note, takes, wanted
from policydsl.batch.workbooks.identity import (
    FIRST_ROW,
    GROUP_ROW,
    HEAD_ROW,
    HINT_ROW,
    ID_ROW,
    KEY_MARK,
    LIST_MARK,
)
from policydsl.batch.workbooks.instructions import quoted
from policydsl.batch.workbooks.layout import NAME, Column, Key, Sheet, Stated, letter
from policydsl.batch.workbooks.styles import Styles, comment_size, merged_heading, width_of
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.report.words import NO, YES, say
from policydsl.text.diagnostic import Language, Text

LAST_ROW = 1_048_575
_A3 = 8
_FIRST_DAY, _LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
_MOST = 10**15  # Excel keeps no more digits of a number
_MESSAGE, _TITLE = 255, 32  # what Excel takes
_CODE_LENGTHS = {"unified-social-credit-code": 18, "resident-id": 18}

Heading = Key | Column | Stated


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook that sheets are written in. `choices` is the hidden sheet of enumerations."""

    styles: Styles
    language: Language
    choices: Any
    sheets: tuple[Sheet, ...]
    document: str
    written: dict[tuple[str, ...], str] = field(default_factory=dict)

    def text(self, text: Text) -> str:
        return text.in_language(self.language)

    def sheet(self, path: str) -> Sheet:
        return next(each for each in self.sheets if each.path == path)

    def choice_range(self, labels: Sequence[str]) -> str:
        """Where the labels of an enumeration stand; equal ones stand there once."""
        known = self.written.get(tuple(labels))
        if known is None:
            at = len(self.written)
            self.choices.write_column(0, at, labels)
            column = letter(at)
            known = f"='{self.choices.get_name()}'!${column}$1:${column}${len(labels)}"
            self.written[tuple(labels)] = known
        return known


def headings_of(sheet: Sheet) -> tuple[Heading, ...]:
    """The columns of a sheet from left to right."""
    return (*sheet.keys, *sheet.columns, *sheet.lists)


def id_of(heading: Heading) -> str:
    """What stands in the hidden row."""
    match heading:
        case Key(column=path):
            return KEY_MARK + path
        case Stated(path=path):
            return LIST_MARK + path
        case Column(path=path):
            return path


def write_sheet(book: Book, sheet: Sheet, place: Any) -> None:
    """`place` is an empty sheet."""
    headings = headings_of(sheet)
    for at, heading in enumerate(headings):
        place.write_string(ID_ROW, at, id_of(heading))
        _write_heading(book, heading, place, at)
        _write_rules(book, sheet, heading, place, at)
    at = 0
    for group, run in groupby(_group(heading) for heading in headings):
        count = len(list(run))
        merged_heading(place, GROUP_ROW, at, count, book.text(group), book.styles["group"])
        at += count
    place.set_row(ID_ROW, None, None, {"hidden": True})
    for row, height in ((GROUP_ROW, 20), (HEAD_ROW, 48), (HINT_ROW, 22)):
        place.set_row(row, height)
    place.freeze_panes(FIRST_ROW, max(1, len(sheet.keys)))
    place.set_landscape()
    place.set_paper(_A3)
    place.repeat_rows(GROUP_ROW, HINT_ROW)
    place.ignore_errors({"number_stored_as_text": f"A1:{letter(len(headings))}{LAST_ROW + 1}"})


def _group(heading: Heading) -> Text:
    match heading:
        case Key():
            return words.BELONGS_TO
        case Column(group=group):
            return group
        case Stated():
            return words.RECORDS


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands at the top of a column, and how broad it is."""

    style: str
    hint: str
    note: str
    breadth: int


def _write_heading(book: Book, heading: Heading, place: Any, at: int) -> None:
    head = _head(book, heading)
    place.write_string(HEAD_ROW, at, book.text(heading.label), book.styles[head.style])
    place.write_string(HINT_ROW, at, head.hint, book.styles["hint"])
    place.write_comment(HEAD_ROW, at, head.note, comment_size(head.note))
    place.set_column(at, at, head.breadth, book.styles[_body(heading)])


def _head(book: Book, heading: Heading) -> _Head:
    language = book.language
    match heading:
        case Column(leaf=leaf):
            return _Head(
                "judged" if leaf.judgement else "head",
                takes(heading, language),
                note(heading, language, book.document),
                _breadth(heading, language),
            )
        case Key(list=""):
            return _Head("key", book.text(words.CHOOSE), book.text(words.INSTITUTION_NOTE), 28)
        case Key(list=path):
            told = say(words.PARENT_NOTE, language, sheet=book.text(book.sheet(path).name))
            return _Head("key", book.text(words.CHOOSE), told, 18)
        case Stated(label=label):
            told = say(words.LIST_NOTE, language, sheet=book.text(label))
            return _Head("head", book.text(words.ANY_OR_NONE), told, 12)
        case _:
            assert_never(heading)


def _breadth(column: Column, language: Language) -> int:
    leaf = column.leaf
    if column.path == NAME:
        return 28
    if leaf.format in _CODE_LENGTHS:
        return 22
    heading = min(width_of(column.label.in_language(language)) // 2 + 3, 20)
    if leaf.values:
        longest = max(width_of(label.in_language(language)) for _, label in leaf.values)
        return min(max(longest + 3, heading, 10), 24)
    return max(heading, 16 if leaf.kind == "string" else 11)


def _body(heading: Heading) -> str:
    match heading:
        case Column(leaf=FactLeaf(kind="date"), many=False):
            return "date"
        case Column(leaf=FactLeaf(kind="integer" | "number"), many=False):
            return "plain"
        case _:
            return "text"


def _write_rules(book: Book, sheet: Sheet, heading: Heading, place: Any, at: int) -> None:
    rule = _rule(book, sheet, heading)
    if rule:
        place.data_validation(FIRST_ROW, at, LAST_ROW, at, rule)


def _rule(book: Book, sheet: Sheet, heading: Heading) -> dict[str, Any]:
    match heading:
        case Key():
            return _key_rule(book, sheet, heading)
        case Stated():
            rule = _list_rule([book.text(words.ANY), book.text(words.NONE)])
            return rule | _says(book, book.text(words.FROM_LIST))
        case Column(many=True):
            return {}
        case Column():
            return _column_rule(book, heading)
        case _:
            assert_never(heading)


def _says(book: Book, what: str) -> dict[str, Any]:
    return {
        "error_title": book.text(words.WRONG)[:_TITLE],
        "error_message": say(words.MUST_BE, book.language, what=what)[:_MESSAGE],
    }


def _list_rule(source: Any) -> dict[str, Any]:
    return {"validate": "list", "source": source}


def _column_rule(book: Book, column: Column) -> dict[str, Any]:
    leaf = column.leaf
    if leaf.values:
        labels = [book.text(label) for _, label in leaf.values]
        rule = _list_rule(book.choice_range(labels))
    elif leaf.kind == "boolean":
        rule = _list_rule([book.text(YES), book.text(NO)])
    elif leaf.kind == "date":
        rule = _between("date", _FIRST_DAY, _LAST_DAY)
    elif leaf.kind in ("integer", "number"):
        rule = _number_rule("integer" if leaf.kind == "integer" else "decimal", leaf)
    elif leaf.format in _CODE_LENGTHS:
        rule = {"validate": "length", "criteria": "==", "value": _CODE_LENGTHS[leaf.format]}
    else:
        return {}
    prompt = {
        "input_title": book.text(column.label)[:_TITLE],
        "input_message": wanted(column, book.language)[:_MESSAGE],
    }
    return {**rule, **prompt, **_says(book, wanted(column, book.language))}


def _between(kind: str, low: Any, high: Any) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _number_rule(kind: str, leaf: FactLeaf) -> dict[str, Any]:
    """Bounds as the facts schema has them, where Excel knows such a bound."""
    low, high = leaf.rule.get("minimum"), leaf.rule.get("maximum")
    if low is None and high is None:
        for keyword, criterion in (("exclusiveMinimum", ">"), ("exclusiveMaximum", "<")):
            if keyword in leaf.rule:
                return {"validate": kind, "criteria": criterion, "value": str(leaf.rule[keyword])}
    return _between(kind, -_MOST if low is None else str(low), _MOST if high is None else str(high))


def _key_rule(book: Book, sheet: Sheet, key: Key) -> dict[str, Any]:
    """The names that stand on the sheet of whom a record belongs to."""
    owner = book.sheet(key.list)
    where = quoted(owner, book.language)
    ids = [id_of(heading) for heading in headings_of(owner)]
    names = _span(where, ids.index(key.column))
    if not key.list:
        formula = f"=OFFSET({_first(names)},0,0,MAX(1,COUNTA({names})),1)"
    else:
        whose = _span(where, 0)
        formula = (
            f"=OFFSET({_first(names)},MATCH($A{FIRST_ROW + 1},{whose},0)-1,0,"
            f"COUNTIF({whose},$A{FIRST_ROW + 1}),1)"
        )
    said = say(words.NOT_LISTED, book.language, sheet=book.text(owner.name))
    return {
        **_list_rule(formula),
        "error_type": "warning",
        "error_title": book.text(words.WRONG)[:_TITLE],
        "error_message": said[:_MESSAGE],
    }


def _span(where: str, at: int) -> str:
    column = letter(at)
    return f"{where}!${column}${FIRST_ROW + 1}:${column}${LAST_ROW + 1}"


def _first(span: str) -> str:
    return span.rpartition(":")[0]
