"""A whole policy file, written at random."""

from __future__ import annotations

from functools import partial

from policydsl.testing.drawing import Draw, times, weighted
from policydsl.testing.writing.checklists import checklist
from policydsl.testing.writing.conditions import condition
from policydsl.testing.writing.days import date, has_dates
from policydsl.testing.writing.draft import Draft, Number, Stated
from policydsl.testing.writing.numbers import filtered, number
from policydsl.testing.writing.tables import LETTERS, table
from policydsl.testing.writing.vocabulary import Known
from policydsl.testing.writing.yaml_lines import flow, scalar, title

POLICY_ID = "testing/random"
START = "2024-01-01"
HEAD = f"""\
policy: {POLICY_ID}
version: 1.0.0
title: {{zh: 随机政策, en: A random policy}}
source: {{document: 虚构, issuer: 虚构, issued: {START}}}
effective: {{from: {START}}}
"""
BODIES = ((5, "checklist"), (3, "table"), (3, "value"))
VERDICTS = ("eligible", "conditional", "undetermined", "ineligible", "not_applicable")


def policy_text(draw: Draw, known: Known) -> str:
    """The text of a policy over these facts."""
    draft = Draft(draw)
    definitions: list[str] = []
    for index in times(draw, 0, 2, 40):
        name = f"term_of_art_{index + 1}"
        definitions += draw.together(partial(_definition, draft, known, name))
    decisions: list[str] = []
    for index in times(draw, 1, 3, 50):
        name = f"decision_{index + 1}"
        decisions += draw.together(partial(_decision, draft, known, name))
    parameters = [_parameter(each) for each in draft.parameters]
    parts = {"parameters": parameters, "definitions": definitions, "decisions": decisions}
    lines = [line for name, part in parts.items() if part for line in (f"{name}:", *part)]
    return HEAD + "\n".join(lines) + "\n"


def _parameter(each: Stated) -> str:
    stated = {"value": each.value}
    if each.type != "number":
        stated["type"] = each.type
    if each.unit:
        stated["unit"] = each.unit
    number = each.name.rpartition("_")[2]
    return f"  {each.name}: {flow({**stated, 'title': title(f'数值{number}', each.name)})}"


def _definition(draft: Draft, known: Known, name: str) -> list[str]:
    text = _value(draft, known, name)
    return [f"  {name}:", f"    value: {scalar(text)}", f"    title: {title('说法', 'Term')}"]


def _decision(draft: Draft, known: Known, name: str) -> list[str]:
    lines = [f"  {name}:", f"    title: {title('决定', 'Decision')}"]
    if draft.chance(25):
        lines.append(f"    when: {scalar(condition(draft, known, 1))}")
    match weighted(draft.draw, BODIES):
        case "checklist":
            lines += checklist(draft, known, name.replace("_", "-"))
            draft.enumerations.append((name, VERDICTS))
        case "table":
            text = table(draft, known)
            lines += text.lines
            _remember(draft, name, text.kind)
        case _:
            lines.append(f"    value: {scalar(_value(draft, known, name))}")
    return lines


def _remember(draft: Draft, name: str, kind: str) -> None:
    match kind:
        case "values":
            draft.enumerations.append((name, LETTERS))
        case "number":
            draft.numbers.append(Number(name))
        case "boolean":
            draft.booleans.append(name)
        case "date":
            draft.dates.append(name)


def _value(draft: Draft, known: Known, name: str) -> str:
    """An expression of some kind, which from then on others may name."""
    match draft.draw.integer(0, 5):
        case 0 | 1:
            text = condition(draft, known, 2)
            draft.booleans.append(name)
            return text
        case 2 | 3:
            found = number(draft, known, 2) or Number(draft.figure())
            draft.numbers.append(Number(name, found.unit))
            return found.text
        case 4 if has_dates(draft, known):
            text = date(draft, known, 2)
            draft.dates.append(name)
            return text
        case 5 if known.lists:
            return _list(draft, known)
        case _:
            test = condition(draft, known, 1)
            return f'if {test} then "high" else "low"'


def _list(draft: Draft, known: Known) -> str:
    each = known.lists[draft.draw.integer(0, len(known.lists) - 1)]
    facts = each.members.facts
    text = filtered(draft, each, 1)
    if not facts:
        return text
    fact = facts[draft.draw.integer(0, len(facts) - 1)]
    if draft.chance(50):
        return f"{text}.{fact.text}"
    name = draft.iteration(each)
    return f"for {name} in {text} return {name}.{fact.text}"
