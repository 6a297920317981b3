"""Measures policydsl beside its peers, and writes docs/performance.md, its plot and docs/sizing.md.

    python bench/measure.py [--quick] [--only GROUP ...] [--render]

Every answer is compared before anything is timed. Figures are kept in bench/results.json; a run of
some groups replaces theirs and leaves the others.
"""

from __future__ import annotations

import argparse
import datetime
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.effort import Effort, Found
from bench.environment import environment, load
from bench.groups import files, growth, memory, rows, single, spark, start, tables, trace
from bench.page import page
from bench.plot import plot
from bench.sizing import sizing

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results.json"
GROUPS: dict[str, Callable[[Effort], Found]] = {
    "single": single.measured,
    "json": single.of_bytes,
    "trace": trace.measured,
    "start": start.measured,
    "rules": growth.with_rules,
    "items": growth.with_items,
    "rows": rows.measured,
    "columns": tables.measured,
    "memory": memory.measured,
    "files": files.measured,
    "spark": spark.measured,
}


def main() -> int:
    asked = _options()
    results = _read(asked.results)
    failed = []
    if not asked.render:
        results["environment"] = environment()
        for name in asked.only or GROUPS:
            if not _measure(name, asked.quick, results):
                failed.append(name)
            _write(asked.results, json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    docs = asked.docs
    _write(docs / "performance.md", page(results))
    _write(docs / "performance.svg", plot(results["groups"]))
    _write(docs / "sizing.md", sizing(results))
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure policydsl beside its peers.")
    parser.add_argument("--quick", action="store_true", help="a few minutes, and rough figures")
    parser.add_argument("--only", nargs="+", choices=GROUPS, help="measure these groups alone")
    parser.add_argument("--render", action="store_true", help="measure nothing; write the pages")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where figures are kept")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="where pages go")
    return parser.parse_args()


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"groups": {}}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _measure(name: str, quick: bool, results: dict[str, Any]) -> bool:
    """Whether it could be measured; if not, nothing stands there, and the others go on."""
    sys.stderr.write(f"{name} … ")
    sys.stderr.flush()
    before, started = load(), time.perf_counter()
    results["groups"].pop(name, None)
    try:
        found = GROUPS[name](Effort(quick))
    except (ImportError, ValueError, OSError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"failed: {error}\n")
        return False
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    results["groups"][name] = {**found, "day": day, "quick": quick, "load": before}
    sys.stderr.write(f"{time.perf_counter() - started:.0f} s\n")
    return True


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
