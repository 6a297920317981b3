"""Whether plain facts surely meet their schema, told without JSON Schema's own machinery.

Most facts do. What is not surely right here is for `facts_rules` to judge, and to word.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from policydsl.policy.facts.facts_formats import is_date
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.runtime.check_characters import has_resident_check, is_credit_code


def surely_fits(node: FactNode, data: object) -> bool:
    """Whether data meets all that the schema says of it; False also where it is hard to tell."""
    match node:
        case FactSection(members=members):
            return isinstance(data, dict) and all(
                name in members and surely_fits(members[name], each) for name, each in data.items()
            )
        case FactItems(item=item, rule=rule):
            return (
                isinstance(data, list)
                and all(_list_meets(data, *each) for each in rule.items())
                and all(surely_fits(item, each) for each in data)
            )
        case FactLeaf(rule=rule):
            return all(_meets(data, keyword, wanted) for keyword, wanted in rule.items())


def _list_meets(data: list[Any], keyword: str, wanted: Any) -> bool:
    match keyword:
        case "minItems":
            return bool(len(data) >= wanted)
        case "maxItems":
            return bool(len(data) <= wanted)
        case "uniqueItems":
            return len(data) < 2 or wanted is False
        case _:
            return False


def _meets(value: object, keyword: str, wanted: Any) -> bool:
    match keyword, value:
        case "type", _:
            return _is_of_type(value, wanted)
        case "enum", str():
            return bool(value in wanted)
        case "minimum", Decimal():
            return bool(value >= wanted)
        case "maximum", Decimal():
            return bool(value <= wanted)
        case "exclusiveMinimum", Decimal():
            return bool(value > wanted)
        case "exclusiveMaximum", Decimal():
            return bool(value < wanted)
        case "minLength", str():
            return bool(len(value) >= wanted)
        case "maxLength", str():
            return bool(len(value) <= wanted)
        case "format", str():
            return _has_format(value, wanted)
        case _:
            return False


def _is_of_type(value: object, wanted: Any) -> bool:
    match wanted:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, Decimal)
        case "integer":
            return isinstance(value, Decimal) and value == value.to_integral_value()
        case _:
            return False


def _has_format(value: str, wanted: Any) -> bool:
    match wanted:
        case "date":
            return is_date(value)
        case "unified-social-credit-code":
            return is_credit_code(value)
        case "resident-id":
            birth = f"{value[6:10]}-{value[10:12]}-{value[12:14]}"
            return has_resident_check(value) and is_date(birth)
        case _:
            return False
