"""What expressions are encoded among: names, atoms of strings, and what was encoded before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.feel.free_names import free_names
from policydsl.feel.tree import Node


@dataclass(frozen=True, slots=True, eq=False)
class SymbolicScope:
    """Names and values, and the scope around them, like `policydsl.feel.scope.Scope`.

    A name that depends on no fact (a parameter) stands for `constant(value, atoms)`.
    """

    names: Mapping[str, Symbolic]
    outer: SymbolicScope | None = None

    def bind(self, name: str, value: Symbolic) -> SymbolicScope:
        """This scope with one more name, which hides an outer one of the same name."""
        return SymbolicScope({name: value}, self)

    def bind_all(self, names: Mapping[str, Symbolic]) -> SymbolicScope:
        """This scope with more names."""
        return SymbolicScope(names, self)

    def find(self, name: str) -> Symbolic | None:
        """The value of a name, or None where nothing bears it."""
        scope: SymbolicScope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None


@dataclass(slots=True, eq=False)
class ExpressionContext:
    """What the encoding of many expressions shares.

    One serves all expressions over a space: what it remembers is kept by the tree's nodes and the
    values of the names in them.
    """

    atoms: Atoms = field(default_factory=Atoms)
    free: dict[int, tuple[Node, tuple[str, ...]]] = field(default_factory=dict)
    encoded: dict[tuple[int, ...], tuple[tuple[Symbolic | None, ...], Symbolic]] = field(
        default_factory=dict
    )

    def names_of(self, node: Node) -> tuple[str, ...]:
        """The names that a node leaves to those around it, each once."""
        found = self.free.get(id(node))
        if found is None:
            found = self.free[id(node)] = (node, tuple(dict.fromkeys(free_names(node))))
        return found[1]
