"""Outcomes as a table, as JSON and as a page of docs/."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from tck.running import FAILED, PASSED, SKIPPED, Outcome

_STATES = (PASSED, FAILED, SKIPPED)


def table(outcomes: Sequence[Outcome]) -> str:
    """Counts for each folder and in all, then every failure."""
    width = max((len(each.folder) for each in outcomes), default=10)
    lines = [_row("folder", width, *_STATES)]
    lines += [
        _row(folder, width, *(counts[state] or "" for state in _STATES))
        for (_, folder), counts in by_folder(outcomes).items()
    ]
    total = Counter(each.state for each in outcomes)
    lines += [_row("in all", width, *(total[state] for state in _STATES))]
    failures = [f"{each.case}\n    {each.reason}" for each in outcomes if each.state == FAILED]
    return "\n".join([*lines, *([""] if failures else []), *failures])


def _row(name: str, width: int, *cells: object) -> str:
    return name.ljust(width) + "".join(str(cell).rjust(9) for cell in cells)


def by_folder(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], Counter[str]]:
    """How many cases of each state a folder has; folders are told by level and name."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for each in outcomes:
        counts.setdefault((each.level, each.folder), Counter())[each.state] += 1
    return counts


def as_json(outcomes: Sequence[Outcome]) -> str:
    """`passed` and `failed` count cases; `cases` holds each one's state, by `folder/file#case`."""
    total = Counter(each.state for each in outcomes)
    document = {
        PASSED: total[PASSED],
        FAILED: total[FAILED],
        SKIPPED: dict(
            sorted(Counter(each.reason for each in outcomes if each.state == SKIPPED).items())
        ),
        "cases": {
            each.case: {"state": each.state, **({"reason": each.reason} if each.reason else {})}
            for each in outcomes
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
