"""A facts schema as code that tells quickly which plain data surely meets it.

Such code needs `policydsl.runtime.fitting` and nothing of the facts schema, so that a process can
check facts without loading what describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor
from typing import Any, assert_never

from policydsl.policy.facts.facts import MAX_FACTS
from policydsl.policy.facts.facts_reader import MAX_ITEMS
from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.runtime.values import MAX_EXACT

Fits = Callable[[object], dict[str, Any] | None]
_FORMATS = {
    "date": "fitting.day",
    "unified-social-credit-code": "fitting.credit_code",
    "resident-id": "fitting.resident_id",
}
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_UNSURE = "fitting.unsure"


def write_fitting(schema: FactsSchema) -> str:
    """Source that defines `fits`: a function of plain data.

    It gives the facts that the data states, as `facts_from_data` would, but for numbers, which may
    be `int`; or None where it is not sure that the data is right. The same schema gives the same
    source.
    """
    writer = _Writer()
    root = writer.section(schema.root)
    lines = [f"{name} = {code}" for code, name in writer.checks.items()]
    return "\n".join(
        [
            "from policydsl.runtime import fitting",
            "",
            *lines,
            f"fits = fitting.fits({root}, {most_items(schema.root)})",
            "",
        ]
    )


@lru_cache(maxsize=32)
def _loaded(source: str) -> Fits:
    scope: dict[str, Any] = {}
    exec(compile(source, "<facts>", "exec"), scope)
    fits: Fits = scope["fits"]
    return fits


def fitting_of(schema: FactsSchema) -> Fits:
    """The function that `write_fitting` writes."""
    return _loaded(write_fitting(schema))


class _Writer:
    """Checks by their code, each under a name, those within others before them."""

    def __init__(self) -> None:
        self.checks: dict[str, str] = {}

    def named(self, code: str) -> str:
        return self.checks.setdefault(code, f"FIT{len(self.checks)}")

    def section(self, section: FactSection) -> str:
        leaves: dict[str, list[str]] = {}
        nested: dict[str, str] = {}
        for name, node in section.members.items():
            match node:
                case FactLeaf():
                    leaves.setdefault(self.leaf(node), []).append(name)
                case _:
                    nested[name] = self.nested(node)
        single = ", ".join(f"{each}: {' '.join(names)!r}" for each, names in leaves.items())
        return self.named(f"fitting.section({{{single}}}, {_table(nested)})")

    def nested(self, node: FactNode) -> str:
        match node:
            case FactSection():
                return self.section(node)
            case FactItems(item=item, rule=rule):
                least, most = _counts(rule, "minItems", "maxItems", ("uniqueItems",))
                if rule.get("uniqueItems", False) is not False:
                    most = min(1, most) if most is not None else 1
                if isinstance(item, FactSection):
                    return self.named(f"fitting.items({self.section(item)}, {least}, {most})")
                return self.named(f"fitting.values({self.leaf(item)}, {least}, {most})")
            case _:
                raise AssertionError("a single fact is no section")

    def leaf(self, leaf: FactLeaf) -> str:
        code = _leaf(leaf)
        return self.named(code) if code.endswith(")") else code


def _table(checks: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{name!r}: {check}' for name, check in checks.items())}}}"


def _leaf(leaf: FactLeaf) -> str:
    rule = {keyword: each for keyword, each in leaf.rule.items() if keyword != "type"}
    match leaf.kind:
        case "boolean":
            return _UNSURE if rule else "fitting.boolean"
        case "integer" | "number":
            return _number(leaf.kind == "integer", rule)
        case "string" | "date":
            return _text(leaf, rule)
        case _:
            assert_never(leaf.kind)


def number_range(rule: Mapping[str, Any]) -> tuple[int, int] | None:
    """The least and the most that an integer may be; None where a rule says more than that."""
    lowest, highest = 1 - MAX_EXACT, MAX_EXACT - 1
    for keyword, bound in rule.items():
        if keyword not in _BOUNDS or not _is_number(bound):
            return None
        match keyword:
            case "minimum":
                lowest = max(lowest, ceil(bound))
            case "maximum":
                highest = min(highest, floor(bound))
            case "exclusiveMinimum":
                lowest = max(lowest, floor(bound) + 1)
            case _:
                highest = min(highest, ceil(bound) - 1)
    return lowest, highest


def bounds_given(rule: Mapping[str, Any]) -> list[str | None]:
    """The bounds of a number as `policydsl.runtime.fitting.Number` takes them."""
    return [str(rule[keyword]) if keyword in rule else None for keyword in _BOUNDS]


def _number(integral: bool, rule: Mapping[str, Any]) -> str:
    whole = number_range(rule)
    if whole is None:
        return _UNSURE
    given = "".join(f", {bound!r}" for bound in bounds_given(rule))
    return f"fitting.Number({integral}, {whole[0]}, {whole[1]}{given})"


def _text(leaf: FactLeaf, rule: Mapping[str, Any]) -> str:
    if not rule and not leaf.values:
        return "fitting.text"
    if rule.keys() == {"enum"}:
        found = dict.fromkeys(name for name, _ in leaf.values if name in rule["enum"])
        return f"fitting.one_of({tuple(found)!r})"
    if rule.keys() == {"format"} and rule["format"] in _FORMATS:
        return _FORMATS[rule["format"]]
    if rule.keys() <= {"minLength", "maxLength"} and not leaf.values:
        least, most = _counts(rule, "minLength", "maxLength")
        return f"fitting.text_of({least}, {most})"
    return _UNSURE


def _is_number(bound: object) -> bool:
    """Whether a bound is a number that text can hold exactly."""
    if isinstance(bound, Decimal):
        return bound.is_finite()
    return isinstance(bound, int) and not isinstance(bound, bool)


def _counts(
    rule: Mapping[str, Any], low: str, high: str, others: tuple[str, ...] = ()
) -> tuple[int, int | None]:
    """The least and the most of a length; nothing at all where a keyword is unknown or no count."""
    least, most = rule.get(low, 0), rule.get(high)
    known = rule.keys() <= {low, high, *others}
    counts = all(isinstance(each, int) for each in (least, most) if each is not None)
    return (least, most) if known and counts else (1, 0)


def most_items(root: FactSection) -> int:
    """How many items of lists are surely within the bounds on facts, whatever they hold."""
    largest = max((_size(each) for each in _items(root)), default=1)
    return max(0, min(MAX_ITEMS, (MAX_FACTS - _size(root)) // largest))


def _items(section: FactSection) -> list[FactSection]:
    """The sections that items of lists are, at any depth."""
    found: list[FactSection] = []
    for node in section.members.values():
        if isinstance(node, FactSection):
            found += _items(node)
        elif isinstance(node, FactItems) and isinstance(node.item, FactSection):
            found += [node.item, *_items(node.item)]
    return found


def _size(section: FactSection) -> int:
    """How many values a section is, its lists without items."""
    below = section.members.values()
    return 1 + sum(_size(each) if isinstance(each, FactSection) else 1 for each in below)
