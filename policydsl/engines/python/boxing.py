"""Between the plain values of generated code and FEEL's own, where code hands a part to FEEL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from policydsl.engines.python.emitting import attribute
from policydsl.engines.python.kinds import FEEL, Kind, kind_of
from policydsl.feel.builtins.call import call_positional
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.interpreter import Budget, Scope, evaluate, evaluate_tests
from policydsl.feel.temporal import Date, parse_date
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.feel.values import NULL, CauseKind, Null, Record, Value, missing, null
from policydsl.policy.facts.facts_tree import FactLeaf, FactSection
from policydsl.runtime.values import BARE, FAULT, BeyondBoundsError, is_null

MAX_STEPS = 500_000
"""What FEEL may do for one record, a quarter of what the interpreter lets it do for a decision."""

_UNKNOWN = missing("?")
_FAULT = null(CauseKind.WRONG_TYPE, "空值", "a null")
_parsed = lru_cache(maxsize=4096)(parse_date)


def budget() -> Budget:
    """The work that FEEL may do for one record."""
    return Budget(steps=MAX_STEPS)


def box(value: Any, kind: Kind) -> Value:
    """A plain value as FEEL holds it."""
    if value is None:
        return _UNKNOWN
    if value is FAULT:
        return _FAULT
    if value is BARE:
        return NULL
    match kind.name:
        case "number":
            return Decimal(value)
        case "date":
            found = _parsed(value)
            assert found is not None, "stated dates are days of the calendar"
            return found
        case "list":
            assert kind.item is not None
            return tuple(box(each, kind.item) for each in value)
        case "section":
            assert kind.section is not None
            return _record(value, kind.section)
        case _:
            boxed: Value = value
            return boxed


def _record(stated: Any, section: FactSection) -> Record:
    """A dict or, in code for those, an object."""
    plain = isinstance(stated, dict)
    entries: dict[str, Value] = {}
    for name, node in section.members.items():
        below = stated.get(name) if plain else getattr(stated, attribute(name))
        if isinstance(node, FactSection):
            entries[name] = _record(below or {}, node)
        elif below is None:
            bare = isinstance(node, FactLeaf) and node.statement
            entries[name] = NULL if bare else _UNKNOWN
        else:
            entries[name] = box(below, kind_of(node))
    return Record(entries, "")


def unbox(value: Value, kind: Kind) -> Any:
    """A FEEL value as generated code holds it."""
    match kind.name, value:
        case _, Null(causes):
            return None if value.unknown else FAULT if causes else BARE
        case "feel", _:
            return value
        case ("number", Decimal()) | ("string", str()) | ("boolean", bool()):
            return value
        case "date", Date() if 0 <= value.year <= 9999:
            return f"{value.year:04}-{value.month:02}-{value.day:02}"
        case "list", tuple() if kind.item is not None:
            return [unbox(each, kind.item) for each in value]
        case _:
            raise BeyondBoundsError


def plain(value: Any, kind: Kind) -> Any:
    """A FEEL value of a plain kind, its null as everywhere in generated code."""
    return value if is_null(value) else unbox(value, kind)


def call(name: str, kind: Kind, arguments: Sequence[Value]) -> Any:
    """A builtin function of FEEL, that takes no functions itself."""
    return unbox(call_positional(BUILTINS[name], arguments, _no_functions), kind)


def _no_functions(_function: Value, _values: Sequence[Value]) -> Value:
    raise BeyondBoundsError


def feel(tree: Expression, names: Mapping[str, Value], allowed: Budget) -> Any:
    """What FEEL's interpreter says of a part of an expression."""
    value = evaluate(tree, Scope.of(names), allowed)
    if allowed.steps < 0 or (isinstance(value, Null) and _stopped(value)):
        raise BeyondBoundsError
    return unbox(value, FEEL)


def feel_tests(tests: UnaryTests, value: Value, names: Mapping[str, Value], allowed: Budget) -> Any:
    """What FEEL's interpreter says of a table's cell."""
    passes = evaluate_tests(tests, value, Scope.of(names), allowed)
    if allowed.steps < 0 or (isinstance(passes, Null) and _stopped(passes)):
        raise BeyondBoundsError
    return unbox(passes, FEEL)


def as_items(value: Value) -> Any:
    """The list that a rule goes through: what is neither null nor a list is one item."""
    match value:
        case Null():
            return None
        case tuple():
            return [unbox(each, FEEL) for each in value]
        case _:
            return [value]


def _stopped(value: Null) -> bool:
    return any(cause.kind is CauseKind.LIMIT for cause in value.causes)
