"""What is still to be stated: the question as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from policydsl.analysis.missing.results import AtOnce, Missing, UnknownFact
from policydsl.analysis.remedy.naming import fact_at
from policydsl.analysis.remedy.results import ListBound
from policydsl.analysis.remedy.rules import checklist_of, checklists, rule_name
from policydsl.engines.interpreter import evaluate
from policydsl.feel.values import Value
from policydsl.policy.facts import Facts
from policydsl.policy.facts.facts_record import leaf_value
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.model import Program
from policydsl.text.diagnostic import Text
from policydsl.trace import Status, Trace, Verdict

if TYPE_CHECKING:
    from policydsl.analysis.missing.outlook import Outlook
    from policydsl.analysis.missing.unknowns import Unknown

DEFAULT_COUNT = 5
OPEN = Text("求解器没有答完", "the solver did not finish")
NOT_ENCODED = Text(
    "有待定的条件不能推算，因此不能断定补齐哪些事实就够",
    "an open requirement could not be searched, so that no set of facts is known to be enough",
)
NO_FACT = Text(
    "结论待定不是因为缺少事实，补填事实不能确定结论",
    "no fact that is missing keeps the verdict open, and none will settle it",
)


def missing_for(
    program: Program,
    facts: Facts,
    as_of: str,
    *,
    decision: str | None = None,
    count: int | None = DEFAULT_COUNT,
) -> tuple[Missing, ...]:
    """What is missing for one checklist, or for each whose verdict is open.

    `count` is how many sets at most, None for all. Raises UsageError for the decision.
    """
    if decision is not None:
        checklist_of(program, decision)
        return (missing(program, facts, as_of, decision, count),)
    traces = (evaluate(program, facts, as_of, name) for name in checklists(program))
    return tuple(
        missing(program, facts, as_of, trace.decision, count)
        for trace in traces
        if trace.verdict is Verdict.UNDETERMINED
    )


def missing(
    program: Program,
    facts: Facts,
    as_of: str,
    decision: str,
    count: int | None = DEFAULT_COUNT,
) -> Missing:
    """What is missing for one checklist."""
    before = evaluate(program, facts, as_of, decision)
    settled = Missing(before, (), complete=True, settled=True)
    if settled.known:
        return settled
    from policydsl.analysis.missing.outlook import Outlook

    outlook = Outlook(program, facts, before)
    namer = _Namer(program, facts, before)
    if not outlook.searchable:
        return replace(
            settled,
            complete=False,
            settled=False,
            not_searched=tuple(outlook.not_searched),
            why_open=NOT_ENCODED,
        )
    return _searched(outlook, namer, settled, count)


def _searched(outlook: Outlook, namer: _Namer, nothing: Missing, count: int | None) -> Missing:
    from policydsl.analysis.missing.settling_sets import SettlingSets, UnsettledError
    from policydsl.analysis.missing.single_facts import SingleFacts

    found: list[tuple[Unknown, ...]] = []
    complete, why_open = True, None
    try:
        for each in SettlingSets(outlook).sets():
            if count is not None and len(found) == count:
                complete = False
                break
            if each:
                found.append(each)
    except UnsettledError:
        complete, why_open = False, OPEN
    if not found and why_open is None:
        why_open = NO_FACT
    singles = SingleFacts(outlook, namer.facts)
    used = {unknown for each in found for unknown in each}
    rest = [unknown for unknown in outlook.unknowns if unknown not in used]
    idle = [unknown for unknown in rest if outlook.matters(unknown).kind == "no"]
    return replace(
        nothing,
        sets=tuple(tuple(map(namer.unknown, each)) for each in found),
        complete=complete,
        settled=why_open is not OPEN,
        at_once=tuple(
            AtOnce(namer.unknown(unknown), verdict, sense, namer.values(unknown, values))
            for unknown in outlook.unknowns
            if unknown not in idle
            for verdict, sense, values in singles.found(unknown)
        ),
        idle=tuple(map(namer.unknown, idle)),
        stuck=outlook.stuck(),
        bounds=tuple(namer.bounds(outlook)),
        why_open=why_open,
    )


class _Namer:
    """Facts by what readers call them."""

    def __init__(self, program: Program, facts: Facts, trace: Trace) -> None:
        self.program = program
        self.facts = facts
        self.trace = trace
        self._by_id = {rule.id: rule for rule in checklist_of(program, trace.decision).rules}

    def unknown(self, unknown: Unknown) -> UnknownFact:
        """Who is to state it, and which rules wait for it."""
        fact = fact_at(unknown.path, self.program.facts, self.facts)
        causes = {variable.path for variable in unknown.variables}
        rules = (
            rule_name(self.program, self._by_id[rule.id])
            for rule in self.trace.rules
            if rule.status is Status.UNKNOWN
            and any(cause.fact in causes for item in rule.items for cause in item.causes)
        )
        return UnknownFact(fact, "assessor" if fact.judgement else "institution", tuple(rules))

    def values(self, unknown: Unknown, plain: Iterable[object]) -> tuple[Value, ...]:
        """Plain values as FEEL holds them."""
        leaf = unknown.variables[0].node
        assert isinstance(leaf, FactLeaf)
        return tuple(leaf_value(leaf, each) for each in plain)

    def bounds(self, outlook: Outlook) -> Iterator[ListBound]:
        """The lists that are not stated, and how many items they were taken to have."""
        for unknown in outlook.unknowns:
            if unknown.is_list:
                label = fact_at(unknown.path, self.program.facts, self.facts).label
                general = self.program.facts.info(unknown.path)
                assert general is not None
                yield ListBound(label, outlook.space.bounds.of(general.path))
