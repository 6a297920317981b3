"""Why a requirement is not met, in words, and which facts it looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policydsl.analysis.fact_paths import facts_read, items_of, reads
from policydsl.batch.workbooks import words
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.model import Checklist, Force, Program, Rule
from policydsl.report.reader import Reader
from policydsl.report.rule_view import ItemView, item_view
from policydsl.report.words import ACTUAL_AND_REQUIRED, colon, say
from policydsl.text.diagnostic import Language
from policydsl.trace import Item, Status, Trace

MAX_LINES = 12
# Of facts behind definitions and other decisions, no more than these are to blame.
MAX_BEHIND = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """One failing item of a requirement. `item` is its path (`occupations[2]`), "" for none.

    `facts` are the schema paths of what was looked at.
    """

    decision: str
    rule: str
    title: str
    item: str
    label: str
    told: str
    facts: frozenset[str]

    def line(self, language: Language) -> str:
        """`办公用房面积：实际 49.5 平方米，要求 不少于 50 平方米，差 0.5 平方米`."""
        of = f"{self.label}{colon(language)}" if self.label else ""
        if not self.told:
            return f"{self.title}{colon(language)}{self.label}" if self.label else self.title
        return say(words.REASON_LINE, language, title=self.title, told=of + self.told)


def reasons_of(trace: Trace, program: Program, language: Language) -> Iterator[Reason]:
    """Each failing item of each failing rule that counts against the institution."""
    reader = Reader.of(trace, language, detail=False)
    rules = {rule.id: rule for rule in rules_of(program, trace.decision)}
    for found in trace.rules:
        counts = found.status is Status.FAIL and rules[found.id].force is not Force.PREFERENTIAL
        for item in found.items if counts else ():
            if item.status is Status.FAIL:
                yield Reason(
                    trace.decision,
                    found.id,
                    reader.text(found.title),
                    item.path,
                    item.label or "",
                    _told(item_view(item, reader), language),
                    _facts(program, rules[found.id], item),
                )


def rules_of(program: Program, decision: str) -> tuple[Rule, ...]:
    """The rules of a checklist; none for another kind of decision."""
    body = program.decisions[decision].body
    return body.rules if isinstance(body, Checklist) else ()


def _told(view: ItemView, language: Language) -> str:
    comma = "，" if language == "zh" else ", "
    parts = []
    for each in view.findings:
        named = f"{each.label or each.expression}{colon(language)}"
        told = say(ACTUAL_AND_REQUIRED, language, actual=each.actual, required=each.required)
        shown = comma.join(filter(None, (told, each.difference)))
        parts.append(named + shown if each.label or each.expression else shown)
    parts += view.reasons
    return ("；" if language == "zh" else "; ").join(parts)


def _facts(program: Program, rule: Rule, item: Item) -> frozenset[str]:
    """What the requirement reads; of several comparisons, what those that fail are called by."""
    schema = program.facts
    read = {path for _, path in reads(rule.require.tree, items_of(rule, schema), schema)}
    if not read:
        behind = facts_read(program, rule)
        read = set(behind) if len(behind) <= MAX_BEHIND else set()
    found = {path for path in read if schema.info(path)}
    labels = [each.label.zh for each in item.findings if each.status is Status.FAIL and each.label]
    named = {
        path
        for path in found
        if (info := schema.info(path)) is not None
        and isinstance(info.node, FactLeaf)
        and any(label.endswith(info.label.zh) for label in labels)
    }
    return frozenset(named or found)


def lines_of(reasons: tuple[Reason, ...], language: Language) -> str:
    """Several reasons, one to a line."""
    lines = list(dict.fromkeys(each.line(language) for each in reasons))
    shown = lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        shown.append(say(words.MORE_REASONS, language, count=len(lines)))
    return "\n".join(shown)
