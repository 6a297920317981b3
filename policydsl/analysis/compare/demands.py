"""The figures that rules set to facts, found by asking: with which figure can a rule be met?

Nothing is read off the expressions. A rule that reads a fact is asked, for every figure in its
neighbourhood, whether some institution meets it with that figure and fails it with the next one,
all else being the same. So `seats >= seats_min`, `not(seats < 30)` and `seats * 2 >= 60` all come
out as 30, and years of a lease do where an owner needs none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from policydsl.analysis.compare.assumption import assuming
from policydsl.analysis.compare.results import Demand, Side
from policydsl.analysis.fact_paths import items_of, reads
from policydsl.feel import tree
from policydsl.feel.rewrite import transformed
from policydsl.feel.tree import Node
from policydsl.feel.values import Value
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.facts.facts_schema import FactInfo, FactsSchema
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.model import CheckedExpression, Checklist, Decision, Program, Rule

if TYPE_CHECKING:
    from policydsl.engines.smt import Formula, RuleTerms, Solver

TIMEOUT_SECONDS = 5.0
MOST_COMBINED = 4

Bound = tuple[Side, Decimal, bool]
"""Which way a figure bounds, the figure, and whether without exception."""


class Demands:
    """What one program demands of figures; one item in every list is enough to ask that.

    `assumed` is a condition that institutions are taken to meet.
    """

    def __init__(self, program: Program, assumed: CheckedExpression | None = None) -> None:
        self.program = program
        self.assumed = assumed
        self._readers = _readers(program)

    def of_fact(self, fact: FactInfo) -> Iterator[Demand]:
        """The figures that the program's rules set to a fact, each rule for itself."""
        for decision, rule in self._readers.get(fact.path, ()):
            yield from self._of_rule(decision, rule, fact)

    def _of_rule(self, decision: Decision, rule: Rule, fact: FactInfo) -> Iterator[Demand]:
        from policydsl.engines.smt import Unencodable

        figures = figures_near(self.program, rule, fact)
        try:
            inquiry = _Inquiry(self.program, decision, rule, fact, figures, self.assumed)
            bounds = tuple(inquiry.bounds())
        except Unencodable:
            return
        step = step_of(fact)
        named = [each for each in within_reach(self.program, rule) if each % step == 0]
        for side, figure, always in map(partial(strict, named, step), merged(bounds)):
            if any(abs(figure - each) <= step for each in named):
                yield Demand(
                    value=shortest(figure),
                    side=side,
                    unit=self.program.facts.units.get(fact.unit or ""),
                    subject=f"{decision.name}.{rule.id}",
                    title=rule.title,
                    clauses=rule.clauses,
                    document=self.program.document_of(rule.origin),
                    always=always,
                )


def merged(bounds: Sequence[Bound]) -> Iterator[Bound]:
    """Where a figure is a lower and an upper bound at once, it has to be just that."""
    figures = {side: figure for side, figure, _ in bounds}
    if len(bounds) == 2 and len(figures) == 2 and len(set(figures.values())) == 1:
        yield "is", bounds[0][1], all(always for _, _, always in bounds)
    else:
        yield from bounds


def strict(named: Collection[Decimal], step: Decimal, bound: Bound) -> Bound:
    """The bound as more or less than a named figure, where the next step was found for it.

    Whole numbers are counted, so there the next one is meant.
    """
    side, figure, always = bound
    if step == 1 or figure in named:
        return bound
    if side == "at_least" and figure - step in named:
        return "more_than", figure - step, always
    if side == "at_most" and figure + step in named:
        return "less_than", figure + step, always
    return bound


class _Inquiry:
    """One rule beside copies of itself, in each of which the fact is one of the figures."""

    def __init__(
        self,
        program: Program,
        decision: Decision,
        rule: Rule,
        fact: FactInfo,
        figures: Sequence[Decimal],
        assumed: CheckedExpression | None,
    ) -> None:
        from policydsl.engines.smt import Bounds, Encoding, Solver, Space

        plain = replace(rule, waiver=None, group=None)
        copies = tuple(
            _with_figure(plain, fact, program.facts, each, n) for n, each in enumerate(figures)
        )
        alone = replace(decision, body=Checklist((plain, *copies)))
        asked = replace(program, decisions={**program.decisions, decision.name: alone})
        if assumed is not None:
            asked = assuming(asked, assumed)
        space = Space.of([asked], Bounds(1), decisions=[decision.name])
        encoding = Encoding(asked, space)
        self.solver: Solver = Solver(space, timeout_seconds=TIMEOUT_SECONDS)
        self.figures = figures
        self.itself: RuleTerms = encoding.rule(decision.name, plain.id)
        self.copies: list[RuleTerms] = [encoding.rule(decision.name, c.id) for c in copies]
        path = fact.path.replace("[]", "[1]")
        self.at: list[Formula] = [space.fact_is(path, each) for each in figures]

    def bounds(self) -> Iterator[Bound]:
        """Where a figure decides, all else being the same: from there on, or until there."""
        for low in range(len(self.figures) - 1):
            high = low + 1
            if self._turns(high, low):
                below = any(self._passes(each) for each in range(high))
                yield "at_least", self.figures[high], not below
            if self._turns(low, high):
                above = any(self._passes(each) for each in range(high, len(self.figures)))
                yield "at_most", self.figures[low], not above

    def _turns(self, met: int, failed: int) -> bool:
        """Whether some institution meets the rule with one figure, and fails it with the other."""
        answer = self.solver.ask(self.at[met], self.itself.passes, self.copies[failed].fails)
        return answer.kind == "yes"

    def _passes(self, number: int) -> bool:
        return self.solver.ask(self.at[number], self.itself.passes).kind == "yes"


