"""What loads but should not be published: figures in expressions, unused names, clauses, languages.

Each finding is an error of `policydsl lint`; whoever only loads a policy may show them as warnings
(`as_warnings`). Of a refinement only its own file is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from policydsl.feel import tree
from policydsl.feel.walk import walk
from policydsl.policy.building.build import Built
from policydsl.policy.building.program_walk import Part, parts
from policydsl.policy.model import Checklist, Force, HitPolicy, Program, Table
from policydsl.policy.publishing import errors_lint as errors
from policydsl.policy.publishing.coverage import Quote, cited_and_declared, quotes
from policydsl.policy.publishing.lint_enumerations import parameters_outside_enumerations
from policydsl.policy.publishing.lint_languages import one_language
from policydsl.policy.publishing.register import Register
from policydsl.policy.reading.document import ChecklistDocument
from policydsl.text.diagnostic import Diagnostic, Severity, Text

FIGURES_ALLOWED = frozenset({0, 1})
TEMPORAL_FUNCTIONS = frozenset(
    {"date", "time", "date and time", "duration", "years and months duration"}
)
PARAMETER = Text("参数", "parameter")
DEFINITION = Text("定义", "definition")


def lint(built: Built, register: Register | None = None) -> tuple[Diagnostic, ...]:
    """All findings in the order of the file. A register makes unknown clauses known."""
    program = built.program
    found = [
        *_figures(program),
        *_unused(program),
        *_clauses(program, register),
        *_nulls(program),
        *_rules_without_clause(program),
        *_empty_unsaid(built),
        *_rows_beside_all(program),
        *one_language(built.document),
        *parameters_outside_enumerations(built),
    ]
    return tuple(sorted(found, key=_order))


def as_warnings(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same findings for whoever may go on."""
    return tuple(replace(each, severity=Severity.WARNING) for each in found)


def _order(finding: Diagnostic) -> int:
    return finding.place.outermost().span.start if finding.place else -1


def _own_parts(program: Program) -> Iterator[Part]:
    return (part for part in parts(program) if part.origin is None)


def _figures(program: Program) -> Iterator[Diagnostic]:
    """Numbers other than 0 and 1, and dates and durations, outside tables' cells."""
    for part in _own_parts(program):
        if part.role == "cell":
            continue
        for node in walk(part.tree):
            match node:
                case tree.NumberLiteral(value) if value not in FIGURES_ALLOWED:
                    yield errors.figure_in_expression(part.place(node), str(value))
                case tree.AtLiteral(text):
                    yield errors.figure_in_expression(part.place(node), text)
                case tree.Call(tree.Name(name), arguments) if name in TEMPORAL_FUNCTIONS:
                    for argument in arguments:
                        if isinstance(argument.value, tree.StringLiteral):
                            place = part.place(argument.value)
                            yield errors.figure_in_expression(place, argument.value.value)
                case _:
                    pass


def _unused(program: Program) -> Iterator[Diagnostic]:
    """Own parameters and definitions that no expression names."""
    named = {
        node.name
        for part in parts(program)
        for node in walk(part.tree)
        if isinstance(node, tree.Name)
    }
    for parameter in program.parameters.values():
        if parameter.origin is None and parameter.name not in named:
            yield errors.unused(parameter.place, PARAMETER, parameter.name)
    for definition in program.definitions.values():
        if definition.origin is None and definition.name not in named:
            yield errors.unused(definition.place, DEFINITION, definition.name)


def _clauses(program: Program, register: Register | None) -> Iterator[Diagnostic]:
    """Clauses that are cited and declared at once, or unknown to the register."""
    twice = cited_and_declared(program)
    cited: dict[str, Quote] = {}
    for clause, quote in quotes(program):
        cited.setdefault(clause, quote)
    for each in program.not_encoded:
        if each.clause in twice:
            yield errors.cited_and_not_encoded(each.place, each.clause, cited[each.clause].id)
    if register is None:
        return
    known = [each.id for each in register.clauses]
    document = program.citation.document
    for clause, quote in quotes(program):
        if clause not in known:
            yield errors.unknown_clause(quote.place, clause, document, known)
    for each in program.not_encoded:
        if each.clause not in known:
            yield errors.unknown_clause(each.place, each.clause, document, known)


def _nulls(program: Program) -> Iterator[Diagnostic]:
    """Comparisons with null, and results that are null on purpose."""
    for part in _own_parts(program):
        for node in walk(part.tree):
            match node:
                case (
                    tree.Comparison(left=tree.NullLiteral())
                    | tree.Comparison(right=tree.NullLiteral())
                ):
                    yield errors.compares_with_null(part.place(node))
                case _:
                    pass
        if part.role == "result":
            for result in _results(part.tree):
                if isinstance(result, tree.NullLiteral):
                    yield errors.null_result(part.place(result))


def _results(node: tree.Node) -> Iterator[tree.Node]:
    """What an expression may give: the branches of its conditions."""
    if isinstance(node, tree.If):
        yield from _results(node.then)
        yield from _results(node.otherwise)
    else:
        yield node


def _rules_without_clause(program: Program) -> Iterator[Diagnostic]:
    for decision in program.decisions.values():
        if not isinstance(decision.body, Checklist):
            continue
        for rule in decision.body.rules:
            binding = rule.force is not Force.PREFERENTIAL
            if binding and not rule.clauses and rule.origin is None:
                yield errors.rule_without_clause(rule.place, rule.id)


def _rows_beside_all(program: Program) -> Iterator[Diagnostic]:
    """In a table of single hits, a row without any condition: whatever else matches is a second."""
    for decision in program.decisions.values():
        table = decision.body
        if decision.origin is not None or not isinstance(table, Table) or len(table.rows) < 2:
            continue
        for row in table.rows if table.hit is HitPolicy.UNIQUE else ():
            if not any(cell.tree.tests for cell in row.conditions):
                yield errors.row_matches_all(row.place)


def _empty_unsaid(built: Built) -> Iterator[Diagnostic]:
    for decision in built.document.decisions:
        if not isinstance(decision.body, ChecklistDocument):
            continue
        for rule in decision.body.rules:
            if rule.iterators and not rule.empty_said and rule.origin is None:
                yield errors.empty_unsaid(rule.id.place, rule.id.text)
