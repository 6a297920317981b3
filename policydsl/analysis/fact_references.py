"""The facts that a name or a path leads to, as the facts schema has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from policydsl.policy.facts.facts_tree import FactItems, FactNode, FactSection


@dataclass(frozen=True, slots=True)
class FactReference:
    """Facts that an expression leads to.

    `chain` are the loop variables that the way there starts at, `through` counts the lists that
    it projects (`events.cause` goes through one).
    """

    path: str
    node: FactNode
    chain: tuple[str, ...] = ()
    through: int = 0

    @property
    def is_list(self) -> bool:
        return self.through > 0 or isinstance(self.node, FactItems)

    @property
    def is_plain_list(self) -> bool:
        """Whether its items are those of one list of facts."""
        return self.through + isinstance(self.node, FactItems) == 1

    @property
    def list_path(self) -> str:
        """The list whose items these are."""
        return self.path if isinstance(self.node, FactItems) else self.path.rpartition("[]")[0]

    @property
    def lists(self) -> Iterable[str]:
        """All lists that it goes through and, where it is one, itself."""
        steps = self.path.split("[]")
        passed = ["[]".join(steps[: at + 1]) for at in range(len(steps) - 1)]
        first = len(passed) - self.through
        return (*passed[first:], *([self.path] if isinstance(self.node, FactItems) else []))

    def member(self, name: str) -> FactReference | None:
        node = self.node
        if isinstance(node, FactItems):
            item = FactReference(f"{self.path}[]", node.item, self.chain, self.through + 1)
            return item.member(name)
        if not isinstance(node, FactSection) or name not in node.members:
            return None
        return replace(self, path=f"{self.path}.{name}", node=node.members[name])

    def item(self, variable: str) -> FactReference:
        """An item of the list, as a loop variable stands for it."""
        chain = (*self.chain, variable)
        if isinstance(self.node, FactItems):
            return FactReference(f"{self.path}[]", self.node.item, chain)
        return FactReference(self.path, self.node, chain)
