"""What it would take: the question as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policydsl.analysis.remedy.costs import Costs
from policydsl.analysis.remedy.results import Remedies, Remedy, Target
from policydsl.analysis.remedy.rules import checklist_of, checklists
from policydsl.engines.interpreter import evaluate
from policydsl.policy.facts import Facts
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Text
from policydsl.trace import Trace, Verdict

if TYPE_CHECKING:
    from policydsl.analysis.remedy.reach import Reach

DEFAULT_COUNT = 5
OPEN = Text(
    "求解器没有答完：列出的办法都已核验，但可能还有更省的",
    "the solver did not finish: what is listed was checked, but there may be cheaper ones",
)
STOOD_AGAINST = Text(
    "有条件不能推算，它在所找到的办法之后仍不满足",
    "a requirement that could not be searched still stands against what was found",
)


def remedies_for(
    program: Program,
    facts: Facts,
    as_of: str,
    *,
    decision: str | None = None,
    costs: Costs | None = None,
    count: int | None = DEFAULT_COUNT,
    target: Target = Target.ELIGIBLE,
) -> tuple[Remedies, ...]:
    """Remedies for one checklist, or for each that is about the institution and not yet reached.

    `count` is how many at most, None for all. Raises UsageError for the decision.
    """
    if decision is not None:
        checklist_of(program, decision)
        return (remedies(program, facts, as_of, decision, costs, count, target),)
    answers = []
    for name in checklists(program):
        trace = evaluate(program, facts, as_of, name)
        if trace.verdict is not Verdict.NOT_APPLICABLE and not target.reached(trace.verdict):
            answers.append(remedies(program, facts, as_of, name, costs, count, target))
    return tuple(answers)


def remedies(
    program: Program,
    facts: Facts,
    as_of: str,
    decision: str,
    costs: Costs | None = None,
    count: int | None = DEFAULT_COUNT,
    target: Target = Target.ELIGIBLE,
) -> Remedies:
    """Remedies for one checklist."""
    before = evaluate(program, facts, as_of, decision)
    costs = costs or Costs()
    if target.reached(before.verdict):
        return Remedies(before, target, (), complete=True, settled=True, cost_unit=costs.unit)
    from policydsl.analysis.remedy.reach import Reach

    reach = Reach(program, facts, decision, target, costs)
    return _searched(reach, before, decision, count, target)


def _searched(
    reach: Reach, before: Trace, decision: str, count: int | None, target: Target
) -> Remedies:
    from policydsl.analysis.remedy.measures import Remedying
    from policydsl.analysis.remedy.obstacles import obstacles
    from policydsl.analysis.remedy.search import Search, UnsettledError

    nothing = Remedies(
        before,
        target,
        (),
        complete=True,
        settled=True,
        not_searched=reach.parts.not_searched,
        cost_unit=reach.costs.unit,
        priced=reach.costs.source_name is not None,
        bounds=tuple(reach.bounds()),
    )
    open_ = replace(nothing, complete=False, settled=False)
    if not reach.parts.searchable:
        return replace(open_, why_open=STOOD_AGAINST)
    found: list[Remedy] = []
    search = Search(reach, before.as_of)
    remedying = Remedying(reach, decision, target, before.as_of)
    try:
        if not search.possible():
            return replace(nothing, obstacles=obstacles(reach, decision))
        for solution in search.solutions():
            if count is not None and len(found) == count:
                return replace(nothing, remedies=tuple(found), complete=False)
            remedy = remedying.remedy(solution)
            if remedy is None:
                return replace(open_, remedies=tuple(found), why_open=STOOD_AGAINST)
            found.append(remedy)
    except UnsettledError:
        return replace(open_, remedies=tuple(found), why_open=OPEN)
    return replace(nothing, remedies=tuple(found))
