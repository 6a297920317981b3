"""Facts by the names that people write: ids or Chinese names, with dots between."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from policydsl.policy.facts.facts_tree import FactNode, FactSection

Path = tuple[str, ...]

NAME: Path = ("institution", "name")
CODE: Path = ("institution", "unified_social_credit_code")


def path_of(root: FactSection, name: str) -> Path | None:
    """The ids that lead to a fact outside lists; None where the name leads nowhere."""
    node: FactNode = root
    ids: list[str] = []
    for step in name.split("."):
        if not isinstance(node, FactSection):
            return None
        id_ = node.aliases.get(step, step)
        if id_ not in node.members:
            return None
        node = node.members[id_]
        ids.append(id_)
    return tuple(ids)


def in_record(record: Mapping[str, Any], root: FactSection, path: Path) -> Any:
    """A fact as a record gives it, under its id or its Chinese name; None where it does not."""
    found: Any = record
    node: FactNode = root
    for id_ in path:
        if not (isinstance(found, Mapping) and isinstance(node, FactSection)):
            return None
        names = (id_, *(zh for zh, known in node.aliases.items() if known == id_))
        found = next((found[name] for name in names if name in found), None)
        node = node.members[id_]
    return found


def in_frame(frame: pl.DataFrame, path: Path) -> pl.Series:
    """A fact's column of a frame in ids, nested or dotted; nulls where it has none."""
    for size in range(len(path), 0, -1):
        name = ".".join(path[:size])
        if name in frame.columns:
            found = frame[name]
            for id_ in path[size:]:
                if not isinstance(found.dtype, pl.Struct) or id_ not in found.struct.fields:
                    return pl.repeat(None, frame.height, eager=True)
                found = found.struct.field(id_)
            return found
    return pl.repeat(None, frame.height, eager=True)
