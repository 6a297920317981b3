"""A whole process, from nothing to a verdict that it prints."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.effort import Effort, Found
from bench.peers import datalogic_rules, zen_rules
from bench.peers.rules import installed
from bench.records import DAY, ID, fourteen, institutions, policy_text, straight
from bench.timing import summarised

BARE = "Python alone"
KEPT = "policydsl, from kept code"
CHANGED = "policydsl, from YAML changed since"
READ = "policydsl, from YAML, nothing kept"
COMMAND = "the command policydsl evaluate"

ZEN = """
import zen
met = zen.evaluate_expression(open("one.txt").read(), open("facts.json").read())
"""
DATALOGIC = """
import datalogic_py
rule = datalogic_py.Engine().compile(open("rules.json").read())
met = rule.evaluate(open("facts.json").read())
"""
VERDICT = """
print("ineligible" if not all(met[:10] + met[11:]) else "eligible" if met[10] else "conditional")
"""
OURS = """
import policydsl
policy = policydsl.load("edited/bench/records/2024-01-01.yaml")
print(policy.evaluate("facts.json", "filing").verdict.value)
"""
OPENED = """
import policydsl
policy = policydsl.compile_policy("bench/records", "2024-01-01", folders=("policies",))
print(policy.evaluate(open("facts.json", "rb").read())["filing"])
"""
SETTLED = 2.5
"""Seconds after which a file that changed is relied on, and code made of it is kept."""


@dataclass(frozen=True, slots=True)
class Start:
    """A way to start: what to run in the folder, and what it prints; settings beside ours."""

    name: str
    command: tuple[str, ...]
    prints: str | None
    settings: Mapping[str, str] = field(default_factory=dict)
    changed: bool = False
    """Whether the policy's text is another one each time."""


def measured(effort: Effort) -> Found:
    """Wall time from starting a process until it has ended."""
    facts = next(each for each in institutions(100) if straight(each)[0] == "eligible")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(folder, facts)
        time.sleep(SETTLED)
        starts = [start for start in _starts() if _prints(start, folder)]
        wall: dict[str, list[float]] = {start.name: [] for start in starts}
        used: dict[str, list[float]] = {start.name: [] for start in starts}
        for _ in range(effort.rounds(40)):
            for start in starts:
                seconds, busy = _run(start, folder)[1:]
                wall[start.name].append(seconds)
                used[start.name].append(busy)
    ways = summarised(wall, BARE)
    for each, busy in used.items():
        ways[each]["processor_seconds"] = float(f"{statistics.median(busy):.4g}")
    absent = [start.name for start in _starts() if start.name not in ways]
    return {"base": BARE, "ways": ways, "absent": absent}


def _starts() -> Iterator[Start]:
    python = sys.executable
    yield Start(BARE, (python, "-c", "pass"), "")
    if installed("zen"):
        yield Start("zen-engine, one expression", (python, "-c", ZEN + VERDICT), "eligible")
    if installed("datalogic_py"):
        yield Start("datalogic-py", (python, "-c", DATALOGIC + VERDICT), "eligible")
    yield Start(KEPT, (python, "-c", OPENED), "eligible", {"POLICYDSL_CACHE": "kept"})
    yield Start(CHANGED, (python, "-c", OURS), "eligible", {"POLICYDSL_CACHE": "kept"}, True)
    yield Start(READ, (python, "-c", OURS), "eligible", {"POLICYDSL_CACHE": "off"})
    command = (str(Path(python).with_name("policydsl")), "evaluate", ID, "--policies", "policies")
    asked = ("--facts", "facts.json", "--as-of", DAY, "--lang", "en")
    yield Start(COMMAND, (*command, *asked), None, {"POLICYDSL_CACHE": "kept"})


def _fill(folder: Path, facts: dict[str, object]) -> None:
    """The facts, and the policy as each engine reads it."""
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "one.txt").write_text(zen_rules.ONE, encoding="utf-8")
    (folder / "rules.json").write_text(json.dumps(datalogic_rules.RULES), encoding="utf-8")
    for name in ("policies", "edited"):
        policy = folder / name / ID / f"{DAY}.yaml"
        policy.parent.mkdir(parents=True)
        policy.write_text(policy_text(fourteen()), encoding="utf-8")
    (folder / "kept").mkdir(mode=0o700)


def _prints(start: Start, folder: Path) -> bool:
    """Runs it twice, so that what can be kept is kept; whether it gives the right verdict."""
    _run(start, folder)
    said = _run(start, folder)[0]
    if said.returncode:
        return False
    if start.prints is not None and said.stdout.strip() != start.prints:
        raise ValueError(f"{start.name} prints {said.stdout!r}, and not {start.prints!r}")
    return True


def _run(start: Start, folder: Path) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """What it says, and its seconds, by the clock and of the processor."""
    if start.changed:
        with (folder / "edited" / ID / f"{DAY}.yaml").open("a", encoding="utf-8") as policy:
            policy.write("#")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    said = subprocess.run(
        start.command,
        cwd=folder,
        env={**os.environ, **start.settings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return said, seconds, busy
