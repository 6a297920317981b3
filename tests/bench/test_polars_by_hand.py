"""Polars by hand, which the engine for tables is timed beside, means what the policy means."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from bench import columns, polars_by_hand
from bench.records import institutions, policy
from policydsl.engines.python import compile_program

COMPILED = compile_program(policy())


def one_by_one(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    return [COMPILED.run(_stated(facts)) for facts in frame.to_dicts()]


def _stated(facts: Any) -> Any:
    """What a frame holds as null is not stated."""
    if isinstance(facts, dict):
        return {name: _stated(each) for name, each in facts.items() if each is not None}
    return [_stated(each) for each in facts] if isinstance(facts, list) else facts


def with_gaps() -> pl.DataFrame:
    """Unknowns of every kind, lists without items and lists that are not stated."""
    known = institutions(60, seed=3, unstated=0.2)
    for place, facts in enumerate(known):
        if place % 7 == 0:
            facts["occupations"] = []
        elif place % 7 == 1:
            facts["occupations"] = None
        elif place % 7 == 2:
            facts["occupations"][0]["levels"] = []
        elif place % 7 == 3:
            facts["occupations"][-1]["levels"] = None
    return pl.DataFrame(known, schema=columns.frame(1).schema)


@pytest.mark.parametrize("unstated", [0, 0.05, 0.5])
def test_with_unknowns(unstated: float) -> None:
    frame = columns.frame(300, unstated=unstated)
    assert polars_by_hand.by_hand(frame).rows() == one_by_one(frame)


def test_with_lists_that_are_empty_or_not_stated() -> None:
    assert polars_by_hand.by_hand(with_gaps()).rows() == one_by_one(with_gaps())


def test_without_unknowns() -> None:
    frame = columns.frame(300)
    assert columns.by_hand_no_nulls(frame).rows() == one_by_one(frame)


def test_drawn_frames_are_as_large_as_drawn_dicts() -> None:
    frame = columns.frame(2_000)
    occupations = frame.get_column("occupations").explode()
    levels = occupations.struct.field("levels").list.len().sum()
    assert abs(len(occupations) / 2_000 - 3) < 0.2
    assert abs(levels / 2_000 - 9) < 0.6
