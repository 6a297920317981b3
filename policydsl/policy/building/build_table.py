"""Decision tables: columns, cells and their types."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.feel import tree, types
from policydsl.feel.check_enumerations import enumeration_of, value_id
from policydsl.feel.types import ContextType, Member, Type
from policydsl.policy.building import errors_build as errors
from policydsl.policy.building.build_parameters import written
from policydsl.policy.building.expressions import Findings, checked, checked_tests
from policydsl.policy.building.table_types import found_type, stated_type
from policydsl.policy.model import (
    CheckedExpression,
    CheckedTests,
    HitPolicy,
    Table,
    TableInput,
    TableOutput,
    TableRow,
)
from policydsl.policy.reading import errors_reading
from policydsl.policy.reading.document import (
    Cell,
    ExpressionText,
    InputDocument,
    OutputDocument,
    RowDocument,
    TableDocument,
)
from policydsl.policy.reading.fields import Problems, place_of
from policydsl.policy.reading.read_expression import expression
from policydsl.policy.source.yaml_tree import (
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    embedded,
)
from policydsl.text.diagnostic import Text
from policydsl.text.source import Source, Span


def build_table(
    document: TableDocument, scope: ContextType, units: frozenset[str], findings: Findings
) -> Table | None:
    """The table ready to run; None after a problem."""
    before = len(findings.problems)
    _refuse_unfit_hit_policy(document, findings.problems)
    for each in document.outputs:
        if each.unit and each.unit.text not in units:
            problem = errors.unknown_unit(each.unit.place, each.unit.text, sorted(units))
            findings.problems.append(problem)
    inputs = [_input(each, scope, findings) for each in document.inputs]
    defaults = [_default(each, scope, findings) for each in document.outputs]
    rows = [_row(row, inputs, document.outputs, scope, findings) for row in document.rows]
    if len(findings.problems) > before:
        return None
    outputs = [
        _output(each, default, [row.results[index] for row in rows if row], findings.problems)
        for index, (each, default) in enumerate(zip(document.outputs, defaults, strict=True))
    ]
    if len(findings.problems) > before:
        return None
    return Table(
        hit=document.hit,
        aggregation=document.aggregation,
        inputs=tuple(each for each in inputs if each),
        outputs=tuple(outputs),
        rows=tuple(row for row in rows if row),
    )


def _refuse_unfit_hit_policy(document: TableDocument, problems: Problems) -> None:
    if document.hit is HitPolicy.PRIORITY:
        unlisted = [each for each in document.outputs if not each.values]
        problems.extend(errors.priority_without_values(each.name.place) for each in unlisted)
    if document.aggregation in {"sum", "min", "max"}:
        numbers = [each.type == "number" for each in document.outputs]
        if numbers != [True]:
            place = document.outputs[0].name.place
            problems.append(errors.aggregation_type(place, document.aggregation))


def _input(document: InputDocument, scope: ContextType, findings: Findings) -> TableInput | None:
    found = checked(document.expression, scope, findings)
    if found is None:
        return None
    name = document.name.text
    return TableInput(name, found, document.title or _default_title(document, scope))


def _default_title(document: InputDocument, scope: ContextType) -> Text:
    """What the input's fact is called, or the column's name."""
    text = document.expression.source.text.strip()
    found: Member | None = None
    members: ContextType | Type = scope
    for part in text.split("."):
        if not isinstance(members, ContextType):
            break
        found = next((m for m in members.members.values() if part in {m.id, m.zh}), None)
        if found is None:
            break
        members = found.type
    name = document.name.text
    return (found.label if found else None) or Text(name, name)


def _default(
    document: OutputDocument, scope: ContextType, findings: Findings
) -> CheckedExpression | None:
    return _result(document.default, document, scope, findings) if document.default else None


def _output(
    document: OutputDocument,
    default: CheckedExpression | None,
    results: list[CheckedExpression],
    problems: Problems,
) -> TableOutput:
    name = document.name.text
    every = [*results, default] if default else results
    return TableOutput(
        name=name,
        title=document.title or Text(name, name),
        type=found_type(document, every, problems),
        values=tuple((word.text, label) for word, label in document.values),
        unit=document.unit.text if document.unit else None,
        default=default,
    )


def _row(
    document: RowDocument,
    inputs: Sequence[TableInput | None],
    outputs: Sequence[OutputDocument],
    scope: ContextType,
    findings: Findings,
) -> TableRow | None:
    before = len(findings.problems)
    cells = {cell.column.text: cell for cell in document.conditions}
    conditions = [
        _condition(cells.get(column.name), column, document, scope, findings)
        for column in inputs
        if column
    ]
    results = [
        _result(node, output, scope, findings)
        for output, node in _result_nodes(document, outputs, findings.problems)
    ]
    if len(findings.problems) > before:
        return None
    return TableRow(
        conditions=tuple(condition for condition in conditions if condition),
        results=tuple(result for result in results if result),
        clauses=document.clauses,
        place=document.place,
        note=document.note,
    )


def _result_nodes(
    document: RowDocument, outputs: Sequence[OutputDocument], problems: Problems
) -> list[tuple[OutputDocument, YamlNode]]:
    """A row's result cells in the order of the outputs."""
    names = [each.name.text for each in outputs]
    results = document.results
    if not isinstance(results, YamlMapping):
        if len(outputs) == 1:
            return [(outputs[0], results)]
        problems.append(errors.results_of_several(place_of(results), names))
        return []
    given = {key.text: node for key, node in results.entries}
    for key, _ in results.entries:
        if key.text not in names:
            what = Text("then", "“then”")
            problems.append(errors_reading.unknown_key(place_of(key), key.text, names, what))
    missing = [name for name in names if name not in given]
    if missing and all(key in names for key in given):
        problems.append(errors.missing_results(place_of(results), missing))
    return [(each, given[each.name.text]) for each in outputs if each.name.text in given]