def _with_figure(
    rule: Rule, fact: FactInfo, schema: FactsSchema, figure: Decimal, number: int
) -> Rule:
    """The rule with a figure in the fact's place."""
    parts = {
        id(node)
        for node, path in reads(rule.require.tree, items_of(rule, schema), schema)
        if path == fact.path
    }

    def replaced(node: tree.Expression) -> tree.Expression | None:
        return tree.NumberLiteral(figure) if id(node) in parts else None

    changed = transformed(rule.require.tree, replaced)
    return replace(rule, id=f"{rule.id}-{number}", require=replace(rule.require, tree=changed))


def _readers(program: Program) -> dict[str, list[tuple[Decision, Rule]]]:
    """The rules whose requirement reads a fact itself, by its path; definitions are left out."""
    found: dict[str, list[tuple[Decision, Rule]]] = {}
    for decision in program.decisions.values():
        if isinstance(decision.body, Checklist):
            for rule in decision.body.rules:
                read = reads(rule.require.tree, items_of(rule, program.facts), program.facts)
                for path in dict.fromkeys(path for _, path in read):
                    found.setdefault(path, []).append((decision, rule))
    return found


def _rests_on(program: Program, rule: Rule) -> Iterator[Node]:
    """The rule's requirement, and the definitions that it names near or far."""
    yield rule.require.tree
    names = {node.name for node in walk(rule.require.tree) if isinstance(node, tree.Name)}
    for name in needed_by(program, *names):
        definition = program.definitions.get(name)
        if definition is not None:
            yield definition.expression.tree


def figures_near(program: Program, rule: Rule, fact: FactInfo) -> list[Decimal]:
    """Figures worth asking about: none, those that the rule names, and their neighbours."""
    assert isinstance(fact.node, FactLeaf)
    named = {Decimal(0), *within_reach(program, rule)}
    around = {figure + step_of(fact) * by for figure in named for by in (-1, 0, 1)}
    low, high = fact.node.rule.get("minimum"), fact.node.rule.get("maximum")
    return sorted(
        figure
        for figure in around
        if (low is None or figure >= Decimal(str(low)))
        and (high is None or figure <= Decimal(str(high)))
        and (fact.node.kind != "integer" or figure == figure.to_integral_value())
    )


def within_reach(program: Program, rule: Rule) -> frozenset[Decimal]:
    """The figures that a rule names, and what two of them make: `figure + 2`."""
    named = named_figures(program, rule)
    if len(named) > MOST_COMBINED:
        return named
    pairs = [(one, other) for one in named for other in named]
    made = {each for one, other in pairs for each in (one + other, one - other, one * other)}
    return named | {each for each in made if each != 0}


def named_figures(program: Program, rule: Rule) -> frozenset[Decimal]:
    """The numbers of a rule's requirement and of the parameters it names, near or far."""
    found: set[Decimal] = set()
    for part in _rests_on(program, rule):
        for node in walk(part):
            match node:
                case tree.NumberLiteral(value):
                    found.add(value)
                case tree.Name(name) if name in program.parameters:
                    found.update(_numbers(program.parameters[name].value))
                case _:
                    pass
    return frozenset(found)


def _numbers(value: Value) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)


def step_of(fact: FactInfo) -> Decimal:
    """How far a neighbour is: the next whole number, else a hundredth."""
    assert isinstance(fact.node, FactLeaf)
    return Decimal(1) if fact.node.kind == "integer" else Decimal("0.01")


def shortest(figure: Decimal) -> Decimal:
    """The figure without zeros after its point."""
    whole = figure.to_integral_value()
    return whole if whole == figure else figure.normalize()
