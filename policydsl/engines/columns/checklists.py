"""Checklists as flags: where a rule fails, may fail, refuses nobody, or passes.

A rule's code is the highest of its items' (see `engines/results.py`): 0 not applicable, 1 pass,
2 unknown that refuses nobody, 3 unknown that may fail, 4 fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from policydsl.engines.columns import lists, truths
from policydsl.engines.columns.expressions import Names, Writer
from policydsl.engines.columns.kinds import (
    STRING,
    UNKNOWN,
    Flag,
    Piece,
    both,
    either,
    expression_of,
    null_flag,
    opposite,
)
from policydsl.engines.columns.spaces import Space
from policydsl.engines.columns.truths import fails_flag, holds_flag
from policydsl.feel.walk import names_in
from policydsl.policy.model import Checklist, EmptyList, Force, Rule

VERDICT_NAMES = ("eligible", "conditional", None, "ineligible", "not_applicable")
"""What a checklist stands for in other expressions, by its code."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Where there is an item of each code: a fail, an open one, a harmless one, a pass."""

    fail: Flag = False
    open: Flag = False
    harmless: Flag = False
    passed: Flag = False

    @property
    def flags(self) -> tuple[Flag, ...]:
        return (self.fail, self.open, self.harmless, self.passed)

    def under(self, condition: Flag) -> Codes:
        """The same, but only where a condition holds."""
        return Codes(*(both(condition, each) for each in self.flags))

    def code(self) -> pl.Expr:
        """The highest."""
        expr = None
        for flag, code in ((self.passed, 1), (self.harmless, 2), (self.open, 3), (self.fail, 4)):
            if flag is False:
                continue
            lower = _code(0) if expr is None else expr
            if flag is True:
                expr = _code(code)
            else:
                expr = pl.when(expression_of(flag)).then(_code(code)).otherwise(lower)
        return _code(0) if expr is None else expr


def _code(code: int) -> pl.Expr:
    return pl.lit(code, dtype=pl.UInt8)


NONE = _code(0)


def together(*codes: Codes) -> Codes:
    """Of several items, or several kinds of items."""
    return Codes(
        either(*(each.fail for each in codes)),
        either(*(each.open for each in codes)),
        either(*(each.harmless for each in codes)),
        either(*(each.passed for each in codes)),
    )


def codes_of_column(code: pl.Expr) -> Codes:
    """The same of a column of codes."""
    return Codes(code == 4, code == 3, code == 2, code == 1)


def judged(applies: Piece | None, met: Piece) -> Codes:
    """One item (see the interpreter's `judge`). Passes where nothing worse holds."""
    fails, open_ = fails_flag(met), null_flag(met)
    if applies is None:
        return Codes(fails, open_, passed=True)
    sure, unsure = holds_flag(applies), null_flag(applies)
    return Codes(
        both(sure, fails),
        either(both(sure, open_), both(unsure, opposite(holds_flag(met)))),
        unsure,
        sure,
    )


def rule_codes(writer: Writer, rule: Rule, names: Names) -> Codes:
    """A rule over all its items."""
    if rule.when is not None and _about_all(rule):
        applies = writer.condition(rule.when, names)
        plain = _over(writer, rule, names, 0, without=True)
        return _applied(writer.space, applies, plain)
    return _over(writer, rule, names, 0, without=False)


def _about_all(rule: Rule) -> bool:
    """Whether what it applies to is the same for all its items."""
    assert rule.when is not None
    return {each.name for each in rule.iterators}.isdisjoint(names_in(rule.when.tree))


def _applied(space: Space, applies: Piece, plain: Codes) -> Codes:
    """A rule of which `when` is the same for all items, of their codes without it."""
    sure, unsure = holds_flag(applies), null_flag(applies)
    fail, open_ = space.hold_flag(plain.fail), space.hold_flag(plain.open)
    some = space.hold_flag(either(plain.passed, fail, open_))
    return Codes(
        both(sure, fail),
        either(both(sure, open_), both(unsure, either(fail, open_))),
        both(unsure, some),
        both(sure, some),
    )


