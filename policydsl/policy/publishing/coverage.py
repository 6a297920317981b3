"""Which clauses of a notice a policy states, and which it says that it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from policydsl.policy.model import (
    Checklist,
    Decision,
    Definition,
    Parameter,
    Program,
    Rule,
    Table,
    TableRow,
)
from policydsl.policy.publishing.register import Register, RegisterClause, same_document
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place

QuoteKind = Literal["parameter", "definition", "decision", "rule", "row"]
ClauseState = Literal["cited", "not_encoded", "both", "missing", "unknown"]


@dataclass(frozen=True, slots=True)
class Quote:
    """What cites a clause: rule `filing.office-area`, row `accepted_by[2]`, parameter `x`."""

    policy: str
    kind: QuoteKind
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """What the policies of a notice make of one clause.

    `both`: one policy cites it and declares it not encoded. `missing`: in the register only.
    `unknown`: not in the register.
    """

    clause: str
    state: ClauseState
    cited_by: tuple[Quote, ...]
    reason: Text | None
    register: RegisterClause | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """The clauses of a notice, those of the register first and in its order."""

    document: str
    policies: tuple[str, ...]
    clauses: tuple[ClauseCoverage, ...]

    def of_state(self, *states: ClauseState) -> tuple[ClauseCoverage, ...]:
        return tuple(each for each in self.clauses if each.state in states)

    @property
    def complete(self) -> bool:
        """Whether every clause is either cited or declared, and none is unknown."""
        return not self.of_state("missing", "unknown", "both")


def quotes(program: Program) -> Iterator[tuple[str, Quote]]:
    """Each clause with what cites it. Of a refinement only its own: the base has its own notice."""
    policy = program.policy
    for parameter in program.parameters.values():
        if parameter.origin is None:
            yield from _each(policy, "parameter", parameter.name, parameter)
    for definition in program.definitions.values():
        if definition.origin is None:
            yield from _each(policy, "definition", definition.name, definition)
    for decision in program.decisions.values():
        if decision.origin is None:
            yield from _each(policy, "decision", decision.name, decision)
        match decision.body:
            case Checklist(rules):
                for rule in rules:
                    if rule.origin is None:
                        yield from _each(policy, "rule", f"{decision.name}.{rule.id}", rule)
            case Table(rows=rows) if decision.origin is None:
                for number, row in enumerate(rows, 1):
                    yield from _each(policy, "row", f"{decision.name}[{number}]", row)
            case _:
                pass


def coverage(
    programs: Sequence[Program], register: Register | None, document: str | None = None
) -> Coverage:
    """The coverage of one notice by those of the programs that encode it.

    `document` is needed only without a register; by default the first program's.
    """
    wanted = register.document if register else document or programs[0].citation.document
    about = [program for program in programs if same_document(program.citation.document, wanted)]
    cited: dict[str, list[Quote]] = {}
    for program in about:
        for id_, quote in quotes(program):
            cited.setdefault(id_, []).append(quote)
    declared = {each.clause: each for program in about for each in program.not_encoded}
    twice = {id_ for program in about for id_ in cited_and_declared(program)}
    known = {each.id: each for each in register.clauses} if register else {}
    found = []
    for id_ in dict.fromkeys((*known, *cited, *declared)):
        quoted = tuple(cited.get(id_, ()))
        reason = declared.get(id_)
        place = quoted[0].place if quoted else reason.place if reason else None
        found.append(
            ClauseCoverage(
                clause=id_,
                state=_state(id_ in known or register is None, id_ in twice, quoted, reason),
                cited_by=quoted,
                reason=reason.reason if reason else None,
                register=known.get(id_),
                place=place,
            )
        )
    return Coverage(wanted, tuple(program.policy for program in about), tuple(found))


def cited_and_declared(program: Program) -> frozenset[str]:
    """Clauses that a policy both cites and declares not encoded."""
    cited = {id_ for id_, _ in quotes(program)}
    return frozenset(each.clause for each in program.not_encoded if each.clause in cited)


def _state(
    known: bool, twice: bool, quoted: tuple[Quote, ...], reason: object | None
) -> ClauseState:
    if not known:
        return "unknown"
    if twice:
        return "both"
    if quoted:
        return "cited"
    return "not_encoded" if reason is not None else "missing"


def _each(
    policy: str,
    kind: QuoteKind,
    id_: str,
    thing: Parameter | Definition | Decision | Rule | TableRow,
) -> Iterator[tuple[str, Quote]]:
    for clause in thing.clauses:
        yield clause, Quote(policy, kind, id_, thing.place)
