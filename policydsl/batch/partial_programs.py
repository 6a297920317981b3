"""A program cut down to some of its fields, and the facts that it then reads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from policydsl.engines.results import Field
from policydsl.policy.building.mentioned_facts import mentioned_facts
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.model import Checklist, Decision, Program


def only(program: Program, wanted: Collection[Field]) -> Program:
    """The program with just what is needed for some of its fields; they stay the same.

    A checklist that other parts need stays whole.
    """
    names = {each.decision for each in wanted}
    decisions = dict(program.decisions)
    for name in names:
        others = needed_by(program, *(each for each in decisions if each != name))
        if name not in others:
            decisions[name] = _rules_only(
                decisions[name], [e for e in wanted if e.decision == name]
            )
    cut = replace(program, decisions=decisions)
    needed = needed_by(cut, *names)
    return replace(
        cut,
        decisions={name: each for name, each in decisions.items() if name in needed},
        definitions={name: each for name, each in program.definitions.items() if name in needed},
        order=tuple(name for name in program.order if name in needed),
        uses=tuple(use for use in program.uses if use.name in needed),
    )


def _rules_only(decision: Decision, wanted: Collection[Field]) -> Decision:
    """A checklist with some of its rules; whole where its verdict is wanted."""
    body = decision.body
    if not isinstance(body, Checklist) or any(each.kind == "verdict" for each in wanted):
        return decision
    groups = tuple(each for each in body.groups if _has(wanted, "group", each.id))
    of_groups = {each.id for each in groups}
    rules = tuple(
        each for each in body.rules if each.group in of_groups or _has(wanted, "rule", each.id)
    )
    return replace(decision, body=replace(body, rules=rules, groups=groups))


def _has(wanted: Collection[Field], kind: str, id_: str) -> bool:
    return any(each.kind == kind and each.id == id_ for each in wanted)


def sections_read(program: Program) -> frozenset[str]:
    """The sections, lists and facts at the root that a program can read, as a whole each."""
    return frozenset(
        path.partition(".")[0].removesuffix("[]") for path in mentioned_facts([program])
    )
