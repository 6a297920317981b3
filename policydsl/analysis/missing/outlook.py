"""What the solver is asked: whether a verdict could still be open, once some facts are stated."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policydsl.analysis.missing.unknowns import Stated, Unknown, unknowns
from policydsl.analysis.remedy.results import NotSearched, RuleName
from policydsl.analysis.remedy.rules import rule_name
from policydsl.engines.smt import (
    FALSE,
    TRUE,
    Answer,
    Encoding,
    Formula,
    RuleTerms,
    Solver,
    Space,
    Unencodable,
    all_of,
    any_of,
    iff,
    implies,
)
from policydsl.engines.smt.knowledge import if_unstated
from policydsl.policy.facts import Facts
from policydsl.policy.model import Checklist, Force, Program
from policydsl.trace import RuleTrace, Status, Trace, Verdict

_FINAL = {Status.PASS, Status.FAIL, Status.NOT_APPLICABLE}


class Outlook:
    """A checklist's verdicts about one institution, as more of its facts become known."""

    def __init__(self, program: Program, facts: Facts, trace: Trace) -> None:
        self.program = program
        self.trace = trace
        self.space = Space.of([program], decisions=[trace.decision], template=facts)
        self.not_searched: list[NotSearched] = []
        self._open_rules: list[tuple[RuleName, RuleTerms]] = []
        self.verdicts = self._verdicts(Encoding(program, self.space))
        self.unknowns, known = unknowns(self.space.facts, facts.stated)
        self._solver = Solver(self.space)
        for each in known:
            self._solver.add(self._as_stated(each))

    @property
    def searchable(self) -> bool:
        """Whether every requirement that matters could be encoded."""
        return not self.not_searched

    def open(self, stated: Collection[Unknown]) -> Answer:
        """Whether there is an institution of which these facts alone would say something else
        than all facts together, though all together give a verdict.
        """
        rest = [v for u in self.unknowns if u not in stated for v in u.variables]
        differs = any_of(
            formula & ~if_unstated(formula, rest)
            for verdict, formula in self.verdicts.items()
            if verdict is not Verdict.UNDETERMINED
        )
        return self._solver.ask(*map(self.known, self.unknowns), differs)

    def stuck(self) -> tuple[RuleName, ...]:
        """Open rules that may stay open though every fact is stated."""
        everything = tuple(map(self.known, self.unknowns))
        if self._solver.ask(*everything, self.verdicts[Verdict.UNDETERMINED]).kind == "no":
            return ()
        return tuple(
            name
            for name, terms in self._open_rules
            if self._solver.ask(*everything, terms.unknown, terms.may_fail).kind != "no"
        )

    def ask(self, stated: Collection[Unknown], *also: Formula) -> Answer:
        """An institution of which exactly these facts are known besides, for which all holds."""
        return self._solver.ask(
            *(self.known(u) if u in stated else self.unknown(u) for u in self.unknowns), *also
        )

    def matters(self, unknown: Unknown) -> Answer:
        """Whether stating a fact could change the verdict, whatever is known of the others."""
        changed = any_of(
            ~iff(formula, if_unstated(formula, unknown.variables))
            for formula in self.verdicts.values()
        )
        return self._solver.ask(self.known(unknown), changed)

    def known(self, unknown: Unknown) -> Formula:
        """It is stated: in every item that there is."""
        if "[]" not in unknown.path:
            return self.space.known(unknown.path)
        return all_of(implies(each.exists, each.known) for each in unknown.variables)

    def unknown(self, unknown: Unknown) -> Formula:
        """It is not stated, in no item."""
        return all_of(~each.known for each in unknown.variables)

    def _as_stated(self, stated: Stated) -> Formula:
        if stated.value is None:
            return ~self.space.known(stated.path)
        if isinstance(stated.value, list):
            return self.space.length_is(stated.path, len(stated.value))
        return self.space.fact_is(stated.path, stated.value)

    def _verdicts(self, encoding: Encoding) -> Mapping[Verdict, Formula]:
        """As the interpreter's `statuses.verdict`; rules that are settled already stay so."""
        body = self.program.decisions[self.trace.decision].body
        assert isinstance(body, Checklist), "what is missing is asked of checklists"
        told = {rule.id: rule for rule in self.trace.rules}
        fails: dict[Force, list[Formula]] = {force: [] for force in Force}
        may_fail: dict[Force, list[Formula]] = {force: [] for force in Force}
        try:
            applies = encoding.applies(self.trace.decision)
        except Unencodable as fault:
            self.not_searched.append(NotSearched(None, fault.reason))
            return {}
        for rule in body.rules:
            if rule.force is Force.PREFERENTIAL:
                continue
            try:
                terms = encoding.rule(self.trace.decision, rule.id)
                failing, open_ = terms.fails, terms.may_fail
                if told[rule.id].status is Status.UNKNOWN:
                    self._open_rules.append((rule_name(self.program, rule), terms))
            except Unencodable as fault:
                if told[rule.id].status not in _FINAL:
                    name = rule_name(self.program, rule)
                    self.not_searched.append(NotSearched(name, fault.reason))
                failing = open_ = _settled(told[rule.id])
            fails[rule.force].append(failing)
            may_fail[rule.force].append(open_)
        refused = any_of(fails[Force.MANDATORY])
        open_ones = any_of(may_fail[Force.MANDATORY])
        short, may_be_short = (
            any_of(fails[Force.IN_PRINCIPLE]),
            any_of(may_fail[Force.IN_PRINCIPLE]),
        )
        yes = applies["yes"]
        found = {
            Verdict.NOT_APPLICABLE: applies["no"],
            Verdict.INELIGIBLE: yes & refused,
            Verdict.CONDITIONAL: yes & ~open_ones & short,
            Verdict.ELIGIBLE: yes & ~open_ones & ~may_be_short,
        }
        return {**found, Verdict.UNDETERMINED: ~any_of(found.values())}


def _settled(rule: RuleTrace) -> Formula:
    return TRUE if rule.status is Status.FAIL else FALSE
