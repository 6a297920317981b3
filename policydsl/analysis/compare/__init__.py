"""Policies side by side: their figures, and who is stricter than whom, proved."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.analysis.compare.columns import columns_of
from policydsl.analysis.compare.criteria import read_criteria, shipped_criteria
from policydsl.analysis.compare.order import Order, order_of
from policydsl.analysis.compare.pairs import Progress, pairs_of
from policydsl.analysis.compare.results import (
    Column,
    Criterion,
    Demand,
    Pair,
    PolicyComparison,
    Row,
)
from policydsl.analysis.compare.rows import rows_of

__all__ = [
    "Column",
    "Criterion",
    "Demand",
    "Order",
    "Pair",
    "PolicyComparison",
    "Row",
    "columns_of",
    "compare_policies",
    "order_of",
    "read_criteria",
    "shipped_criteria",
]

ITEMS = 2
TIMEOUT_SECONDS = 10.0


def compare_policies(
    columns: Sequence[Column],
    criteria: Sequence[Criterion],
    *,
    assumed: str | None = None,
    items: int = ITEMS,
    timeout_seconds: float = TIMEOUT_SECONDS,
    progress: Progress | None = None,
) -> PolicyComparison:
    """Everything about these columns. Raises ExpressionError for a bad assumption."""
    pairs = pairs_of(columns, assumed, items, timeout_seconds, progress)
    rows = rows_of(columns, criteria, assumed)
    return PolicyComparison(tuple(columns), rows, pairs, assumed, items)