def _over(writer: Writer, rule: Rule, names: Names, level: int, *, without: bool) -> Codes:
    """A rule's codes from a level of its `for` on; `without` its `when`."""
    if level == len(rule.iterators):
        applies = None
        if rule.when is not None and not without:
            applies = writer.condition(rule.when, names)
        met = _held(writer.space, writer.condition(rule.require, names))
        return judged(applies, _waived(writer, rule, met, names, frozenset()))
    iterator = rule.iterators[level]
    domain = lists.known_list(writer.whole(iterator.domain, names), writer.space)
    ends = [_end(writer, rule, names, level, domain, null_flag(domain), None, without=without)]
    if domain.constant:
        return ends[0]
    if rule.empty is not EmptyList.NOT_APPLICABLE:
        met = truths.truth(rule.empty is EmptyList.PASS)
        empty = lists.empty_flag(writer.space, domain)
        ends.append(_end(writer, rule, names, level, domain, empty, met, without=without))

    def ask(inner: Space, item: Piece) -> Codes:
        bound = {**names, iterator.name: item}
        return _over(writer.inside(inner), rule, bound, level + 1, without=without)

    inner, codes = lists.inside(writer.space, domain, ask)
    # Each item, and each list without items, is then at least a pass.
    always = (rule.when is None or without) and rule.empty is not EmptyList.NOT_APPLICABLE
    flags = (*codes.flags[:3], not always and codes.passed)
    found = Codes(*(lists.any_item(writer.space, domain, inner, flag) for flag in flags))
    return together(found, *ends, Codes(passed=always))


def _held(space: Space, met: Piece) -> Piece:
    """A truth that several flags are made of."""
    if met.constant or not met.nulls:
        return met
    return replace(met, expr=space.hold(met.e))


def _end(
    writer: Writer,
    rule: Rule,
    names: Names,
    level: int,
    domain: Piece,
    there: Flag,
    met: Piece | None,
    *,
    without: bool,
) -> Codes:
    """A list without items, where it is so: an empty one, or (without `met`) an unknown one."""
    if there is False:
        return Codes()
    unbound = frozenset(each.name for each in rule.iterators[level:])
    applies = None
    if rule.when is not None and not without and unbound.isdisjoint(names_in(rule.when.tree)):
        applies = writer.condition(rule.when, names)
    found = _waived(writer, rule, met or truths.OPEN, names, unbound)
    return judged(applies, found).under(there)


def _waived(writer: Writer, rule: Rule, met: Piece, names: Names, unbound: frozenset[str]) -> Piece:
    if rule.force is not Force.IN_PRINCIPLE or rule.waiver is None or met.value is True:
        return met
    if not unbound.isdisjoint(names_in(rule.waiver.tree)):
        return met
    return truths.waived(writer.space, met, writer.whole(rule.waiver, names))


def group_code(need: str, members: list[Codes]) -> pl.Expr:
    """A group of rules of which any one, or all, make the merit."""
    alone = [_alone(each) for each in members]
    passed = either(*(each.passed for each in alone))
    open_ = either(*(flag for each in alone for flag in (each.open, each.harmless)))
    fail = either(*(each.fail for each in alone))
    order = [(passed, 1), (open_, 3), (fail, 4)]
    if need == "all":
        order.reverse()
    expr = _code(0)
    for flag, code in reversed(order):
        expr = pl.when(expression_of(flag)).then(_code(code)).otherwise(expr)
    return expr


def _alone(codes: Codes) -> Codes:
    """The same, each only where it is the highest."""
    fail, worse = codes.fail, codes.fail
    found = [fail]
    for each in (codes.open, codes.harmless, codes.passed):
        found.append(both(each, opposite(worse)))
        worse = either(worse, each)
    return Codes(*found)


def verdict(body: Checklist, rules: Mapping[str, Codes], applies: Piece | None) -> pl.Expr:
    """The code of a checklist's verdict (see the interpreter's `verdict`)."""

    def of(force: Force) -> Codes:
        return together(*(rules[each.id] for each in body.rules if each.force is force))

    mandatory, in_principle = of(Force.MANDATORY), of(Force.IN_PRINCIPLE)
    steps = [
        (in_principle.open, 2),
        (in_principle.fail, 1),
        (mandatory.open, 2),
        (mandatory.fail, 3),
    ]
    if applies is not None:
        steps += [(null_flag(applies), 2), (fails_flag(applies), 4)]
    expr = _code(0)
    for flag, code in steps:
        if flag is not False:
            expr = pl.when(expression_of(flag)).then(_code(code)).otherwise(expr)
    return expr


def verdict_piece(space: Space, code: pl.Expr) -> Piece:
    """What a checklist stands for in other expressions."""
    expr = pl.lit(None, dtype=pl.String)
    for number, name in enumerate(VERDICT_NAMES):
        if name is not None:
            expr = pl.when(code == number).then(pl.lit(name)).otherwise(expr)
    return Piece(STRING, expr, UNKNOWN, space=space)
