"""The facts that show a finding, checked by the interpreter before anybody sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policydsl.analysis.check.inquiry import Inquiry
from policydsl.engines.interpreter import evaluate
from policydsl.policy.facts import facts_from_data
from policydsl.policy.model import Decision
from policydsl.trace import Status

if TYPE_CHECKING:
    from policydsl.engines.smt import Formula


class NotShownError(Exception):
    """The interpreter does not see what the solver found: an error of ours."""


def shown(
    inquiry: Inquiry, decision: Decision, formula: Formula, rows: Mapping[int, Status]
) -> Mapping[str, Any] | None:
    """The smallest facts found for a formula; on them the table's rows have these statuses."""
    from policydsl.engines.smt import witness

    answer = witness(inquiry.solver, formula)
    if answer.model is None:
        return None
    stated = answer.model.facts()
    program = inquiry.program
    facts = facts_from_data(stated, program.facts)
    trace = evaluate(program, facts, program.effective.start, decision.name)
    found = {row.number: row.status for row in trace.rows}
    if any(found.get(number) is not status for number, status in rows.items()):
        raise NotShownError(f"{program.policy} {decision.name}: rows {found}, not {dict(rows)}")
    return stated
