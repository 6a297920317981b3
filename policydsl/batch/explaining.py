"""Why rows fail: of each rule that does, the item, and what is and what is asked, in columns.

Only rows that fail are looked at again. Where a rule's plan tells (see `finding_plans`), values
of columns are looked up, or generated code that keeps every item finds the first that fails. The
rest is explained by the interpreter, which takes far longer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

import polars as pl

from policydsl.analysis.single_records import NO_DAY
from policydsl.batch.failing_items import Way, failing_items, way_of
from policydsl.batch.finding_plans import plan_of, shortfall_is_number
from policydsl.batch.partial_programs import only
from policydsl.batch.plans import Plan, Truth
from policydsl.batch.result_columns import NUMBER, as_text, in_places
from policydsl.engines.interpreter import evaluate_all
from policydsl.engines.python import BeyondBoundsError, Traced, compile_traced
from policydsl.engines.results import Field, fields_of, name_of
from policydsl.feel.values import Null, Value
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Checklist, Force, Program, Rule
from policydsl.trace import RuleTrace, Status

PARTS = ("item", "actual", "required", "shortfall")
FAILING = "failing"

Told = tuple[str | None, str | None, str | None, Any]
"""The four parts; an item is `` where the rule has no list, and null where nothing failed."""


class Facts(Protocol):
    """The facts of the rows of results, as they were evaluated."""

    def records(self, rows: Sequence[int]) -> Sequence[Mapping[str, Any]]:
        """Some rows as single records."""
        ...

    def values(self, path: str) -> pl.Series | None:
        """A fact of all rows; None where there are no columns."""
        ...


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule whose fails are told. `place` is that among the fields of results.

    `facts` are where the plan's facts stand among those of the rule's items, `way` is how columns
    lead there; `numbers` says whether all that it can fall short by are numbers.
    """

    name: str
    place: int
    rule: Rule
    plan: Plan | None
    facts: tuple[int, ...]
    way: Way | None
    numbers: bool

    @property
    def planned(self) -> bool:
        """Whether what decides can be told without the interpreter."""
        return isinstance(self.plan, Truth) or bool(self.facts)

    @property
    def types(self) -> Iterator[tuple[str, pl.DataType]]:
        for part in PARTS:
            number = part == "shortfall" and self.numbers
            yield f"{self.name}.{part}", NUMBER if number else pl.String()


@dataclass(frozen=True, slots=True)
class Explainer:
    """A program ready to say why rows fail."""

    program: Program = field(repr=False)
    rules: tuple[Explained, ...] = field(repr=False)
    traced: Traced = field(repr=False)
    rest: Mapping[str, Program] = field(repr=False)
    """For each rule that only the interpreter explains, the program cut down to it."""

    @staticmethod
    def of(program: Program) -> Explainer:
        traced, fields = compile_traced(program), fields_of(program)
        rules = tuple(
            _explained(program, traced, place, each)
            for place, each in enumerate(fields)
            if each.kind == "rule"
        )
        rest = {
            each.name: only(program, [fields[each.place]]) for each in rules if not each.planned
        }
        return Explainer(program, rules, traced, rest)

    @property
    def left_to_the_interpreter(self) -> tuple[str, ...]:
        """The rules of which only it can tell."""
        return tuple(self.rest)

    def types(self, results: Mapping[str, pl.DataType]) -> dict[str, pl.DataType]:
        """The columns of results with those of explanations, each behind what it is about."""
        found: dict[str, pl.DataType] = {}
        rules = {each.name: each for each in self.rules}
        for name, dtype in results.items():
            found[name] = dtype
            if name in rules:
                found |= dict(rules[name].types)
            elif self._is_checklist(name):
                found[f"{name}.{FAILING}"] = pl.String()
        return found

    def _is_checklist(self, name: str) -> bool:
        decision = self.program.decisions.get(name)
        return decision is not None and isinstance(decision.body, Checklist)

    def explain(self, results: pl.DataFrame, facts: Facts) -> pl.DataFrame:
        """The results with the columns of `types`."""
        found: dict[str, list[pl.Series]] = {}
        waiting: dict[int, list[Explained]] = {}
        for each in self.rules:
            rows = (results[each.name] == Status.FAIL.value).arg_true()
            at_once = self._at_once(each, rows, facts)
            if at_once is not None:
                found[each.name] = _scattered(each, results.height, rows.to_list(), at_once)
                continue
            for row in rows:
                waiting.setdefault(row, []).append(each)
        later: dict[str, tuple[list[int], list[Told]]] = {}
        order = sorted(waiting)
        for row, record in zip(order, facts.records(order), strict=True):
            for each, told in self._of_record(record, waiting[row]):
                rows_of, told_of = later.setdefault(each.name, ([], []))
                rows_of.append(row)
                told_of.append(told)
        for each in self.rules:
            if each.name not in found:
                found[each.name] = _scattered(each, results.height, *later.get(each.name, ([], [])))
        return self._put_behind(results, found)

    def _put_behind(
        self, results: pl.DataFrame, found: Mapping[str, Sequence[pl.Series]]
    ) -> pl.DataFrame:
        columns: list[pl.Series] = []
        for column in results:
            columns.append(column)
            columns += found.get(column.name, ())
            if self._is_checklist(column.name):
                columns.append(self._first_failing(column.name, results))
        return pl.DataFrame(columns)

    def _first_failing(self, decision: str, results: pl.DataFrame) -> pl.Series:
        """The first rule that fails, a mandatory one before those in principle; merits never."""
        body = self.program.decisions[decision].body
        assert isinstance(body, Checklist)
        name = f"{decision}.{FAILING}"
        fails = [
            pl.when(pl.col(f"{decision}.{rule.id}") == Status.FAIL.value).then(pl.lit(rule.id))
            for force in (Force.MANDATORY, Force.IN_PRINCIPLE)
            for rule in body.rules
            if rule.force is force
        ]
        if not fails:
            return pl.Series(name, [None], dtype=pl.String).new_from_index(0, results.height)
        return results.select(pl.coalesce(fails).alias(name)).to_series()

    def _at_once(self, each: Explained, rows: pl.Series, facts: Facts) -> Sequence[Told] | None:
        """What is told of rows from columns alone; None where rows are to be looked at."""
        if not len(rows):
            return ()
        if not each.rule.iterators:
            return self._of_plain_rule(each, rows, facts)
        lists = facts.values(each.way.root) if each.way is not None else None
        if each.way is None or lists is None:
            return None
        failing = failing_items(each.way, lists.gather(rows))
        if failing is None:
            return None
        paths = self.traced.shapes[each.place].paths
        said = _all_said(each, [(value,) for value in failing.values])
        return [
            (paths[-1].format(*at), *told)
            if 0 not in at
            else (paths[at.index(0)].format(*at), None, None, None)
            for at, told in zip(failing.positions, said, strict=True)
        ]

    def _of_plain_rule(
        self, each: Explained, rows: pl.Series, facts: Facts
    ) -> Sequence[Told] | None:
        """The same of a rule without items of its own."""
        if each.plan is None or not each.planned:
            return None
        if isinstance(each.plan, Truth):
            return [("", *_said(each, ()))] * len(rows)
        columns = [facts.values(path) for path in each.plan.paths]
        stated = [column.gather(rows).to_list() for column in columns if column is not None]
        if len(stated) < len(columns):
            return None
        return [("", *said) for said in _all_said(each, list(zip(*stated, strict=True)))]

    def _of_record(
        self, record: Mapping[str, Any], rules: Sequence[Explained]
    ) -> Iterator[tuple[Explained, Told]]:
        """What is told of the rules that fail for one institution."""
        planned = [each for each in rules if each.planned]
        others = [each for each in rules if not each.planned]
        if planned:
            try:
                _, items = self.traced.run(record)
            except BeyondBoundsError:
                yield from self._interpreted(self.program, record, rules)
                return
            first: dict[int, tuple[Any, ...]] = {}
            for item in items:
                if item[1] == 4:
                    first.setdefault(item[0], item)
            for each in planned:
                yield each, self._of_item(each, first[each.place])
        for each in others:
            yield from self._interpreted(self.rest[each.name], record, [each])

    def _of_item(self, each: Explained, item: tuple[Any, ...]) -> Told:
        shape = self.traced.shapes[each.place]
        levels = len(shape.paths) - 1
        positions, values = item[2 : 2 + levels], item[2 + levels :]
        if 0 in positions:
            return shape.paths[positions.index(0)].format(*positions), None, None, None
        compared = [values[place] for place in each.facts]
        return shape.paths[levels].format(*positions), *_said(each, compared)

    def _interpreted(
        self, program: Program, record: Mapping[str, Any], rules: Sequence[Explained]
    ) -> Iterator[tuple[Explained, Told]]:
        facts = facts_from_data(record, self.program.facts)
        traces = {
            f"{trace.decision}.{rule.id}": rule
            for trace in evaluate_all(program, facts, NO_DAY)
            for rule in trace.rules
        }
        for each in rules:
            yield each, _of_trace(each, traces[each.name])


