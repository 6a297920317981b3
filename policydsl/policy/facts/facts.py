"""Facts of one institution: read from YAML, JSON or Python data, checked, and made values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from policydsl.feel.values import NUMBER_CONTEXT, Record
from policydsl.policy.facts.facts_errors import too_large
from policydsl.policy.facts.facts_reader import read_facts
from policydsl.policy.facts.facts_record import record_of, size_of
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.source.source_files import decode_source, read_source
from policydsl.policy.source.yaml_nodes import YamlNode
from policydsl.text.diagnostic import DiagnosticError, FactsError
from policydsl.text.digests import sha256
from policydsl.text.source import Source

try:  # the package around it reads JSON, which takes a while to load and is not wanted here
    from _json import encode_basestring as _quoted
except ImportError:
    from json.encoder import encode_basestring as _quoted

MAX_FACTS = 500_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one institution.

    `record` holds every fact of the schema: stated ones as exact values; the others as nulls that
    know their path, or as the plain null where leaving a fact out is itself a statement.
    `stated` is only what was stated, as plain data with canonical ids (do not change it).
    `digest` is the SHA-256 of the stated facts, whatever their order, names and way of writing.
    `subject` is the institution's name, if stated.
    """

    record: Record = field(hash=False, repr=False)
    stated: Mapping[str, Any] = field(hash=False, repr=False)
    digest: str
    subject: str | None
    source_name: str = field(compare=False)


def load_facts(source: Path | Mapping[str, object] | YamlNode, schema: FactsSchema) -> Facts:
    """Facts from a file, from Python data, or from a YAML node. Raises `FactsError`."""
    if isinstance(source, Path):
        return read_facts_file(source, schema)
    return facts_from_data(source, schema)


def read_facts_file(path: Path, schema: FactsSchema, name: str | None = None) -> Facts:
    """Facts from a YAML file, or a JSON one where its name ends in `.json`."""
    return _from_source(read_source(path, name, FactsError), schema)


def facts_from_bytes(data: bytes, name: str, schema: FactsSchema) -> Facts:
    """Facts from YAML or JSON in UTF-8, as standard input or a request brings it."""
    return _from_source(decode_source(data, name, FactsError), schema)


def facts_from_text(text: str, name: str, schema: FactsSchema) -> Facts:
    """Facts from the text of a YAML or JSON file."""
    return _from_source(Source(name, text), schema)


def facts_from_data(
    data: Mapping[str, object] | YamlNode, schema: FactsSchema, name: str | None = None
) -> Facts:
    """Facts from plain data (see `facts_input`), or from a node of a larger YAML file.

    Numbers are `int` or `Decimal`, never `float`. YAML nodes may stand anywhere in the data.
    """
    place = data.place if isinstance(data, YamlNode) else None
    stated = read_facts(data, schema, place)
    size = size_of(schema.root, stated)
    if size > MAX_FACTS:
        raise FactsError(too_large(place, MAX_FACTS))
    subject = stated.get("institution", {}).get("name")
    return Facts(
        record=record_of(schema.root, stated, schema.units),
        stated=stated,
        digest=digest_of(stated),
        subject=subject if isinstance(subject, str) else None,
        source_name=name or (place.outermost().source.name if place else "facts"),
    )


def _from_source(source: Source, schema: FactsSchema) -> Facts:
    return facts_from_data(_tree(source), schema, source.name)


def _tree(source: Source) -> YamlNode:
    """JSON by the file's name; without a telling name, what looks like JSON and is."""
    from policydsl.policy.source.json_tree import read_json

    name = source.name.lower()
    if name.endswith(".json"):
        return read_json(source, FactsError)
    if not name.endswith((".yaml", ".yml")) and source.text.lstrip("\ufeff \t\r\n").startswith("{"):
        try:
            return read_json(source, FactsError)
        except DiagnosticError:
            pass
    from policydsl.policy.source.yaml_tree import read_yaml

    return read_yaml(source, FactsError)


def digest_of(stated: Mapping[str, Any]) -> str:
    """The SHA-256 (hex) of plain facts as canonical JSON: names sorted, numbers in normal form."""
    digest: str = sha256(canonical_json(stated).encode("utf-8")).hexdigest()
    return digest


def canonical_json(data: Any) -> str:
    """Plain facts as JSON with sorted names, exact numbers, and no spaces."""
    match data:
        case bool():
            return "true" if data else "false"
        case Decimal() | int():
            return str(Decimal(data).normalize(NUMBER_CONTEXT))
        case Mapping():
            entries = (f"{_quoted(name)}:{canonical_json(data[name])}" for name in sorted(data))
            return "{" + ",".join(entries) + "}"
        case list():
            return "[" + ",".join(map(canonical_json, data)) + "]"
        case _:
            return _quoted(str(data))
