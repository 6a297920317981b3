"""A workbook to fill in for exactly the facts that a policy's decisions read."""

from __future__ import annotations

import io
from dataclasses import dataclass

from policydsl.batch.workbooks import words
from policydsl.batch.workbooks.asked_facts import asked_facts
from policydsl.batch.workbooks.identity import CHOICES_SHEET, Identity, write_identity
from policydsl.batch.workbooks.instructions import write_instructions
from policydsl.batch.workbooks.layout import Sheet, sheets_of
from policydsl.batch.workbooks.styles import CREATED, Styles
from policydsl.batch.workbooks.template_sheet import Book, write_sheet
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Language


@dataclass(frozen=True, slots=True)
class Form:
    """What a form is for: a policy's version, the day, the decisions, and so the facts."""

    program: Program
    day: str
    decisions: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    @classmethod
    def of(cls, program: Program, day: str, decision: str | None = None) -> Form:
        """All decisions, or one. Raises `UsageError` for one that is not there."""
        asked = asked_facts(program, decision)
        return cls(program, day, asked.decisions, sheets_of(program.facts, asked))

    def identity(self, language: Language) -> Identity:
        program = self.program
        decisions = ",".join(self.decisions)
        return Identity(
            program.policy, program.version, program.digest, self.day, decisions, language
        )


def template_bytes(form: Form, language: Language) -> bytes:
    """The `.xlsx` file: the same bytes for the same form. Needs `xlsxwriter`."""
    from xlsxwriter import Workbook

    program = form.program
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"title": program.title.in_language(language), "created": CREATED})
        styles = Styles(workbook)
        how_to = workbook.add_worksheet(words.HOW_TO.in_language(language))
        write_instructions(how_to, program, form.day, form.decisions, form.sheets, styles, language)
        places = [workbook.add_worksheet(each.name.in_language(language)) for each in form.sheets]
        choices = workbook.add_worksheet(CHOICES_SHEET)
        book = Book(styles, language, choices, form.sheets, program.citation.document)
        for sheet, place in zip(form.sheets, places, strict=True):
            write_sheet(book, sheet, place)
        choices.very_hidden()
        write_identity(workbook, form.identity(language))
    return file.getvalue()
