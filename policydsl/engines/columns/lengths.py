"""Lists so long that the interpreter's bounds of work might be reached: it has to say."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import polars as pl

from policydsl.engines.columns.layouts import Look, Reads
from policydsl.engines.cost import Bounds, bounds_of
from policydsl.policy.model import Program

MAX_LISTED = 10_000


def bounds_with_uses(program: Program) -> Bounds:
    """Bounds within which neither a program nor one that it uses takes too many steps."""
    own = bounds_of(program)
    found = [own, *(bounds_with_uses(use.program) for use in program.uses)]
    listed = min(MAX_LISTED, *(each.listed for each in found))
    return Bounds(listed, min(each.visited for each in found))


def too_long(flat: pl.DataFrame, look: Look, bounds: Bounds) -> pl.Series:
    """The positions of rows with too many items. Asks each row only if the longest lists could."""
    if max(look.longest.values(), default=0) <= bounds.listed:
        total = sum(_most(path, look.longest) for path in look.longest)
        if total <= bounds.visited:
            return pl.Series(dtype=pl.UInt32)
    lists = [each for each in flat.iter_columns() if isinstance(each.dtype, pl.List)]
    items = [_counted(pl.col(each.name), each.dtype, each.name, look.reads) for each in lists]
    long = pl.any_horizontal(
        pl.sum_horizontal(total for _, total in items) > bounds.visited,
        *(length > bounds.listed for length, _ in items),
    )
    return flat.select(long.arg_true()).to_series()


def _most(path: str, longest: Mapping[str, int]) -> int:
    """At most how many items a row has of a list, in all of those that it is in."""
    parts = path.split("[]")
    above = ("[]".join(parts[:n]) for n in range(1, len(parts) + 1))
    return prod(longest.get(each, 1) for each in above)


def _counted(
    items: pl.Expr, dtype: pl.DataType, path: str, reads: Reads
) -> tuple[pl.Expr, pl.Expr]:
    """The same for each row; how many items, exactly."""
    length = items.list.len().fill_null(0).cast(pl.UInt64)
    longest, total = length, length
    assert isinstance(dtype, pl.List)
    assert isinstance(dtype.inner, pl.DataType)
    for name in _listed_fields(dtype.inner, path, reads):
        inner = {each.name: each.dtype for each in dtype.inner.fields}[name]  # type: ignore[attr-defined]
        below, times = _counted(pl.element().struct.field(name), inner, f"{path}[].{name}", reads)
        longest = pl.max_horizontal(longest, items.list.eval(below).list.max().fill_null(0))
        total = total + items.list.eval(times).list.sum().fill_null(0)
    return longest, total


def _listed_fields(item: pl.DataType, path: str, reads: Reads) -> list[str]:
    if not isinstance(item, pl.Struct):
        return []
    return [
        each.name
        for each in item.fields
        if isinstance(each.dtype, pl.List) and f"{path}[].{each.name}" in reads
    ]
