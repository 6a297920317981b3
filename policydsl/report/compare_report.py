"""A comparison of policies, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policydsl.analysis.compare import Demand, Pair, PolicyComparison, Row, order_of
from policydsl.analysis.compare.results import Shown, Standing
from policydsl.analysis.relations import Relation
from policydsl.analysis.witnesses import known_facts
from policydsl.report import compare_words as words
from policydsl.report.blocks import (
    Block,
    Diagram,
    Entry,
    Heading,
    Named,
    Numbered,
    Paragraph,
    Table,
    Terms,
    used_table,
)
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.facts_words import facts_lines
from policydsl.report.reader import clauses_words
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.values import value_words
from policydsl.report.words import listed, say
from policydsl.text.diagnostic import Language

MOST_FACTS = 15

Choose = Callable[[Pair], Standing | None]


def comparison_to_text(
    found: PolicyComparison, language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The comparison as text for a terminal."""
    return blocks_to_text(comparison_page(found, language), TextPage(language, colour, width))


def comparison_to_markdown(found: PolicyComparison, language: Language) -> str:
    """The comparison as Markdown; orders are Mermaid charts."""
    return blocks_to_markdown(comparison_page(found, language), language)


def comparison_to_html(found: PolicyComparison, language: Language) -> str:
    """The comparison as one page; orders are drawn."""
    title = words.COMPARISON.in_language(language)
    return blocks_to_html(comparison_page(found, language), language, title=title)


def comparison_page(found: PolicyComparison, language: Language) -> tuple[Block, ...]:
    """The page as blocks: what is compared, criterion by criterion, and who is stricter."""
    return (
        Heading(1, words.COMPARISON.in_language(language)),
        Terms(
            tuple(
                (column.title.in_language(language), _checklist(found, number, language))
                for number, column in enumerate(found.columns)
            )
        ),
        Paragraph(_assumed(found, language), "skip"),
        *criteria_blocks(found, language),
        Heading(2, words.VERDICTS.in_language(language)),
        Heading(3, words.WHOLE.in_language(language)),
        *_drawn(found, language),
        *_standings(found, language, lambda pair: pair.whole),
        Heading(3, words.SHARED.in_language(language)),
        *_standings(found, language, lambda pair: pair.shared),
    )


def _checklist(found: PolicyComparison, number: int, language: Language) -> str:
    column = found.columns[number]
    decision = column.main.decisions[column.decision]
    return f"{decision.title.in_language(language)} ({column.main.policy}, {decision.name})"


def _assumed(found: PolicyComparison, language: Language) -> str:
    about = (
        words.NO_ASSUMPTION.in_language(language)
        if found.assumed is None
        else say(words.ASSUMED, language, condition=found.assumed)
    )
    between = "；" if language == "zh" else "; "
    return f"{about}{between}{say(words.BOUND, language, items=found.items)}"


def criteria_blocks(found: PolicyComparison, language: Language) -> Iterator[Block]:
    """The table of figures: a row for each criterion, a column for each side."""
    heads = (
        words.CRITERION.in_language(language),
        *(column.title.in_language(language) for column in found.columns),
        words.STRICTEST.in_language(language),
    )
    yield Heading(2, words.CRITERIA.in_language(language))
    yield used_table(heads, tuple(_row(row, found, language) for row in found.rows))


def _row(row: Row, found: PolicyComparison, language: Language) -> tuple[str, ...]:
    several = len(row.strictest) < len([cell for cell in row.cells if cell])
    strictest = [found.columns[each].title.in_language(language) for each in row.strictest]
    return (
        row.criterion.title.in_language(language),
        *(_cell(cell, language) for cell in row.cells),
        listed(strictest, language) if several or len(strictest) == 1 else "",
    )


def _cell(cell: tuple[Demand, ...], language: Language) -> str:
    if not cell:
        return words.NO_DEMAND.in_language(language)
    between = "；" if language == "zh" else "; "
    same = {(each.value, each.side) for each in cell}
    if len(same) == 1:
        clauses = tuple(dict.fromkeys(clause for each in cell for clause in each.clauses))
        return _figure(cell[0], clauses, language)
    return between.join(
        f"{each.title.in_language(language)} {_figure(each, each.clauses, language)}"
        for each in cell
    )


def _figure(demand: Demand, clauses: tuple[str, ...], language: Language) -> str:
    value = value_words(demand.value, language, unit=demand.unit)
    told = say(words.SIDE_WORDS[demand.side], language, value=value)
    more = "" if demand.always else words.EXCEPT.in_language(language)
    opened, closed = ("（", "）") if language == "zh" else (" (", ")")
    return f"{told}{more}{opened}{clauses_words(clauses, language)}{closed}"


