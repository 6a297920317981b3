"""Decision tables from YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policydsl.policy.model import Aggregation, HitPolicy
from policydsl.policy.reading import errors_reading as errors
from policydsl.policy.reading.document import (
    Cell,
    InputDocument,
    OutputDocument,
    OutputType,
    RowDocument,
    TableDocument,
    Word,
)
from policydsl.policy.reading.fields import (
    Problems,
    bilingual,
    checked_word,
    choice,
    clauses,
    each_named,
    entries,
    fields,
    items,
    place_of,
    word,
)
from policydsl.policy.reading.read_expression import expression
from policydsl.policy.source.names import NAME
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place

HIT_POLICIES = {each.value: each for each in HitPolicy}
AGGREGATIONS: Mapping[str, Aggregation] = {
    "list": "list",
    "sum": "sum",
    "min": "min",
    "max": "max",
    "count": "count",
}
OUTPUT_TYPES: Mapping[str, OutputType | None] = {
    "number": "number",
    "string": "string",
    "boolean": "boolean",
    "date": "date",
    "duration": "duration",
    "list": "list",
}
COLUMN_FORM = Text(
    "列名（小写字母、数字和下划线）", "a column's name (small letters, digits, underscores)"
)


def read_table(node: YamlNode | None, place: Place, problems: Problems) -> TableDocument | None:
    """The body of a table decision."""
    if node is None:
        return None
    known = ("hit", "aggregate", "inputs", "outputs", "rows")
    found = fields(node, known, Text("决策表", "a table"), problems, place)
    hit = choice(found.required("hit"), HIT_POLICIES, HitPolicy.UNIQUE, problems)
    if "aggregate" in found.entries and hit is not HitPolicy.COLLECT:
        condition = Text(" hit: collect ", "with hit: collect")
        problems.append(errors.only_with(found.key_place("aggregate"), "aggregate", condition))
    inputs = each_named(
        found.required("inputs"),
        Text("inputs", "inputs"),
        problems,
        lambda name, each: _input(name, each, problems),
    )
    outputs = each_named(
        found.required("outputs"),
        Text("outputs", "outputs"),
        problems,
        lambda name, each: _output(name, each, problems),
    )
    columns = [each.name.text for each in inputs]
    rows = items(found.required("rows"), Text("rows", "rows"), problems)
    return TableDocument(
        hit=hit,
        aggregation=choice(found.optional("aggregate"), AGGREGATIONS, "list", problems),
        inputs=inputs,
        outputs=outputs,
        rows=tuple(row for each in rows if (row := _row(each, columns, problems))),
    )


def _column(name: Word, problems: Problems) -> Word:
    return checked_word(name, NAME, COLUMN_FORM, "kind", problems)


def _input(name: Word, node: YamlNode, problems: Problems) -> InputDocument:
    if not isinstance(node, YamlMapping):
        return InputDocument(_column(name, problems), expression(node, problems, node), None)
    what = Text(f"输入列“{name.text}”", f"input “{name.text}”")
    found = fields(node, ("value", "title"), what, problems, name.place)
    return InputDocument(
        name=_column(name, problems),
        expression=expression(found.required("value"), problems, node),
        title=bilingual(found.optional("title"), problems),
    )


def _output(name: Word, node: YamlNode, problems: Problems) -> OutputDocument:
    known = ("title", "values", "type", "unit", "default")
    what = Text(f"输出列“{name.text}”", f"output “{name.text}”")
    found = fields(node, known, what, problems, name.place)
    values, type_ = "values" in found.entries, "type" in found.entries
    if values == type_ and not found.broken:
        problems.append(errors.values_or_type(name.place, both=values))
    output_type = choice(found.optional("type"), OUTPUT_TYPES, None, problems)
    if "unit" in found.entries and output_type != "number":
        condition = Text(" type: number ", "with type: number")
        problems.append(errors.only_with(found.key_place("unit"), "unit", condition))
    return OutputDocument(
        name=_column(name, problems),
        title=bilingual(found.optional("title"), problems),
        values=each_named(
            found.optional("values"),
            Text("values", "values"),
            problems,
            lambda value, label: (value, bilingual(label, problems) or Text("", "")),
        ),
        type=output_type,
        unit=word(found.optional("unit"), NAME, Text("单位", "a unit"), "m2", problems),
        default=found.optional("default"),
    )


def _row(node: YamlNode, columns: Sequence[str], problems: Problems) -> RowDocument | None:
    what = Text("行", "a row")
    found = fields(node, ("when", "then", "clause", "note"), what, problems)
    results = found.required("then")
    when = found.required("when")
    conditions = []
    if when is not None and not (isinstance(when, YamlMapping) and not when.entries):
        for name, cell in entries(when, Text("when", "when"), problems):
            if name.text in columns:
                conditions.append(Cell(name, cell))
            else:
                problems.append(errors.unknown_key(name.place, name.text, columns, what))
    if results is None:
        return None
    return RowDocument(
        conditions=tuple(conditions),
        results=results,
        clauses=clauses(found.optional("clause"), problems),
        note=bilingual(found.optional("note"), problems),
        place=place_of(node),
    )
