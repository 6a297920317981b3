"""The body of a decision as blocks: a checklist's requirements, a table, a value."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.policy.model import (
    Checklist,
    Force,
    Group,
    HitPolicy,
    Rule,
    Table,
    TableOutput,
    TableRow,
    ValueExpression,
)
from policydsl.report import page_words, words
from policydsl.report.blocks import (
    Block,
    Bullets,
    Entry,
    Named,
    Numbered,
    Paragraph,
    Terms,
    used_table,
)
from policydsl.report.expression_words import cell_words, condition_lines, result_words, words_of
from policydsl.report.names_in_words import Names, labels_of_type
from policydsl.report.reader import clauses_words
from policydsl.report.words import colon, say
from policydsl.text.diagnostic import Text


def checklist_blocks(checklist: Checklist, names: Names) -> Iterator[Block]:
    """The requirements, counted, and the groups of preferences."""
    groups = {group.id: group.title for group in checklist.groups}
    yield Numbered(tuple(_requirement(rule, groups, names) for rule in checklist.rules))
    if checklist.groups:
        yield Bullets(
            tuple(
                say(
                    page_words.GROUP_LINE,
                    names.language,
                    title=group.title.in_language(names.language),
                    need=words.NEED_NAMES[group.need].in_language(names.language),
                )
                + _group_note(group, names)
                for group in checklist.groups
            )
        )


def _group_note(group: Group, names: Names) -> str:
    if group.note is None:
        return ""
    note = group.note.in_language(names.language)
    return f"（{note}）" if names.language == "zh" else f" ({note})"


def table_blocks(table: Table, names: Names) -> Iterator[Block]:
    """How rows are taken, the rows, and what holds where none matches."""
    language = names.language
    how = page_words.HIT_POLICY_NAMES[table.hit].in_language(language)
    if table.hit is HitPolicy.COLLECT:
        aggregation = page_words.AGGREGATION_NAMES[table.aggregation].in_language(language)
        how = f"{how}{'，' if language == 'zh' else ', '}{aggregation}"
    yield Paragraph(f"{page_words.HIT_POLICY.in_language(language)}{colon(language)}{how}", "skip")
    inputs = tuple(each.title.in_language(language) for each in table.inputs)
    outputs = tuple(f"→ {each.title.in_language(language)}" for each in table.outputs)
    tail = (words.BASIS.in_language(language), words.NOTE.in_language(language))
    yield used_table(
        (*inputs, *outputs, *tail), tuple(_row(row, table, names) for row in table.rows)
    )
    defaults = tuple(
        (
            output.title.in_language(language),
            result_words(output.default.tree, names, _labels(output)),
        )
        for output in table.outputs
        if output.default is not None
    )
    if defaults:
        yield Paragraph(page_words.DEFAULT.in_language(language))
        yield Terms(defaults)


def value_blocks(value: ValueExpression, names: Names) -> Iterator[Block]:
    """The expression, and the results it may give."""
    language = names.language
    text = words_of(value.expression.tree, names, dict(value.labels))
    entries: list[Named] = [(page_words.RESULT.in_language(language), text)]
    if value.labels:
        results = "；" if language == "zh" else "; "
        joined = results.join(label.in_language(language) for _, label in value.labels)
        entries.append((page_words.LABELS.in_language(language), joined))
    yield Terms(tuple(entries))


def _requirement(rule: Rule, groups: dict[str, Text], names: Names) -> Entry:
    language = names.language
    inner = names.bind_rule(rule.iterators)

    def text(word: Text) -> str:
        return word.in_language(language)

    lines: list[Named] = [
        (text(page_words.REQUIRES), line) for line in condition_lines(rule.require.tree, inner)
    ]
    if rule.iterators:
        lines.append((text(page_words.ONE_BY_ONE), _one_by_one(rule, names)))
    if rule.when is not None:
        lines.append((text(page_words.APPLIES_WHEN), words_of(rule.when.tree, inner)))
    if rule.waiver is not None:
        lines.append((text(page_words.WAIVED_BY), words_of(rule.waiver.tree, inner)))
    if rule.iterators:
        lines.append((text(page_words.WHEN_EMPTY), _empty(rule, names)))
    if rule.origin is not None:
        lines.append((text(page_words.ORIGIN), rule.origin))
    if rule.note is not None:
        lines.append((text(words.NOTE), text(rule.note)))
    return Entry(text(rule.title), tuple(_tags(rule, groups, names)), tuple(lines))


def _tags(rule: Rule, groups: dict[str, Text], names: Names) -> Iterator[str]:
    if rule.clauses:
        yield clauses_words(rule.clauses, names.language)
    if rule.force is not Force.MANDATORY:
        yield words.FORCE_NAMES[rule.force.value].in_language(names.language)
    if rule.group is not None and rule.group in groups:
        yield groups[rule.group].in_language(names.language)
    if rule.judgement:
        yield words.JUDGEMENT.in_language(names.language)


def _one_by_one(rule: Rule, names: Names) -> str:
    """`各职业；职业.各等级`, `occupation in occupations; level in occupation.levels`."""
    parts = []
    for each in rule.iterators:
        domain = words_of(each.domain.tree, names)
        names = names.bind_each(each.name, each.domain.tree)
        parts.append(domain if names.language == "zh" else f"{each.name} in {domain}")
    return ("；" if names.language == "zh" else "; ").join(parts)


def _empty(rule: Rule, names: Names) -> str:
    status = page_words.EMPTY_NAMES[rule.empty].in_language(names.language)
    if rule.empty_note is None:
        return status
    note = rule.empty_note.in_language(names.language)
    return f"{status}（{note}）" if names.language == "zh" else f"{status} ({note})"


def _row(row: TableRow, table: Table, names: Names) -> tuple[str, ...]:
    conditions = [
        cell_words(cell.tree, names, labels_of_type(column.expression.type))
        for cell, column in zip(row.conditions, table.inputs, strict=True)
    ]
    results = [
        result_words(cell.tree, names, _labels(output))
        for cell, output in zip(row.results, table.outputs, strict=True)
    ]
    note = row.note.in_language(names.language) if row.note else ""
    return (*conditions, *results, clauses_words(row.clauses, names.language), note)


def _labels(output: TableOutput) -> dict[str, Text]:
    return dict(output.values) or dict(labels_of_type(output.type))
