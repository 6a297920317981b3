"""The criteria by which notices are compared: a file that officers may edit."""

from __future__ import annotations

from pathlib import Path

from policydsl.analysis.compare.results import Criterion, Stricter
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.reading.fields import (
    Problems,
    choice,
    entries,
    fields,
    items,
    raise_if_any,
    start_of,
    text,
    title,
)
from policydsl.policy.shipped import shipped_schemas
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import YamlNode, read_yaml
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest

STRICTER: dict[str, Stricter | None] = {"higher": "higher", "lower": "lower"}


def shipped_criteria() -> Path:
    """The file that comes with the package."""
    return shipped_schemas() / "criteria.yaml"


def read_criteria(path: Path, schema: FactsSchema) -> tuple[Criterion, ...]:
    """The criteria of a file, in its order. Raises PolicyError, also for unknown facts."""
    source = read_source(path, str(path))
    problems: Problems = []
    what = Text("criteria", "criteria")
    root = fields(read_yaml(source), ("criteria",), what, problems, start_of(source))
    found = tuple(
        _criterion(name.text, name.place, node, schema, problems)
        for name, node in entries(root.required("criteria"), what, problems)
    )
    raise_if_any(problems)
    return found


def _criterion(
    name: str, place: Place, node: YamlNode, schema: FactsSchema, problems: Problems
) -> Criterion:
    what = Text(f"标准“{name}”", f"criterion “{name}”")
    found = fields(node, ("title", "facts", "parameters", "stricter"), what, problems, place)
    listed = found.optional("facts")
    for each in items(listed, Text("facts", "facts"), problems):
        path = text(each, problems)
        if schema.info(path) is None:
            problems.append(_unknown_fact(each.place, path, schema))
    return Criterion(
        id=name,
        title=title(found, problems),
        facts=_texts(listed, problems),
        parameters=_texts(found.optional("parameters"), problems),
        stricter=choice(found.optional("stricter"), STRICTER, None, problems),
    )


def _texts(node: YamlNode | None, problems: Problems) -> tuple[str, ...]:
    return tuple(text(each, problems) for each in items(node, Text("", ""), problems))


def _unknown_fact(place: Place, path: str, schema: FactsSchema) -> Diagnostic:
    near = nearest(path, schema.by_path)
    return Diagnostic(
        "criterion-unknown-fact",
        Text(f"事实表里没有“{path}”", f"the facts schema has no “{path}”"),
        place,
        Text(f"是不是“{near}”？", f"did you mean “{near}”?") if near else None,
    )
