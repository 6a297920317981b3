"""Item definitions: which values are of a type, and which become so (DMN 1.5 §7.3.2, §10.3.2.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policydsl.feel import types
from policydsl.feel.builtins.conformance import coerce, conforms, takes
from policydsl.feel.interpreter import Scope, evaluate_tests
from policydsl.feel.parser import parse_unary_tests
from policydsl.feel.types import Type
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.feel.written_types import SIMPLE_TYPES
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Source
from tck.model import ItemDefinition

_GENERIC: Mapping[str, Type] = {
    "list": types.ListType(types.ANY),
    "context": types.ContextType(MappingProxyType({}), closed=False),
    "dateTime": types.DATE_TIME,
    "dayTimeDuration": types.DAYS_DURATION,
    "yearMonthDuration": types.MONTHS_DURATION,
}
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class TypeScope:
    """The types that a model knows by name, those of imported models as `imported.tPerson`."""

    definitions: Mapping[str, ItemDefinition]

    def named(self, type_ref: str) -> ItemDefinition | Type | None:
        """What a reference means; None for an unknown one, which asks for nothing."""
        if type_ref in self.definitions:
            return self.definitions[type_ref]
        plain = type_ref.removeprefix("feel:")
        return SIMPLE_TYPES.get(plain) or _GENERIC.get(plain)

    def feel_types(self) -> Mapping[str, Type]:
        """The types' structures, for `instance of`, which leaves allowed values aside."""
        return {name: self._structure(each, 0) for name, each in self.definitions.items()}

    def _structure(self, definition: ItemDefinition, depth: int) -> Type:
        if depth > _MAX_DEPTH:
            return types.ANY
        item = self._item_structure(definition, depth)
        return types.ListType(item) if definition.is_collection else item

    def _item_structure(self, definition: ItemDefinition, depth: int) -> Type:
        if definition.components:
            members = {
                each.name: types.Member(each.name, self._structure(each, depth + 1))
                for each in definition.components
            }
            return types.ContextType(MappingProxyType(members), closed=False)
        if definition.parameters is not None:
            return types.FunctionType(
                tuple((each.name, types.ANY) for each in definition.parameters), types.ANY
            )
        meant = self.named(definition.type_ref or "")
        if isinstance(meant, ItemDefinition):
            return self._structure(meant, depth + 1)
        return types.ANY if meant is None else meant

    def result_of(self, type_ref: str | None) -> str | None:
        """What a function of the type gives; a type that is no function is the result's own."""
        meant = self.definitions.get(type_ref or "")
        is_function = meant is not None and meant.parameters is not None
        return meant.result if meant is not None and is_function else type_ref

    def fitted(self, value: Value, type_ref: str | None) -> Value:
        """The value as one of the type, or a null where it cannot be one."""
        if type_ref is None or isinstance(value, Null):
            return value
        meant = self.named(type_ref)
        fitting = _fitted(value, meant, self)
        if fitting is None:
            return null(
                CauseKind.WRONG_TYPE,
                f"值不是 {type_ref} 类型",
                f"the value is not of type {type_ref}",
            )
        return fitting


def _fitted(value: Value, meant: ItemDefinition | Type | None, scope: TypeScope) -> Value | None:
    if not isinstance(meant, ItemDefinition):
        return value if meant is None else coerce(value, meant)
    if _is_of(value, meant, scope):
        return value
    if _is_collection(meant, scope):
        alone = (value,)
        return alone if not isinstance(value, tuple) and _is_of(alone, meant, scope) else None
    if isinstance(value, tuple) and len(value) == 1:
        return value[0] if _is_of(value[0], meant, scope) else None
    return _converted(value, meant, scope)


def _converted(value: Value, meant: ItemDefinition, scope: TypeScope) -> Value | None:
    """What a simple type under other names makes of a value: a date-time of a date."""
    base = meant
    while isinstance(inner := scope.named(base.type_ref or ""), ItemDefinition):
        base = inner
    if inner is None or meant.components:
        return None
    made = coerce(value, inner)
    return made if made is not None and _is_of(made, meant, scope) else None


def _is_collection(definition: ItemDefinition, scope: TypeScope) -> bool:
    inner = scope.named(definition.type_ref or "")
    return (
        definition.is_collection
        or isinstance(inner, types.ListType)
        or (isinstance(inner, ItemDefinition) and _is_collection(inner, scope))
    )


def _is_of(value: Value, definition: ItemDefinition, scope: TypeScope) -> bool:
    """Whether a value is of a type. Null is of every type."""
    if isinstance(value, Null):
        return True
    if not definition.is_collection:
        return _is_one_of(value, definition, scope) and passes(definition.constraint, value)
    return (
        isinstance(value, tuple)
        and all(isinstance(each, Null) or _is_one_of(each, definition, scope) for each in value)
        and passes(definition.constraint, value)
    )


def _is_one_of(value: Value, definition: ItemDefinition, scope: TypeScope) -> bool:
    if definition.components:
        has_form = isinstance(value, dict) and all(
            each.name in value and _is_of(value[each.name], each, scope)
            for each in definition.components
        )
    elif definition.parameters is not None:
        has_form = takes(value, len(definition.parameters))
    else:
        meant = scope.named(definition.type_ref or "")
        has_form = (
            _is_of(value, meant, scope)
            if isinstance(meant, ItemDefinition)
            else meant is None or conforms(value, meant)
        )
    return has_form and passes(definition.allowed, value)


def passes(tests: str | None, value: Value) -> bool:
    """Whether unary tests allow a value; none at all allow every value."""
    if tests is None or not tests.strip():
        return True
    try:
        parsed = parse_unary_tests(Source("allowed values", tests))
    except ExpressionError:
        return False
    return evaluate_tests(parsed, value, Scope.of({})) is True
