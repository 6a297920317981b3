"""Two versions compared, as text, Markdown, HTML: what it means, what changed, whom it touches."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.diff.changes import Change, How, Located
from policydsl.analysis.diff.difference import Difference
from policydsl.analysis.diff.results import DecisionMeaning, RuleMeaning
from policydsl.analysis.diff.versions import Version
from policydsl.analysis.relations import Basis, Relation
from policydsl.feel.temporal import parse_date
from policydsl.report import diff_words, words
from policydsl.report.blocks import (
    Block,
    Entry,
    Heading,
    Named,
    Numbered,
    Paragraph,
    Table,
    Terms,
)
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.diff_effects import effect_blocks
from policydsl.report.diff_outcomes import (
    Telling,
    file_words,
    is_checklist,
    obstacle_lines,
    paths_of,
    relation_name,
    relation_words,
    sure_words,
    witness_lines,
)
from policydsl.report.diff_parts import SideWords, change_tags, change_title, edit_words, said_by
from policydsl.report.rule_view import Tone
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.trace_view import SHORT_DIGEST
from policydsl.report.values import value_words
from policydsl.report.words import say
from policydsl.text.diagnostic import Language

_TONES: dict[Relation | None, Tone] = {
    Relation.EQUIVALENT: "pass",
    Relation.TIGHTENED: "fail",
    Relation.LOOSENED: "unknown",
    Relation.INCOMPARABLE: "unknown",
    None: "unknown",
}


def difference_to_text(
    found: Difference, language: Language, *, colour: bool, width: int = DEFAULT_WIDTH
) -> str:
    """The comparison as text for a terminal."""
    return blocks_to_text(difference_page(found, language), TextPage(language, colour, width))


def difference_to_markdown(found: Difference, language: Language) -> str:
    """The comparison as Markdown, for a review."""
    return blocks_to_markdown(difference_page(found, language), language)


def difference_to_html(found: Difference, language: Language) -> str:
    """The comparison as one page."""
    title = diff_words.TITLE.in_language(language)
    foot = tuple(
        say(words.DIGEST_FOOT, language, digest=each.program.digest)
        for each in (found.old, found.new)
    )
    return blocks_to_html(difference_page(found, language), language, title=title, foot=foot)


def difference_page(found: Difference, language: Language) -> tuple[Block, ...]:
    """The page as blocks."""
    return (
        Heading(1, diff_words.TITLE.in_language(language)),
        Terms(
            (
                (diff_words.OLD.in_language(language), _version(found.old, language)),
                (diff_words.NEW.in_language(language), _version(found.new, language)),
            ),
            head=True,
        ),
        *_meaning(found, language),
        *_changes(found, language),
        *effect_blocks(found, language),
    )


def _version(version: Version, language: Language) -> str:
    program = version.program
    start = parse_date(program.effective.start)
    named = say(
        diff_words.VERSION_LINE,
        language,
        title=program.title.in_language(language),
        policy=program.policy,
        version=program.version,
        start=program.effective.start if start is None else value_words(start, language),
    )
    digest = program.digest[:SHORT_DIGEST]
    filed = say(diff_words.ID_VERSION, language, file=file_words(version), digest=digest)
    return f"{named}{'；' if language == 'zh' else '; '}{filed}"


def _meaning(found: Difference, language: Language) -> Iterator[Block]:
    yield Heading(2, diff_words.MEANING.in_language(language))
    told = [each for each in found.decisions if _tells(each)]
    if not found.changes and not told:
        yield Paragraph(diff_words.NOTHING_CHANGED.in_language(language), "pass")
        return
    if _same_for_all(found):
        yield Paragraph(diff_words.SAME_MEANING.in_language(language), "pass")
    if told:
        yield Table(
            tuple(
                head.in_language(language)
                for head in (diff_words.DECISION, diff_words.RELATION, diff_words.SURE)
            ),
            tuple(_row(each, found, language) for each in told),
        )
    for decision in told:
        yield from _decision(decision, found, language)
    unchanged = len(found.decisions) - len(told)
    if told and unchanged:
        yield Paragraph(say(diff_words.UNCHANGED, language, count=unchanged), "skip")
    for word, decisions in (
        (diff_words.REMOVED_DECISION, found.removed),
        (diff_words.ADDED_DECISION, found.added),
    ):
        for each in decisions:
            yield Paragraph(say(word, language, title=each.title.in_language(language)), "unknown")


def _same_for_all(found: Difference) -> bool:
    """Whether everything is known to be equivalent, however long lists are."""
    compared = [decision.comparison for decision in found.decisions]
    compared += [rule.comparison for decision in found.decisions for rule in decision.rules]
    return not (found.removed or found.added) and all(
        each.relation is Relation.EQUIVALENT and each.basis in (Basis.TEXT, Basis.PROVED)
        for each in compared
    )


def _tells(each: DecisionMeaning) -> bool:
    """Whether there is more to say of it than that its text is the same."""
    return each.comparison.basis is not Basis.TEXT or any(
        rule.comparison.basis is not Basis.TEXT for rule in each.rules
    )


def _row(each: DecisionMeaning, found: Difference, language: Language) -> tuple[str, ...]:
    comparison = each.comparison
    return (
        each.new.title.in_language(language),
        relation_words(comparison, is_checklist(each.new), language),
        sure_words(comparison, found.new.program, language),
    )


def _decision(each: DecisionMeaning, found: Difference, language: Language) -> Iterator[Block]:
    old, new = found.old.program, found.new.program
    telling = frozenset(
        path
        for rule in each.rules
        for witness in rule.comparison.witnesses
        for path in paths_of(witness.facts, new.facts.root)
    )
    told = Telling(old, new, language, telling)
    lines = (*witness_lines(each.comparison, told), *obstacle_lines(each.comparison, language))
    rules = tuple(
        _rule(rule, told) for rule in each.rules if rule.comparison.basis is not Basis.TEXT
    )
    if not lines and not rules:
        return
    yield Heading(3, each.new.title.in_language(language))
    if lines:
        yield Terms(lines)
    if rules:
        yield Numbered(rules)


def _rule(rule: RuleMeaning, told: Telling) -> Entry:
    language = told.language
    title = ("、" if language == "zh" else ", ").join(
        each.title.in_language(language) for each in (rule.new or rule.old)
    )
    tags = [relation_name(rule.comparison, True, language)]
    if not rule.old:
        tags.append(diff_words.NEW_RULE.in_language(language))
    if not rule.new:
        tags.append(diff_words.DROPPED_RULE.in_language(language))
    lines: list[Named] = [
        (diff_words.SURE.in_language(language), sure_words(rule.comparison, told.new, language)),
        *witness_lines(rule.comparison, told),
        *obstacle_lines(rule.comparison, language),
    ]
    return Entry(title, tuple(tags), tuple(lines))


def _changes(found: Difference, language: Language) -> Iterator[Block]:
    if not found.changes:
        return
    old = SideWords.of(found.old.program, language)
    new = SideWords.of(found.new.program, language)
    names = {each.new.name: each.old.name for each in found.decisions}
    yield Heading(2, diff_words.TEXT_CHANGES.in_language(language))
    yield Numbered(
        tuple(
            _change(change, found, old, new, names.get(change.decision or ""))
            for change in found.changes
        )
    )


def _change(
    change: Change, found: Difference, old: SideWords, new: SideWords, old_decision: str | None
) -> Entry:
    language = new.language
    lines = [edit_words(edit, change, old, new, old_decision) for edit in change.edits]
    if change.how in (How.ADDED, How.REMOVED):
        lines += said_by(change, old, new)
    lines.append((diff_words.PLACES.in_language(language), _places(change, found)))
    return Entry(change_title(change, old, new), change_tags(change, language), tuple(lines))


def _places(change: Change, found: Difference) -> str:
    sides = (
        ", ".join(place_in(each, version) for each in things)
        for things, version in ((change.old, found.old), (change.new, found.new))
    )
    return diff_words.ARROW.format(before=next(sides) or "–", after=next(sides) or "–")


def place_in(located: Located, version: Version) -> str:
    """`file:12`, the file as the reader knows it."""
    outer = located.place.outermost()
    line, _ = outer.source.position(outer.span.start)
    return f"{version.file(outer.source.name)}:{line}"
