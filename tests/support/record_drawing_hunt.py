"""One chunk of drawn records through every engine, and what differs from the interpreter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policydsl.engines.results import VERDICTS, Field
from policydsl.policy.model import Program
from record_drawing import Drawing
from record_drawing_bases import bases_of
from record_drawing_engines import ENGINES, Engine
from record_drawing_oracle import Oracle
from record_drawing_store import SIZE, Store


@dataclass(frozen=True, slots=True)
class Difference:
    """What an engine says of a field of a record, and what the interpreter says."""

    engine: str
    policy: str
    chunk: int
    number: int
    field: Field
    found: Any
    wanted: Any

    def __str__(self) -> str:
        name = ".".join(filter(None, (self.field.decision, self.field.id)))
        return (
            f"{self.policy}/{self.chunk}/{self.number} {name}: {self.found!r} by {self.engine},"
            f" {self.wanted!r} by the interpreter"
        )


@dataclass
class Hunt:
    """One program with its records, the interpreter, and the engines held to it.

    Records begin at the facts in `begin`; where it is None, at examples and case files.
    """

    program: Program
    seed: int
    engines: Sequence[str]
    store: Store | None = None
    begin: Sequence[Mapping[str, Any]] | None = None

    @cached_property
    def drawing(self) -> Drawing:
        if self.begin is not None:
            return Drawing.of(self.program, self.begin)
        program = self.program
        bases = self.store.bases(program, bases_of) if self.store else bases_of(program)
        return Drawing.of(program, bases)

    @cached_property
    def oracle(self) -> Oracle:
        return Oracle.of(self.program)

    @cached_property
    def ready(self) -> Mapping[str, Engine]:
        return {name: ENGINES[name](self.program) for name in self.engines}

    @cached_property
    def kept(self) -> Sequence[int]:
        """The chunks whose results are in the store."""
        return tuple(self.store.chunks(self.program)) if self.store else ()

    def wanted(self, chunk: int, records: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
        """The interpreter's results, from the store where they are kept."""
        if self.store and chunk in self.kept:
            return self.store.results(self.program, chunk, records)
        return list(self.oracle.results(records))

    def differences(self, chunk: int, size: int = SIZE) -> Iterator[Difference]:
        """Where any engine differs on a chunk."""
        records = self.drawing.chunk(self.seed, chunk, size)
        yield from self.compared(chunk, records, self.wanted(chunk, records))

    def compared(
        self,
        chunk: int,
        records: Sequence[Mapping[str, Any]],
        wanted: Sequence[Sequence[Any]],
    ) -> Iterator[Difference]:
        """Where any engine differs from the results that are right."""
        policy, fields = self.program.policy, self.oracle.fields
        for name, engine in self.ready.items():
            told = engine.tell([tuple(each) for each in wanted])
            for number, field, found, right in differing(fields, engine.ask(records), told):
                yield Difference(name, policy, chunk, number, field, found, right)

    def verdicts(self, chunk: int, size: int = SIZE) -> Counter[tuple[str, str]]:
        """How often each verdict occurs among a chunk's records, by decision."""
        results = self.wanted(chunk, self.drawing.chunk(self.seed, chunk, size))
        return Counter(
            (field.decision, VERDICTS[result[place]].value)
            for place, field in enumerate(self.oracle.fields)
            if field.kind == "verdict"
            for result in results
        )


def differing(
    fields: Sequence[Field],
    found: Sequence[Sequence[Any]],
    wanted: Sequence[Sequence[Any]],
) -> Iterator[tuple[int, Field, Any, Any]]:
    """Each field of each record in which results differ, also by the kind of a value."""
    for number, (one, other) in enumerate(zip(found, wanted, strict=True)):
        if one == other and _same_kinds(one, other):
            continue
        for field, mine, right in zip(fields, one, other, strict=True):
            if mine != right or not _same_kinds((mine,), (right,)):
                yield number, field, mine, right


def _same_kinds(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """True equals 1, and neither is the other."""
    return all(type(mine) is type(right) for mine, right in zip(one, other, strict=True))
