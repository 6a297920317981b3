"""From things matched to what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from policydsl.analysis.diff.changes import Change, Edit, How, Kind, Located
from policydsl.analysis.diff.edits import order
from policydsl.analysis.diff.matching import Matched

T = TypeVar("T")


def thing_changes(
    kind: Kind,
    matched: Matched[T],
    locate: tuple[Callable[[T], Located], Callable[[T], Located]],
    edits: Callable[[T, T], Iterable[Edit]],
    decision: str | None = None,
) -> Iterator[Change]:
    """The pairs that differ, then what was removed, then what was added.

    `locate` finds a thing's name and place in the old version and in the new.
    """
    in_old, in_new = locate
    for pair in matched.pairs:
        found = (*edits(pair.old, pair.new), *order(pair.moved, pair.old_at, pair.new_at))
        if found:
            yield Change(
                kind, How.CHANGED, (in_old(pair.old),), (in_new(pair.new),), found, decision
            )
    for each in matched.removed:
        yield Change(kind, How.REMOVED, (in_old(each),), (), (), decision)
    for each in matched.added:
        yield Change(kind, How.ADDED, (), (in_new(each),), (), decision)
