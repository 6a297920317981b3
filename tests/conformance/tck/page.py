"""`docs/conformance.md`: what passes, what is left out and why, and how to run the suite."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tck.reports import by_folder
from tck.running import FAILED, PASSED, SKIPPED, Outcome

PAGE = "docs/conformance.md"

_HEAD = """\
<!-- Written by `python tests/conformance/run.py --write-docs`; do not edit. -->

# Conformance to DMN FEEL

The expression language is FEEL of OMG DMN 1.5. Its public test suite, the
[DMN TCK](https://github.com/dmn-tck/tck), is the judge: the tests in `tests/conformance/` read the
suite's models and test cases as they are, evaluate decisions, and compare as the suite's own
runners do (numbers to 1e-8, types as declared, an expected error as null).

Claimed are compliance levels 2 and 3: FEEL expressions, boxed expressions, decision tables with
every hit policy and aggregation, item definitions, and decisions that require one another. Not
claimed are business knowledge models, decision services, imports and functions in other languages:
a policy has none of them. They are evaluated with `--all` all the same.
"""

_RUN = """\
## Running it

The suite is looked for in the folder that `--tck` or the environment variable `DMN_TCK` names, else
in `shared/tck` beside the checkout.

```sh
git clone https://github.com/dmn-tck/tck
python tests/conformance/run.py --tck tck/TestCases --json conformance.json
python tests/conformance/run.py --tck tck/TestCases --folder 0072-feel-in 0100-arithmetic
python tests/conformance/run.py --tck tck/TestCases --all
DMN_TCK=tck/TestCases pytest -m conformance
python tests/conformance/fuzz.py --seconds 60
```

`run.py` ends with status 1 where a case fails, and 2 where there is no suite. The JSON holds
`passed` and `failed` (counts), `skipped` (counts by reason) and `cases` (each one's state, by
`folder/file#case`). `fuzz.py` feeds the parser random and mangled expressions, the suite's among
them, and ends with status 1 where anything but a diagnostic comes out.
"""


def page(outcomes: Sequence[Outcome], commit: str) -> str:
    """The whole page, for the outcomes of the profile on the suite at a commit."""
    total = Counter(each.state for each in outcomes)
    counted = f"{total[PASSED]} of {total[PASSED] + total[FAILED]} cases pass"
    result = (
        "## Result\n\n"
        f"On the suite's commit `{commit}`,\nin the part of its cases that is kept beside the"
        f" checkout: **{counted}**;\n{total[SKIPPED]} are left out.\n"
    )
    return "\n".join([_HEAD, result, _skipped(outcomes), _folders(outcomes), _RUN])


def _skipped(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(each.reason for each in outcomes if each.state == SKIPPED)
    rows = [f"| {reason} | {counts[reason]} |" for reason in sorted(counts)]
    return "\n".join(["## Left out", "", "| because it | cases |", "| --- | ---: |", *rows, ""])


def _folders(outcomes: Sequence[Outcome]) -> str:
    rows = [
        f"| {level.rpartition('-')[2]} | {folder} |"
        f" {' | '.join(str(counts[state] or '') for state in (PASSED, FAILED, SKIPPED))} |"
        for (level, folder), counts in by_folder(outcomes).items()
    ]
    head = ["## By folder", "", "| level | folder | passed | failed | left out |"]
    return "\n".join([*head, "| ---: | --- | ---: | ---: | ---: |", *rows, ""])


def commit_of(suite: Path) -> str:
    """The suite's commit as the note beside it says; `unknown` where it has none."""
    note = suite / "ATTRIBUTION.md"
    found = re.search(r"\b[0-9a-f]{40}\b", note.read_text("utf-8")) if note.is_file() else None
    return "unknown" if found is None else found.group()
