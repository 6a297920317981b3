"""Runs the DMN TCK; `python tests/conformance/run.py --help` lists the options.

Exit status 0 where nothing failed, 1 where something did, 2 where the suite is not found.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tck import page, reports
from tck.running import FAILED, folders, run_folder
from tck.suite import HOW_TO_GET_IT, ROOT, find_suite


def main() -> int:
    options = _options()
    suite = find_suite(options.tck, os.environ)
    if suite is None:
        sys.stderr.write(HOW_TO_GET_IT + "\n")
        return 2
    outcomes = [
        outcome
        for folder in folders(suite, options.folder)
        for outcome in run_folder(folder, everything=options.all)
    ]
    sys.stdout.write(reports.table(outcomes) + "\n")
    if options.json is not None:
        options.json.write_text(reports.as_json(outcomes), encoding="utf-8")
    if options.write_docs:
        (ROOT / page.PAGE).write_text(page.page(outcomes, page.commit_of(suite)), encoding="utf-8")
    return 1 if any(each.state == FAILED for each in outcomes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Run the DMN TCK against policydsl's FEEL.")
    parser.add_argument("--tck", type=Path, help="the folder that holds compliance-level-2 and -3")
    parser.add_argument("--json", type=Path, help="write every case's outcome to this file")
    parser.add_argument("--folder", nargs="+", default=[], help="only these folders")
    parser.add_argument("--all", action="store_true", help="also what is outside the profile")
    parser.add_argument("--write-docs", action="store_true", help=f"rewrite {page.PAGE}")
    options = parser.parse_args()
    if options.write_docs and (options.all or options.folder):
        parser.error("--write-docs tells of the whole profile: not with --all or --folder")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
