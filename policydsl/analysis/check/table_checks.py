"""Tables: rows that are never used, institutions without a row, rows that match together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from policydsl.analysis.check import messages
from policydsl.analysis.check.findings import Finding
from policydsl.analysis.check.inquiry import Inquiry
from policydsl.analysis.check.shown import shown
from policydsl.policy.model import Decision, HitPolicy, Table
from policydsl.trace import Status

if TYPE_CHECKING:
    from policydsl.engines.smt import Formula, RowTerms

ONE_ANSWER = frozenset({HitPolicy.UNIQUE, HitPolicy.FIRST, HitPolicy.ANY, HitPolicy.PRIORITY})


def table_findings(inquiry: Inquiry, decision: Decision, table: Table) -> Iterator[Finding]:
    """What is wrong with the rows of a table."""
    name = decision.name
    rows = inquiry.encoded(name, decision.place, lambda: inquiry.encoding.rows(name))
    if rows is None:
        return
    applies = inquiry.encoding.applies(name)["yes"]
    for row, terms in zip(table.rows, rows, strict=True):
        subject = f"{name}[{terms.number}]"
        if inquiry.never(subject, row.place, applies, terms.true):
            finding = messages.row_never_matches(row.place, decision, terms.number)
            yield Finding(finding, subject)
    yield from _gap(inquiry, decision, table, rows, applies)
    yield from _overlaps(inquiry, decision, table, rows, applies)


def _gap(
    inquiry: Inquiry,
    decision: Decision,
    table: Table,
    rows: Sequence[RowTerms],
    applies: Formula,
) -> Iterator[Finding]:
    """Facts for which every row is known not to match, and nothing is given instead."""
    if table.hit not in ONE_ANSWER or all(output.default for output in table.outputs):
        return
    from policydsl.engines.smt import all_of

    none = all_of(row.false for row in rows) & applies
    answer = inquiry.possible(decision.name, decision.place, none)
    if answer is not None and answer.kind == "yes":
        wanted = {row.number: Status.FAIL for row in rows}
        witness = shown(inquiry, decision, none, wanted)
        yield Finding(messages.gap(decision.place, decision), decision.name, witness=witness)


def _overlaps(
    inquiry: Inquiry,
    decision: Decision,
    table: Table,
    rows: Sequence[RowTerms],
    applies: Formula,
) -> Iterator[Finding]:
    """Pairs of rows that leave a table without an answer: both match where only one may."""
    if table.hit is HitPolicy.UNIQUE:
        wrong = applies
    elif table.hit is HitPolicy.ANY:
        unknown = inquiry.encoded(
            decision.name,
            decision.place,
            lambda: inquiry.encoding.value(decision.name).unknown,
        )
        if unknown is None:
            return
        wrong = applies & unknown & inquiry.space.complete()
    else:
        return
    for one, other in combinations(rows, 2):
        both = one.true & other.true & wrong
        if both.settled is False:
            continue
        place = table.rows[other.number - 1].place
        subject = f"{decision.name}[{one.number},{other.number}]"
        answer = inquiry.possible(subject, place, both)
        if answer is not None and answer.kind == "yes":
            wanted = {one.number: Status.PASS, other.number: Status.PASS}
            witness = shown(inquiry, decision, both, wanted)
            finding = messages.overlap(place, decision, one.number, other.number)
            yield Finding(finding, subject, witness=witness)
