"""For how many items of its lists an answer about all institutions is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems
from policydsl.text.diagnostic import Text

if TYPE_CHECKING:
    from policydsl.analysis.witnesses import Side
    from policydsl.engines.smt import Bounds


@dataclass(frozen=True, slots=True)
class Reach:
    """`bounds` are the lists (paths of the facts schema) and the items looked at in each.

    `complete`: no institution with more of them could answer otherwise (docs/decisions/0008).
    """

    complete: bool
    bounds: tuple[tuple[str, int], ...] = ()

    def sentence(self, schema: FactsSchema) -> Text:
        """For whom the answer is known, in words."""
        if not self.bounds:
            return Text("对任何机构都成立", "for any institution")
        named = [(schema.label_of(path), path, count) for path, count in self.bounds]
        zh = "、".join(label.zh if label else path for label, path, _ in named)
        en = ", ".join(label.en if label else path for label, path, _ in named)
        if self.complete:
            return Text(f"不论{zh}有多少项都成立", f"for any number of: {en}")
        limits = ((label.zh if label else path, count) for label, path, count in named)
        zh = "、".join(f"{name}至多{count}项" for name, count in limits)
        en = ", ".join(f"{label.en if label else path} ({count})" for label, path, count in named)
        return Text(f"在{zh}的范围内成立", f"for up to so many items: {en}")


def reach_of(sides: Sequence[Side], bounds: Bounds) -> Reach:
    """What a proof within `bounds` says of institutions beyond them."""
    lists = {
        info.path
        for side in sides
        for info in side.program.facts.facts()
        if isinstance(info.node, FactItems)
    }
    return Reach(False, tuple((path, bounds.of(path)) for path in sorted(lists)))