def _explained(program: Program, traced: Traced, place: int, each: Field) -> Explained:
    body = program.decisions[each.decision].body
    assert isinstance(body, Checklist)
    rule = next(rule for rule in body.rules if rule.id == each.id)
    plan, known = plan_of(program, rule), traced.shapes[place].facts
    paths = plan.paths if plan is not None else ()
    facts = tuple(known.index(path) for path in paths if path in known)
    if len(facts) < len(paths):
        facts = ()
    way = way_of(program, rule, plan)
    numbers = shortfall_is_number(program, rule)
    return Explained(name_of(each), place, rule, plan, facts, way, numbers)


def _all_said(each: Explained, values: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """What is said of each row's values, made once for all that are the same."""
    assert each.plan is not None
    known = {row: _said(each, row) if each.plan.fails(row) else (None,) * 3 for row in set(values)}
    return (known[row] for row in values)


def _said(each: Explained, values: Sequence[Any]) -> tuple[str | None, str | None, Any]:
    assert each.plan is not None
    actual, asked, shortfall = each.plan.said(values)
    return as_text(actual), as_text(asked), _short(each, shortfall)


def _of_trace(each: Explained, trace: RuleTrace) -> Told:
    item = next(item for item in trace.items if item.status is Status.FAIL)
    deciding = item.deciding
    if deciding is None:
        return item.path, None, None, None
    told = _text(deciding.actual), _text(deciding.required)
    return item.path, *told, _short(each, deciding.shortfall)


def _text(value: Value) -> str | None:
    return None if isinstance(value, Null) else as_text(value)


def _short(each: Explained, shortfall: Value | None) -> Any:
    if shortfall is None or isinstance(shortfall, Null):
        return None
    if each.numbers:
        assert isinstance(shortfall, Decimal)
        return in_places(shortfall)
    return as_text(shortfall)


def _scattered(
    each: Explained, height: int, rows: Sequence[int], told: Sequence[Told]
) -> list[pl.Series]:
    """The four columns of a rule, null but in the rows that are told of."""
    parts = list(zip(*told, strict=True)) if told else [()] * len(PARTS)
    columns = []
    for (name, dtype), values in zip(each.types, parts, strict=True):
        empty = pl.Series(name, [None], dtype=dtype).new_from_index(0, height)
        columns.append(empty.scatter(rows, pl.Series(values, dtype=dtype)) if rows else empty)
    return columns
