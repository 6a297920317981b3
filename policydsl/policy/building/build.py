"""A policy document to a checked Program: names resolved, types and units checked, ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policydsl.feel.types import Member
from policydsl.policy.building import errors_build as errors
from policydsl.policy.building.build_decisions import (
    Surroundings,
    build_decision,
    build_definition,
    refuse_duplicate_rules,
)
from policydsl.policy.building.build_order import order_of
from policydsl.policy.building.build_parameters import build_parameter
from policydsl.policy.building.build_scope import refuse_clashes
from policydsl.policy.building.expressions import Findings, PlacedUse
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.model import (
    Change,
    Decision,
    Definition,
    Program,
    Use,
)
from policydsl.policy.reading.document import PolicyDocument
from policydsl.policy.reading.fields import Problems, raise_if_any


@dataclass(frozen=True, slots=True)
class Built:
    """A program with what it was made of: for the linter and for rewriting the file's names."""

    program: Program
    document: PolicyDocument
    uses: tuple[PlacedUse, ...] = field(repr=False)


def build(
    document: PolicyDocument,
    facts: FactsSchema,
    used: Mapping[str, Program],
    *,
    digest: str = "",
    base: str | None = None,
    changes: tuple[Change, ...] = (),
    documents: Mapping[str, str] = MappingProxyType({}),
) -> Built:
    """The checked program. `document` is already merged with its base, if it has one.

    `used` holds for each name under `uses` the program it links to. Raises PolicyError with all
    that is wrong, at most 20.
    """
    findings = Findings(facts=facts)
    problems = findings.problems
    refuse_clashes(document, facts.type, problems)
    refuse_duplicate_rules(document.decisions, findings)
    order = order_of(document, problems)
    raise_if_any(problems)

    units = frozenset(facts.units)
    members = dict(facts.type.members)
    uses = _uses(document, used, facts, members, problems)
    parameters = {
        each.name.text: build_parameter(each, units, problems) for each in document.parameters
    }
    for name, parameter in parameters.items():
        members[name] = Member(name, parameter.type, parameter.zh, parameter.title)
    around = Surroundings(members, units, findings)
    definitions, decisions = _in_order(document, order, around)
    raise_if_any(problems)
    head = document.head
    program = Program(
        policy=head.policy.text,
        version=head.version,
        title=head.title,
        citation=head.citation,
        effective=head.effective,
        parameters=MappingProxyType(parameters),
        definitions=MappingProxyType(definitions),
        decisions=MappingProxyType(decisions),
        order=order,
        not_encoded=document.not_encoded,
        uses=uses,
        facts=facts,
        scope=around.scope(),
        digest=digest,
        source=document.source,
        base=base,
        changes=changes,
        documents=documents,
        note=head.note,
        remarks=document.remarks,
    )
    return Built(program, document, tuple(findings.uses))


def _in_order(
    document: PolicyDocument, order: tuple[str, ...], around: Surroundings
) -> tuple[dict[str, Definition], dict[str, Decision]]:
    """Builds each after all it needs; gives them in the order of the file."""
    definition_documents = {each.name.text: each for each in document.definitions}
    decision_documents = {each.name.text: each for each in document.decisions}
    definitions: dict[str, Definition] = {}
    decisions: dict[str, Decision] = {}
    for name in order:
        if name in definition_documents:
            definition = build_definition(definition_documents[name], around)
            if definition:
                definitions[name] = definition
        else:
            decision = build_decision(decision_documents[name], around)
            if decision:
                decisions[name] = decision
    return (
        {name: definitions[name] for name in definition_documents if name in definitions},
        {name: decisions[name] for name in decision_documents if name in decisions},
    )


def _uses(
    document: PolicyDocument,
    used: Mapping[str, Program],
    facts: FactsSchema,
    members: dict[str, Member],
    problems: Problems,
) -> tuple[Use, ...]:
    """Links to other programs' decisions; their names join `members`."""
    found = []
    for each in document.head.uses:
        name, program = each.name.text, used[each.name.text]
        wanted = each.decision.text
        decision = program.decisions.get(wanted)
        if decision is None:
            problem = errors.unknown_decision(
                each.decision.place, program.policy, wanted, program.decisions
            )
            problems.append(problem)
            continue
        if not program.facts.by_path.keys() <= facts.by_path.keys():
            problems.append(errors.used_facts_differ(each.policy.place, program.policy))
        zh = each.zh.text if each.zh else None
        members[name] = Member(name, decision.type, zh, decision.title)
        found.append(Use(name, program, wanted, zh))
    return tuple(found)
