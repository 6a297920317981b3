"""The policy of `bench/records.py` in Polars by hand with unknowns, as fast as we know to write it.

Of each rule two truths are asked for: that it surely passes, and that it does not surely fail. Both
are bits to Polars; lists of statuses would take several times as long.
"""

from __future__ import annotations

import polars as pl

from bench.columns import (
    LEVELS,
    MANDATORY,
    OCCUPATIONS,
    OF_INSTITUTION,
    OF_LEVEL,
    OF_OCCUPATION,
)
from bench.records import IN_PRINCIPLE, RULES

ELIGIBLE, CONDITIONAL, UNDETERMINED, INELIGIBLE = (pl.lit(each, pl.UInt8) for each in range(4))
PASS, OPEN, FAIL = (pl.lit(each, pl.UInt8) for each in (1, 3, 4))


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes of the verdict and of each rule, as the engine gives them."""
    truths = frame.select(*_truths("passes", False), *_truths("may pass", True))
    may_pass, passes = (
        pl.all_horizontal(f"{name} {what}" for name in MANDATORY) for what in ("may pass", "passes")
    )
    may_pass_too, passes_too = (
        pl.all_horizontal(f"{name} {what}" for name in IN_PRINCIPLE)
        for what in ("may pass", "passes")
    )
    verdict = (
        pl.when(~may_pass)
        .then(INELIGIBLE)
        .when(~passes)
        .then(UNDETERMINED)
        .when(~may_pass_too)
        .then(CONDITIONAL)
        .when(~passes_too)
        .then(UNDETERMINED)
        .otherwise(ELIGIBLE)
    )
    return truths.select(
        verdict.alias("filing"),
        *(
            pl.when(f"{name} passes")
            .then(PASS)
            .when(f"{name} may pass")
            .then(OPEN)
            .otherwise(FAIL)
            .alias(f"filing.{name}")
            for name in RULES
        ),
    )


def _truths(what: str, unknown: bool) -> list[pl.Expr]:
    """Each rule where an unknown counts as given."""

    def every(items: pl.Expr, met: pl.Expr) -> pl.Expr:
        some = (items.list.len() > 0).fill_null(unknown)
        return items.list.eval(met).list.all().fill_null(unknown) & some

    found = {name: met.fill_null(unknown) for name, met in OF_INSTITUTION.items()}
    for name, met in OF_OCCUPATION.items():
        found[name] = every(OCCUPATIONS, met.fill_null(unknown))
    for name, met in OF_LEVEL.items():
        found[name] = every(OCCUPATIONS, every(LEVELS, met.fill_null(unknown)))
    return [each.alias(f"{name} {what}") for name, each in found.items()]
