"""A policy as a page that an officer or a lawyer reads: its head, figures, requirements, tables."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.feel.temporal import parse_date
from policydsl.policy.model import (
    Checklist,
    Decision,
    Parameter,
    Program,
    Table,
    ValueExpression,
)
from policydsl.report import page_words, words
from policydsl.report.blocks import (
    Block,
    Bullets,
    Heading,
    Named,
    Paragraph,
    Terms,
    used_table,
)
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.decision_blocks import checklist_blocks, table_blocks, value_blocks
from policydsl.report.expression_words import words_of
from policydsl.report.names_in_words import Names
from policydsl.report.parameter_labels import parameter_labels
from policydsl.report.reader import clauses_words
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.trace_view import SHORT_DIGEST
from policydsl.report.values import value_words
from policydsl.report.words import say
from policydsl.text.diagnostic import Language, Text


def policy_to_markdown(program: Program, language: Language) -> str:
    """The page as Markdown."""
    return blocks_to_markdown(policy_page(program, language), language)


def policy_to_html(program: Program, language: Language) -> str:
    """The page as HTML on its own."""
    title = f"{program.title.in_language(language)} – {program.citation.document}"
    foot = (
        f"{program.citation.document} · {program.policy} {program.version}",
        say(words.DIGEST_FOOT, language, digest=program.digest),
    )
    return blocks_to_html(policy_page(program, language), language, title=title, foot=foot)


def policy_to_text(
    program: Program, language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The page as text for a terminal."""
    return blocks_to_text(policy_page(program, language), TextPage(language, colour, width))


def policy_page(program: Program, language: Language) -> tuple[Block, ...]:
    """The page as blocks."""
    names = Names.of(program, language)
    return (
        *_head(program, language),
        *_parameters(program, names),
        *_definitions(program, names),
        *(block for each in program.decisions.values() for block in _decision(each, names)),
        *_not_encoded(program, language),
        *_remarks(program, language),
        *_changes(program, language),
    )


def _head(program: Program, language: Language) -> Iterator[Block]:
    def text(word: Text) -> str:
        return word.in_language(language)

    citation = program.citation
    entries: list[Named] = [
        (text(words.DOCUMENT), citation.document),
        (text(page_words.ISSUER), citation.issuer),
        (text(page_words.ISSUED), _date(citation.issued, language)),
    ]
    if citation.published is not None:
        entries.append((text(page_words.PUBLISHED), _date(citation.published, language)))
    entries += [
        (text(page_words.IN_FORCE), _in_force(program, language)),
        (text(words.POLICY), f"{program.policy} {program.version}"),
        (text(words.DIGEST), program.digest[:SHORT_DIGEST]),
    ]
    if program.base is not None:
        entries.append((text(page_words.REFINES), program.base))
    yield Heading(1, text(program.title))
    yield Terms(tuple(entry for entry in entries if entry[1]), head=True)
    if program.note is not None:
        yield Paragraph(text(program.note))
    if program.uses:
        yield Heading(3, text(page_words.USED_POLICIES))
        yield Bullets(
            tuple(
                say(
                    page_words.USED_POLICY,
                    language,
                    name=(each.zh if language == "zh" else None) or each.name,
                    policy=f"{each.program.policy} {each.program.version}",
                    decision=text(each.program.decisions[each.decision].title),
                )
                for each in program.uses
            )
        )


def _date(written: str, language: Language) -> str:
    """A date in the language; a bare year as it is written."""
    date = parse_date(written)
    return written if date is None else value_words(date, language)


def _in_force(program: Program, language: Language) -> str:
    start = _date(program.effective.start, language)
    if program.effective.end is None:
        return say(page_words.FROM_ON, language, start=start)
    end = _date(program.effective.end, language)
    return say(page_words.FROM_UNTIL, language, start=start, end=end)


