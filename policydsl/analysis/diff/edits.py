"""Which aspects of a thing differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from policydsl.analysis.diff.changes import Aspect, Edit, Part
from policydsl.analysis.same_text import Meanings
from policydsl.feel.tree import Name, Node
from policydsl.policy.model import CheckedExpression, CheckedTests, RuleIterator

_PLACES = frozenset({"span", "name_span", "quoted"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What both versions' expressions are read by; `renamed` leads from old names to new ones."""

    old: Meanings
    new: Meanings
    renamed: Mapping[str, str]

    def expression(
        self,
        aspect: Aspect,
        before: CheckedExpression | CheckedTests | None,
        after: CheckedExpression | CheckedTests | None,
        column: str | None = None,
    ) -> Iterator[Edit]:
        """An edit, unless only names differ that other things have now."""
        if before is None or after is None:
            if before is not after:
                yield Edit(aspect, before, after, column)
            return
        if self._as_written(before.tree, after.tree):
            return
        same = self.old.expression(before.tree) == self.new.expression(after.tree)
        yield Edit(aspect, before, after, column, same=same)

    def iterators(
        self, before: tuple[RuleIterator, ...], after: tuple[RuleIterator, ...]
    ) -> Iterator[Edit]:
        """What a rule goes through, and how it calls the items."""
        as_written = len(before) == len(after) and all(
            one.name == other.name and self._as_written(one.domain.tree, other.domain.tree)
            for one, other in zip(before, after, strict=True)
        )
        if not as_written:
            yield Edit("for", before or None, after or None)

    def _as_written(self, one: object, other: object) -> bool:
        if isinstance(one, Name) and isinstance(other, Name):
            return self.renamed.get(one.name, one.name) == other.name
        if isinstance(one, Node):
            return type(one) is type(other) and all(
                self._as_written(getattr(one, each.name), getattr(other, each.name))
                for each in fields(one)
                if each.name not in _PLACES
            )
        if isinstance(one, tuple) and isinstance(other, tuple):
            return len(one) == len(other) and all(map(self._as_written, one, other))
        return one == other


def plain(*aspects: tuple[Aspect, Part | None, Part | None]) -> Iterator[Edit]:
    """The aspects, of those given, that differ."""
    for aspect, before, after in aspects:
        if before != after:
            yield Edit(aspect, _stated(before), _stated(after))


def _stated(part: Part | None) -> Part | None:
    return None if part in ("", ()) else part


def order(moved: bool, old_at: int, new_at: int) -> Iterable[Edit]:
    """Another place among its kind; positions count from 0 here, from 1 in the edit."""
    return (Edit("order", old_at + 1, new_at + 1),) if moved else ()
