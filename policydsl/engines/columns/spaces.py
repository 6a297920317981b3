"""Rows that expressions are about: institutions, or the items of their lists.

Items are asked within the list, as long as nothing else takes part: Polars then goes over all
items at once, and no row is made anew. Where something else does, the items become rows of their
own, each with what it needs of the row it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

import polars as pl

from policydsl.engines.columns.kinds import Flag, Piece, either, expression_of
from policydsl.engines.columns.not_handled import ReachesOut

_ROW = "·row"


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A column made of others."""

    name: str
    expr: pl.Expr

    @property
    def made(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def needed(self) -> frozenset[str]:
        return frozenset(self.expr.meta.root_names())


@dataclass(eq=False, slots=True)
class Space:
    """Rows, and the columns made for them. `item` is an item of the list, in a list's space.

    `within` a list, nothing can be held: there are no columns. `found` are truths about the list
    that the rows are items of: whether each holds of any item. `gathered` are lists made anew.
    """

    names: count[int]
    outer: Space | None = None
    within: bool = False
    listed: str = ""
    item: pl.Expr | None = None
    makers: list[Held | Space] = field(default_factory=list)
    known: dict[bytes, str] = field(default_factory=dict)
    brought: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    gathered: dict[tuple[str, str], str] = field(default_factory=dict)
    beyond: list[Flag] = field(default_factory=list)

    def hold(self, expr: pl.Expr, key: bytes | None = None) -> pl.Expr:
        """The same as a column of its own, which is made once; of those of a key, if it has one."""
        if self.within or expr.meta.undo_aliases().meta.is_column():
            return expr
        key = key or expr.meta.serialize()
        if key not in self.known:
            self.known[key] = self.name()
            self.makers.append(Held(self.known[key], expr))
        return pl.col(self.known[key])

    def hold_flag(self, flag: Flag) -> Flag:
        """The same for a truth, which may be known beforehand."""
        return flag if isinstance(flag, bool) else self.hold(flag)

    def name(self) -> str:
        return f"·{next(self.names)}"

    def bring(self, expr: pl.Expr, home: Space) -> pl.Expr:
        """What is about a row around, for each row here."""
        if home is self:
            return expr
        assert self.outer is not None
        assert not self.within
        there = self.outer.hold(self.outer.bring(expr, home))
        (name,) = there.meta.root_names()
        self.brought.setdefault(name, f"{name}·")
        return pl.col(self.brought[name])

    def any(self, flag: pl.Expr) -> pl.Expr:
        """For the row around, whether a truth holds of any row here."""
        assert self.outer is not None
        there = self.hold(flag)
        (name,) = there.meta.root_names()
        if name not in self.found:
            self.found[name] = self.name()
        return pl.col(self.found[name])

    def gather(self, value: pl.Expr, kept: pl.Expr) -> pl.Expr:
        """For the row around, a list of what the rows here give that are kept."""
        (name,) = self.hold(value).meta.root_names()
        (truth,) = self.hold(kept).meta.root_names()
        if (name, truth) not in self.gathered:
            self.gathered[name, truth] = self.name()
        return pl.col(self.gathered[name, truth])

    def goes_beyond(self, flag: Flag) -> None:
        """Notes where others have to answer."""
        if flag is not False:
            self.beyond.append(flag)

    @property
    def made(self) -> tuple[str, ...]:
        return (*self.found.values(), *self.gathered.values())

    @property
    def needed(self) -> frozenset[str]:
        return frozenset((self.listed, *self.brought))

    def finish(self) -> None:
        """Hands to the row around where others have to answer."""
        flag = self.hold_flag(either(*self.beyond))
        if flag is not False and self.outer is not None:
            self.outer.goes_beyond(self.any(expression_of(flag)))

    def order(self) -> list[list[Held] | Space]:
        """What to make, one after the other, each after all it needs."""
        makers = {name: each for each in self.makers for name in each.made}
        levels: dict[int, int] = {}

        def level_of(each: Held | Space) -> int:
            if id(each) not in levels:
                needed = (makers[name] for name in each.needed if name in makers)
                levels[id(each)] = 1 + max(map(level_of, needed), default=0)
            return levels[id(each)]

        for each in self.makers:
            level_of(each)
        found: list[list[Held] | Space] = []
        for level in sorted(set(levels.values())):
            here = [each for each in self.makers if levels[id(each)] == level]
            held = [each for each in here if isinstance(each, Held)]
            if held:
                found.append(held)
            found.extend(each for each in here if isinstance(each, Space))
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """A space made ready: what to do to a frame of its rows."""

    makers: tuple[tuple[pl.Expr, ...] | Steps, ...]
    listed: str
    brought: tuple[pl.Expr, ...]
    found: tuple[tuple[str, str], ...]
    gathered: tuple[tuple[tuple[str, str], str], ...]

    @staticmethod
    def of(space: Space) -> Steps:
        makers = tuple(
            Steps.of(each)
            if isinstance(each, Space)
            else tuple(held.expr.alias(held.name) for held in each)
            for each in space.order()
        )
        brought = tuple(pl.col(name).alias(here) for name, here in space.brought.items())
        return Steps(
            makers,
            space.listed,
            brought,
            tuple(space.found.items()),
            tuple(space.gathered.items()),
        )

    def make(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with all columns."""
        for each in self.makers:
            if isinstance(each, Steps):
                frame = frame.with_columns(each.of_items(frame))
            else:
                frame = frame.with_columns(each)
        return frame

    def of_items(self, frame: pl.DataFrame) -> list[pl.Series]:
        """For each row, what holds of any item of its list."""
        rows = pl.int_range(pl.len(), dtype=pl.UInt32).alias(_ROW)
        items = frame.select(rows, pl.col(self.listed), *self.brought).explode(
            self.listed, empty_as_null=False, keep_nulls=False
        )
        made = self.make(items)
        marked = [
            _marked(frame.height, made.get_column(_ROW).filter(made.get_column(name)), given)
            for name, given in self.found
        ]
        lists = [_listed(frame.height, made, *names, given) for names, given in self.gathered]
        return [*marked, *lists]


def _marked(height: int, rows: pl.Series, name: str) -> pl.Series:
    found = pl.repeat(False, height, eager=True).alias(name)
    if len(rows):
        found.scatter(rows, True)
    return found


def _listed(height: int, items: pl.DataFrame, value: str, kept: str, name: str) -> pl.Series:
    owned = items.filter(pl.col(kept)).group_by(_ROW, maintain_order=True).agg(pl.col(value))
    rows = pl.select(pl.int_range(height, dtype=pl.UInt32).alias(_ROW))
    found = rows.join(owned, on=_ROW, how="left", maintain_order="left").get_column(value)
    return found.fill_null(pl.Series([[]], dtype=found.dtype)).alias(name)


def here(piece: Piece, space: Space) -> Piece:
    """A piece as it is known in a space. Raises `ReachesOut` where a list's items cannot know."""
    if piece.space is None or piece.space is space or piece.expr is None:
        return piece
    if space.within:
        raise ReachesOut
    home = piece.space

    def brought(flag: Flag | None) -> Flag | None:
        return space.bring(flag, home) if isinstance(flag, pl.Expr) else flag

    fault, bare = brought(piece.fault), brought(piece.bare)
    assert fault is not None
    assert bare is not None
    return replace(
        piece,
        expr=space.bring(piece.expr, home),
        fault=fault,
        bare=bare,
        stated=brought(piece.stated),
        null=None,
        members=piece.members and tuple(here(each, space) for each in piece.members),
        space=space,
    )
