"""The parts of a change in words: titles, aspects, what was before and what is after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policydsl.analysis.diff.changes import Aspect, Change, Edit, Figure, How, Located, Part
from policydsl.feel.temporal import parse_date
from policydsl.policy.model import (
    CheckedExpression,
    CheckedTests,
    Decision,
    Definition,
    EmptyList,
    Force,
    Group,
    HitPolicy,
    NotEncoded,
    Parameter,
    Program,
    Rule,
    RuleIterator,
    Table,
    TableInput,
    TableOutput,
    TableRow,
    Use,
)
from policydsl.report import diff_words, page_words, words
from policydsl.report.expression_words import cell_words, result_words, words_of
from policydsl.report.names_in_words import Names, labels_of_type
from policydsl.report.parameter_labels import parameter_labels
from policydsl.report.reader import clause_words, clauses_words
from policydsl.report.values import Labels, value_words
from policydsl.report.words import listed, say
from policydsl.text.diagnostic import Language, Text

_NAMED: Mapping[str, Mapping[str, Text]] = {
    "kind": words.KIND_NAMES,
    "need": words.NEED_NAMES,
    "aggregation": page_words.AGGREGATION_NAMES,
}
_DATES = frozenset({"start", "end", "issued", "published"})


@dataclass(frozen=True, slots=True)
class SideWords:
    """One version's way to put its parts into words."""

    program: Program
    names: Names
    figures: Mapping[str, Labels]

    @classmethod
    def of(cls, program: Program, language: Language) -> SideWords:
        return cls(program, Names.of(program, language), parameter_labels(program))

    @property
    def language(self) -> Language:
        return self.names.language

    def part(self, part: Part | None, edit: Edit, thing: Located, decision: str | None) -> str:
        """What stood there, `（无）` for nothing."""
        language = self.language
        names = self.names
        if isinstance(thing.thing, Rule) and edit.aspect != "for":
            names = names.bind_rule(thing.thing.iterators)
        match part:
            case None:
                return words.NOTHING_BEFORE.in_language(language)
            case Text():
                return part.in_language(language)
            case bool():
                return (words.YES if part else words.NO).in_language(language)
            case int():
                return say(diff_words.POSITION, language, number=part)
            case Force():
                return words.FORCE_NAMES[part.value].in_language(language)
            case EmptyList():
                return page_words.EMPTY_NAMES[part].in_language(language)
            case HitPolicy():
                return page_words.HIT_POLICY_NAMES[part].in_language(language)
            case Figure(_, parameter):
                return names.value_of(parameter, self.figures.get(parameter.name, {}))
            case CheckedTests(tree):
                return cell_words(tree, names, self._column_labels(decision, edit.column))
            case CheckedExpression() if edit.aspect in {"result", "default"}:
                column = edit.column or thing.name
                labels = self._column_labels(decision, column)
                return result_words(part.tree, names, labels)
            case CheckedExpression():
                return words_of(part.tree, names, self._labels(thing))
            case str():
                return self._word(part, edit)
            case _:
                return self._several(part, names)

    def _several(self, part: tuple[object, ...], names: Names) -> str:
        shown = []
        for each in part:
            match each:
                case RuleIterator(name, domain):
                    told = words_of(domain.tree, names)
                    names = names.bind_each(name, domain.tree)
                    shown.append(told if self.language == "zh" else f"{name} in {told}")
                case (str(), Text() as label):
                    shown.append(label.in_language(self.language))
                case _:
                    shown.append(clause_words(str(each), self.language))
        return listed(shown, self.language)

    def _word(self, part: str, edit: Edit) -> str:
        if edit.aspect == "unit":
            label = self.program.facts.units.get(part)
            return part if label is None else label.in_language(self.language)
        if edit.aspect in _DATES:
            date = parse_date(part)
            return part if date is None else value_words(date, self.language)
        known = _NAMED.get(edit.aspect, {})
        return known[part].in_language(self.language) if part in known else part

    def _labels(self, thing: Located) -> Labels:
        body = thing.thing.body if isinstance(thing.thing, Decision) else None
        return dict(getattr(body, "labels", ()))

    def _column_labels(self, decision: str | None, column: str | None) -> Labels:
        """The labels of a table's column."""
        known = self.program.decisions.get(decision or "")
        if known is None or not isinstance(known.body, Table):
            return {}
        for entry in known.body.inputs:
            if entry.name == column:
                return labels_of_type(entry.expression.type)
        for output in known.body.outputs:
            if output.name == column:
                return dict(output.values) or labels_of_type(output.type)
        return {}

    def title(self, located: Located) -> str:
        """What a thing is called."""
        thing, language = located.thing, self.language
        match thing:
            case TableRow():
                return say(diff_words.ROW, language, number=located.name)
            case NotEncoded():
                return clauses_words((thing.clause,), language)
            case Use():
                return (thing.zh if language == "zh" else None) or thing.name
            case Rule() | Decision() | TableInput() | TableOutput() | Program():
                return thing.title.in_language(language)
            case _:
                return thing.title.in_language(language)


