"""Words of several lines: YAML joins the lines with spaces, which Chinese has none of."""

from __future__ import annotations

from policydsl.policy.source.yaml_tree import YamlScalar, embedded
from policydsl.text.width import char_width


def unfolded(scalar: YamlScalar) -> str:
    """The text, without the space that a line break between two full-width characters leaves."""
    if " " not in scalar.text or scalar.style in {"literal", "json"}:
        return scalar.text
    read = embedded(scalar)
    if read.text != scalar.text:
        return scalar.text
    return "".join(
        char
        for at, char in enumerate(read.text)
        if not (char == " " and _joins(read.text[at - 1 : at + 2], scalar, read.offsets[at]))
    )


def _joins(around: str, scalar: YamlScalar, offset: int) -> bool:
    """Whether a space comes from a line break, between two full-width characters."""
    is_break = scalar.source.text[offset] in "\r\n\x85"
    return is_break and len(around) == 3 and char_width(around[0]) == char_width(around[2]) == 2
