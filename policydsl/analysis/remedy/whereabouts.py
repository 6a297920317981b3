"""Where a fact stands in an institution: stated or not, in an item that is there or is not."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Literal

from policydsl.analysis.remedy.naming import STEP

Container = Literal["there", "unknown", "new"]
"""The item that a fact is in is there; or its list is not stated; or the list is shorter."""


def whereabouts(path: str, stated: Mapping[str, Any]) -> tuple[Container, Any]:
    """What a fact is in, and its plain value, None where it is not stated."""
    here: Any = stated
    steps = STEP.findall(path)
    for position, (name, number) in enumerate(steps, 1):
        here = here.get(name) if isinstance(here, Mapping) else None
        if number:
            if here is None:
                return "unknown", None
            if int(number) > len(here):
                return "new", None
            here = here[int(number) - 1]
        elif here is None and position < len(steps):
            # An unstated section is one whose facts are all missing.
            if any(index for _, index in steps[position:]):
                return "unknown", None
            return "there", None
    return "there", here


def value_at(path: str, stated: Mapping[str, Any]) -> Any:
    """The plain value at a path, None where nothing is stated."""
    return whereabouts(path, stated)[1]


def with_values(stated: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The stated facts with some set to plain values, or, where None, not stated."""
    changed: dict[str, Any] = copy.deepcopy(dict(stated))
    for path, value in values.items():
        here: Any = changed
        *way, (last, number) = STEP.findall(path)
        for name, index in way:
            here = here.setdefault(name, [] if index else {})
            if index:
                here = here[int(index) - 1]
        if number:
            here[last][int(number) - 1] = value
        elif value is None:
            here.pop(last, None)
        else:
            here[last] = copy.deepcopy(value)
    return changed
