"""Checking calls: which function, how many arguments, of which types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from policydsl.feel import errors, tree, types
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.builtins.static import Problem, result_of, result_of_named, usage
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.check_names import Names
from policydsl.feel.check_state import State
from policydsl.feel.tree import Expression, Node
from policydsl.feel.types import Type
from policydsl.text.diagnostic import Text
from policydsl.text.spelling import nearest

Visit = Callable[[Expression, Names], tuple[Expression, Type]]


class CallChecker:
    """Checks calls for a checker whose `visit` does the rest."""

    def __init__(self, state: State, visit: Visit) -> None:
        self.state = state
        self.visit_expression = visit

    def is_builtin(self, name: str) -> bool:
        return name in BUILTINS

    def visit(self, node: tree.Call, names: Names) -> tuple[Expression, Type]:
        """The call with checked arguments, and its result's type."""
        typed = [self.visit_expression(argument.value, names) for argument in node.arguments]
        arguments = tuple(
            replace(argument, value=value)
            for argument, (value, _) in zip(node.arguments, typed, strict=True)
        )
        given = [kind for _, kind in typed]
        self._not_mixed(node)
        match node.function:
            case tree.Name(name) if names.find(name) is None:
                result = self._named_function(node, name, given)
                return replace(node, arguments=arguments), result
            case _:
                function, kind = self.visit_expression(node.function, names)
                result = self._value(node, kind, given)
                return replace(node, function=function, arguments=arguments), result

    def _not_mixed(self, node: tree.Call) -> None:
        named = [argument.name is not None for argument in node.arguments]
        if any(named) and not all(named):
            self.state.report(errors.mixed_arguments(self.state.place(node)))

    def _named_function(self, node: tree.Call, name: str, given: list[Type]) -> Type:
        builtin = BUILTINS.get(name)
        if builtin is None:
            place = self.state.place(node.function)
            self.state.report(errors.unknown_function(place, name, nearest(name, BUILTINS)))
            return types.ANY
        result = self._builtin_result(builtin, node, given)
        if not isinstance(result, Problem):
            return result
        blamed = self._blamed(node, result.argument)
        self.state.report(errors.bad_call(self.state.place(blamed), result.message, usage(builtin)))
        return types.ANY

    def _builtin_result(
        self, builtin: Builtin, node: tree.Call, given: list[Type]
    ) -> Type | Problem:
        names = [argument.name for argument in node.arguments]
        if names and all(name is not None for name in names):
            named = {str(name): kind for name, kind in zip(names, given, strict=True)}
            return result_of_named(builtin, named)
        return result_of(builtin, given)

    def _blamed(self, node: tree.Call, argument: int | str | None) -> Node:
        """The argument that a problem is about, or the whole call."""
        for index, each in enumerate(node.arguments):
            if argument in {index, each.name} and argument is not None:
                return each
        return node

    def _value(self, node: tree.Call, kind: Type, given: list[Type]) -> Type:
        """A call of a value: a function type, or something that is no function."""
        match kind:
            case types.FunctionType(parameters, result):
                if parameters and len(parameters) != len(given):
                    wanted, count = len(parameters), len(given)
                    message = Text(
                        f"这个函数要 {wanted} 个参数，给了 {count} 个",
                        f"this function takes {wanted} arguments, {count} are given",
                    )
                    names = ", ".join(name for name, _ in parameters)
                    self.state.report(
                        errors.bad_call(self.state.place(node), message, f"({names})")
                    )
                return result
            case types.AnyType():
                return types.ANY
            case _:
                message = Text("这不是函数，不能调用", "this is not a function")
                self.state.report(errors.bad_call(self.state.place(node), message, "f(x, …)"))
                return types.ANY
