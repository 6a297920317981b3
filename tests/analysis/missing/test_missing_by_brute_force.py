"""Settling sets are exactly those that trying every value finds, on institutions of a few facts."""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import Any

from hypothesis import given, settings

from policydsl.analysis.missing.asking import missing
from policydsl.analysis.missing.results import Missing
from policydsl.analysis.remedy.costs import Costs
from policydsl.trace import Verdict
from small_programs import AS_OF
from small_questions import DOMAINS, FINANCE, REASON, Question, questions


def unknown(question: Question) -> tuple[str, ...]:
    """The facts that are not stated; a reason left out is a statement."""
    return tuple(n for n in question.facts_of if question.stated[n] is None and n != REASON)


def states(question: Question) -> Mapping[frozenset[tuple[str, Any]], Verdict]:
    """The verdict of everything that may become known, in part or whole."""
    options = {name: (None, *DOMAINS[name]) for name in unknown(question)}
    return {
        frozenset((n, v) for n, v in values.items() if v is not None): question.verdict(values)
        for values in question.assignments(options)
    }


def part(whole: frozenset[tuple[str, Any]], names: frozenset[str]) -> frozenset[tuple[str, Any]]:
    return frozenset(each for each in whole if each[0] in names)


def settles(
    names: frozenset[str], found: Mapping[frozenset[tuple[str, Any]], Verdict], count: int
) -> bool:
    """Whether these facts tell the verdict wherever all of them together would."""
    return all(
        found[part(whole, names)] is verdict
        for whole, verdict in found.items()
        if len(whole) == count and verdict is not Verdict.UNDETERMINED
    )


def subsets(names: tuple[str, ...]) -> Iterator[frozenset[str]]:
    found = chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    return map(frozenset, found)


def smallest(question: Question) -> set[frozenset[str]]:
    """The sets that settle the verdict and of which nothing can be left out."""
    found, names = states(question), unknown(question)
    enough = [each for each in subsets(names) if settles(each, found, len(names))]
    return {each for each in enough if not any(other < each for other in enough)} - {frozenset()}


def asked(question: Question, count: int | None = None) -> Missing:
    return missing(question.program, question.facts, AS_OF, "filing", count)


def names_in(found: Missing) -> list[frozenset[str]]:
    return [frozenset(each.fact.path for each in facts) for facts in found.sets]


@settings(max_examples=60)
@given(questions(open=True))
def test_sets_are_those_that_trying_everything_finds(question: Question) -> None:
    answer = asked(question)
    assert answer.settled
    if answer.known:
        assert not answer.sets
        return
    found = names_in(answer)
    assert len(found) == len(set(found))
    assert set(found) == smallest(question)
    assert [len(each) for each in found] == sorted(len(each) for each in found)


@settings(max_examples=40)
@given(questions(open=True))
def test_idle_facts_never_change_the_verdict_and_all_that_never_do_are_named(
    question: Question,
) -> None:
    answer = asked(question)
    if answer.known:
        return
    found = states(question)
    asked_of = {name for name in unknown(question) if name in question.body}
    never = {
        name
        for name in asked_of
        if all(
            verdict is found[part(stated, frozenset(dict(stated)) - {name})]
            for stated, verdict in found.items()
        )
    }
    assert {each.fact.path for each in answer.idle} == never


@settings(max_examples=40)
@given(questions(open=True))
def test_a_single_value_settles_it_at_once_and_none_is_forgotten(question: Question) -> None:
    answer = asked(question)
    if answer.known:
        return
    told: dict[tuple[str, Any], Verdict] = {}
    for each in answer.at_once:
        path = each.unknown.fact.path
        for value in DOMAINS[path]:
            match each.sense:
                case "any":
                    fits = True
                case "at_least":
                    fits = value >= each.values[0]
                case "at_most":
                    fits = value <= each.values[0]
                case _:
                    fits = value in each.values
            if fits:
                told[path, value] = each.verdict
    for name in unknown(question):
        for value in DOMAINS[name]:
            verdict = question.verdict({name: value})
            if (name, value) in told:
                assert verdict is told[name, value]
            elif verdict is not Verdict.UNDETERMINED:
                assert any(
                    each.unknown.fact.path == name and each.verdict is verdict
                    for each in answer.at_once
                )


@settings(max_examples=15)
@given(questions(open=True))
def test_the_first_few_are_the_smallest(question: Question) -> None:
    every, few = asked(question), asked(question, 1)
    assert names_in(few) == names_in(every)[:1]
    assert few.complete == (len(every.sets) <= 1)


def test_a_fact_that_is_asked_to_be_stated_at_all_is_missing_too() -> None:
    body = (
        "decisions:\n  filing:\n    title: 备案\n    checklist:\n"
        '      - rule: contact\n        title: 联系人\n        clause: "1"\n'
        "        force: in_principle\n        require: is stated(form.contact.name)\n"
        '      - rule: finance\n        title: 财务\n        clause: "2"\n'
        f"        require: {FINANCE}\n"
    )
    question = Question(body, (FINANCE,), {FINANCE: None}, Costs())
    assert names_in(asked(question)) == [frozenset({FINANCE, "form.contact.name"})]
