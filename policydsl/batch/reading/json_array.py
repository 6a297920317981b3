"""A JSON array of institutions: one text, read as a whole, and so of bounded size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policydsl.batch.reading import errors_reading as errors
from policydsl.batch.reading.json_rows import DECODER, read_record
from policydsl.batch.reading.source import Broken, Loaded, Mark, Records
from policydsl.text.diagnostic import Diagnostic, FactsError, UsageError

MAX_ARRAY = 256 << 20
_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(frozen=True, slots=True)
class JsonArraySource:
    """A file that is one JSON array; see `Source`."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    def files(self) -> tuple[Path, ...]:
        return (self.path,)

    def options(self) -> Mapping[str, Any]:
        return {"kind": "json"}

    def parts(
        self, size: int, number: int = 0, first_row: int = 1, start: Mark = ()
    ) -> Iterator[JsonArrayPart]:
        items = list(self._items())
        for at in range(start[0] if start else 0, len(items), size):
            part = tuple(items[at : at + size])
            yield JsonArrayPart(number, at + 1, part, len(items))
            number += 1

    def _items(self) -> Iterator[tuple[int, str]]:
        """Each element's text, with its line. Raises UsageError where the array breaks off."""
        if self.path.stat().st_size > MAX_ARRAY:
            raise UsageError(errors.array_too_large(self.name, MAX_ARRAY))
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as problem:
            reason = f"byte {problem.start + 1} is not UTF-8"
            raise UsageError(errors.unreadable(self.name, reason)) from None
        at, line, seen = _skip(text, 0), 1, 0
        try:
            closing = _expect(text, at, "[")
            at = _skip(text, at + 1)
            while text[at : at + 1] != "]" or not closing:
                end = _end_of(text, at)
                line, seen = line + text.count("\n", seen, at), at
                yield line, text[at:end]
                at = _skip(text, end)
                closing = text[at : at + 1] == "]"
                if not closing:
                    at = _skip(text, _expect(text, at, ",") + at)
            if _skip(text, at + 1) < len(text):
                raise json.JSONDecodeError("Extra data", text, at + 1)
        except json.JSONDecodeError as problem:
            problem_of = errors.broken_array(self.name, problem.lineno, problem.msg)
            raise UsageError(problem_of) from None
        except RecursionError:
            raise UsageError(errors.broken_array(self.name, line, "it nests too deeply")) from None


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _expect(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(f"Expecting {sign}", text, at)
    return 1


def _end_of(text: str, at: int) -> int:
    """Where the value at a position ends. What else is wrong with it is told with its row."""
    try:
        return DECODER.raw_decode(text, at)[1]
    except FactsError:
        return json.JSONDecoder().raw_decode(text, at)[1]


@dataclass(frozen=True, slots=True)
class JsonArrayPart:
    """Some elements of the array, as text with their lines; see `Part`."""

    number: int
    first_row: int
    items: tuple[tuple[int, str], ...]
    total: int

    @property
    def count(self) -> int:
        return len(self.items)

    @property
    def end(self) -> Mark:
        return (self.first_row - 1 + self.count,)

    @property
    def share(self) -> float:
        return self.end[0] / self.total

    def load(self) -> Loaded:
        records, rows, lines, texts = [], [], [], []
        broken: list[Broken] = []
        for row, (line, text) in enumerate(self.items, self.first_row):
            found = read_record(text)
            if isinstance(found, Diagnostic):
                broken.append(Broken(row, line, None, found, text))
                continue
            records.append(found)
            rows.append(row)
            lines.append(line)
            texts.append(text)
        return Loaded(Records(records, rows, lines, texts), broken=tuple(broken))