def _parameters(program: Program, names: Names) -> Iterator[Block]:
    if not program.parameters:
        return
    language = names.language
    labels = parameter_labels(program)

    def row(each: Parameter) -> tuple[str, ...]:
        return (
            each.title.in_language(language),
            names.value_of(each, labels.get(each.name, {})),
            _basis(each.clauses, each.origin, language),
            (each.zh if language == "zh" else None) or each.name,
            each.note.in_language(language) if each.note else "",
        )

    heads = (
        page_words.FIGURE_NAME,
        page_words.FIGURE_VALUE,
        words.BASIS,
        page_words.WRITTEN_NAME,
        words.NOTE,
    )
    yield Heading(2, page_words.FIGURES.in_language(language))
    yield used_table(
        tuple(head.in_language(language) for head in heads),
        tuple(row(each) for each in program.parameters.values()),
    )


def _definitions(program: Program, names: Names) -> Iterator[Block]:
    if not program.definitions:
        return
    language = names.language
    heads = (page_words.FIGURE_NAME, page_words.DEFINITION, words.BASIS, words.NOTE)
    yield Heading(2, page_words.DEFINITIONS.in_language(language))
    yield used_table(
        tuple(head.in_language(language) for head in heads),
        tuple(
            (
                each.title.in_language(language),
                words_of(each.expression.tree, names),
                _basis(each.clauses, each.origin, language),
                each.note.in_language(language) if each.note else "",
            )
            for each in program.definitions.values()
        ),
    )


def _basis(clauses: tuple[str, ...], origin: str | None, language: Language) -> str:
    """The clauses, after the policy that wrote what rests on them where it is another one."""
    named = clauses_words(clauses, language)
    return f"{origin} {named}" if origin else named


def _decision(decision: Decision, names: Names) -> Iterator[Block]:
    language = names.language

    def text(word: Text) -> str:
        return word.in_language(language)

    yield Heading(2, text(decision.title))
    entries: list[Named] = [(text(words.BASIS), clauses_words(decision.clauses, language))]
    if decision.when is not None:
        entries.append((text(page_words.APPLIES_WHEN), words_of(decision.when.tree, names)))
    if decision.origin is not None:
        entries.append((text(page_words.ORIGIN), decision.origin))
    if decision.note is not None:
        entries.append((text(words.NOTE), text(decision.note)))
    stated = tuple(entry for entry in entries if entry[1])
    if stated:
        yield Terms(stated)
    match decision.body:
        case Checklist():
            yield from checklist_blocks(decision.body, names)
        case Table():
            yield from table_blocks(decision.body, names)
        case ValueExpression():
            yield from value_blocks(decision.body, names)


def _not_encoded(program: Program, language: Language) -> Iterator[Block]:
    if program.not_encoded:
        heads = (words.BASIS, page_words.NOT_ENCODED_WHY)
        yield Heading(2, page_words.NOT_ENCODED.in_language(language))
        yield used_table(
            tuple(head.in_language(language) for head in heads),
            tuple(
                (clauses_words((each.clause,), language), each.reason.in_language(language))
                for each in program.not_encoded
            ),
        )


def _remarks(program: Program, language: Language) -> Iterator[Block]:
    if program.remarks:
        heads = (page_words.REMARK_FINDING, page_words.REMARK_SUBJECT, page_words.REMARK_NOTE)
        yield Heading(2, page_words.REMARKS.in_language(language))
        yield used_table(
            tuple(head.in_language(language) for head in heads),
            tuple(
                (each.finding, each.subject, each.note.in_language(language))
                for each in program.remarks
            ),
        )


def _changes(program: Program, language: Language) -> Iterator[Block]:
    if program.changes:
        nothing = words.NOTHING_BEFORE.in_language(language)
        yield Heading(2, page_words.CHANGES.in_language(language))
        yield Bullets(
            tuple(
                say(
                    page_words.CHANGE_LINE,
                    language,
                    kind=words.AMENDMENT_NAMES[each.kind].in_language(language),
                    id=each.id,
                    before=nothing if each.before is None else each.before,
                    after=nothing if each.after is None else each.after,
                )
                for each in program.changes
            )
        )
