"""An institution by which a mutant would be noticed: in words, and as a test case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policydsl.analysis.mutate.results import MutantResult, VersionMutation
from policydsl.analysis.witness_cases import case_file, witness_case
from policydsl.analysis.witnesses import Outcome, Witness
from policydsl.policy.model import Decision, Program, Table, ValueExpression
from policydsl.report import mutation_words as fixed
from policydsl.report.facts_words import facts_lines
from policydsl.report.mutation_changes import change_words, subject_words
from policydsl.report.names_in_words import labels_of_type
from policydsl.report.values import Labels, value_words
from policydsl.report.words import STATUS_NAMES, VERDICT_NAMES, colon, say
from policydsl.text.diagnostic import Language, Text

MAX_FACTS = 12


def witness_lines(
    witness: Witness, program: Program, language: Language
) -> Iterator[tuple[str, str]]:
    """The facts on one line, and what the policy and the mutant say of them."""
    facts = facts_lines(witness.facts, program.facts, language)
    shown = [f"{name}{colon(language)}{value}" for name, value in facts[:MAX_FACTS]]
    if len(facts) > MAX_FACTS:
        shown.append(say(fixed.MORE_FACTS, language, count=len(facts)))
    joined = ("；" if language == "zh" else "; ").join(shown)
    yield fixed.WITNESS.in_language(language), joined or fixed.NO_FACTS.in_language(language)
    yield fixed.POLICY_SAYS.in_language(language), _said(witness.new, program, language)
    yield fixed.MUTANT_SAYS.in_language(language), _said(witness.old, program, language)


def witness_cases(run: VersionMutation) -> str:
    """A file of cases that notice what the version's own do not, as `policydsl test` takes it."""
    return case_file(run.policy, _cases(run.results, run.program))


def _cases(results: Iterable[MutantResult], program: Program) -> Iterator[str]:
    for each in results:
        if each.fate.witness is not None:
            yield witness_case(each.fate.witness, _name(each, program))


def _name(result: MutantResult, program: Program) -> Text:
    def told(language: Language) -> str:
        return say(
            fixed.CASE_NAME,
            language,
            subject=subject_words(result.mutant, program, language),
            change=change_words(result.mutant, program, language),
        )

    return Text(told("zh"), told("en"))


def _said(seen: Outcome, program: Program, language: Language) -> str:
    subject = seen.subject
    assert subject is not None
    if seen.status is not None:
        return STATUS_NAMES[seen.status].in_language(language)
    if subject.rule is not None:
        return fixed.NO_SUCH_RULE.in_language(language)
    if seen.verdict is not None:
        return VERDICT_NAMES[seen.verdict].in_language(language)
    decision = program.decisions[subject.decision]
    assert seen.value is not None
    return value_words(seen.value, language, labels=_labels(decision))


def _labels(decision: Decision) -> Labels:
    match decision.body:
        case Table(outputs=outputs):
            stated = {name: label for each in outputs for name, label in each.values}
        case ValueExpression(labels=labels):
            stated = dict(labels)
        case _:
            stated = {}
    return {**labels_of_type(decision.type), **stated}
