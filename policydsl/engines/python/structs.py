"""Classes that JSON is decoded to, made of a facts schema: what msgspec can check, and what not.

Of every kind of fact stands here which JSON msgspec surely takes rightly. What it cannot tell is
checked afterwards; and a type that takes less than the facts' reader only costs time.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from types import NoneType
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, defstruct

from policydsl.engines.python.emitting import attribute
from policydsl.engines.python.fitting import bounds_given, number_range
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.runtime import fitting

Check = Callable[[Any], Any]
"""Takes a fact or a section; raises `UnsureError`, or gives the fact as it is stated."""

_LARGEST = 2**63 - 1
_LENGTHS = ("minLength", "maxLength", "minItems", "maxItems")


@dataclass(frozen=True, slots=True)
class Typed:
    """The type of a fact, list or section, and what remains to be checked of its values, if any."""

    type: Any
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are wanted.

    Texts are only held to be no blank ones, and dates kept as texts, where their names are among
    `names_read`. With `integers`, other numbers are refused.
    """

    names_read: frozenset[str]
    integers: bool


NEVER = Typed(NoneType)
"""Of a fact that only JSON Schema can judge: nothing but null is taken."""


def typed_section(section: FactSection, wanted: Wanted, name: str = "Facts") -> Typed:
    """A frozen class with an attribute for each member, None where it is not stated.

    A section within is never None: where it is not stated, it has nothing stated.
    """
    fields: list[tuple[str, Any, Any]] = []
    renamed: dict[str, str] = {}
    checks = _Members()
    for each, node in section.members.items():
        found = _typed(node, wanted, each)
        own = attribute(each)
        renamed[own] = each
        unstated = found.type() if isinstance(node, FactSection) else None
        kind = found.type if unstated is not None else found.type | None
        fields.append((own, kind, unstated))
        checks.add(own, node, found.check, unstated)
    made = defstruct(
        name, fields, frozen=True, eq=False, gc=False, omit_defaults=True,
        forbid_unknown_fields=True, rename=renamed,
    )  # fmt: skip
    return Typed(made, checks.together())


def _typed(node: FactNode, wanted: Wanted, name: str) -> Typed:
    match node:
        case FactSection():
            return typed_section(node, wanted, name)
        case FactItems(item=FactSection() as item):
            return _list(node, typed_section(item, wanted, name))
        case FactItems(item=FactLeaf() as item):
            return _list(node, _leaf(item, True, wanted.integers))
        case FactLeaf():
            return _leaf(node, name in wanted.names_read, wanted.integers)
        case _:
            raise AssertionError("a list has sections or single facts")


def _list(node: FactItems, item: Typed) -> Typed:
    rule = dict(node.rule)
    if rule.pop("uniqueItems", False) is not False:
        rule["maxItems"] = min(1, rule.get("maxItems", 1))
    meta = _lengths(rule)
    if item is NEVER or meta is None:
        return NEVER
    return Typed(Annotated[list[item.type], meta], item.check)  # type: ignore[name-defined]


def _leaf(leaf: FactLeaf, read: bool, integers: bool) -> Typed:
    rule = {keyword: each for keyword, each in leaf.rule.items() if keyword != "type"}
    match leaf.kind:
        case "boolean":
            return NEVER if rule else Typed(bool)
        case "integer" | "number":
            return _number(rule, integers or leaf.kind == "integer")
        case _ if rule.keys() == {"enum"}:
            names = tuple(dict.fromkeys(each for each, _ in leaf.values if each in rule["enum"]))
            return Typed(Literal[names]) if names else NEVER
        case _ if leaf.values:
            return NEVER
        case _ if rule.keys() == {"format"}:
            return _format(rule["format"], read)
        case _:
            meta = _lengths(rule)
            return NEVER if meta is None else Typed(Annotated[str, meta], _text if read else None)


def _format(name: object, read: bool) -> Typed:
    match name:
        case "date":
            return Typed(str, _day) if read else Typed(datetime.date)
        case "unified-social-credit-code":
            return Typed(str, fitting.credit_code)
        case "resident-id":
            return Typed(str, fitting.resident_id)
        case _:
            return NEVER


def _number(rule: dict[str, Any], integers: bool) -> Typed:
    """Integers are held to their range by msgspec; other numbers afterwards."""
    bounds = number_range(rule)
    if bounds is None:
        return NEVER
    lowest, highest = max(bounds[0], -_LARGEST), min(bounds[1], _LARGEST)
    whole = Annotated[int, Meta(ge=lowest, le=highest)] if lowest <= highest else NoneType
    if integers:
        return Typed(whole)
    check = fitting.Number(False, *bounds, *bounds_given(rule))
    return Typed(whole | Decimal, _figure(check))


def _figure(number: fitting.Number) -> Check:
    def check(value: Any) -> None:
        if type(value) is Decimal and number(value) is not value:
            raise fitting.UnsureError

    return check


def _text(value: str) -> None:
    if not value or value.isspace():
        raise fitting.UnsureError


def _day(value: str) -> None:
    if len(value) != 10 or value[4] != "-" or value[7] != "-":
        raise fitting.UnsureError
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise fitting.UnsureError from None


def _lengths(rule: dict[str, Any]) -> Meta | None:
    """The lengths of a text or list; None where there is more than msgspec can tell."""
    if not rule.keys() <= set(_LENGTHS) or not all(type(each) is int for each in rule.values()):
        return None
    least = next((rule[each] for each in ("minLength", "minItems") if each in rule), None)
    most = next((rule[each] for each in ("maxLength", "maxItems") if each in rule), None)
    return Meta(min_length=least, max_length=most)


@dataclass(slots=True)
class _Members:
    """Those members of a section of which something remains to be checked."""

    single: list[tuple[Check, Check, object]] = field(default_factory=list)
    lists: list[tuple[Check, Check]] = field(default_factory=list)

    def add(self, name: str, node: FactNode, check: Check | None, unstated: object) -> None:
        if check is None:
            return
        if isinstance(node, FactItems):
            self.lists.append((attrgetter(name), check))
        else:
            self.single.append((attrgetter(name), check, unstated))

    def together(self) -> Check | None:
        """One check of a section for all of them."""
        single, lists = tuple(self.single), tuple(self.lists)

        def check(section: Struct) -> None:
            for of, holds, unstated in single:
                value = of(section)
                if value is not unstated:
                    holds(value)
            for of, holds in lists:
                for each in of(section) or ():
                    holds(each)

        return check if single or lists else None


def any_stated(section: Struct) -> bool:
    """Whether anything in a section of facts is stated."""
    return any(
        any_stated(each) if isinstance(each, Struct) else each is not None
        for each in _values(section)
    )


def _values(section: Struct) -> Sequence[Any]:
    return [getattr(section, name) for name in section.__struct_fields__]
