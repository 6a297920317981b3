"""A job's folder: the question, the parts that are done, and a lock, until the output is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.locking import hold
from policydsl.batch.job.part_work import Worked
from policydsl.batch.reading.source import Mark, Part
from policydsl.batch.writing.rejects import to_lines
from policydsl.batch.writing.results import part_bytes
from policydsl.batch.writing.whole_files import write_whole
from policydsl.text.diagnostic import UsageError

_QUESTION = "job.json"
_LOCK = "lock"
_FINISHING = "finishing"
_PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is done. `rejects` counts institutions, `orphans` rows that belong to none.

    `verdicts` counts words by decision; `digest` is of both its files.
    """

    number: int
    first_row: int
    count: int
    end: Mark
    share: float | None
    results: int
    rejects: int
    orphans: int
    verdicts: Mapping[str, Mapping[str, int]]
    digest: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Use `opened`. Whoever holds it is the only one."""

    path: Path

    @staticmethod
    @contextmanager
    def opened(path: Path) -> Iterator[Folder]:
        """Makes the folder where it is not there; removes it at the end if nothing is kept in it.

        Raises UsageError where another process holds it, or it is something else; OSError.
        """
        if path.exists() and not _is_job(path):
            raise UsageError(errors.not_ours(str(path)))
        with hold(path, path / _LOCK):
            folder = Folder(path)
            try:
                yield folder
            finally:
                if not (folder.path / _QUESTION).exists() or not any(folder.done()):
                    folder.clear()

    def question(self) -> Mapping[str, Any] | None:
        """What the job was begun for. Raises UsageError where that cannot be read."""
        try:
            data = json.loads((self.path / _QUESTION).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except ValueError:
            raise UsageError(errors.damaged_job(str(self.path))) from None
        return data if isinstance(data, dict) else None

    def begin(self, question: Mapping[str, Any]) -> None:
        """Drops what is kept, and begins anew."""
        self._empty()
        (self.path / _PARTS).mkdir(exist_ok=True)
        text = json.dumps(question, ensure_ascii=False, indent=1, sort_keys=True)
        write_whole(self.path / _QUESTION, text.encode("utf-8"))

    def keep(self, part: Part, worked: Worked) -> Done:
        """Keeps what came of a part. It counts as done only when all of it is on disk."""
        results, refused = part_bytes(worked.frame), to_lines(worked.rejects)
        write_whole(self.results_of(part.number), results)
        write_whole(self.rejects_of(part.number), refused)
        done = Done(
            number=part.number,
            first_row=part.first_row,
            count=part.count,
            end=part.end,
            share=part.share,
            results=worked.frame.height,
            rejects=len(worked.rejects) - worked.orphans,
            orphans=worked.orphans,
            verdicts=worked.verdicts,
            digest=_digest(results, refused),
        )
        data = json.dumps(asdict(done), ensure_ascii=False).encode("utf-8")
        write_whole(self._done_of(part.number), data)
        return done

    def done(self) -> Iterator[Done]:
        """The parts that are done and whole, from the first on, until one is missing."""
        number = 0
        while (found := self._read(number)) is not None:
            yield found
            number += 1

    def is_done(self, part: Part) -> Done | None:
        """What is kept of a part, if it was done."""
        return self._read(part.number)

    def results_of(self, number: int) -> Path:
        return self.path / _PARTS / f"{number:06}.arrow"

    def rejects_of(self, number: int) -> Path:
        return self.path / _PARTS / f"{number:06}.rejects.ndjson"

    def _done_of(self, number: int) -> Path:
        return self.path / _PARTS / f"{number:06}.json"

    def _read(self, number: int) -> Done | None:
        """What is said of a part, if its files are as they were kept."""
        try:
            told = _told(json.loads(self._done_of(number).read_bytes()))
            results = self.results_of(number).read_bytes()
            refused = self.rejects_of(number).read_bytes()
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return told if _digest(results, refused) == told.digest else None

    @property
    def finishing(self) -> bool:
        """Whether the output is about to be put, or has been put, in its place."""
        return (self.path / _FINISHING).exists()

    def finish(self) -> None:
        write_whole(self.path / _FINISHING, b"")

    def clear(self) -> None:
        """Removes the folder: first what says that there is a job."""
        self._empty()
        with suppress(FileNotFoundError):
            (self.path / _LOCK).unlink()
        with suppress(OSError):
            self.path.rmdir()

    def _empty(self) -> None:
        with suppress(FileNotFoundError):
            (self.path / _QUESTION).unlink()
        with suppress(FileNotFoundError):
            (self.path / _FINISHING).unlink()
        for each in (self.path / _PARTS, self.path):
            for file in list(each.iterdir()) if each.is_dir() else ():
                if file.name != _LOCK and file.is_file():
                    file.unlink()
        with suppress(OSError):
            (self.path / _PARTS).rmdir()


def _told(data: dict[str, Any]) -> Done:
    return Done(**data | {"end": tuple(data["end"])})


def _is_job(path: Path) -> bool:
    """Whether a folder holds nothing but what a job leaves."""
    if not path.is_dir():
        return False
    known = {_QUESTION, _LOCK, _FINISHING, _PARTS}
    names = [each.name for each in path.iterdir()]
    return all(name in known or name.endswith(".unfinished") for name in names)


def _digest(*contents: bytes) -> str:
    digest = blake2b(digest_size=16)
    for each in contents:
        digest.update(len(each).to_bytes(8, "big"))
        digest.update(each)
    return digest.hexdigest()
