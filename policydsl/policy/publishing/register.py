"""Registers of clauses: what the clauses of a notice are, by the notice's document number.

A YAML file with one entry per notice, each with `document` and
`clauses: [{id: 4/1, kind: term, gist: …}]`. Policies meet it by their `source.document`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from policydsl.policy.reading import errors_reading as errors
from policydsl.policy.reading.document import Word
from policydsl.policy.reading.fields import (
    Problems,
    clauses,
    entries,
    items,
    kind_of,
    place_of,
    raise_if_any,
    text,
)
from policydsl.policy.source.source_files import read_source
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, read_yaml
from policydsl.text.diagnostic import Text
from policydsl.text.source import Place, Source

NOTICE = Text("一份文件的条款清单", "a notice's register")
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
CLAUSES = Text("clauses", "clauses")


@dataclass(frozen=True, slots=True)
class RegisterClause:
    """A clause of a notice: its path, kind (condition, deadline, …) and gist."""

    id: str
    kind: str
    gist: str
    place: Place


@dataclass(frozen=True, slots=True)
class Register:
    """The clauses of one notice."""

    document: str
    clauses: tuple[RegisterClause, ...]
    source: Source


def same_document(one: str, other: str) -> bool:
    """Whether two document numbers name one notice; a remark in brackets at the end aside."""
    return _REMARK.sub("", one).strip() == _REMARK.sub("", other).strip()


def read_register(path: Path) -> tuple[Register, ...]:
    """The registers of a file, one per notice. Raises PolicyError."""
    source = read_source(path)
    problems: Problems = []
    found = [
        _register(name, node, problems)
        for name, node in entries(read_yaml(source), NOTICE, problems)
    ]
    raise_if_any(problems)
    return tuple(found)


def _register(name: Word, node: YamlNode, problems: Problems) -> Register:
    document = _needed(node, "document", name.place, problems)
    nodes = items(_needed(node, "clauses", name.place, problems), CLAUSES, problems)
    found = [_clause(each, problems) for each in nodes]
    return Register(text(document, problems), tuple(found), node.source)


def _clause(node: YamlNode, problems: Problems) -> RegisterClause:
    """A clause; keys beside id, kind and gist are the register's own affair."""
    place = place_of(node)
    ids = clauses(_needed(node, "id", place, problems), problems)
    kind, gist = _at(node, "kind"), _at(node, "gist")
    return RegisterClause(
        id=ids[0] if ids else "",
        kind=text(kind, problems),
        gist=text(gist, problems),
        place=place,
    )


def _at(node: YamlNode, key: str) -> YamlNode | None:
    return node.get(key) if isinstance(node, YamlMapping) else None


def _needed(node: YamlNode, key: str, place: Place, problems: Problems) -> YamlNode | None:
    if not isinstance(node, YamlMapping):
        problems.append(errors.wrong_kind(place, errors.KINDS["mapping"], kind_of(node)))
        return None
    found = node.get(key)
    if found is None:
        problems.append(errors.missing_key(place, key, NOTICE))
    return found
