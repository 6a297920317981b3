"""What a plain YAML scalar stands for: the core schema of YAML 1.2, dates, and its traps."""

from __future__ import annotations

import re

from policydsl.policy.source.yaml_nodes import ScalarKind
from policydsl.text.lazy_pattern import pattern

_NULL = pattern(r"|~|null|Null|NULL")
_BOOLEAN = pattern(r"true|True|TRUE|false|False|FALSE")
_INTEGER = pattern(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = pattern(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?")
_DATE = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# Spellings that YAML 1.1 and 1.2 readers, or two readers of the same version, take differently.
_TRAPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("yes-no", pattern(r"yes|no|on|off|y|n", re.IGNORECASE)),
    ("leading-zero", pattern(r"[-+]?0[0-9_]+")),
    ("underscore", pattern(r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?|[-+]?\.[0-9_]*_[0-9_]*")),
    ("hexadecimal", pattern(r"[-+]?0[xX]_*[0-9a-fA-F][0-9a-fA-F_]*")),
    ("octal", pattern(r"[-+]?0[oO]_*[0-7][0-7_]*")),
    ("binary", pattern(r"[-+]?0[bB]_*[01][01_]*")),
    ("base-60", pattern(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")),
    ("infinity", pattern(r"[-+]?\.inf", re.IGNORECASE)),
    ("not-a-number", pattern(r"\.nan", re.IGNORECASE)),
)
NUMBER_TRAPS = frozenset(name for name, _ in _TRAPS) - {"yes-no"}


def kind_of_plain(text: str) -> tuple[ScalarKind, str | None]:
    """The kind of a plain scalar and, where its spelling is a trap, the trap's name."""
    if _NULL.fullmatch(text):
        return "null", None
    if _BOOLEAN.fullmatch(text):
        return "boolean", None
    if _INTEGER.fullmatch(text):
        return "integer", None
    if _DECIMAL.fullmatch(text):
        return "decimal", None
    if _DATE.fullmatch(text):
        return "date", None
    trap = next((name for name, pattern in _TRAPS if pattern.fullmatch(text)), None)
    return "string", trap
