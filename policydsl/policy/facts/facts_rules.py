"""What JSON Schema says of facts' values: types, enumerations, bounds, formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, assert_never

from policydsl.policy.facts.facts_formats import credit_code_fault, is_date, resident_id_fault
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection

# A way down plain facts: ids and positions of items, from 0.
Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """A JSON Schema keyword that the value at `steps` does not meet, and what it asks for."""

    steps: Steps
    keyword: str
    wanted: Any


def rules_of(node: FactNode) -> dict[str, Any]:
    """The part of a facts schema that values are held to, as JSON Schema without references."""
    match node:
        case FactLeaf():
            return dict(node.rule)
        case FactItems():
            return {"type": "array", "items": rules_of(node.item), **node.rule}
        case FactSection():
            below = {name: rules_of(member) for name, member in node.members.items()}
            return {"type": "object", "properties": below}
        case _:
            assert_never(node)


def violations(rules: dict[str, Any], data: object) -> Iterator[Violation]:
    """All that is wrong with plain facts, one violation per value, in the schema's order."""
    worst: dict[Steps, Violation] = {}
    for error in _validator(rules).iter_errors(data):
        steps: Steps = tuple(error.absolute_path)
        # A value of the wrong type often breaks other rules too; the type is the cause.
        if steps not in worst or error.validator == "type":
            worst[steps] = Violation(steps, str(error.validator), error.validator_value)
    return iter(worst.values())


def _validator(rules: dict[str, Any]) -> Any:
    return _validator_class()(rules, format_checker=_format_checker())


@cache
def _validator_class() -> Any:
    """Draft 2020-12 with numbers that are `Decimal` only."""
    import jsonschema

    def is_number(_: object, value: object) -> bool:
        return isinstance(value, Decimal)

    def is_integer(_: object, value: object) -> bool:
        return isinstance(value, Decimal) and value == value.to_integral_value()

    base = jsonschema.Draft202012Validator
    checker = base.TYPE_CHECKER.redefine_many({"number": is_number, "integer": is_integer})
    validators: Any = jsonschema.validators
    return validators.extend(base, type_checker=checker)


@cache
def _format_checker() -> Any:
    import jsonschema

    checker = jsonschema.FormatChecker(formats=())
    checker.checks("date")(lambda value: not isinstance(value, str) or is_date(value))
    checker.checks("unified-social-credit-code")(
        lambda value: not isinstance(value, str) or credit_code_fault(value) is None
    )
    checker.checks("resident-id")(
        lambda value: not isinstance(value, str) or resident_id_fault(value) is None
    )
    return checker
