"""Random checklists: rules of every force, over items or not, waived, grouped."""

from __future__ import annotations

from functools import partial

from policydsl.testing.drawing import chance, pick, times, weighted
from policydsl.testing.writing.conditions import condition, items_of
from policydsl.testing.writing.draft import Draft
from policydsl.testing.writing.numbers import filtered
from policydsl.testing.writing.vocabulary import Known, Listed
from policydsl.testing.writing.yaml_lines import scalar, title

FORCES = ((5, "mandatory"), (3, "in_principle"), (2, "preferential"))
EMPTY = ("fail", "pass", "not_applicable")


def checklist(draft: Draft, known: Known, stem: str) -> list[str]:
    """The lines of a checklist's body; `stem` makes the ids of its rules unique."""
    lines = ["    checklist:"]
    groups: dict[str, None] = {}
    for number in times(draft.draw, 1, 6, 65):
        id_ = f"{stem}-{number + 1}"
        lines += draft.draw.together(partial(_rule, draft, known, id_, groups))
    if groups:
        lines.append("    groups:")
        for group in groups:
            need = draft.pick(("any", "all"))
            lines.append(f"      {group}: {{need: {need}, title: {title('择优', 'Merit')}}}")
    return lines


def _rule(draft: Draft, known: Known, id_: str, groups: dict[str, None]) -> list[str]:
    force = weighted(draft.draw, FORCES)
    lines = [f"      - rule: {id_}", f"        title: {title('条件', 'Rule')}"]
    if force != "mandatory":
        lines.append(f"        force: {force}")
    scope, domains = known, list[str]()
    if known.lists and draft.chance(50):
        scope, domains = _iterations(draft, known)
    if domains:
        lines.append(f"        for: [{', '.join(_quoted(domain) for domain in domains)}]")
    if draft.chance(35):
        lines.append(f"        when: {scalar(condition(draft, _wide(draft, scope, known), 1))}")
    lines.append(f"        require: {scalar(condition(draft, _wide(draft, scope, known), 2))}")
    reasons = (*scope.kind("statement"), *known.kind("statement"))
    if force == "in_principle" and reasons and draft.chance(60):
        lines.append(f"        waiver: {pick(draft.draw, reasons).text}")
    if domains and draft.chance(60):
        lines.append(f"        empty: {draft.pick(EMPTY)}")
    if force == "preferential" and draft.chance(70):
        group = draft.pick(("merits", "honours"))
        groups[group] = None
        lines.append(f"        group: {group}")
    return lines


def _wide(draft: Draft, scope: Known, known: Known) -> Known:
    """Items alone, or now and then with what lies around them."""
    return scope + known if scope is not known and chance(draft.draw, 20) else scope


def _iterations(draft: Draft, known: Known) -> tuple[Known, list[str]]:
    """What an item knows, and the parts of `for`, one within another."""
    each = pick(draft.draw, known.lists)
    scope, domain, name = _iteration(draft, each)
    domains = [f"{name} in {domain}"]
    if scope.lists and draft.chance(50):
        inner, within, inner_name = _iteration(draft, pick(draft.draw, scope.lists))
        domains.append(f"{inner_name} in {within}")
        scope = inner + Known(scope.facts)
    return scope, domains


def _iteration(draft: Draft, each: Listed) -> tuple[Known, str, str]:
    domain = filtered(draft, each, 1) if draft.chance(20) else each.text
    name = draft.iteration(each)
    return items_of(each, name), domain, name


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
