"""Forms filled in as a person would: cells typed into by `openpyxl`, found by what people see."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from policydsl.batch.workbooks.layout import Column, Key, Sheet
from policydsl.batch.workbooks.template import Form, template_bytes
from policydsl.batch.workbooks.template_sheet import headings_of
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.text.diagnostic import Language

FIRST = 5
NAME = ("institution", "name")


def filled(
    form: Form, institutions: Sequence[Mapping[str, Any]], language: Language = "zh"
) -> openpyxl.Workbook:
    """The form with these facts, as `Facts.stated` has them; each institution has a name."""
    book = openpyxl.load_workbook(io.BytesIO(_bytes(form, language)))
    for sheet in form.sheets:
        place = book[sheet.name.in_language(language)]
        line = FIRST
        for owners, record in _records(sheet, institutions):
            _fill(place, line, sheet, owners, record, language)
            line += 1
    return book


def _bytes(form: Form, language: Language) -> bytes:
    """Written once for each form."""
    key = (form.program.digest, form.decisions, language)
    if key not in _WRITTEN:
        _WRITTEN[key] = template_bytes(form, language)
    return _WRITTEN[key]


_WRITTEN: dict[tuple[object, ...], bytes] = {}


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    book.save(path)
    return path


def cell_of(book: openpyxl.Workbook, sheet: str, id_: str, line: int = FIRST) -> Any:
    """The cell of a column, which is known by what stands in the hidden row."""
    place = book[sheet]
    at = [each.value for each in place[1]].index(id_) + 1
    return place.cell(line, at)


def _records(
    sheet: Sheet, institutions: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each record of a sheet with what its keys say."""
    for institution in institutions:
        owners = {"institution.name": _at(institution, NAME)}
        yield from _below(sheet, [*filter(None, sheet.path.split("[]."))], "", institution, owners)


def _below(
    sheet: Sheet, lists: Sequence[str], path: str, record: Mapping[str, Any], owners: dict[str, Any]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    if not lists:
        yield owners, record
        return
    here = f"{path}{lists[0]}"
    for item in _at(record, lists[0].split(".")) or ():
        named = {
            key.column: item.get(key.column.rpartition(".")[2])
            for key in sheet.keys
            if key.list == here
        }
        yield from _below(sheet, lists[1:], f"{here}[].", item, owners | named)


def _fill(
    place: Worksheet,
    line: int,
    sheet: Sheet,
    owners: Mapping[str, Any],
    record: Mapping[str, Any],
    language: Language,
) -> None:
    for at, heading in enumerate(headings_of(sheet), start=1):
        match heading:
            case Key(column=column):
                value = owners[column]
            case Column():
                value = _typed(heading, _at(record, _steps(heading.path)), language)
            case _:
                stated = _at(record, _steps(heading.path))
                value = None if stated is None else ("有" if stated else "无")
        place.cell(line, at).value = float(value) if isinstance(value, Decimal) else value


def _steps(path: str) -> list[str]:
    return path.rpartition("[].")[2].split(".")


def _at(record: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        record = None if record is None else record.get(step)
    return record


def _typed(column: Column, value: Any, language: Language) -> Any:
    """What a person types or chooses for a fact."""
    leaf: FactLeaf = column.leaf
    labels = {name: label.in_language(language) for name, label in leaf.values}
    match value:
        case list():
            return "；".join(str(_typed(column, each, language)) for each in value)
        case bool():
            yes, no = ("是", "否") if language == "zh" else ("yes", "no")
            return yes if value else no
        case str() if leaf.kind == "date":
            return datetime.date.fromisoformat(value)
        case str():
            return labels.get(value, value)
        case _:
            return value
