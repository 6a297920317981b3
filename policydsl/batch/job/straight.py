"""JSON lines straight to results, where msgspec is installed: the lines that are surely right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from policydsl.batch.evaluator import TableEvaluator
from policydsl.batch.job.fact_names import CODE, NAME
from policydsl.batch.job.given import ID_COLUMNS
from policydsl.batch.reading.source import JsonLines


@dataclass(frozen=True, slots=True)
class Straight:
    """`results` of the lines at `positions`, with their names and codes; `rest` are the others."""

    positions: Sequence[int]
    results: pl.DataFrame = field(repr=False)
    told: pl.DataFrame = field(repr=False)
    rest: Sequence[int]


def straight(content: JsonLines, evaluator: TableEvaluator) -> Straight | None:
    """None where there is no way but the ordinary one."""
    typed = evaluator.rows.records.typed
    if typed is None:
        return None
    from msgspec.json import Decoder

    ids: Decoder[Any] = Decoder(_ids_type())
    run, ids_of = typed.run, ids.decode
    positions: list[int] = []
    rest: list[int] = []
    results: list[tuple[Any, ...]] = []
    known: list[Any] = []
    for at, text in enumerate(content.texts):
        found = run(text)
        if found is None:
            rest.append(at)
            continue
        positions.append(at)
        results.append(found)
        known.append(ids_of(text).institution)
    names = [None if each is None else each.name for each in known]
    codes = [None if each is None else each.unified_social_credit_code for each in known]
    columns = zip(ID_COLUMNS, (names, codes), strict=True)
    told = pl.DataFrame([pl.Series(name, cells, pl.String) for name, cells in columns])
    frame = evaluator.rows.columns.of_results(range(len(positions)), results)
    return Straight(positions, frame, told, rest)


def _ids_type() -> type:
    """Only what tells institutions apart is decoded; the rest of a line is passed over."""
    from msgspec import defstruct

    (section, name), (_, code) = NAME, CODE
    members = [(each, str | None, None) for each in (name, code)]
    institution = defstruct("Institution", members)
    return defstruct("Ids", [(section, institution | None, None)])
