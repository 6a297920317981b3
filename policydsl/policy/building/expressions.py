"""An expression's text to a checked tree, with what YAML and officers commonly do to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from policydsl.feel import tree
from policydsl.feel.checker import Checked, NameUse, check, check_tests
from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.temporal import parse_duration
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.feel.types import ContextType, Type
from policydsl.policy.building import errors_build
from policydsl.policy.building.fact_hints import with_whole_paths
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.model import CheckedExpression, CheckedTests
from policydsl.policy.reading import errors_yaml
from policydsl.policy.reading.document import ExpressionText
from policydsl.policy.reading.fields import Problems
from policydsl.text.diagnostic import Diagnostic, ExpressionError
from policydsl.text.source import Place, Source, Span


@dataclass(frozen=True, slots=True)
class PlacedUse:
    """A resolved name of an expression, and the expression's text."""

    source: Source
    use: NameUse


@dataclass(slots=True)
class Findings:
    """What checking the expressions of one policy collects."""

    problems: Problems = field(default_factory=list)
    uses: list[PlacedUse] = field(default_factory=list)
    facts: FactsSchema | None = None  # to tell where a fact lies


def parsed(text: ExpressionText, problems: Problems) -> Expression | None:
    """The expression's tree, not yet checked; None after a problem."""
    try:
        return parse_expression(text.source)
    except ExpressionError as error:
        problems.extend(_explained(text, None, list(error.diagnostics)))
        return None


def parsed_tests(text: ExpressionText, problems: Problems) -> UnaryTests | None:
    """A cell's tree, not yet checked; None after a problem."""
    try:
        return parse_unary_tests(text.source)
    except ExpressionError as error:
        problems.extend(_explained(text, None, list(error.diagnostics)))
        return None


def checked(
    text: ExpressionText,
    scope: ContextType,
    findings: Findings,
    expected: Type | None = None,
) -> CheckedExpression | None:
    """The expression ready to run; None after a problem."""
    found = parsed(text, findings.problems)
    if found is None:
        return None
    result = check(found, text.source, scope, expected)
    if not _accepted(text, found, result, findings):
        return None
    return CheckedExpression(result.tree, result.type, text.source)


def checked_tests(
    text: ExpressionText, scope: ContextType, input_type: Type, findings: Findings
) -> CheckedTests | None:
    """A cell ready to run; None after a problem."""
    found = parsed_tests(text, findings.problems)
    if found is None:
        return None
    result = check_tests(found, text.source, scope, input_type)
    if not _accepted(text, found, result, findings):
        return None
    return CheckedTests(result.tree, text.source)


def _accepted(
    text: ExpressionText,
    found: tree.Node,
    result: Checked[Expression] | Checked[UnaryTests],
    findings: Findings,
) -> bool:
    findings.uses.extend(PlacedUse(text.source, use) for use in result.uses)
    problems = with_whole_paths(result.diagnostics, findings.facts)
    findings.problems.extend(_explained(text, found, problems))
    return not result.diagnostics


def _explained(
    text: ExpressionText, found: tree.Node | None, problems: list[Diagnostic]
) -> list[Diagnostic]:
    """The problems, or the one thing that YAML or a bare word did to cause them all."""
    written = text.source.text.strip()
    start = len(text.source.text) - len(text.source.text.lstrip())
    place = Place(text.source, Span(start, start + len(written)))
    if not problems or not written:
        return problems
    lone_name = _lone_name(found)
    if text.scalar.style in ("single", "double") and _is_words(written, lone_name):
        return [errors_yaml.expression_quotes_lost(place, written)]
    if lone_name is not None and parse_duration(written) is not None:
        return [errors_build.duration_as_name(place, written)]
    return problems


def _lone_name(found: tree.Node | None) -> str | None:
    match found:
        case tree.Name(name):
            return name
        case UnaryTests(tests=(tree.Name(name),), negated=False):
            return name
        case _:
            return None


def _is_words(written: str, lone_name: str | None) -> bool:
    """Whether a text reads like a string whose quotes were lost: one name, or words only."""
    return lone_name is not None or all(char.isalnum() or char in " _-" for char in written)