def _condition(
    cell: Cell | None,
    column: TableInput,
    row: RowDocument,
    scope: ContextType,
    findings: Findings,
) -> CheckedTests | None:
    """A condition cell: bare values of an enumeration, or FEEL unary tests. None is anything."""
    if cell is None:
        source = row.place.source
        nothing = Source(source.name, "-", source, (row.place.span.start,) * 2)
        return CheckedTests(tree.UnaryTests((), span=Span(0, 1)), nothing)
    enumeration = enumeration_of(column.expression.type)
    if isinstance(cell.node, YamlSequence):
        return _listed(cell.node, column.expression.type, findings.problems)
    before = len(findings.problems)
    text = expression(cell.node, findings.problems, cell.node)
    if len(findings.problems) > before:
        return None
    if enumeration:
        bare = text.source.text.strip()
        found = value_id(enumeration, bare)
        if found is not None:
            return CheckedTests(_one_of((_literal(found, text.source),)), text.source)
        if _is_bare(text):
            known = enumeration.values
            findings.problems.append(errors.unknown_value(place_of(cell.node), bare, known))
            return None
    return checked_tests(text, scope, column.expression.type, findings)


def _is_bare(text: ExpressionText) -> bool:
    """Whether a cell is a lone word, which beside an enumeration is one of its values."""
    bare = text.source.text.strip()
    return bare != "-" and all(char.isalnum() or char in "_-、" for char in bare)


def _listed(node: YamlSequence, kind: Type, problems: Problems) -> CheckedTests | None:
    """A YAML list of an enumeration's values: any of them."""
    enumeration = enumeration_of(kind)
    if enumeration is None:
        of_texts = isinstance(kind, types.StringType)
        items = [
            item.text if isinstance(item, YamlScalar) else written(item) for item in node.items
        ]
        problems.append(errors.cell_list(place_of(node), items, of_texts))
        return None
    start, end = node.span.start, node.span.end
    source = Source(
        node.source.name, node.source.text[start:end], node.source, tuple(range(start, end + 1))
    )
    if not node.items:
        problems.append(errors_reading.nothing_in(place_of(node), Text("列表", "a list")))
    literals = []
    for item in node.items:
        found = value_id(enumeration, item.text) if isinstance(item, YamlScalar) else None
        if found is None:
            problem = errors.unknown_value(place_of(item), written(item), enumeration.values)
            problems.append(problem)
        else:
            span = Span(item.span.start - start, item.span.end - start)
            literals.append(tree.StringLiteral(found, span=span))
    return CheckedTests(_one_of(tuple(literals)), source)


def _one_of(literals: tuple[tree.StringLiteral, ...]) -> tree.UnaryTests:
    span = literals[0].span.to(literals[-1].span) if literals else Span(0, 0)
    return tree.UnaryTests(literals, span=span)


def _literal(value: str, source: Source) -> tree.StringLiteral:
    return tree.StringLiteral(value, span=Span(0, len(source.text.rstrip())))


def _result(
    node: YamlNode, output: OutputDocument, scope: ContextType, findings: Findings
) -> CheckedExpression | None:
    """A result cell: the bare id of one of the output's values, or a FEEL expression."""
    if output.values and not isinstance(node, YamlMapping | YamlSequence):
        kind = stated_type(output)
        assert isinstance(kind, types.StringType)
        source = embedded(node)
        found = value_id(kind, source.text.strip())
        if found is None:
            problem = errors.unknown_value(place_of(node), written(node), kind.values)
            findings.problems.append(problem)
            return None
        return CheckedExpression(_literal(found, source), kind, source)
    before = len(findings.problems)
    text = expression(node, findings.problems, node)
    if len(findings.problems) > before:
        return None
    return checked(text, scope, findings, stated_type(output))
