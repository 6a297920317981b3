"""Facts as programs hand them in: right ones, and ones with something wrong, for laws."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any, assert_never

from hypothesis import strategies as st

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.text.diagnostic import Text

_NAME = Text("名", "name")
_LABELS = (("a", Text("甲", "A")), ("b", Text("乙", "B")))
STRANGE: tuple[object, ...] = (
    None, "", " ", "\u3000", True, False, 0, -1, 7, 1.5, float("nan"), [], {}, [[]], {"": 1}, "a",
    "甲", " a ", "一", "\ud800", 10**34, -(10**40), Decimal("NaN"), Decimal("sNaN"),
    Decimal("Infinity"), Decimal("1E+7000"), Decimal("-0"), Decimal("0.1"),
    Decimal("1." + "1" * 40), "2024-02-30", (), b"a",
)  # fmt: skip
_TEXTS = ("a", "电工", "abc", "理由 二", "!", "#", " a", "\u3000b", "x" * 40, "", " ")
_DAYS = ("2024-02-29", "1900-02-28", "0001-01-01", "9999-12-31", "2000-02-29", "2023-11-30")
_NO_DAYS = (
    "1900-02-29", "0000-01-01", "2024-13-01", "2024-00-10", "2024-01-00", "2024-1-1", " 2024-01-01",
    "２０２４-01-01", "2024-W01-1", "+024-01-01", "20240101",
)  # fmt: skip
_FORMATS: dict[str, tuple[str, ...]] = {
    "date": _DAYS,
    "unified-social-credit-code": ("91130200MA0F5K2T3A",),
    "resident-id": ("11010519491231002X", "110101199003077758"),
}
_SPOILING = (
    *_NO_DAYS, "91130200MA0F5K2T3B", " 91130200MA0F5K2T3A", "110105194912310021",
    "110101199013077758", 11, Decimal("2.51"), Decimal("0.5"), True, "abcd", ["a", "a", "a"],
)  # fmt: skip
_NAMES = ("other", " plain", "甲项", "", "\ud800", "count", "pattern")
_NUMBERS: tuple[int | Decimal, ...] = (
    Decimal("0.0"), Decimal("-0.00"), Decimal("1E+1"), Decimal("5.000"), Decimal("2.5"),
    Decimal("-0.5"), 10**33, 10**34 - 1, Decimal("1" * 34 + "E-34"), 1, 0, 10, Decimal("0.9"),
    Decimal("1." + "0" * 40), Decimal("1E+40"),
)  # fmt: skip


def leaf(kind: Any = "string", statement: bool = False, **rule: Any) -> FactLeaf:
    """A fact of a kind, with the rules of JSON Schema."""
    written = "string" if kind == "date" else kind
    values = _LABELS if "enum" in rule else ()
    return FactLeaf(
        _NAME, kind, "名", values=values, statement=statement, format=rule.get("format"),
        rule={"type": written, **rule},
    )  # fmt: skip


def section(**members: FactNode) -> FactSection:
    aliases = {"甲项": next(iter(members))} if members else {}
    return FactSection(_NAME, "名", members, aliases)


def items(item: FactSection | FactLeaf, **rule: Any) -> FactItems:
    return FactItems(_NAME, "名", item, None, rule=rule)


EVERY_RULE = FactsSchema(
    section(
        plain=leaf(),
        short=leaf(minLength=1, maxLength=3),
        kind=leaf(enum=["a", "b"]),
        pattern=leaf(pattern="^a"),
        day=leaf("date", format="date"),
        code=leaf(format="unified-social-credit-code"),
        person=leaf(format="resident-id"),
        open=leaf("boolean"),
        reason=leaf(statement=True),
        count=leaf("integer", minimum=0, maximum=10),
        share=leaf("number", exclusiveMinimum=0, exclusiveMaximum=1),
        figure=leaf("number", minimum=Decimal("-0.5"), maximum=Decimal("2.5")),
        any=leaf("integer"),
        inside=section(
            area=leaf("number", minimum=0), note=leaf(), deeper=section(suited=leaf("boolean"))
        ),
        aside=section(remark=leaf()),
        words=items(leaf(), minItems=1, maxItems=2),
        marks=items(leaf("number", minimum=0)),
        truths=items(leaf("boolean"), uniqueItems=True),
        kinds=items(leaf(enum=["a", "b"])),
        days=items(leaf("date", format="date")),
        things=items(
            section(size=leaf("number"), levels=items(section(rank=leaf("integer", minimum=1))))
        ),
    ),
    {},
    ("every rule",),
)
"""A schema in which every keyword that a facts schema may hold stands somewhere."""


def given_facts(root: FactSection) -> st.SearchStrategy[Any]:
    """Data for a schema: right, or with something strange in one or two places."""
    right = _section(root)
    spoilt = st.builds(_spoilt, right, st.randoms(use_true_random=False), st.integers(1, 2))
    return st.one_of(right, spoilt, st.sampled_from(STRANGE).map(deepcopy))


def _section(node: FactSection) -> st.SearchStrategy[Any]:
    members = {name: _node(each) for name, each in node.members.items()}
    return st.fixed_dictionaries({}, optional=members)


def _node(node: FactNode) -> st.SearchStrategy[Any]:
    match node:
        case FactSection():
            return _section(node)
        case FactItems(item=item, rule=rule):
            most = 1 if rule.get("uniqueItems") else rule.get("maxItems", 3)
            return st.lists(_node(item), min_size=rule.get("minItems", 0), max_size=most)
        case FactLeaf():
            return st.sampled_from(_right(node))
        case _:
            assert_never(node)


def _right(node: FactLeaf) -> list[Any]:
    """Values that meet a fact's rules, blank ones among them."""
    if node.values:
        return [name for name, _ in node.values]
    if node.format is not None:
        return list(_FORMATS[node.format])
    match node.kind:
        case "boolean":
            return [True, False]
        case "integer" | "number":
            return [each for each in _NUMBERS if _is_within(node, each)]
        case _:
            low, high = node.rule.get("minLength", 0), node.rule.get("maxLength", 99)
            return [each for each in _TEXTS if low <= len(each) <= high]


def _is_within(node: FactLeaf, number: int | Decimal) -> bool:
    rule = node.rule
    return (
        (node.kind == "number" or number == int(number))
        and rule.get("minimum", number) <= number <= rule.get("maximum", number)
        and rule.get("exclusiveMinimum", number - 1) < number
        and number < rule.get("exclusiveMaximum", number + 1)
    )


def _spoilt(data: Any, random: Random, places: int) -> Any:
    """The data with strange values or names somewhere."""
    copied = deepcopy(data)
    for _ in range(places):
        below = [each for each in _parts(copied) if each]
        part = random.choice(below) if below else copied
        strange = deepcopy(random.choice((*STRANGE, *_SPOILING)))
        if isinstance(part, list):
            part[random.randrange(len(part))] = strange
        else:
            part[random.choice((*_NAMES, *part, *part, *part))] = strange
    return copied


def _parts(data: Any) -> Iterator[Any]:
    """The dicts and lists in some data."""
    if isinstance(data, dict | list):
        yield data
        for each in data.values() if isinstance(data, dict) else data:
            yield from _parts(each)
