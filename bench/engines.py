"""The engines that are timed: ours in this process, each peer in one of its own."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydsl.feel.checker import check
from policydsl.feel.interpreter import Scope, evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time, to_string
from policydsl.feel.types import ContextType
from policydsl.feel.values import Null, Value
from policydsl.text.source import Source

HERE = Path(__file__).resolve().parent
SECONDS = 10.0
# pySFeel builds its parser's tables anew whenever it is imported: that takes half a minute.
START_SECONDS = 240.0
NOTHING, NO_NAMES = ContextType({}), Scope.of({})


@dataclass(frozen=True, slots=True)
class Reply:
    """Mean nanoseconds of a call and the value, or how it failed: unparsed, crashed, no answer."""

    nanoseconds: float = 0.0
    value: Any = None
    failed: str | None = None


def timed_here(what: str, text: str, calls: int) -> Reply:
    """Ours. `what`: parse; check and evaluate, of the tree; evaluate, all from the text on."""
    source = Source("", text)
    tree = parse_expression(source)

    def judged() -> Value:
        return evaluate(check(tree, source, NOTHING).tree, NO_NAMES)

    def whole() -> Value:
        fresh = Source("", text)
        return evaluate(check(parse_expression(fresh), fresh, NOTHING).tree, NO_NAMES)

    timed: Callable[[], object] = {
        "parse": lambda: parse_expression(Source("", text)),
        "judge": judged,
        "evaluate": whole,
    }[what]
    timed()
    start = time.perf_counter_ns()
    for _ in range(calls):
        timed()
    nanoseconds = (time.perf_counter_ns() - start) / calls
    return Reply(nanoseconds, tagged(judged()) if what == "evaluate" else None)


def tagged(value: Value) -> list[Any]:
    """A value as the peers give theirs."""
    match value:
        case Null():
            return ["null"]
        case bool():
            return ["boolean", value]
        case str():
            return ["string", value]
        case tuple():
            return ["list", [tagged(item) for item in value]]
        case dict():
            return ["context", [[key, tagged(part)] for key, part in value.items()]]
        case Date() | Time() | DateTime() | MonthsDuration() | DaysDuration():
            return ["temporal", to_string(value)]
        case _:
            is_number = hasattr(value, "as_tuple")
            return ["number" if is_number else "other", str(value)]


class Peer:
    """Another engine behind a pipe; started again where it gives no answer."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name = name
        self.command = command
        self._start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=_pump, args=(self.process, self.lines), daemon=True).start()
        if not self.lines.get(timeout=START_SECONDS):
            raise RuntimeError(f"{self.name} does not start")

    def timed(self, what: str, text: str, calls: int) -> Reply:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(
                json.dumps({"what": what, "text": text, "calls": calls}) + "\n"
            )
            self.process.stdin.flush()
            line = self.lines.get(timeout=SECONDS)
        except (queue.Empty, BrokenPipeError):
            line = ""
        if not line:
            self.stop()
            self._start()
            return Reply(failed="no answer")
        return Reply(**json.loads(line))

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def _pump(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put("")


def pysfeel(python: str) -> tuple[Peer | None, str]:
    """pySFeel in that Python, and its version or why it is not there."""
    asked = "from importlib.metadata import version; print(version('pySFeel'))"
    found = _said([python, "-c", asked])
    if found is None:
        return None, "not installed (pip install -e '.[bench]')"
    return Peer("pySFeel", [python, str(HERE / "peers" / "pysfeel_peer.py")]), found


def feelin(version: str) -> tuple[Peer | None, str]:
    """feelin, put by npm into a new temporary folder, and its version or why it is not there."""
    folder = Path(tempfile.mkdtemp(prefix="feelin-"))
    npm = ["npm", "install", "--silent", "--no-audit", "--prefix", str(folder)]
    installed = _said([*npm, f"feelin@{version}"])
    node = _said(["node", "--version"])
    if installed is None or node is None:
        shutil.rmtree(folder, ignore_errors=True)
        return None, "could not be installed (needs node, npm and its registry)"
    script = Path(shutil.copy(HERE / "peers" / "feelin_peer.mjs", folder))
    return Peer("feelin", ["node", str(script)]), f"{version} on node {node}"


def _said(command: list[str]) -> str | None:
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.strip()
