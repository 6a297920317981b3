"""How tables with certain headings are read and belong together, found once for all parts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from policydsl.batch.headings import Headings
from policydsl.batch.joining import Tables
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Diagnostic

HeadingsOf = tuple[tuple[str, tuple[str, ...]], ...]
"""The headings of tables by the paths of their lists, "" for institutions."""


@lru_cache(maxsize=8)
def tables_of(schema: FactsSchema, headings: HeadingsOf, wanted: tuple[str, ...] = ()) -> Tables:
    """What is `wanted` and no fact is left out of the facts.

    A column that is no fact, and stands in two tables, tells which rows belong together. Raises
    `FactsError` for columns that are neither.
    """
    unknown = {path: _no_facts(schema, path, names) for path, names in headings}
    own = unknown.get("", [])
    keys = {name for path, names in unknown.items() if path for name in names if name in own}
    extra = [name for name in own if name in wanted and name not in keys]
    return Tables.of(schema, dict(headings), keep=extra, keys=keys)


def key_headings(tables: Tables, path: str, keys: Sequence[str]) -> list[str]:
    """The columns of a table that hold these keys, as they are called there."""
    meant = tables.conversions[path].meant
    called = {each.path: heading for heading, each in meant.items()}
    return [called.get(key, key) for key in keys]


def _no_facts(schema: FactsSchema, path: str, names: Sequence[str]) -> list[str]:
    known = Headings.of(schema, path)
    return [name for name in names if isinstance(known.meaning(name), Diagnostic)]
