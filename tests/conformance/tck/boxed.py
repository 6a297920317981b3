"""The value of boxed expressions (DMN 1.5 §10.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from policydsl.feel import tree
from policydsl.feel.builtins.signature import Builtin, Overload, Parameter
from policydsl.feel.interpreter import Scope, evaluate, evaluate_tests
from policydsl.feel.operators import conjunction, disjunction
from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.types import ANY, Type
from policydsl.feel.values import NULL, CauseKind, Null, Value, null
from policydsl.text.diagnostic import ExpressionError, Text
from policydsl.text.source import Source
from tck import model
from tck.decision_tables import chosen
from tck.item_types import TypeScope, passes
from tck.model import Boxed, Literal, Variable


@dataclass(frozen=True, slots=True)
class Environment:
    """The names and types that an expression is evaluated among.

    `names` are all names that its text may use, those of members and types included.
    """

    scope: Scope
    names: frozenset[str]
    types: TypeScope
    feel_types: Mapping[str, Type]

    def with_names(self, values: Mapping[str, Value]) -> Environment:
        """The same with more names."""
        scope = self.scope.bind_all(values)
        return replace(self, scope=scope, names=self.names.union(values))


def value_of(node: Boxed | None, around: Environment) -> Value:
    """The value of an expression, of the type that it asks for; null where there is none."""
    if node is None:
        return NULL
    value = _meaning(node, around)
    # A function's type is that of its result.
    return value if isinstance(node, model.Function) else around.types.fitted(value, node.type_ref)


def _meaning(node: Boxed, around: Environment) -> Value:
    match node:
        case Literal(text):
            return _literal(text, around)
        case model.Context(entries):
            return _context(entries, around)
        case model.Items(items):
            return tuple(value_of(each, around) for each in items)
        case model.Relation(columns, rows):
            return tuple(_row(columns, row, around) for row in rows)
        case model.Invocation(function, bindings):
            return _invocation(function, bindings, around)
        case model.Function(parameters):
            return host_function(
                "function", parameters, lambda values: entered(node, values, around)
            )
        case model.Conditional(condition, then, otherwise):
            return _conditional(value_of(condition, around), then, otherwise, around)
        case model.Filter(domain, match):
            return _filter(domain, match, around)
        case model.Iteration():
            return _iteration(node, around)
        case model.DecisionTable():
            return _table(node, around)
        case _:
            raise TypeError(f"not a boxed expression: {node!r}")


def _literal(text: str | None, around: Environment) -> Value:
    """FEEL that cannot be read has no value (the suite's tests of errors expect null)."""
    if text is None or not text.strip():
        return NULL
    parsed = parsed_expression(text, around.names)
    if isinstance(parsed, Null):
        return parsed
    return evaluate(parsed, around.scope, types=around.feel_types)


@lru_cache(maxsize=10_000)
def parsed_expression(text: str, names: frozenset[str]) -> tree.Expression | Null:
    """The tree of a text, or a null that says why there is none."""
    try:
        return parse_expression(Source("expression", text), names)
    except ExpressionError as error:
        return _unreadable(error)


@lru_cache(maxsize=10_000)
def parsed_tests(text: str, names: frozenset[str]) -> tree.UnaryTests | Null:
    """The unary tests of a text, or a null that says why there are none."""
    try:
        return parse_unary_tests(Source("unary tests", text), names)
    except ExpressionError as error:
        return _unreadable(error)


def _unreadable(error: ExpressionError) -> Null:
    message = error.diagnostics[0].message
    return null(CauseKind.WRONG_ARGUMENT, message.zh, message.en)


# -- structures


def _context(entries: Iterable[model.Entry], around: Environment) -> Value:
    values: dict[str, Value] = {}
    for entry in entries:
        value = value_of(entry.value, around)
        if entry.variable is None:
            return value
        value = around.types.fitted(value, entry.variable.type_ref)
        values[entry.variable.name] = value
        around = around.with_names({entry.variable.name: value})
    return values


def _row(columns: Iterable[Variable], cells: Iterable[Boxed], around: Environment) -> Value:
    return {
        column.name: around.types.fitted(value_of(cell, around), column.type_ref)
        for column, cell in zip(columns, cells, strict=True)
    }


# -- functions


def host_function(
    name: str, parameters: Iterable[Variable], call: Callable[[Mapping[str, Value]], Value]
) -> Builtin:
    """A function value whose body is not FEEL text."""
    names = [each.name for each in parameters]
    overload = Overload(
        tuple(Parameter(each, ANY) for each in names),
        ANY,
        lambda *values: call(dict(zip(names, values, strict=True))),
    )
    empty = Text("", "")
    return Builtin(name, (overload,), empty, empty, (), False, "model", tolerates_unknown=True)


def fitted_arguments(
    parameters: Iterable[Variable], values: Mapping[str, Value], types: TypeScope
) -> Mapping[str, Value] | Null:
    """Arguments of their parameters' types; null where one cannot be."""
    fitted = {each.name: types.fitted(values[each.name], each.type_ref) for each in parameters}
    for name, value in fitted.items():
        if isinstance(value, Null) and not isinstance(values[name], Null):
            return value
    return fitted


def entered(node: model.Function, values: Mapping[str, Value], around: Environment) -> Value:
    """What a function's body makes of arguments; null where one is not of its type."""
    if node.language != "FEEL":
        return null(CauseKind.NO_SUCH_NAME, "外部函数不可用", f"{node.language} is not called")
    fitted = fitted_arguments(node.parameters, values, around.types)
    if isinstance(fitted, Null):
        return fitted
    return around.types.fitted(value_of(node.body, around.with_names(fitted)), node.type_ref)


def _invocation(
    function: Boxed, bindings: Iterable[tuple[Variable, Boxed | None]], around: Environment
) -> Value:
    """As FEEL's call with named arguments, each of the type that its binding asks for."""
    values = {
        variable.name: around.types.fitted(value_of(value, around), variable.type_ref)
        for variable, value in bindings
    }
    inner = Scope.of({"called": value_of(function, around), **_numbered(values.values())})
    arguments = tuple(
        tree.Argument(name, tree.Name(f"argument {place}")) for place, name in enumerate(values)
    )
    return evaluate(tree.Call(tree.Name("called"), arguments), inner, types=around.feel_types)


def _numbered(values: Iterable[Value]) -> dict[str, Value]:
    return {f"argument {place}": value for place, value in enumerate(values)}


# -- control


def _no_boolean() -> Null:
    return null(CauseKind.WRONG_TYPE, "应是“是”或“否”", "true or false is wanted")


def _conditional(condition: Value, then: Boxed, otherwise: Boxed, around: Environment) -> Value:
    if not isinstance(condition, bool | Null):
        return _no_boolean()
    return value_of(then if condition is True else otherwise, around)


def _filter(domain: Boxed, match: Boxed, around: Environment) -> Value:
    """The items that match; unlike FEEL's own filter, a match that is no boolean is an error."""
    kept: list[Value] = []
    for item in _items(value_of(domain, around)):
        members = item if isinstance(item, dict) else {}
        answer = value_of(match, around.with_names({"item": item, **members}))
        if not isinstance(answer, bool | Null):
            return _no_boolean()
        if answer is True:
            kept.append(item)
    return tuple(kept)


def _items(domain: Value) -> tuple[Value, ...]:
    """What FEEL's `for` goes through."""
    loop = tree.For((tree.Iterator("item", tree.Name("domain")),), tree.Name("item"))
    found = evaluate(loop, Scope.of({"domain": domain}))
    return found if isinstance(found, tuple) else ()


def _iteration(node: model.Iteration, around: Environment) -> Value:
    domain = value_of(node.domain, around)
    if isinstance(domain, Null):
        return domain
    results: list[Value] = []
    for item in _items(domain):
        names: dict[str, Value] = {node.variable: item, "partial": tuple(results)}
        results.append(value_of(node.body, around.with_names(names)))
    if node.word != "for" and not all(isinstance(each, bool | Null) for each in results):
        return _no_boolean()
    match node.word:
        case "some":
            return disjunction(results)
        case "every":
            return conjunction(results)
        case _:
            return tuple(results)


# -- decision tables


def _table(node: model.DecisionTable, around: Environment) -> Value:
    given = [value_of(each.expression, around) for each in node.inputs]
    for column, value in zip(node.inputs, given, strict=True):
        if not isinstance(value, Null) and not passes(column.values, value):
            return null(
                CauseKind.WRONG_ARGUMENT, "输入值不在所列之内", "an input has none of its values"
            )
    matching = [
        tuple(
            around.types.fitted(value_of(cell, around), output.type_ref)
            for cell, output in zip(rule.outputs, node.outputs, strict=True)
        )
        for rule in node.rules
        if all(_passes(test, value, around) for test, value in zip(rule.tests, given, strict=True))
    ]
    if not matching:
        return _default(node, around)
    priorities = [_priority_values(each, node, around) for each in node.outputs]
    return chosen(
        node.hit_policy,
        node.aggregation,
        matching,
        priorities,
        lambda result: _whole(node, result),
    )


def _whole(node: model.DecisionTable, result: tuple[Value, ...]) -> Value:
    if len(node.outputs) == 1:
        return result[0]
    names = [each.name or "" for each in node.outputs]
    return dict(zip(names, result, strict=True))


def _default(node: model.DecisionTable, around: Environment) -> Value:
    if all(each.default is None for each in node.outputs):
        return NULL
    return _whole(node, tuple(value_of(each.default, around) for each in node.outputs))


def _passes(text: str, value: Value, around: Environment) -> bool:
    if not text.strip():
        return True
    tests = parsed_tests(text, around.names)
    if isinstance(tests, Null):
        return False
    return evaluate_tests(tests, value, around.scope, types=around.feel_types) is True


def _priority_values(
    output: model.Output, node: model.DecisionTable, around: Environment
) -> tuple[Value, ...]:
    """An output's values in order: its own, else those that its type allows."""
    text = output.values or _allowed(output, node, around)
    tests = parsed_tests(text, around.names) if text and text.strip() else NULL
    if isinstance(tests, Null):
        return ()
    return tuple(evaluate(each, around.scope) for each in tests.tests)


def _allowed(output: model.Output, node: model.DecisionTable, around: Environment) -> str | None:
    meant = around.types.named(output.type_ref or node.type_ref or "")
    while isinstance(meant, model.ItemDefinition):
        component = next((each for each in meant.components if each.name == output.name), None)
        if component is None and meant.allowed is not None:
            return meant.allowed
        meant = component or around.types.named(meant.type_ref or "")
    return None
