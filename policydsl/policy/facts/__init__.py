"""The facts schema, and facts of an institution read against it."""

from policydsl.policy.facts.facts import (
    MAX_FACTS,
    Facts,
    canonical_json,
    digest_of,
    facts_from_bytes,
    facts_from_data,
    facts_from_text,
    load_facts,
    read_facts_file,
)

__all__ = [
    "MAX_FACTS",
    "Facts",
    "canonical_json",
    "digest_of",
    "facts_from_bytes",
    "facts_from_data",
    "facts_from_text",
    "load_facts",
    "read_facts_file",
]
