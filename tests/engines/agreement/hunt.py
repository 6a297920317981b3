"""Holds every engine to the interpreter on drawn records of the shipped policies, and counts.

`python tests/engines/agreement/hunt.py --seconds 600 --seed 2` draws and asks the interpreter;
`--store DIR` takes its results from where `keep.py` kept them, with the seed they were kept for.
`--only POLICY/CHUNK/NUMBER` asks about one record again, and prints it. `--cases` asks about every
example and case instead.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from record_drawing_bases import case_facts  # noqa: E402 - the path comes first
from record_drawing_engines import ENGINES, json_of  # noqa: E402
from record_drawing_hunt import Hunt  # noqa: E402
from record_drawing_store import SIZE, Store  # noqa: E402
from shipped_programs import examples, shipped  # noqa: E402

MAX_SHOWN = 20
TOLD_AFTER = 100_000


def rounds(hunts: Sequence[Hunt], asked: argparse.Namespace) -> Iterator[tuple[Hunt, int]]:
    """One chunk of each policy after the other, until there was enough."""
    until = time.monotonic() + asked.seconds if asked.seconds else None
    left = asked.records if asked.records else None
    for chunk in count(asked.first):
        some = False
        for hunt in hunts:
            if hunt.store and chunk not in hunt.kept:
                continue
            if (until and time.monotonic() > until) or (left is not None and left <= 0):
                return
            some = True
            yield hunt, chunk
            left = None if left is None else left - SIZE
        if not some:
            return


def only(place: str, hunts: Sequence[Hunt]) -> int:
    """One record again: its facts, and what differs, asked alone and among its chunk's."""
    policy, chunk, number = place.rsplit("/", 2)
    hunt = next(each for each in hunts if each.program.policy == policy)
    records = hunt.drawing.chunk(hunt.seed, int(chunk), SIZE)
    record = records[int(number)]
    sys.stdout.write(json_of(record) + "\n")
    wanted = hunt.oracle.full_result(record)
    found = [*hunt.compared(int(chunk), [record], [wanted])]
    sys.stdout.writelines(f"alone: {each}\n" for each in found)
    answers = list(hunt.oracle.results(records))
    among = hunt.compared(int(chunk), records, answers)
    told = [each for each in among if each.number == int(number)]
    sys.stdout.writelines(f"among {len(records)}: {each}\n" for each in told)
    return 1 if found or told else 0


def cases(hunts: Sequence[Hunt]) -> int:
    """Every example and the facts of every case file, instead of drawn records."""
    asked, differed = 0, 0
    for hunt in hunts:
        program = hunt.program
        records = [{}, *examples().values(), *case_facts(program.policy, program.version)]
        found = [*hunt.compared(0, records, list(hunt.oracle.results(records)))]
        sys.stdout.writelines(f"{each}\n" for each in found)
        asked, differed = asked + len(records), differed + len(found)
    sys.stdout.write(f"{asked} examples and cases: {differed} results differed\n")
    return 1 if differed else 0


def tell_verdicts(hunts: Sequence[Hunt], asked: argparse.Namespace) -> None:
    """How often each verdict occurs; the interpreter alone is asked."""
    found: Counter[tuple[str, str, str]] = Counter()
    for hunt, chunk in rounds(hunts, asked):
        for (decision, verdict), times in hunt.verdicts(chunk).items():
            found[hunt.program.policy, decision, verdict] += times
    for (policy, decision, verdict), times in sorted(found.items()):
        sys.stdout.write(f"{policy} {decision}: {verdict} {times} times\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--records", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the chunk to begin with")
    parser.add_argument("--store", type=Path)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--policies", default="", help="a regular expression for their ids")
    parser.add_argument("--only")
    parser.add_argument("--cases", action="store_true", help="ask about examples and cases")
    parser.add_argument("--verdicts", action="store_true", help="tell how often each occurs")
    asked = parser.parse_args()
    store = Store(asked.store, asked.seed) if asked.store else None
    hunts = [
        Hunt(each.program, asked.seed, asked.engines.split(","), store)
        for each in shipped()
        if re.search(asked.policies, each.id)
    ]
    if asked.only:
        return only(asked.only, hunts)
    if store is None and not asked.seconds and not asked.records:
        asked.seconds = 60
    if asked.cases:
        return cases(hunts)
    if asked.verdicts:
        tell_verdicts(hunts, asked)
        return 0
    return go_on(hunts, asked)


def go_on(hunts: Sequence[Hunt], asked: argparse.Namespace) -> int:
    """Chunk after chunk; tells differences as they come, and how far it is now and then."""
    started, differed, records = time.monotonic(), 0, 0
    fields: Counter[tuple[str, str, str]] = Counter()

    def told() -> str:
        rate = records / (time.monotonic() - started)
        return (
            f"seed {asked.seed}: {records} records through {asked.engines}:"
            f" {differed} results differed; {rate:.0f} records a second\n"
        )

    for hunt, chunk in rounds(hunts, asked):
        for each in hunt.differences(chunk):
            differed += 1
            fields[each.engine, each.policy, f"{each.field.decision}.{each.field.id}"] += 1
            if differed <= MAX_SHOWN:
                sys.stdout.write(f"{each}\n")
        records += SIZE
        if records % TOLD_AFTER == 0:
            sys.stdout.write(told())
        sys.stdout.flush()
    for (engine, policy, name), times in fields.most_common(MAX_SHOWN):
        sys.stdout.write(f"{times} times {engine} on {policy}, {name}\n")
    for engine in asked.engines.split(","):
        if others := sum(hunt.ready[engine].others for hunt in hunts):
            sys.stdout.write(f"{engine} left {others} records to another engine\n")
    sys.stdout.write(told())
    return 1 if differed else 0


if __name__ == "__main__":
    sys.exit(main())
