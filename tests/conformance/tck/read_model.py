"""The XML of a model to data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tck import model
from tck.model import Boxed, Literal, Variable
from tck.xml_tree import child, children, kind, read_xml, text_of

_EXPRESSIONS = (
    "literalExpression", "context", "list", "relation", "invocation", "functionDefinition",
    "conditional", "filter", "for", "some", "every", "decisionTable",
)  # fmt: skip
_NAMED_PARTS = {"itemComponent", "output", "column", "itemDefinition"}


def read_model(path: Path) -> model.Model:
    """The model in a file. Raises what `read_xml` raises, and ValueError for an unknown form."""
    root = read_xml(path)
    namespace = root.get("namespace", "")
    return model.Model(
        namespace,
        {each.get("name", ""): each.get("namespace", "") for each in children(root, "import")},
        {each.get("name", ""): _definition(each) for each in children(root, "itemDefinition")},
        {_id(each): element for each in root if (element := _element(each, namespace))},
        frozenset(_part_names(root)),
    )


def _id(element: Element) -> str:
    """What references use; an element without an id is told by its name."""
    return element.get("id", element.get("name", ""))


def _part_names(root: Element) -> Iterator[str]:
    for each in root.iter():
        named = child(each, "variable") if kind(each) == "contextEntry" else each
        if named is not None and (kind(each) in _NAMED_PARTS or named is not each):
            yield named.get("name", "")


def _definition(element: Element) -> model.ItemDefinition:
    function = child(element, "functionItem")
    return model.ItemDefinition(
        element.get("name", ""),
        text_of(element, "typeRef"),
        tuple(map(_definition, children(element, "itemComponent"))),
        element.get("isCollection") in {"true", "1"},
        text_of(element, "allowedValues", "text"),
        text_of(element, "typeConstraint", "text"),
        None if function is None else tuple(map(_variable, children(function, "parameters"))),
        None if function is None else function.get("outputTypeRef"),
    )


def _variable(element: Element) -> Variable:
    return Variable(element.get("name", ""), element.get("typeRef"))


def _element(element: Element, namespace: str) -> model.GraphElement | None:
    found = child(element, "variable")
    name = element.get("name", "")
    variable = Variable(name) if found is None else _variable(found)
    match kind(element):
        case "inputData":
            return model.InputData(variable)
        case "decision":
            return model.Decision(variable, _only(element), _requirements(element, namespace))
        case "businessKnowledgeModel":
            logic = child(element, "encapsulatedLogic")
            function = model.Function((), None) if logic is None else _function(logic)
            return model.KnowledgeModel(variable, function, _requirements(element, namespace))
        case "decisionService":
            return model.DecisionService(
                variable,
                _references(element, namespace, "outputDecision"),
                _references(element, namespace, "encapsulatedDecision"),
                _references(element, namespace, "inputData")
                + _references(element, namespace, "inputDecision"),
            )
        case _:
            return None


def _requirements(element: Element, namespace: str) -> tuple[model.Reference, ...]:
    wanted = children(element, "informationRequirement", "knowledgeRequirement")
    kinds = ("requiredInput", "requiredDecision", "requiredKnowledge")
    return tuple(each for one in wanted for each in _references(one, namespace, *kinds))


def _references(element: Element, namespace: str, *kinds: str) -> tuple[model.Reference, ...]:
    """`#id` is of this model, `namespace#id` of that one."""
    parts = [each.get("href", "").rpartition("#") for each in children(element, *kinds)]
    return tuple((before or namespace, id_) for before, _, id_ in parts)


# -- boxed expressions


def _only(element: Element | None) -> Boxed | None:
    """The expression directly below an element."""
    found = None if element is None else child(element, *_EXPRESSIONS)
    return None if found is None else _expression(found)


def _below(element: Element, *path: str) -> Boxed:
    """The expression below a child, or a missing one."""
    return _only(child(element, *path)) or Literal(None)


def _expression(element: Element) -> Boxed:
    type_ref = element.get("typeRef")
    match kind(element):
        case "literalExpression":
            return Literal(text_of(element, "text"), type_ref=type_ref)
        case "context":
            entries = tuple(map(_entry, children(element, "contextEntry")))
            return model.Context(entries, type_ref=type_ref)
        case "list":
            return model.Items(_expressions(element), type_ref=type_ref)
        case "relation":
            columns = tuple(map(_variable, children(element, "column")))
            rows = tuple(map(_expressions, children(element, "row")))
            return model.Relation(columns, rows, type_ref=type_ref)
        case "invocation":
            bindings = tuple(map(_binding, children(element, "binding")))
            return model.Invocation(_only(element) or Literal(None), bindings, type_ref=type_ref)
        case "functionDefinition":
            return _function(element)
        case "conditional":
            parts = [_below(element, word) for word in ("if", "then", "else")]
            return model.Conditional(*parts, type_ref=type_ref)
        case "filter":
            return model.Filter(_below(element, "in"), _below(element, "match"), type_ref=type_ref)
        case "for" | "some" | "every" as word:
            body = _below(element, "return", "satisfies")
            variable = element.get("iteratorVariable", "")
            return model.Iteration(word, variable, _below(element, "in"), body, type_ref=type_ref)
        case "decisionTable":
            return _table(element)
        case other:
            raise ValueError(f"not a boxed expression: {other}")


def _expressions(element: Element) -> tuple[Boxed, ...]:
    return tuple(map(_expression, children(element, *_EXPRESSIONS)))


def _entry(element: Element) -> model.Entry:
    variable = child(element, "variable")
    return model.Entry(None if variable is None else _variable(variable), _only(element))


def _binding(element: Element) -> tuple[Variable, Boxed | None]:
    parameter = child(element, "parameter")
    return Variable("") if parameter is None else _variable(parameter), _only(element)


def _function(element: Element) -> model.Function:
    return model.Function(
        tuple(map(_variable, children(element, "formalParameter"))),
        _only(element),
        element.get("kind", "FEEL"),
        type_ref=element.get("typeRef"),
    )


def _table(element: Element) -> model.DecisionTable:
    return model.DecisionTable(
        element.get("hitPolicy", "UNIQUE"),
        element.get("aggregation"),
        tuple(map(_input, children(element, "input"))),
        tuple(map(_output, children(element, "output"))),
        tuple(map(_rule, children(element, "rule"))),
        type_ref=element.get("typeRef"),
    )


def _literal(element: Element | None) -> Literal:
    if element is None:
        return Literal(None)
    return Literal(text_of(element, "text"), type_ref=element.get("typeRef"))


def _input(element: Element) -> model.Input:
    return model.Input(
        _literal(child(element, "inputExpression")), text_of(element, "inputValues", "text")
    )


def _output(element: Element) -> model.Output:
    default = child(element, "defaultOutputEntry")
    return model.Output(
        element.get("name"),
        element.get("typeRef"),
        text_of(element, "outputValues", "text"),
        None if default is None else _literal(default),
    )


def _rule(element: Element) -> model.Rule:
    return model.Rule(
        tuple(text_of(each, "text") or "" for each in children(element, "inputEntry")),
        tuple(map(_literal, children(element, "outputEntry"))),
    )
