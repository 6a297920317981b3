"""The names an expression is evaluated among."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policydsl.feel.values import Value


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Names and values, and the scope around them. Never changes once it is in use."""

    names: Mapping[str, Value]
    outer: Scope | None = None

    @staticmethod
    def of(names: Mapping[str, Value]) -> Scope:
        """A scope of these names alone."""
        return Scope(names)

    def bind(self, name: str, value: Value) -> Scope:
        """This scope with one more name, which hides an outer one of the same name."""
        return Scope({name: value}, self)

    def bind_all(self, names: Mapping[str, Value]) -> Scope:
        """This scope with more names."""
        return Scope(names, self)

    def find(self, name: str) -> Value | None:
        """The value of a name, or None where nothing bears it."""
        scope: Scope | None = self
        while scope is not None:
            value = scope.names.get(name)
            if value is not None:
                return value
            scope = scope.outer
        return None
