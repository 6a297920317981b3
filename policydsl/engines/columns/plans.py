"""A program written for one layout of facts: what is known of each name, and what each gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import count

import polars as pl

from policydsl.engines.columns import checklists, numbers, truths
from policydsl.engines.columns.checklists import Codes
from policydsl.engines.columns.expressions import Writer
from policydsl.engines.columns.kinds import (
    NUMBER,
    SCALARS,
    Flag,
    Kind,
    Piece,
    bare_flag,
    both,
    either,
    expression_of,
    fault_flag,
    opposite,
)
from policydsl.engines.columns.known_pieces import constant_piece, root_fact
from policydsl.engines.columns.layouts import SectionLayout
from policydsl.engines.columns.not_handled import NotHandled
from policydsl.engines.columns.spaces import Space, Steps
from policydsl.engines.columns.tables import table
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.model import Checklist, Decision, Program, Table, Use, ValueExpression

GIVEN = "·given·"
"""What the columns' names begin with that the caller hands in."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A program ready for frames of one layout.

    `outputs` are the fields' expressions, over what `steps` make; `beyond` tells rows of which
    figures are too large for what is exact here.
    """

    steps: Steps
    outputs: tuple[pl.Expr, ...]
    beyond: Flag
    not_handled: tuple[tuple[str, str], ...]
    reads: frozenset[str]


def plan(program: Program, layout: SectionLayout, given: frozenset[str] | None = None) -> Plan:
    """Writes a program. Where `given` is None, all that is not handled is to be given."""
    root = Space(count(1))
    writer = Writer(root)
    whole = _Whole(program, writer, layout, given)
    whole.write(None)
    beyond = root.hold_flag(either(*root.beyond))
    outputs = tuple(
        expr.alias(name) for each in program.decisions for name, expr in whole.outputs[each]
    )
    return Plan(
        Steps.of(root),
        outputs,
        beyond,
        tuple(whole.not_handled.items()),
        frozenset(writer.reads),
    )


@dataclass(eq=False, slots=True)
class _Whole:
    """The names known so far, as the interpreter has them: facts, parameters, uses, the order."""

    program: Program
    writer: Writer
    layout: SectionLayout
    given: frozenset[str] | None
    names: dict[str, Piece] = field(default_factory=dict)
    outputs: dict[str, list[tuple[str, pl.Expr]]] = field(default_factory=dict)
    not_handled: dict[str, str] = field(default_factory=dict)

    def write(self, wanted: str | None) -> None:
        """Writes all, or what one decision needs."""
        program, space = self.program, self.writer.space
        for name, node in program.facts.root.members.items():
            self.names[name] = root_fact(name, node, self.layout.of(name, node), space)
        for name, parameter in program.parameters.items():
            try:
                self.names[name] = constant_piece(parameter.value)
            except NotHandled:
                self._miss(name)
        needed = needed_by(program, *([wanted] if wanted else program.decisions))
        for use in program.uses:
            if use.name in needed:
                self.names[use.name] = self._use(use)
        for name in program.order:
            if name not in needed:
                continue
            definition = program.definitions.get(name)
            if definition is None:
                self._decision(name, program.decisions[name])
                continue
            try:
                self.names[name] = self._held(self.writer.whole(definition.expression, self.names))
            except NotHandled:
                self._miss(name)

    def _miss(self, name: str) -> None:
        self.names[name] = Piece(Kind("missing"), None, constant=True, value=name)

    def _held(self, piece: Piece) -> Piece:
        if piece.constant or piece.expr is None:
            return piece
        return replace(piece, expr=self.writer.space.hold(piece.expr))

    def _use(self, use: Use) -> Piece:
        inner = _Whole(use.program, self.writer, self.layout, frozenset())
        try:
            inner.write(use.decision)
        except NotHandled:
            return Piece(Kind("missing"), None, constant=True, value=use.name)
        return inner.names[use.decision]

    def _take(self, name: str, why: str) -> pl.Expr:
        """A field's column that the caller hands in."""
        if self.given is not None and name not in self.given:
            raise NotHandled(why)
        self.not_handled[name] = why
        return pl.col(GIVEN + name)

    def _is_given(self, name: str) -> bool:
        return self.given is not None and name in self.given

    def _decision(self, name: str, decision: Decision) -> None:
        body = decision.body
        if isinstance(body, Checklist):
            self._checklist(name, decision, body)
            return
        try:
            if self._is_given(name):
                raise NotHandled("given")
            values, known = self._value(decision)
        except NotHandled as reason:
            self.outputs[name] = [(name, self._take(name, reason.why))]
            self._miss(name)
            return
        space = self.writer.space
        held = [self._held(each) for each in values]
        if isinstance(body, Table) and len(body.outputs) > 1:
            named = zip(body.outputs, held, strict=True)
            record = pl.struct(*(_natural(each).alias(output.name) for output, each in named))
            whole = pl.when(expression_of(space.hold_flag(known))).then(record)
            self.outputs[name] = [(name, whole)]
            self._miss(name)
        else:
            self.outputs[name] = [(name, _natural(held[0]))]
            self.names[name] = held[0]

    def _value(self, decision: Decision) -> tuple[list[Piece], Flag]:
        """The values of a table's outputs, or of an expression, and where there is a record."""
        writer = self.writer
        known: Flag = True
        applies = None
        if decision.when is not None:
            applies = self._held(writer.condition(decision.when, self.names))
        match decision.body:
            case Table() as body:
                decided = table(writer, body, self.names)
                values, known = list(decided.values), decided.known
            case ValueExpression(expression):
                values = [writer.whole(expression, self.names)]
            case _:
                raise AssertionError("a checklist has a verdict")
        if any(each.kind not in SCALARS and not _is_list(each) for each in values):
            raise NotHandled("a value of other than single values")
        if applies is None:
            return values, known
        known = both(truths.holds_flag(applies), known)
        return [_where(writer.space, applies, each) for each in values], known

    def _checklist(self, name: str, decision: Decision, body: Checklist) -> None:
        space, writer = self.writer.space, self.writer
        applies = None
        if decision.when is not None:
            try:
                if self._is_given(name):
                    raise NotHandled("given")
                applies = self._held(writer.condition(decision.when, self.names))
            except NotHandled as reason:
                self._all_given(name, body, reason.why)
                return
        about = True if applies is None else opposite(truths.fails_flag(applies))
        about = space.hold_flag(about)
        rules: dict[str, Codes] = {}
        outputs = []
        for rule in body.rules:
            path = f"{name}.{rule.id}"
            try:
                if self._is_given(path):
                    raise NotHandled("given")
                found = checklists.rule_codes(writer, rule, self.names)
                found = Codes(*(space.hold_flag(each) for each in found.flags))
                code = found.code()
                if about is not True:
                    code = pl.when(expression_of(about)).then(code).otherwise(checklists.NONE)
            except NotHandled as reason:
                code = self._take(path, reason.why)
                found = checklists.codes_of_column(code)
            rules[rule.id] = found
            outputs.append((path, code))
        verdict = space.hold(checklists.verdict(body, rules, applies))
        for group in body.groups:
            members = [rules[each.id] for each in body.rules if each.group == group.id]
            code = checklists.group_code(group.need, members)
            if about is not True:
                code = pl.when(expression_of(about)).then(code).otherwise(checklists.NONE)
            outputs.append((f"{name}.{group.id}", code))
        self.outputs[name] = [(name, verdict), *outputs]
        self.names[name] = checklists.verdict_piece(space, verdict)

    def _all_given(self, name: str, body: Checklist, why: str) -> None:
        below = [*(each.id for each in body.rules), *(each.id for each in body.groups)]
        paths = [name, *(f"{name}.{each}" for each in below)]
        self.outputs[name] = [(path, self._take(path, why)) for path in paths]
        self.names[name] = checklists.verdict_piece(self.writer.space, pl.col(GIVEN + name))


def _is_list(piece: Piece) -> bool:
    return piece.kind.name == "list" and piece.expr is not None


def _natural(piece: Piece) -> pl.Expr:
    """A value as tables hold it."""
    return numbers.natural(piece) if piece.kind == NUMBER else piece.e


def _where(space: Space, applies: Piece, piece: Piece) -> Piece:
    """A value where a decision is about the institution; elsewhere unknown, or an error."""
    sure = truths.holds_flag(applies)
    expr = pl.when(expression_of(sure)).then(piece.e)
    fault = either(both(sure, fault_flag(piece)), fault_flag(applies), bare_flag(applies))
    return truths.result(
        space,
        piece.kind,
        expr,
        unknown=True,
        fault=fault,
        bare=both(sure, bare_flag(piece)),
        form=piece.form,
    )
