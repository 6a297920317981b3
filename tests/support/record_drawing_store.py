"""Results of the interpreter kept in files, a chunk each: they take long to find and little room.

Records are not kept but drawn again; a digest tells whether they are still the same.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from policydsl.engines.python import BARE, FAULT, NOT_ABOUT
from policydsl.feel.temporal import to_string
from policydsl.policy.facts.facts import canonical_json
from policydsl.policy.model import Program

SIZE = 500
"""Records in a chunk."""
_MARKERS = {each.name: each for each in (FAULT, BARE, NOT_ABOUT)}


class StaleError(Exception):
    """Kept results are of other records, or of another text of the policy."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder with a folder for each policy; `seed` is that of the records."""

    folder: Path
    seed: int

    def path(self, program: Program, chunk: int) -> Path:
        return self.of(program) / f"{self.seed}-{chunk:05}.json.gz"

    def of(self, program: Program) -> Path:
        return self.folder / program.policy.replace("/", "--") / program.version

    def chunks(self, program: Program) -> Iterator[int]:
        """The chunks that are kept, in order."""
        for each in sorted(self.of(program).glob(f"{self.seed}-*.json.gz")):
            yield int(each.name.removesuffix(".json.gz").rpartition("-")[2])

    def keep(
        self,
        program: Program,
        chunk: int,
        records: Sequence[Mapping[str, Any]],
        results: Sequence[Sequence[Any]],
    ) -> None:
        """Writes a chunk's results, whole or not at all."""
        kept = {
            "policy": program.digest,
            "records": digest_of(records),
            "results": [[_plain(value) for value in each] for each in results],
        }
        path = self.path(program, chunk)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(gzip.compress(json.dumps(kept).encode(), mtime=0))
        beside.replace(path)

    def results(
        self, program: Program, chunk: int, records: Sequence[Mapping[str, Any]]
    ) -> list[tuple[Any, ...]]:
        """What was kept for these records. Raises `StaleError` where they are others."""
        path = self.path(program, chunk)
        kept = json.loads(gzip.decompress(path.read_bytes()))
        if kept["policy"] != program.digest or kept["records"] != digest_of(records):
            raise StaleError(f"{path} was kept of other records or another text of the policy")
        return [tuple(_value(each) for each in result) for result in kept["results"]]

    def bases(
        self, program: Program, find: Callable[[Program], Sequence[Mapping[str, Any]]]
    ) -> list[Mapping[str, Any]]:
        """The facts that records begin at: those that `find` gave when this store was begun."""
        path = self.of(program) / f"{self.seed}-bases.json"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                "[" + ",\n".join(map(canonical_json, find(program))) + "]", encoding="utf-8"
            )
        text = path.read_text(encoding="utf-8")
        return list(json.loads(text, parse_int=Decimal, parse_float=Decimal))


def digest_of(records: Sequence[Mapping[str, Any]]) -> str:
    return sha256("\n".join(map(canonical_json, records)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """A value of a result as JSON: codes as they are, what JSON lacks in a list with its kind."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return ["number", str(value)]
        case tuple():
            return ["list", [_plain(each) for each in value]]
        case dict():
            return ["context", {name: _plain(each) for name, each in value.items()}]
        case _ if value in _MARKERS.values():
            return ["null", value.name]
        case _:
            return ["temporal", to_string(value)]


def _value(kept: Any) -> Any:
    match kept:
        case ["number", str() as written]:
            return Decimal(written)
        case ["list", list() as items]:
            return tuple(_value(each) for each in items)
        case ["context", dict() as members]:
            return {name: _value(each) for name, each in members.items()}
        case ["null", str() as name]:
            return _MARKERS[name]
        case ["temporal", str() as written]:
            return written
        case _:
            return kept
