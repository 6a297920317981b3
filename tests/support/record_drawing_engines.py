"""Every engine in one form: of a program, from plain facts of many institutions to their results.

A result has codes and values as the interpreter's in `record_drawing_oracle`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from generated_agreement import plain
from policydsl.analysis.single_records import SingleRecords
from policydsl.engines.results import Field
from policydsl.policy.facts.facts import canonical_json
from policydsl.policy.model import Program
from record_drawing_plan import ItemsPlan, SectionPlan, plan_of

Stated = Mapping[str, Any]
Result = tuple[Any, ...]
Ask = Callable[[Sequence[Stated]], list[Result]]


def python(program: Program) -> Ask:
    """Generated code, asked about facts that were read."""
    compiled = SingleRecords.of(program).compiled
    return lambda records: _plain(compiled.fields, map(compiled.run, records))


def data(program: Program) -> Ask:
    """Generated code that checks plain data first; nulls stand for some of what is not stated."""
    single, plan = SingleRecords.of(program), plan_of(program)

    def ask(records: Sequence[Stated]) -> list[Result]:
        return _plain(
            single.compiled.fields, (single.of_data(with_nulls(plan, r)) for r in records)
        )

    return ask


def typed(program: Program) -> Ask:
    """Generated code, asked about JSON as it came."""
    single, plan = SingleRecords.of(program), plan_of(program)

    def ask(records: Sequence[Stated]) -> list[Result]:
        lines = (json_of(with_nulls(plan, each)).encode() for each in records)
        return _plain(single.compiled.fields, map(single.of_json, lines))

    return ask


def columns(program: Program) -> Ask:
    """Polars expressions, asked about a frame of all."""
    import record_drawing_tables

    return record_drawing_tables.columns(program)


def tellable(engine: str, result: Result) -> Result:
    """What an engine can tell of a result: in a table every null is the same."""
    if engine != "columns":
        return result
    from record_drawing_tables import one_null

    return tuple(map(one_null, result))


ENGINES: Mapping[str, Callable[[Program], Ask]] = {
    "python": python,
    "data": data,
    "columns": columns,
}


def _plain(fields: Sequence[Field], results: Iterable[Sequence[Any]]) -> list[Result]:
    """Values as the oracle has them; codes as they are."""
    values = [place for place, each in enumerate(fields) if each.kind == "value"]
    found = []
    for result in map(list, results):
        for place in values:
            result[place] = plain(result[place])
        found.append(tuple(result))
    return found


def with_nulls(plan: SectionPlan, stated: Stated) -> dict[str, Any]:
    """The same facts in which a part of what is not stated is null, always the same part."""
    return _with_nulls(Random(len(canonical_json(stated))), plan, stated)


def _with_nulls(rng: Random, plan: SectionPlan, stated: Stated) -> dict[str, Any]:
    found = dict(stated)
    for name, below in plan.members.items():
        before = stated.get(name)
        match below:
            case _ if before is None:
                if rng.random() < 0.2:
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
        case _:
            return canonical_json(data)