def _drawn(found: PolicyComparison, language: Language) -> Iterator[Block]:
    """The order of the whole verdicts; shared conditions have none, as each pair has others."""
    relations = {(pair.one, pair.other): pair.whole.comparison.relation for pair in found.pairs}
    order = order_of(len(found.columns), relations)
    if not order.edges and all(len(group) == 1 for group in order.groups):
        yield Paragraph(words.NO_ORDER.in_language(language), "skip")
        return
    names = [column.title.in_language(language) for column in found.columns]
    boxes = tuple(listed([names[each] for each in group], language) for group in order.groups)
    yield Paragraph(words.HIGHER_IS_STRICTER.in_language(language), "skip")
    yield Diagram(boxes, order.layers, order.edges)


def _standings(found: PolicyComparison, language: Language, choose: Choose) -> Iterator[Block]:
    """How each row stands to each column, then what shows it."""
    names = tuple(column.title.in_language(language) for column in found.columns)
    cells = {(each, each): "" for each in range(len(names))}
    for pair in found.pairs:
        standing = choose(pair)
        cells[pair.one, pair.other] = _word(standing, pair.one, language)
        cells[pair.other, pair.one] = _word(standing, pair.other, language)
    yield Table(
        ("", *names),
        tuple(
            (names[row], *(cells[row, column] for column in range(len(names))))
            for row in range(len(names))
        ),
    )
    entries = tuple(
        _pair_entry(pair, standing, found, language)
        for pair in found.pairs
        if (standing := choose(pair)) is not None
    )
    if entries:
        yield Numbered(entries)


def _word(standing: Standing | None, row: int, language: Language) -> str:
    """How the row's column stands to the other."""
    if standing is None:
        return words.NOTHING_SHARED.in_language(language)
    worse = {shown.worse for shown in standing.shown}
    match standing.comparison.relation:
        case None:
            return words.OPEN.in_language(language)
        case Relation.EQUIVALENT:
            return words.EQUAL.in_language(language)
        case Relation.TIGHTENED | Relation.LOOSENED:
            word = words.IS_STRICTER if row in worse else words.IS_LOOSER
            return word.in_language(language)
        case Relation.INCOMPARABLE:
            both = len(standing.shown) == 2
            return (words.INCOMPARABLE if both else words.OTHERS).in_language(language)


def _pair_entry(
    pair: Pair, standing: Standing, found: PolicyComparison, language: Language
) -> Entry:
    one, other = (
        found.columns[each].title.in_language(language) for each in (pair.one, pair.other)
    )
    lines = [line for shown in standing.shown for line in _shown(shown, found, language)]
    obstacles = [each.reason.in_language(language) for each in standing.comparison.obstacles]
    if obstacles:
        lines.append((words.OPEN.in_language(language), listed(obstacles, language)))
    tag = _relation(standing, one, other, language)
    return Entry(f"{one} – {other}", (tag,), tuple(lines))


def _relation(standing: Standing, one: str, other: str, language: Language) -> str:
    match standing.comparison.relation:
        case None:
            return words.OPEN.in_language(language)
        case Relation.EQUIVALENT:
            return words.EQUAL.in_language(language)
        case Relation.TIGHTENED:
            return say(words.STRICTER, language, one=other)
        case Relation.LOOSENED:
            return say(words.STRICTER, language, one=one)
        case Relation.INCOMPARABLE if len(standing.shown) == 2:
            return words.INCOMPARABLE.in_language(language)
        case Relation.INCOMPARABLE:
            return words.OTHERS.in_language(language)


def _shown(shown: Shown, found: PolicyComparison, language: Language) -> Iterator[Named]:
    column = found.columns[shown.worse]
    decision = column.main.decisions[column.decision]
    titles = {rule.id: rule.title for rule in getattr(decision.body, "rules", ())}
    unmet = listed([titles[rule].in_language(language) for rule in shown.rules], language)
    stated = known_facts(shown.facts, column.main.facts.root)
    lines = facts_lines(stated, column.main.facts, language)
    between = "；" if language == "zh" else "; "
    name = say(words.REFUSED_BY, language, other=column.title.in_language(language))
    yield name, unmet
    if lines:
        told = between.join(f"{label} {value}" for label, value in lines[:MOST_FACTS])
        if len(lines) > MOST_FACTS:
            told += say(words.AND_MORE, language, count=len(lines))
        yield words.EXAMPLE.in_language(language), told
