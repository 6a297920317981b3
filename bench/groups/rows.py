"""Many institutions from dicts: the library picks its way, beside a loop of Python by hand."""

from __future__ import annotations

import time
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from bench.effort import Effort, Found
from bench.groups.single import STRAIGHT, of_codes
from bench.records import institutions, policy, straight
from bench.timing import Way, interleaved
from policydsl.analysis.single_records import SingleRecords

DISTINCT = 20_000
ROUNDS = {10_000: 15, 100_000: 9}
LIBRARY = "policydsl, in bulk: checked, verdicts and statuses as a table"
LOOP = "policydsl, a loop over generated code, unchecked"
CONVERSION = "polars alone: dicts to a nested frame"


def measured(effort: Effort) -> Found:
    """Seconds a row. Beyond 20,000 the same institutions come again, to spare memory."""
    known = institutions(DISTINCT)
    found: Found = {"base": STRAIGHT, "distinct": DISTINCT, "by_rows": {}}
    evaluator = _evaluator()
    single = SingleRecords.of(policy())
    for number in effort.rows:
        records = (known * (number // DISTINCT + 1))[:number]
        ways = [
            Way(STRAIGHT, lambda records=records: [straight(each) for each in records], number),
            Way(
                LOOP,
                lambda records=records: [single.compiled.run(each) for each in records],
                number,
            ),
        ]
        if evaluator is not None:
            _same(evaluator, records[:1_000])
            ways.append(
                Way(
                    LIBRARY,
                    lambda records=records: evaluator.evaluate_records(records),
                    number,
                )
            )
        if number == min(effort.rows):
            ways += _conversion(records)
        rounds = effort.rounds(ROUNDS.get(number, 5))
        found["by_rows"][str(number)] = interleaved(
            ways, rounds, clock=time.process_time, collecting=True
        )
    return found


def _evaluator() -> Any:
    if find_spec("polars") is None:
        return None
    from policydsl.batch.evaluator import TableEvaluator

    return TableEvaluator.of(policy())


def _same(evaluator: Any, records: Sequence[dict[str, Any]]) -> None:
    """The library's table says what is said one by one."""
    words = evaluator.evaluate_records(records).results
    compiled = SingleRecords.of(policy()).compiled
    names = [name for name in words.columns if name.startswith("filing")]
    for row, facts in zip(words.select(names).iter_rows(), records, strict=True):
        verdict, *met = of_codes(compiled.run(facts))
        statuses = ["unknown" if one is None else "pass" if one else "fail" for one in met]
        if list(row) != [verdict, *statuses]:
            raise ValueError(f"in bulk {row}, and one by one {[verdict, *statuses]}")


def _conversion(records: Sequence[dict[str, Any]]) -> list[Way]:
    if find_spec("polars") is None:
        return []
    import polars

    schema = polars.DataFrame(records[:1_000]).schema
    return [Way(CONVERSION, lambda: polars.DataFrame(records, schema=schema), len(records))]
