"""Facts by the names that people write: ids or Chinese names, with dots between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def in_records(
    records: Sequence[Mapping[str, Any]], root: FactSection, path: Path
) -> Iterator[Any]:
    """A fact as each record gives it, by its id or its Chinese name; None where it does not."""
    names: list[tuple[str, ...]] = []
    node: FactNode = root
    for id_ in path:
        assert isinstance(node, FactSection)
        names.append((id_, *(zh for zh, known in node.aliases.items() if known == id_)))
        node = node.members[id_]
    return (_reached(record, names) for record in records)


def _reached(record: Any, names: Sequence[tuple[str, ...]]) -> Any:
    for step in names:
        if not isinstance(record, Mapping):
            return None
        for name in step:
            if name in record:
                record = record[name]
                break
        else:
            return None
    return record


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
