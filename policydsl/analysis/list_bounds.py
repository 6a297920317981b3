"""For how many items of its lists an answer about all institutions is known.

A proof looks at institutions with few items. Often that is enough: whatever an institution with
more items shows, a part of it shows already. docs/decisions/0008 has the argument.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Text

if TYPE_CHECKING:
    from policydsl.analysis.witnesses import Side
    from policydsl.engines.smt import Bounds

ITEMS = 3
MOST_ITEMS = 6


@dataclass(frozen=True, slots=True)
class ListNeeds:
    """The lists that a comparison looks at, by their paths in the facts schema.

    `by_path` says how many items of each suffice; of those in `open` no number does.
    """

    by_path: Mapping[str, int] = field(hash=False)
    open: frozenset[str] = frozenset()

    def bounds(self, items: int = ITEMS) -> dict[str, int]:
        """As many items as suffice; `items` where no number does or it is too many."""
        return {
            path: items if path in self.open or need > max(items, MOST_ITEMS) else need
            for path, need in self.by_path.items()
        }


@dataclass(frozen=True, slots=True)
class Reach:
    """`bounds` are the lists (paths of the facts schema) and the items looked at in each.

    `complete`: no institution with more of them could answer otherwise.
    """

    complete: bool
    bounds: tuple[tuple[str, int], ...] = ()

    def sentence(self, schema: FactsSchema) -> Text:
        """For whom the answer is known, in words."""
        if not self.bounds:
            return Text("对任何机构都成立", "for any institution")
        named = [(schema.label_of(path) or Text(path, path), count) for path, count in self.bounds]
        if self.complete:
            zh = "、".join(label.zh for label, _ in named)
            en = ", ".join(label.en.lower() for label, _ in named)
            return Text(f"不论{zh}有多少项都成立", f"for any number of {en}")
        zh = "、".join(f"{label.zh}至多 {count} 项" for label, count in named)
        en = ", ".join(f"{label.en.lower()}: up to {count}" for label, count in named)
        return Text(f"在{zh}的范围内成立", f"within these bounds: {en}")


def reach_of(sides: Sequence[Side], bounds: Bounds) -> Reach:
    """What a proof within `bounds` says of institutions beyond them."""
    needs = needs_of(sides)
    looked = tuple((path, bounds.of(path)) for path in sorted(needs.by_path))
    enough = all(bound >= needs.by_path[path] for path, bound in looked)
    return Reach(enough and not needs.open, looked)


def needs_of(sides: Sequence[Side]) -> ListNeeds:
    """How many items a comparison of these subjects needs."""
    from policydsl.analysis.list_occurrences import occurrences

    return occurrences(sides)


def joined(reaches: Sequence[Reach]) -> Reach:
    """What several proofs together say: no more than each of them."""
    found: dict[str, int] = {}
    for reach in reaches:
        for path, count in reach.bounds:
            found[path] = min(count, found.get(path, count))
    return Reach(all(reach.complete for reach in reaches), tuple(sorted(found.items())))
