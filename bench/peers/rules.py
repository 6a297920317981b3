"""What peers are asked: of the policy of `bench/records.py`, whether each of its rules is met.

Every peer gives the fourteen answers in the policy's order; `answer` makes the verdict of them, in
Python, for all alike.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.records import RULES

Institution = Mapping[str, Any]
NAMES = tuple(RULES)
WORKSTATIONS = NAMES.index("workstations")


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to ask another engine.

    `prepare` brings an institution into the form that `ask` takes, outside of what is timed; `met`
    reads the fourteen answers off what `ask` gives.
    """

    name: str
    distribution: str
    prepare: Callable[[Institution], Any]
    ask: Callable[[Any], Any]
    met: Callable[[Any], Sequence[Any]] = list

    def answers(self, institution: Institution) -> tuple[Any, ...]:
        return answer(self.met(self.ask(self.prepare(institution))))


def answer(met: Sequence[Any]) -> tuple[Any, ...]:
    """The verdict, and whether each rule is met, as `bench.records.straight` gives them."""
    binding = all(one for place, one in enumerate(met) if place != WORKSTATIONS)
    verdict = ("eligible" if met[WORKSTATIONS] else "conditional") if binding else "ineligible"
    return (verdict, *met)


def installed(module: str) -> bool:
    """Whether the extra `bench` is here."""
    return importlib.util.find_spec(module) is not None


def version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def as_it_is(institution: Institution) -> Institution:
    return institution


def without(institution: Institution, path: tuple[str, ...]) -> dict[str, Any]:
    """A copy in which one fact is not stated; of a list, the fact of its first item."""
    name, *rest = path
    copy = dict(institution)
    if not rest:
        copy.pop(name, None)
        return copy
    inner = institution[name]
    if isinstance(inner, list):
        copy[name] = [without(inner[0], tuple(rest)), *inner[1:]]
    else:
        copy[name] = without(inner, tuple(rest))
    return copy


ONE_FACT: dict[str, tuple[str, ...]] = {
    "office-area": ("premises", "office", "area"),
    "office-suited": ("premises", "office", "suited"),
    "managers": ("staff", "managers"),
    "examiners": ("staff", "examiners"),
    "good-credit": ("record", "good_credit"),
    "no-violations": ("record", "no_violations"),
    "legal-person": ("institution", "independent_legal_person"),
    "applicant": ("institution", "applicant_type"),
    "theory-area": ("occupations", "theory", "area"),
    "theory-seats": ("occupations", "theory", "seats"),
    "workstations": ("occupations", "practical", "workstations"),
    "monitoring": ("occupations", "practical", "hd_video_monitoring"),
    "level-examiners": ("occupations", "levels", "own_certified_examiners"),
    "level-site": ("occupations", "levels", "site_suited"),
}
"""The one fact that each rule asks about."""


def of_one_unstated(
    ask: Callable[[Institution], Sequence[Any]], good: Institution
) -> dict[str, int]:
    """What is said about each rule where its fact alone is missing, of an institution that passes.

    `ask` gives the fourteen answers: true, false, None for unknown, or raises.
    """
    said = {"met": 0, "not met": 0, "unknown": 0, "refused": 0}
    for place, name in enumerate(NAMES):
        try:
            one = ask(without(good, ONE_FACT[name]))[place]
        except Exception:  # noqa: BLE001 - each engine has errors of its own
            said["refused"] += 1
            continue
        said["unknown" if one is None else "met" if one else "not met"] += 1
    return said
