"""Many institutions like those of `bench/records.py` as a frame, and its policy in Polars by hand.

`frame` draws in Polars itself: a million dicts would take minutes. `by_hand_nulls` and
`by_hand_no_nulls` give codes as the engine does (see `policydsl/engines/results.py`).

`python bench/columns.py --rows 1000000 --rounds 15 --threads 1` times them beside the engine, one
way after the other, after it compared all answers.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polars as pl

from bench.records import IN_PRINCIPLE, RULES, policy
from policydsl.engines.columns import FactTables, compile_columns

ITEM = pl.element()
THEORY = ITEM.struct.field("theory")
PRACTICAL = ITEM.struct.field("practical")
LEVELS = ITEM.struct.field("levels")
OCCUPATIONS = pl.col("occupations")
OF_OCCUPATION = {
    "theory-area": THEORY.struct.field("area") >= 60,
    "theory-seats": THEORY.struct.field("seats") >= 30,
    "workstations": PRACTICAL.struct.field("workstations") >= 10,
    "monitoring": PRACTICAL.struct.field("hd_video_monitoring"),
}
OF_LEVEL = {
    "level-examiners": ITEM.struct.field("own_certified_examiners") >= 5,
    "level-site": ITEM.struct.field("site_suited"),
}


def _field(*path: str) -> pl.Expr:
    expr = pl.col(path[0])
    for name in path[1:]:
        expr = expr.struct.field(name)
    return expr


OF_INSTITUTION = {
    "office-area": _field("premises", "office", "area") >= 50,
    "office-suited": _field("premises", "office", "suited"),
    "managers": _field("staff", "managers") >= 2,
    "examiners": _field("staff", "examiners") >= 5,
    "good-credit": _field("record", "good_credit"),
    "no-violations": _field("record", "no_violations"),
    "legal-person": _field("institution", "independent_legal_person"),
    "applicant": _field("institution", "applicant_type").is_in(["technical_school", "employer"]),
}
MANDATORY = [name for name in RULES if name not in IN_PRINCIPLE]
ELIGIBLE, CONDITIONAL, UNDETERMINED, INELIGIBLE = (pl.lit(each, pl.UInt8) for each in range(4))
PASS, OPEN, FAIL = (pl.lit(each, pl.UInt8) for each in (1, 3, 4))


def by_hand_no_nulls(frame: pl.DataFrame) -> pl.DataFrame:
    """The policy where everything is stated, as one would write it who knows Polars."""
    some = OCCUPATIONS.list.len() > 0
    met = dict(OF_INSTITUTION)
    for name, each in OF_OCCUPATION.items():
        met[name] = OCCUPATIONS.list.eval(each).list.all() & some
    for name, each in OF_LEVEL.items():
        of_levels = LEVELS.list.eval(each).list.all() & (LEVELS.list.len() > 0)
        met[name] = OCCUPATIONS.list.eval(of_levels).list.all() & some
    statuses = frame.select(met[name].alias(name) for name in RULES)
    verdict = (
        pl.when(~pl.all_horizontal(MANDATORY))
        .then(INELIGIBLE)
        .when(~pl.all_horizontal(IN_PRINCIPLE))
        .then(CONDITIONAL)
        .otherwise(ELIGIBLE)
    )
    return statuses.select(
        verdict.alias("filing"),
        *(pl.when(name).then(PASS).otherwise(FAIL).alias(f"filing.{name}") for name in RULES),
    )


def by_hand_nulls(frame: pl.DataFrame) -> pl.DataFrame:
    """The same where anything may be unknown: a fail decides, else what is unknown does."""
    no_item = OCCUPATIONS.list.len() == 0
    fails = {name: ~met.fill_null(True) for name, met in OF_INSTITUTION.items()}
    unknown = {name: met.is_null() for name, met in OF_INSTITUTION.items()}
    for name, met in OF_OCCUPATION.items():
        fails[name] = _any(OCCUPATIONS, ~met.fill_null(True)) | no_item.fill_null(False)
        unknown[name] = _any(OCCUPATIONS, met.is_null()) | OCCUPATIONS.is_null()
    for name, met in OF_LEVEL.items():
        no_level = (LEVELS.list.len() == 0).fill_null(False)
        fail = _any(LEVELS, ~met.fill_null(True)) | no_level
        fails[name] = _any(OCCUPATIONS, fail) | no_item.fill_null(False)
        open_ = _any(LEVELS, met.is_null()) | LEVELS.is_null()
        unknown[name] = _any(OCCUPATIONS, open_) | OCCUPATIONS.is_null()
    truths = frame.select(
        *(each.alias(f"{name} fails") for name, each in fails.items()),
        *(each.alias(f"{name} unknown") for name, each in unknown.items()),
    )

    def either(names: list[str] | tuple[str, ...], what: str) -> pl.Expr:
        return pl.any_horizontal(f"{name} {what}" for name in names)

    verdict = (
        pl.when(either(MANDATORY, "fails"))
        .then(INELIGIBLE)
        .when(either(MANDATORY, "unknown"))
        .then(UNDETERMINED)
        .when(either(IN_PRINCIPLE, "fails"))
        .then(CONDITIONAL)
        .when(either(IN_PRINCIPLE, "unknown"))
        .then(UNDETERMINED)
        .otherwise(ELIGIBLE)
    )
    statuses = (
        pl.when(f"{name} fails")
        .then(FAIL)
        .when(f"{name} unknown")
        .then(OPEN)
        .otherwise(PASS)
        .alias(f"filing.{name}")
        for name in RULES
    )
    return truths.select(verdict.alias("filing"), *statuses)


def _any(items: pl.Expr, truth: pl.Expr) -> pl.Expr:
    return items.list.eval(truth).list.any().fill_null(False)


class _Drawing:
    """Draws columns; `unstated` is the chance of each fact to be left out."""

    def __init__(self, seed: int, unstated: float) -> None:
        self.seeds = count(seed * 1_000_003)
        self.unstated = unstated

    def below(self, rows: int, bound: int) -> pl.Series:
        """Whole numbers below a bound."""
        numbers = pl.int_range(rows, eager=True).hash(next(self.seeds))
        return (numbers % bound).cast(pl.Int64)

    def truth(self, rows: int) -> pl.Series:
        return self.some(self.below(rows, 50) > 0)

    def figure(self, rows: int, least: int) -> pl.Series:
        """Most are at least so much."""
        enough = self.below(rows, 2 * least + 1) + least
        return self.some(enough.zip_with(self.below(rows, 50) > 0, self.below(rows, least + 1)))

    def some(self, found: pl.Series) -> pl.Series:
        """Leaves facts out."""
        if not self.unstated:
            return found
        kept = self.below(len(found), 1_000_000) >= int(self.unstated * 1_000_000)
        nobody = pl.repeat(None, len(found), dtype=found.dtype, eager=True)
        return found.zip_with(kept, nobody)


def _struct(**columns: pl.Series) -> pl.Series:
    return pl.DataFrame(columns).to_struct()


def _lists(items: pl.Series, lengths: pl.Series) -> pl.Series:
    """The items in lists of these lengths, one after the other."""
    rows = pl.DataFrame({"row": pl.int_range(len(lengths), eager=True), "length": lengths})
    owners = rows.select(pl.col("row").repeat_by("length").explode()).to_series()
    owned = pl.DataFrame({"owner": owners, "item": items})
    return owned.group_by("owner", maintain_order=True).agg("item").get_column("item")


def frame(rows: int, seed: int = 1, unstated: float = 0) -> pl.DataFrame:
    """Institutions with 3 occupations and 9 levels in all on average, as nested columns."""
    draw = _Drawing(seed, unstated)
    of_occupations = draw.below(rows, 5) + 1
    occupations = int(of_occupations.sum())
    of_levels = draw.below(occupations, 5) + 1
    levels = int(of_levels.sum())
    level = _struct(
        rank=draw.some(draw.below(levels, 5) + 1),
        own_certified_examiners=draw.figure(levels, 5),
        site_suited=draw.truth(levels),
        equipment_matched=draw.truth(levels),
    )
    occupation = _struct(
        name=pl.repeat("电工", occupations, eager=True),
        theory=_struct(
            area=draw.figure(occupations, 60),
            seats=draw.figure(occupations, 30),
            suited=draw.truth(occupations),
        ),
        practical=_struct(
            workstations=draw.figure(occupations, 10),
            hd_video_monitoring=draw.truth(occupations),
        ),
        levels=_lists(level, of_levels),
    )
    kinds = pl.Series(["technical_school", "employer"]).gather(draw.below(rows, 2))
    return pl.DataFrame(
        {
            "institution": _struct(
                name=draw.some(pl.repeat("机构", rows, eager=True)),
                independent_legal_person=draw.truth(rows),
                applicant_type=draw.some(kinds),
            ),
            "record": _struct(good_credit=draw.truth(rows), no_violations=draw.truth(rows)),
            "premises": _struct(
                office=_struct(area=draw.figure(rows, 50), suited=draw.truth(rows))
            ),
            "staff": _struct(managers=draw.figure(rows, 2), examiners=draw.figure(rows, 5)),
            "occupations": _lists(occupation, of_occupations),
        }
    )


def _timed(
    rows: int, rounds: int, unstated: float, by_hand: Callable[[pl.DataFrame], pl.DataFrame]
) -> Iterator[str]:
    program = policy()
    columns = compile_columns(program)
    institutions = frame(rows, unstated=unstated)
    ways: dict[str, Callable[[], pl.DataFrame]] = {
        "by hand": lambda: by_hand(institutions),
        "engine": lambda: columns.run(FactTables.of(institutions, program.facts)),
    }
    expected, found = (way() for way in ways.values())
    assert expected.equals(found), "the answers differ"
    clock = time.process_time if pl.thread_pool_size() == 1 else time.perf_counter
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            started = clock()
            way()
            times[name].append(clock() - started)
    for name, each in times.items():
        yield f"{name:10} {statistics.median(each) * 1e3:9.2f} ms, at best {min(each) * 1e3:.2f}"
    pairs = zip(times["by hand"], times["engine"], strict=True)
    yield f"rate beside by hand: {statistics.median(one / other for one, other in pairs):.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    if pl.thread_pool_size() != asked.threads:
        environment = {**os.environ, "POLARS_MAX_THREADS": str(asked.threads)}
        os.execve(sys.executable, [sys.executable, *sys.argv], environment)
    for unstated, by_hand in ((0.05, by_hand_nulls), (0.0, by_hand_no_nulls)):
        sys.stdout.write(f"{asked.rows} rows, {unstated:.0%} unstated, {asked.threads} threads\n")
        for line in _timed(asked.rows, asked.rounds, unstated, by_hand):
            sys.stdout.write(f"  {line}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