def change_title(change: Change, old: SideWords, new: SideWords) -> str:
    """`“备案条件”的条件“办公用房面积”`."""
    language = new.language
    first = change.new[0] if change.new else change.old[0]
    side = new if change.new else old
    if change.how in (How.SPLIT, How.MERGED):
        parts = [
            listed((each_side.title(each) for each in things), language)
            for each_side, things in ((old, change.old), (new, change.new))
        ]
        title = say(diff_words.SPLIT_INTO, language, old=parts[0], new=parts[1])
    else:
        title = side.title(first)
    kind = diff_words.KIND_NAMES[change.kind].in_language(language)
    thing = say(diff_words.THING, language, kind=kind, title=title)
    decision = new.program.decisions.get(change.decision or "")
    if decision is None:
        return thing
    named = decision.title.in_language(language)
    if change.kind == "row":
        return say(diff_words.ROW_OF, language, row=title, decision=named)
    return say(diff_words.OF_DECISION, language, thing=thing, decision=named)


def change_tags(change: Change, language: Language) -> tuple[str, ...]:
    """What became of it."""
    found = []
    rest = [edit for edit in change.edits if edit.aspect not in {"id", "order"}]
    if change.how is not How.CHANGED or rest:
        found.append(diff_words.HOW_NAMES[change.how])
    if change.renamed:
        found.append(diff_words.RENAMED)
    if change.moved:
        found.append(diff_words.MOVED)
    return tuple(each.in_language(language) for each in found)


def edit_words(
    edit: Edit, change: Change, old: SideWords, new: SideWords, old_decision: str | None
) -> tuple[str, str]:
    """An aspect's name, and what it was and is."""
    language = new.language
    name = diff_words.ASPECT_NAMES[edit.aspect].in_language(language)
    if edit.column is not None:
        column = _column_title(edit.column, change.decision, new) or edit.column
        name = say(diff_words.COLUMN, language, aspect=name, column=column)
    before = old.part(edit.before, edit, change.old[0], old_decision)
    after = new.part(edit.after, edit, change.new[0], change.decision)
    told = diff_words.ARROW.format(before=before, after=after)
    return name, say(diff_words.SAME_SAID, language, change=told) if edit.same else told


def _column_title(column: str, decision: str | None, side: SideWords) -> str | None:
    known = side.program.decisions.get(decision or "")
    if known is None or not isinstance(known.body, Table):
        return None
    titles = {each.name: each.title for each in known.body.inputs}
    titles |= {each.name: each.title for each in known.body.outputs}
    return titles[column].in_language(side.language) if column in titles else None


def said_by(change: Change, old: SideWords, new: SideWords) -> tuple[tuple[str, str], ...]:
    """What a thing says that was added or removed."""
    located, side = (change.new[0], new) if change.new else (change.old[0], old)
    parts: list[tuple[Aspect, Part | None]] = []
    match located.thing:
        case Parameter() as thing:
            parts = [("value", Figure(thing.value, thing)), ("clauses", thing.clauses)]
        case Definition() as thing:
            parts = [("expression", thing.expression), ("clauses", thing.clauses)]
        case Rule() as thing:
            parts = [
                ("force", thing.force),
                ("for", thing.iterators),
                ("when", thing.when),
                ("require", thing.require),
                ("waiver", thing.waiver),
                ("clauses", thing.clauses),
            ]
        case Group() as thing:
            parts = [("need", thing.need)]
        case TableInput() as thing:
            parts = [("expression", thing.expression)]
        case NotEncoded() as thing:
            parts = [("reason", thing.reason)]
        case Use() as thing:
            parts = [("used", f"{thing.program.policy} {thing.decision}")]
        case _:
            pass
    return tuple(
        (
            diff_words.ASPECT_NAMES[aspect].in_language(side.language),
            side.part(part, Edit(aspect, None, part), located, change.decision),
        )
        for aspect, part in parts
        if part not in (None, ())
    )
