"""Criterion by criterion: the figures that each column demands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policydsl.analysis.compare.assumption import read_assumption
from policydsl.analysis.compare.demands import Demands
from policydsl.analysis.compare.results import Column, Criterion, Demand, Row
from policydsl.feel.operators import compare
from policydsl.feel.tree import ComparisonOperator
from policydsl.feel.values import Null
from policydsl.policy.facts.facts_schema import FactInfo, FactsSchema
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Text

STRICT = frozenset({"more_than", "less_than"})


def rows_of(
    columns: Sequence[Column], criteria: Sequence[Criterion], assumed: str | None = None
) -> tuple[Row, ...]:
    """The criteria that at least one column sets, in their order, then figures on other facts."""
    asked = {
        id(program): Demands(program, read_assumption(assumed, program) if assumed else None)
        for each in columns
        for program in each.programs
    }
    named = {path for criterion in criteria for path in criterion.facts}
    others = [
        Criterion(info.path, _whole_label(info, columns), (info.path,))
        for info in _figures(columns)
        if info.path not in named
    ]
    rows = []
    for criterion in (*criteria, *others):
        cells = tuple(tuple(_cell(each, criterion, asked)) for each in columns)
        if any(cells):
            rows.append(Row(criterion, cells, _strictest(criterion, cells)))
    return tuple(rows)


def _figures(columns: Sequence[Column]) -> tuple[FactInfo, ...]:
    """Every number of the facts schemas, each once."""
    found: dict[str, FactInfo] = {}
    for column in columns:
        for program in column.programs:
            for info in program.facts.facts():
                if _is_figure(info):
                    found.setdefault(info.path, info)
    return tuple(found.values())


def _whole_label(info: FactInfo, columns: Sequence[Column]) -> Text:
    """The labels on the way to a fact, and its own: `理论考场·面积`."""
    schema = next(
        program.facts
        for column in columns
        for program in column.programs
        if program.facts.info(info.path) is not None
    )
    parts = info.path.split(".")
    labels = [schema.label_of(".".join(parts[:end])) for end in range(1, len(parts) + 1)]
    known = [label for label in labels if label is not None]
    return Text("·".join(each.zh for each in known), " · ".join(each.en for each in known))


def _is_figure(info: FactInfo) -> bool:
    return isinstance(info.node, FactLeaf) and info.node.kind in ("integer", "number")


def _cell(column: Column, criterion: Criterion, asked: dict[int, Demands]) -> Iterator[Demand]:
    for program in column.programs:
        for path in criterion.facts:
            info = program.facts.info(path)
            if info is not None and _is_figure(info):
                yield from asked[id(program)].of_fact(info)
        yield from _parameters(program, criterion)


def _parameters(program: Program, criterion: Criterion) -> Iterator[Demand]:
    for name in criterion.parameters:
        parameter = program.parameters.get(name)
        if parameter is not None:
            yield Demand(
                value=parameter.value,
                side="is",
                unit=_unit(program.facts, parameter.unit),
                subject=name,
                title=parameter.title,
                clauses=parameter.clauses,
                document=program.document_of(parameter.origin),
            )


def _unit(schema: FactsSchema, unit: str | None) -> Text | None:
    return schema.units.get(unit or "")


def _strictest(criterion: Criterion, cells: Sequence[Sequence[Demand]]) -> tuple[int, ...]:
    """The columns all of whose figures are at least as strict as every other's.

    None where the criterion does not say which way is stricter, or only one column sets it.
    """
    stated = {number: cell for number, cell in enumerate(cells) if cell}
    if criterion.stricter is None or len(cells) < 2 or len(stated) < 1:
        return ()
    operator: ComparisonOperator = ">=" if criterion.stricter == "higher" else "<="
    return tuple(
        number
        for number, values in stated.items()
        if all(
            _as_strict(operator, one, other)
            for one in values
            for each, others in stated.items()
            if each != number
            for other in others
        )
    )


def _as_strict(operator: ComparisonOperator, one: Demand, other: Demand) -> bool:
    """Whether a demand is at least as strict as another; more than 50 is stricter than 50."""
    found = compare(operator, one.value, other.value)
    if isinstance(found, Null) or not found:
        return False
    return one.value != other.value or one.side in STRICT or other.side not in STRICT
