"""The witnesses of a comparison as a file of test cases for the new version."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.analysis.diff.difference import Difference
from policydsl.analysis.relations import Comparison
from policydsl.analysis.witness_cases import can_be_expected, case_file, witness_case
from policydsl.analysis.witnesses import Side, Subject, Witness, outcome
from policydsl.text.diagnostic import Text


def difference_cases(found: Difference) -> str | None:
    """YAML text of the existing format of cases; None where nothing differs.

    Each case expects what the new version says. What a rule that is gone said is expected of its
    decision.
    """
    new = found.new.program
    cases = [
        witness_case(told, _named(title, number))
        for title, decision, comparison in _comparisons(found)
        for number, witness in enumerate(comparison.witnesses, 1)
        if can_be_expected((told := _of_new(witness, decision, found)).new)
    ]
    return case_file(new.policy, cases) if cases else None


def _comparisons(found: Difference) -> Iterator[tuple[Text, str, Comparison]]:
    for each in found.decisions:
        title = each.new.title
        yield title, each.new.name, each.comparison
        for rule in each.rules:
            named = (rule.new or rule.old)[0].title
            yield (
                Text(f"{title.zh}·{named.zh}", f"{title.en}: {named.en}"),
                each.new.name,
                rule.comparison,
            )


def _named(title: Text, number: int) -> Text:
    return Text(f"{title.zh}，改动前后不同的第{number}例", f"{title.en}, told apart, {number}")


def _of_new(witness: Witness, decision: str, found: Difference) -> Witness:
    if witness.new.subject is not None:
        return witness
    side = Side(found.new.program, (Subject(decision),))
    return Witness(witness.facts, witness.old, outcome(side, witness.facts))
