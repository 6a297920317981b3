"""A program in a space: when each rule has which status, and each decision which result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TypeVar, assert_never

from policydsl.engines.smt import statuses, tables
from policydsl.engines.smt.checklist import rule_judged
from policydsl.engines.smt.choose import FAULTY_VALUE, UNKNOWN_VALUE, choose
from policydsl.engines.smt.constants import constant
from policydsl.engines.smt.context import SymbolicScope
from policydsl.engines.smt.expressions import encode, encode_tests
from policydsl.engines.smt.formula import Formula
from policydsl.engines.smt.guards import Guard, both, either, opposite
from policydsl.engines.smt.names import Names
from policydsl.engines.smt.results import Applies, NotEncodable, RowTerms, RuleTerms, TruthTerms
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.statuses import YES, Judged, Truth
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.engines.smt.values import SymbolicValue
from policydsl.policy.model import (
    CheckedExpression,
    CheckedTests,
    Checklist,
    Decision,
    Force,
    Program,
    Rule,
    Table,
    ValueExpression,
)
from policydsl.text.source import Place, Source
from policydsl.trace import Verdict

_Made = TypeVar("_Made")


class Encoding:
    """Encodes on demand, and each part once. Raises `Unencodable` for what cannot be encoded.

    KeyError for a decision, rule or group that the program does not have.
    """

    def __init__(self, program: Program, space: Space) -> None:
        self.program = program
        self.space = space
        self._scope = SymbolicScope(Names(program, space, self._value_of))
        self._made: dict[tuple[str, ...], object] = {}
        self._used = {use.name: use for use in program.uses}

    def rule(self, decision: str, rule: str) -> RuleTerms:
        """A rule of a checklist, over all its items; not applicable where its decision is."""
        judged = statuses.of_decision(self._applies(decision), self._judged(decision, rule))
        return judged.terms()

    def group(self, decision: str, group: str) -> RuleTerms:
        """A group of preferential rules."""
        applies = self._applies(decision)
        checklist = self._checklist(decision)
        need = next(each.need for each in checklist.groups if each.id == group)
        members = [
            statuses.of_decision(applies, self._judged(decision, rule.id))
            for rule in checklist.rules
            if rule.group == group
        ]
        return statuses.over_group(need, members).terms()

    def verdict(self, decision: str) -> Mapping[Verdict, Formula]:
        """A checklist's verdict: exactly one holds. Of another decision, its `NOT_APPLICABLE`."""
        return {found: Formula(guard) for found, guard in self._verdict(decision).items()}

    def applies(self, decision: str) -> Applies:
        """Whether the decision is about the institution: exactly one of yes, no and unknown."""
        found = self._applies(decision)
        return {
            "yes": Formula(found.true),
            "no": Formula(found.false),
            "unknown": Formula(found.null),
        }

    def value(self, decision: str) -> SymbolicValue:
        """What the decision's name stands for: a table's or expression's value, a verdict's name.

        Unknown where it is not about the institution, and for an undetermined verdict.
        """
        return SymbolicValue(self._scope.names[decision], self.space.context.atoms)

    def rows(self, decision: str) -> tuple[RowTerms, ...]:
        """The rows of a table, whatever its `when` says."""
        body = self.program.decisions[decision].body
        if not isinstance(body, Table):
            raise KeyError(decision)
        return tuple(
            RowTerms(
                number,
                Formula(match.holds.true),
                Formula(both(match.holds.false, opposite(match.skipped))),
                Formula(match.holds.null),
                Formula(match.skipped),
            )
            for number, match in enumerate(self._matches(decision, body), 1)
        )

    def condition(self, expression: CheckedExpression) -> TruthTerms:
        """A boolean expression over facts and names of the program."""
        found = statuses.truth(self._encode(expression, self._scope))
        return TruthTerms(Formula(found.true), Formula(found.false), Formula(found.null))

    def unencodable(self) -> tuple[NotEncodable, ...]:
        """All that cannot be encoded, in the order of the file."""
        return tuple(self._failures())

    def _failures(self) -> Iterator[NotEncodable]:
        for name, decision in self.program.decisions.items():
            found = self._failure(name, None, partial(self._applies, name))
            if found is not None:
                yield found
            elif isinstance(decision.body, Checklist):
                for rule in decision.body.rules:
                    found = self._failure(name, rule.id, partial(self.rule, name, rule.id))
                    if found is not None:
                        yield found
            else:
                found = self._failure(name, None, partial(self.value, name))
                if found is not None:
                    yield found

    def _failure(
        self, decision: str, rule: str | None, encode: Callable[[], object]
    ) -> NotEncodable | None:
        try:
            encode()
        except Unencodable as error:
            return NotEncodable(decision, rule, error.reason, error.place)
        return None

    def _value_of(self, name: str) -> Symbolic:
        """The value of a use, definition or decision."""
        if name in self.program.definitions:
            return self._encode(self.program.definitions[name].expression, self._scope)
        if name in self.program.decisions:
            return self._result(self.program.decisions[name])
        use = self._used[name]
        return Encoding(use.program, self.space).value(use.decision).symbolic

    def _result(self, decision: Decision) -> Symbolic:
        if isinstance(decision.body, Checklist):
            return self._verdict_name(decision.name)
        applies = self._applies(decision.name)
        if applies.false is True:
            return UNKNOWN_VALUE
        match decision.body:
            case Table() as table:
                value = self._table(decision.name, table)
            case ValueExpression(expression):
                value = self._encode(expression, self._scope)
            case _:
                assert_never(decision.body)
        return choose(
            [
                (applies.true, value),
                (either(applies.false, applies.unknown), UNKNOWN_VALUE),
                (applies.faulty, FAULTY_VALUE),
            ]
        )

    def _verdict_name(self, decision: str) -> Symbolic:
        found = self._verdict(decision)
        atoms = self.space.context.atoms
        return choose(
            (
                guard,
                UNKNOWN_VALUE if each is Verdict.UNDETERMINED else constant(str(each.value), atoms),
            )
            for each, guard in found.items()
        )

    def _verdict(self, decision: str) -> Mapping[Verdict, Guard]:
        def make() -> Mapping[Verdict, Guard]:
            applies = self._applies(decision)
            body = self.program.decisions[decision].body
            if not isinstance(body, Checklist):
                return {Verdict.NOT_APPLICABLE: applies.false}
            rules = [
                (rule.force, self._judged(decision, rule.id))
                for rule in body.rules
                if rule.force is not Force.PREFERENTIAL
            ]
            return statuses.verdict(applies, rules)

        return self.once(("verdict", decision), make)

    def _applies(self, decision: str) -> Truth:
        def make() -> Truth:
            when = self.program.decisions[decision].when
            return YES if when is None else statuses.truth(self._encode(when, self._scope))

        return self.once(("applies", decision), make)

    def _judged(self, decision: str, rule: str) -> Judged:
        def make() -> Judged:
            return rule_judged(self._rule(decision, rule), self._scope, self._encode)

        return self.once(("rule", decision, rule), make)

    def _matches(self, decision: str, table: Table) -> list[tables.Match]:
        def make() -> list[tables.Match]:
            inputs = [self._encode(column.expression, self._scope) for column in table.inputs]
            holds = [
                statuses.all_of(
                    [
                        statuses.truth(self._encode_tests(cell, value))
                        for cell, value in zip(row.conditions, inputs, strict=True)
                    ]
                )
                for row in table.rows
            ]
            gives = [
                tables.shaped(table, [self._encode(each, self._scope) for each in row.results])
                for row in table.rows
            ]
            return [
                tables.Match(left, skipped, given)
                for (left, skipped), given in zip(
                    tables.settle_first(table, holds), gives, strict=True
                )
            ]

        return self.once(("rows", decision), make)

    def _table(self, decision: str, table: Table) -> Symbolic:
        matches = self._matches(decision, table)
        defaults = [
            UNKNOWN_VALUE if each.default is None else self._encode(each.default, self._scope)
            for each in table.outputs
        ]
        stated = any(output.default is not None for output in table.outputs)
        default = tables.shaped(table, defaults) if stated else UNKNOWN_VALUE
        atoms = self.space.context.atoms
        texts = {name: constant(name, atoms) for each in table.outputs for name, _ in each.values}
        return tables.result(table, matches, default, texts)

    def _checklist(self, decision: str) -> Checklist:
        body = self.program.decisions[decision].body
        if not isinstance(body, Checklist):
            raise KeyError(decision)
        return body

    def _rule(self, decision: str, rule: str) -> Rule:
        for each in self._checklist(decision).rules:
            if each.id == rule:
                return each
        raise KeyError(rule)

    def _encode(self, expression: CheckedExpression, scope: SymbolicScope) -> Symbolic:
        with _placed(expression.source):
            return encode(expression.tree, scope, self.space.context)

    def _encode_tests(self, tests: CheckedTests, value: Symbolic) -> Symbolic:
        with _placed(tests.source):
            return encode_tests(tests.tree, value, self._scope, self.space.context)

    def once(self, key: tuple[str, ...], make: Callable[[], _Made]) -> _Made:
        """Makes a part, or gives or raises what was made of it before."""
        if key not in self._made:
            try:
                self._made[key] = make()
            except Unencodable as error:
                self._made[key] = error
        found = self._made[key]
        if isinstance(found, Unencodable):
            raise found
        return found  # type: ignore[return-value]


@contextmanager
def _placed(source: Source) -> Iterator[None]:
    """What cannot be encoded is told with its place."""
    try:
        yield
    except Unencodable as error:
        if error.place is None and error.span is not None:
            error.place = Place(source, error.span)
        raise
