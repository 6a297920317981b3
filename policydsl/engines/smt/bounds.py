"""How many items an institution may have where the solver looks for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ITEMS = 3


@dataclass(frozen=True, slots=True)
class Bounds:
    """At most so many `items` in any list; `by_path` says otherwise for some.

    Its paths are those of the facts schema: `occupations`, `occupations[].levels`.
    """

    items: int = ITEMS
    by_path: Mapping[str, int] = field(default_factory=dict, hash=False)

    def of(self, path: str) -> int:
        """The bound of the list at a path of the facts schema."""
        return self.by_path.get(path, self.items)
