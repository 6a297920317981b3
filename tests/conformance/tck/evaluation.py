"""The value of a decision, from the decisions and facts that it requires (DMN 1.5 §6, §7)."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from policydsl.feel.interpreter import Scope
from policydsl.feel.values import NULL, Null, Value
from tck import model
from tck.boxed import Environment, entered, fitted_arguments, host_function, value_of
from tck.item_types import TypeScope
from tck.model import GraphElement, ItemDefinition, Model, Reference

Library = Mapping[str, Model]
"""Models by their namespace."""


@dataclass(slots=True)
class Evaluation:
    """One evaluation: what is given, and the values of decisions found so far."""

    library: Library
    given: Mapping[Reference, Value]
    found: dict[Reference, Value] = field(default_factory=dict)


def element_at(reference: Reference, library: Library) -> GraphElement | None:
    """The element that a reference means, or None."""
    model_ = library.get(reference[0])
    return None if model_ is None else model_.elements.get(reference[1])


def value_at(reference: Reference, evaluation: Evaluation) -> Value:
    """The value of an element: a fact, a decision's value, a function. Null where it is missing."""
    if reference in evaluation.given:
        return evaluation.given[reference]
    if reference not in evaluation.found:
        evaluation.found[reference] = NULL  # what requires itself finds nothing
        evaluation.found[reference] = _value(reference, evaluation)
    return evaluation.found[reference]


def _value(reference: Reference, evaluation: Evaluation) -> Value:
    found = element_at(reference, evaluation.library)
    match found:
        case model.Decision(variable, logic, requires):
            around = environment_of(reference[0], requires, evaluation)
            return around.types.fitted(value_of(logic, around), variable.type_ref)
        case model.KnowledgeModel():
            return _knowledge(found, reference, evaluation)
        case model.DecisionService():
            return _service(found, reference[0], evaluation)
        case _:
            return NULL


def types_of(namespace: str, library: Library) -> TypeScope:
    """A model's own types, and those of the models it imports under their names."""
    own = library[namespace]
    definitions = dict(own.types)
    for name, imported in own.imports.items():
        known = library[imported].types if imported in library else {}
        definitions |= {f"{name}.{key}": _under(name, each, known) for key, each in known.items()}
    return TypeScope(definitions)


def _under(name: str, definition: ItemDefinition, known: Container[str]) -> ItemDefinition:
    """A definition that refers to its own model's types as its importer knows them."""
    reference = definition.type_ref
    return replace(
        definition,
        type_ref=f"{name}.{reference}" if reference in known else reference,
        components=tuple(_under(name, each, known) for each in definition.components),
    )


def environment_of(
    namespace: str, requires: tuple[Reference, ...], evaluation: Evaluation
) -> Environment:
    """What an element's logic sees: what it requires by name, what is imported under its model."""
    own = evaluation.library[namespace]
    types = types_of(namespace, evaluation.library)
    prefixes = {imported: name for name, imported in own.imports.items()}
    values: dict[str, Value] = {}
    names = set(own.member_names) | set(types.definitions)
    for reference in requires:
        found = element_at(reference, evaluation.library)
        if found is None:
            continue
        name, value = found.variable.name, value_at(reference, evaluation)
        prefix = prefixes.get(reference[0]) if reference[0] != namespace else None
        if prefix:
            inner = values.setdefault(prefix, {})
            assert isinstance(inner, dict)
            inner[name] = value
            names |= {name} | evaluation.library[reference[0]].member_names
        else:
            values[name] = value
    return Environment(Scope.of(values), frozenset(names | set(values)), types, types.feel_types())


def _knowledge(found: model.KnowledgeModel, reference: Reference, evaluation: Evaluation) -> Value:
    """A function; what it requires is looked up when it is called, since it may require itself."""

    def call(values: Mapping[str, Value]) -> Value:
        around = environment_of(reference[0], found.requires, evaluation)
        result = entered(found.logic, values, around)
        return around.types.fitted(result, around.types.result_of(found.variable.type_ref))

    return host_function(found.variable.name, found.logic.parameters, call)


def _service(found: model.DecisionService, namespace: str, evaluation: Evaluation) -> Value:
    """A function of what the service is given; it evaluates its decisions anew."""
    parameters = [
        (each, element.variable)
        for each in found.given
        if (element := element_at(each, evaluation.library)) is not None
    ]
    types = types_of(namespace, evaluation.library)

    def call(values: Mapping[str, Value]) -> Value:
        fitted = fitted_arguments([each for _, each in parameters], values, types)
        if isinstance(fitted, Null):
            return fitted
        given = {reference: fitted[variable.name] for reference, variable in parameters}
        result = service_result(found, Evaluation(evaluation.library, given))
        return types.fitted(result, types.result_of(found.variable.type_ref))

    return host_function(found.variable.name, [each for _, each in parameters], call)


def service_result(found: model.DecisionService, evaluation: Evaluation) -> Value:
    """The one output decision's value, or the context of several."""
    values = {
        element.variable.name: value_at(each, evaluation)
        for each in found.outputs
        if (element := element_at(each, evaluation.library)) is not None
    }
    return next(iter(values.values())) if len(values) == 1 else values
