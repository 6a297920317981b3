"""Remedies are exactly those that trying every change finds, on institutions of a few facts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policydsl.analysis.remedy.asking import remedies
from policydsl.analysis.remedy.results import Measure, Remedies, Target
from small_programs import AS_OF
from small_questions import DOMAINS, FIGURES, REASON, Question, questions

Price = tuple[Decimal, int, int, Fraction]
TARGETS = st.sampled_from(Target)


def options(question: Question) -> dict[str, tuple[Any, ...]]:
    """What each fact may become, itself included."""
    return {name: tuple(_options(question, name)) for name in question.facts_of}


def _options(question: Question, name: str) -> Iterator[Any]:
    old = question.stated[name]
    change = question.costs.of_fact(name, question.program.facts).change
    yield old
    for value in DOMAINS[name]:
        if value == old:
            continue
        if old is None:
            if name != REASON or change != "never":
                yield value
        elif change == "free" or (
            name in FIGURES
            and ((change == "grows" and value > old) or (change == "shrinks" and value < old))
        ):
            yield value


def price(question: Question, values: Mapping[str, Any]) -> Price:
    """Told anew from the terms: cost, facts changed, facts stated, how far figures move."""
    cost, changes, statements, distance = Decimal(0), 0, 0, Fraction(0)
    for name, value in values.items():
        old = question.stated[name]
        terms = question.costs.of_fact(name, question.program.facts)
        if value == old:
            continue
        if old is None and name != REASON:
            assert terms.document is not None
            cost, statements = cost + terms.document, statements + 1
            continue
        cost, changes = cost + terms.fixed, changes + 1
        if name in FIGURES:
            cost += terms.per_unit * abs(value - old)
            distance += Fraction(abs(value - old)) / max(Fraction(1), Fraction(old))
    return cost, changes, statements, distance


def tried(question: Question, target: Target) -> dict[frozenset[str], Price]:
    """The cheapest price of each set of facts whose change suffices, and that is not beaten."""
    best: dict[frozenset[str], Price] = {}
    for values in question.assignments(options(question)):
        if target.reached(question.verdict(values)):
            changed = frozenset(n for n, v in values.items() if v != question.stated[n])
            cost = price(question, values)
            best[changed] = min(cost, best.get(changed, cost))
    return {
        changed: cost
        for changed, cost in best.items()
        if not any(part in best and best[part] <= cost for part in parts(changed))
    }


def parts(of: frozenset[str]) -> Iterator[frozenset[str]]:
    smaller = chain.from_iterable(combinations(sorted(of), n) for n in range(len(of)))
    return map(frozenset, smaller)


def after(measures: tuple[Measure, ...]) -> dict[str, Any]:
    return {each.fact.path: each.after for each in measures}


def asked(question: Question, target: Target, count: int | None = None) -> Remedies:
    return remedies(
        question.program, question.facts, AS_OF, "filing", question.costs, count, target
    )


@settings(max_examples=50)
@given(questions(), TARGETS)
def test_remedies_are_those_that_trying_everything_finds(
    question: Question, target: Target
) -> None:
    answer = asked(question, target)
    assert answer.settled
    assert answer.complete
    expected = tried(question, target)
    if answer.reached:
        assert frozenset() in expected
        return
    found = {
        frozenset(after(each.measures)): price(
            question, {**question.stated, **after(each.measures)}
        )
        for each in answer.remedies
    }
    assert found == expected
    assert [each.cost for each in answer.remedies] == sorted(each[0] for each in found.values())
    assert bool(answer.obstacles) == (not expected)


@settings(max_examples=12)
@given(questions(), TARGETS)
def test_what_would_do_as_well_does_and_nothing_smaller_does(
    question: Question, target: Target
) -> None:
    for remedy in asked(question, target).remedies:
        chosen = after(remedy.measures)
        assert target.reached(question.verdict(chosen))
        for measure in remedy.measures:
            path = measure.fact.path
            fine = {
                value
                for value in DOMAINS[path]
                if target.reached(question.verdict({**chosen, path: value}))
            }
            match measure.sense:
                case "any":
                    assert fine == set(DOMAINS[path])
                case "at_least":
                    assert {v for v in DOMAINS[path] if v >= chosen[path]} <= fine
                case "at_most":
                    assert {v for v in DOMAINS[path] if v <= chosen[path]} <= fine
                case _:
                    assert chosen[path] in fine
                    assert set(measure.also) <= fine


@settings(max_examples=12)
@given(questions(), TARGETS)
def test_an_obstacle_is_one_and_nothing_of_it_can_be_left_out(
    question: Question, target: Target
) -> None:
    for obstacle in asked(question, target).obstacles:
        ids = {rule.id for rule in obstacle.rules}

        def met(left_out: str, wanted: set[str] = ids, scope: bool = obstacle.scope) -> bool:
            return any(
                _stands(question, values, wanted - {left_out}, scope and left_out != "scope")
                for values in question.assignments(options(question))
            )

        if target is Target.ELIGIBLE:
            assert not met("")
            assert all(met(each) for each in ids)
            assert not obstacle.scope or met("scope")


def _stands(question: Question, values: Mapping[str, Any], ids: set[str], scope: bool) -> bool:
    """Whether these rules can refuse nobody, and, if asked, the decision applies."""
    trace = question.trace(values)
    alone = {rule.id: rule.status.value for rule in trace.rules}
    applies = trace.verdict is not None and trace.verdict.value != "not_applicable"
    if not applies:
        return not scope
    if not ids:
        return True
    return all(alone[each] in ("pass", "not_applicable") for each in ids)


@settings(max_examples=6)
@given(questions())
def test_the_first_few_are_the_cheapest_of_all(question: Question) -> None:
    every = asked(question, Target.ELIGIBLE)
    few = asked(question, Target.ELIGIBLE, 1)
    assert len(few.remedies) == min(1, len(every.remedies))
    assert few.complete == (len(every.remedies) <= 1)
    if few.remedies:
        assert few.remedies[0].cost == every.remedies[0].cost
