"""For whom a trace is put into words, and how its clauses and steps read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policydsl.feel.values import Null
from policydsl.report import words
from policydsl.report.values import value_words
from policydsl.report.words import STATUS_NAMES, listed, say
from policydsl.text.diagnostic import Language, Text
from policydsl.trace import RuleTrace, Status, Step, Trace


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a trace is put into words: the language, the depth, and the trace's own labels."""

    language: Language
    detail: bool
    document: str
    units: dict[str, Text]
    labels: dict[str, Text]

    @classmethod
    def of(cls, trace: Trace, language: Language, detail: bool) -> Reader:
        return cls(language, detail, trace.document, dict(trace.units), dict(trace.value_labels))

    def text(self, words: Text) -> str:
        return words.in_language(self.language)

    def unit(self, unit: str | None) -> Text | None:
        return None if unit is None else self.units.get(unit, Text(unit, unit))


@dataclass(frozen=True, slots=True)
class StepView:
    """An expression, its value in words, and the parts that led to it."""

    expression: str
    value: str
    known: bool
    steps: tuple[StepView, ...]


def basis(clauses: Iterable[str], reader: Reader, document: str = "") -> str:
    """The clauses with the document they are in: the policy's own where none is named."""
    joined = clauses_words(clauses, reader.language) or reader.text(words.NO_CLAUSE)
    return f"{document or reader.document} {joined}"


def clause_list(clauses: Iterable[str], reader: Reader, document: str = "") -> str:
    """The clauses alone; with their document where that is not the policy's own."""
    if document not in ("", reader.document):
        return basis(clauses, reader, document)
    return clauses_words(clauses, reader.language) or reader.text(words.NO_CLAUSE)


def rule_basis(rule: RuleTrace, reader: Reader, *, alone: bool = False) -> str:
    """The clauses of a rule: `苏人保〔2024〕77号 第2条（细化 苏人社发〔2023〕999号 第2/5条）`.

    `alone` leaves out the policy's own document.
    """
    show = clause_list if alone and not rule.refined_by else basis
    own = show(rule.clauses, reader, rule.document)
    if not rule.refined_by:
        return own
    by = listed(
        (basis(each.clauses, reader, each.document) for each in rule.refined_by), reader.language
    )
    return say(words.REFINING, reader.language, by=by, refined=own)


def clauses_words(clauses: Iterable[str], language: Language) -> str:
    """Several clauses, "" for none."""
    return listed((clause_words(clause, language) for clause in clauses), language)


def clause_words(clause: str, language: Language) -> str:
    """A clause's path as people read it: `第4/2条`, `clause 4/2`; `附件1/3/1`, `att1/3/1`."""
    if clause[:1].isdigit():
        return say(words.CLAUSE, language, clause=clause)
    if language == "zh" and clause.startswith("att"):
        return "附件" + clause.removeprefix("att")
    return clause


def step_view(step: Step | None, reader: Reader) -> StepView | None:
    """The steps in words, where the reader wants them."""
    return None if step is None or not reader.detail else _step(step, reader)


def _step(step: Step, reader: Reader) -> StepView:
    known = not isinstance(step.value, Null)
    # Only a fact can be stated; what is worked out from it is unknown.
    told = known or not step.steps
    value = value_words(step.value, reader.language, labels=reader.labels)
    return StepView(
        expression=step.expression,
        value=value if told else reader.text(STATUS_NAMES[Status.UNKNOWN]),
        known=known,
        steps=tuple(_step(part, reader) for part in step.steps),
    )
