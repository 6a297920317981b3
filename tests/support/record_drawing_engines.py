"""Every engine in one form: of a program, from plain facts of many institutions to their results.

A result has codes and values as the interpreter's in `record_drawing_oracle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from generated_agreement import plain
from policydsl.analysis.single_records import SingleRecords
from policydsl.compiled import compile_policy
from policydsl.engines.results import Field, fields_of
from policydsl.policy.facts.facts import canonical_json
from policydsl.policy.model import Program
from record_drawing_plan import ItemsPlan, LeafPlan, SectionPlan, plan_of

Stated = Mapping[str, Any]
Result = tuple[Any, ...]


@dataclass(slots=True)
class Engine:
    """An engine ready for one program.

    `tell` gives of the interpreter's results what this engine can tell of them. `others` counts
    the records that it left to another engine.
    """

    ask: Callable[[Sequence[Stated]], list[Result]]
    tell: Callable[[Sequence[Result]], list[Result]] = list
    others: int = 0


def python(program: Program) -> Engine:
    """Generated code, asked about facts that were read."""
    compiled = SingleRecords.of(program).compiled
    return Engine(lambda records: plain_results(compiled.fields, map(compiled.run, records)))


def data(program: Program) -> Engine:
    """Generated code that checks plain data first; nulls stand for some of what is not stated."""
    single, plan = SingleRecords.of(program), plan_of(program)

    def ask(records: Sequence[Stated]) -> list[Result]:
        given = (with_nulls(plan, each, number) for number, each in enumerate(records))
        return plain_results(single.compiled.fields, map(single.of_data, given))

    return Engine(ask)


def typed(program: Program) -> Engine:
    """Generated code, asked about JSON that is read straight to records."""
    single, plan = SingleRecords.of(program), plan_of(program)

    def run(line: bytes) -> Sequence[Any]:
        found = single.typed.run(line) if single.typed is not None else None
        engine.others += found is None
        return single.of_json(line) if found is None else found

    def ask(records: Sequence[Stated]) -> list[Result]:
        given = (with_nulls(plan, each, number) for number, each in enumerate(records))
        lines = (json_of(each).encode() for each in given)
        return plain_results(single.compiled.fields, map(run, lines))

    engine = Engine(ask)
    return engine


def kept(program: Program) -> Engine:
    """Generated code as a process starts from it, without the model; a shipped policy by its id."""
    policy, fields = compile_policy(program.policy, program.effective.start), fields_of(program)

    def ask(records: Sequence[Stated]) -> list[Result]:
        lines = (json_of(each).encode() for each in records)
        return plain_results(fields, (policy.run(policy.stated(each)) for each in lines))

    return Engine(ask)


def columns(program: Program) -> Engine:
    """Polars expressions, asked about a frame of all."""
    import record_drawing_tables

    return record_drawing_tables.columns(program)


def tables(program: Program) -> Engine:
    """A batch's evaluator, asked about a frame of all."""
    import record_drawing_tables

    return record_drawing_tables.tables(program)


ENGINES: Mapping[str, Callable[[Program], Engine]] = {
    "python": python,
    "data": data,
    "typed": typed,
    "kept": kept,
    "columns": columns,
    "tables": tables,
}


CORE = ("python", "typed", "columns")
"""Those of a meaning of their own; the others reach one of these in another way."""


def plain_results(fields: Sequence[Field], results: Iterable[Sequence[Any]]) -> list[Result]:
    """Values as the oracle has them; codes as they are."""
    values = [place for place, each in enumerate(fields) if each.kind == "value"]
    found = []
    for result in map(list, results):
        for place in values:
            result[place] = plain(result[place])
        found.append(tuple(result))
    return found


def with_nulls(plan: SectionPlan, stated: Stated, number: int) -> Stated:
    """The same facts; in every other record a part of what is not stated is null."""
    return _with_nulls(Random(number), plan, stated) if number % 2 else stated


def _with_nulls(rng: Random, plan: SectionPlan, stated: Stated) -> dict[str, Any]:
    found = dict(stated)
    for name, below in plan.members.items():
        before = stated.get(name)
        match below:
            case _ if before is None:
                if rng.random() < (0.2 if isinstance(below, LeafPlan) else 0.01):
                    found[name] = None
            case SectionPlan():
                found[name] = _with_nulls(rng, below, before)
            case ItemsPlan(item=SectionPlan() as item):
                found[name] = [_with_nulls(rng, item, each) for each in before]
            case _:
                pass
    return found


def json_of(data: Any) -> str:
    """Plain facts as JSON, numbers exactly as they are, in the order of the data."""
    match data:
        case None:
            return "null"
        case Mapping():
            return "{" + ",".join(f'"{name}":{json_of(each)}' for name, each in data.items()) + "}"
        case list():
            return "[" + ",".join(map(json_of, data)) + "]"
        case Decimal():
            return f"{data:f}"
        case _:
            return canonical_json(data)
