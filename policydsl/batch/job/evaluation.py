"""What a part's institutions come to: one frame of results, the same columns in all parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from policydsl.batch.evaluator import Evaluated, TableEvaluator
from policydsl.batch.job import errors_job as errors
from policydsl.batch.job.asking import Asked
from policydsl.batch.job.days import Days, Group
from policydsl.batch.job.given import ID_COLUMNS, Given, Wanted, given_in_lines, given_of
from policydsl.batch.job.programs import Programs
from policydsl.batch.job.straight import Straight, straight
from policydsl.batch.reading.source import JsonLines, Loaded
from policydsl.batch.results import ROW, Reject
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Diagnostic, Text, UsageError

AS_OF, VERSION = "as_of", "version"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Programs ready for one part after the other.

    `fields` are the columns of all versions that rows may need, with their types: what one version
    lacks is null there.
    """

    asked: Asked
    first: Program = field(repr=False)
    days: Days = field(repr=False)
    evaluators: dict[str, TableEvaluator] = field(repr=False)
    fields: Mapping[str, pl.DataType] = field(repr=False)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The decisions that give a verdict, in the order of the policies."""
        every = (
            each for evaluator in self.evaluators.values() for each in evaluator.rows.columns.fields
        )
        found = dict.fromkeys(each.decision for each in every if each.kind == "verdict")
        return tuple(name for name in found if name in self.fields)

    @property
    def titles(self) -> Mapping[str, Text]:
        """The titles of the decisions, in the newest version that has each."""
        every = [each.program.decisions for each in self.evaluators.values()]
        return {
            name: each.title for decisions in reversed(every) for name, each in decisions.items()
        }

    @staticmethod
    def of(asked: Asked) -> Evaluation:
        """Raises PolicyError, and UsageError for a decision that is not there."""
        programs = Programs.of(asked)
        every = [programs.on(day) for day in programs.days]
        evaluators = {each.digest: TableEvaluator.of(each) for each in every}
        columns = [each.result_types(explain=asked.explain) for each in evaluators.values()]
        fields = _wanted(_joined(columns), every, asked.decision)
        return Evaluation(asked, every[0], Days(programs), evaluators, fields)

    def of_part(self, loaded: Loaded) -> tuple[pl.DataFrame, list[Reject]]:
        """Results, with positions in the part as `row`, and rejects by the same positions.

        Raises FactsError and UsageError for columns.
        """
        content = loaded.content
        if isinstance(content, JsonLines) and self._is_plain:
            found = straight(content, self.evaluators[self.first.digest])
            if found is not None:
                return self._straight(content, found)
        return self._of_given(given_of(loaded, self.first.facts, self._columns_wanted))

    def _straight(self, content: JsonLines, found: Straight) -> tuple[pl.DataFrame, list[Reject]]:
        sure = Given(found.positions, (), found.told, None)
        [group], _ = self._groups(sure)
        frame = self._columns(found.results, group, sure)
        wanted = self._columns_wanted
        rest = given_in_lines(content, found.rest, self.first.facts, wanted)
        others, rejects = self._of_given(rest)
        return pl.concat([frame, others]).sort(ROW), rejects

    @property
    def _columns_wanted(self) -> Wanted:
        return Wanted(self.asked.keep, self.asked.day_column)

    @property
    def _is_plain(self) -> bool:
        """Whether nothing but results is asked for, of one version."""
        asked = self.asked
        return asked.day is not None and not asked.keep and not asked.explain

    def _of_given(self, given: Given) -> tuple[pl.DataFrame, list[Reject]]:
        rejects = [*given.rejects]
        groups, without = self._groups(given)
        rejects += [Reject(given.positions[row], why) for row, why in without]
        frames = []
        for group in groups:
            evaluated = self._evaluated(group.program, given.facts_of(group.rows))
            frames.append(self._columns(evaluated.results, group, given))
            rejects += [_moved(each, group, given) for each in evaluated.rejects]
        if not frames:
            return self._none(given.told), rejects
        return pl.concat(frames).sort(ROW), rejects

    def empty(self) -> pl.DataFrame:
        """Results of no row, where there is no part to tell the kept columns' types."""
        names = dict.fromkeys((*ID_COLUMNS, *self.asked.keep))
        return self._none(pl.DataFrame(schema={name: pl.String() for name in names}))

    def _none(self, told: pl.DataFrame) -> pl.DataFrame:
        nobody = Group(self.first, (), ())
        schema = {ROW: pl.Int64(), **self.fields}
        given = Given((), (), told.clear(), None)
        return self._columns(pl.DataFrame(schema=schema), nobody, given)

    def _groups(self, given: Given) -> tuple[list[Group], list[tuple[int, Diagnostic]]]:
        if given.days is not None:
            return self.days.groups(given.days, self.asked.day_column or "")
        day = self.asked.day
        assert day is not None
        count = len(given.positions)
        return [Group(self.first, range(count), [day] * count)], []

    def _evaluated(
        self, program: Program, facts: pl.DataFrame | Sequence[Mapping[str, object]]
    ) -> Evaluated:
        if program.digest not in self.evaluators:
            self.evaluators[program.digest] = TableEvaluator.of(program)
        evaluator, explain = self.evaluators[program.digest], self.asked.explain
        if isinstance(facts, pl.DataFrame):
            return evaluator.evaluate(facts, explain=explain)
        return evaluator.evaluate_records(facts, explain=explain)

    def _columns(self, results: pl.DataFrame, group: Group, given: Given) -> pl.DataFrame:
        """The columns of the output, in their order."""
        in_group = results[ROW]
        rows = pl.Series(group.rows, dtype=pl.Int64).gather(in_group)
        positions = pl.Series(given.positions, dtype=pl.Int64).gather(rows)
        days = pl.Series(AS_OF, group.days, dtype=pl.Date).gather(in_group)
        told = given.told[rows]
        ids = [told[name] for name in ID_COLUMNS]
        kept = [each for each in told if each.name not in ID_COLUMNS]
        version = pl.repeat(group.program.version, len(rows), dtype=pl.String, eager=True)
        fields = [_field(results, name, dtype) for name, dtype in self.fields.items()]
        return pl.DataFrame(
            [positions.alias(ROW), *ids, days, version.alias(VERSION), *fields, *kept]
        )


def _field(results: pl.DataFrame, name: str, dtype: pl.DataType) -> pl.Series:
    if name in results.columns:
        return results[name].cast(dtype)
    return pl.repeat(None, results.height, dtype=dtype, eager=True).alias(name)


def _moved(reject: Reject, group: Group, given: Given) -> Reject:
    """A reject of a group as one of the part."""
    if reject.table:
        return reject
    return replace(reject, row=given.positions[group.rows[reject.row]])


def _joined(columns: Iterable[Mapping[str, pl.DataType]]) -> dict[str, pl.DataType]:
    """The columns of all versions; text where two differ in kind."""
    found: dict[str, pl.DataType] = {}
    for each in columns:
        for name, dtype in each.items():
            found[name] = dtype if found.get(name, dtype) == dtype else pl.String()
    return found


def _wanted(
    fields: Mapping[str, pl.DataType], programs: Sequence[Program], decision: str | None
) -> Mapping[str, pl.DataType]:
    if decision is None:
        return fields
    known = dict.fromkeys(name for program in programs for name in program.decisions)
    if decision not in known:
        raise UsageError(errors.unknown_decision(decision, ", ".join(known)))
    begin = f"{decision}."
    return {
        name: dtype for name, dtype in fields.items() if name == decision or name.startswith(begin)
    }
