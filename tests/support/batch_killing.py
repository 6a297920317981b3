"""`policydsl batch` killed at random moments and run again, until it is done."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from batch_tables import DAY, POLICIES, POLICY
from checkout import ROOT

GIVE_UP = 600
"""Seconds after which a run that is left alone counts as hanging."""


@dataclass(frozen=True, slots=True)
class Files:
    """Where one batch reads and writes."""

    folder: Path
    input: Path
    ending: str = ".csv"
    part_rows: int = 200
    more: tuple[str, ...] = ()

    @property
    def output(self) -> Path:
        return self.folder / f"out{self.ending}"

    @property
    def rejects(self) -> Path:
        return self.folder / "out.rejects.csv"

    @property
    def job(self) -> Path:
        return self.folder / f"out{self.ending}.job"

    def command(self) -> Sequence[str]:
        return (
            *(sys.executable, "-m", "policydsl", "batch", POLICY, "--policies", str(POLICIES)),
            *("--as-of", DAY, "--input", str(self.input), "--output", str(self.output)),
            *("--part-rows", str(self.part_rows), "--format", "json", *self.more),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command: its exit code (-9 where it was killed), and what it said."""

    code: int
    out: str
    err: str

    @property
    def continued(self) -> int:
        """Rows that earlier runs had done."""
        return int(json.loads(self.out)["continued"])


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after so many parts are done."""

    parts: int
    seconds: float


def run(files: Files, kill: Moment | None = None) -> Run:
    """The command, in a process of its own; killed at a moment unless it has ended by then."""
    with tempfile.TemporaryFile("w+b") as out, tempfile.TemporaryFile("w+b") as err:
        process = subprocess.Popen(files.command(), cwd=ROOT, stdout=out, stderr=err)
        if kill is None:
            process.wait(GIVE_UP)
        else:
            while process.poll() is None and parts_done(files) < kill.parts:
                time.sleep(0.002)
            with suppress(subprocess.TimeoutExpired):
                process.wait(kill.seconds)
            process.kill()
            process.wait()
        told = []
        for stream in (out, err):
            stream.seek(0)
            told.append(stream.read().decode("utf-8"))
    return Run(process.returncode, *told)


def parts_done(files: Files) -> int:
    """How many parts a job has done so far."""
    return len(list(files.job.glob("parts/*[0-9].json")))


def rows_done(files: Files) -> int:
    """The rows of the parts that are done, without a gap from the first on."""
    rows = 0
    for number in range(parts_done(files)):
        told = files.job / "parts" / f"{number:06}.json"
        if not told.exists():
            break
        rows += json.loads(told.read_bytes())["count"]
    return rows


@dataclass(slots=True)
class Killing:
    """Kills one batch of so many parts again and again, anywhere between its begin and its end.

    `kills` counts those that met a running process, by the parts that were done then.
    """

    files: Files
    rng: Random
    parts: int
    kills: list[int] = field(default_factory=list)

    def until_killed(self, times: int) -> list[tuple[bytes, bytes]]:
        """Runs and kills until so many kills have met; every output that came about between."""
        outputs = []
        while len(self.kills) < times:
            before = rows_done(self.files)
            found = run(self.files, self._moment())
            if found.code == -signal.SIGKILL:
                self.kills.append(parts_done(self.files))
            else:
                outputs.append(self._ended(found, before))
        before = rows_done(self.files)
        outputs.append(self._ended(run(self.files), before))
        return outputs

    def _moment(self) -> Moment:
        """Soon after what is done, so that one batch is killed many times; one in eight earlier."""
        if self.rng.random() < 0.125:
            return Moment(0, self.rng.uniform(0, 1))
        more = min(parts_done(self.files) + self.rng.randint(0, 4), self.parts)
        return Moment(more, self.rng.uniform(0, 0.2 if more == self.parts else 0.05))

    def _ended(self, found: Run, before: int) -> tuple[bytes, bytes]:
        """Both files of a run that came to its end; they are removed for the next."""
        if found.code == 2 and "output-exists" in found.err and not self.files.job.exists():
            pass  # it had been killed after it was done
        elif found.code != 0:
            raise AssertionError(found.err)
        elif found.continued < before:
            raise AssertionError(f"{before} rows were done, and only {found.continued} kept")
        read = self.files.output.read_bytes(), self.files.rejects.read_bytes()
        left = {each.name for each in self.files.folder.iterdir()}
        expected = {self.files.input.name, self.files.output.name, self.files.rejects.name}
        if left - expected:
            raise AssertionError(f"left behind: {sorted(left - expected)}")
        self.files.output.unlink()
        self.files.rejects.unlink()
        return read


def timed(files: Files) -> tuple[Run, float]:
    """A run from begin to end, and its seconds."""
    started = time.monotonic()
    return run(files), time.monotonic() - started
