"""The meaning of FEEL expressions: one arm for each node (DMN 1.5 §10.3).

Errors are nulls that carry their causes. A null that comes from a missing fact is *unknown*: it
stays unknown through comparison, filter and `if`, unless the answer is the same whatever it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from policydsl.feel import tree
from policydsl.feel.builtins.conformance import is_instance
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.calls import call
from policydsl.feel.iteration import bindings_of, filtered
from policydsl.feel.operators import (
    arithmetic,
    between,
    compare,
    conjunction,
    disjunction,
    equal,
    in_range,
    matches_test,
    negate,
    negation,
    range_between,
)
from policydsl.feel.paths import member
from policydsl.feel.run import (
    MAX_RECORDED,
    Budget,
    BudgetExceededError,
    Evaluated,
    Run,
    limit_null,
)
from policydsl.feel.scope import Scope
from policydsl.feel.temporal import parse_at_literal
from policydsl.feel.tree import Expression, Node, UnaryTests
from policydsl.feel.types import Type
from policydsl.feel.values import NULL, Cause, CauseKind, Closure, Null, Range, Value, merge, null
from policydsl.feel.walk import mentions
from policydsl.feel.written_types import NO_TYPES, type_named

__all__ = ["Budget", "Evaluated", "Scope", "evaluate", "evaluate_tests", "explain"]

INPUT = "?"
PARTIAL = "partial"


def evaluate(
    expression: Expression,
    scope: Scope,
    budget: Budget | None = None,
    types: Mapping[str, Type] = NO_TYPES,
) -> Value:
    """The value of an expression. Never raises; what goes wrong is a null with its causes.

    `types` are those that the text may name beside FEEL's own.
    """
    return explain_with(Run(budget or Budget(), types=types), expression, scope)


def explain(expression: Expression, scope: Scope, budget: Budget | None = None) -> Evaluated:
    """The value with every step that led to it; no steps where it was stopped at its bounds."""
    run = Run(budget or Budget(), parts=[])
    value = explain_with(run, expression, scope)
    whole = run.parts[-1] if run.parts else None
    complete = whole is not None and whole.node is expression and run.level == 0
    return whole if whole is not None and complete else Evaluated(expression, value)


def evaluate_tests(
    tests: UnaryTests,
    value: Value,
    scope: Scope,
    budget: Budget | None = None,
    types: Mapping[str, Type] = NO_TYPES,
) -> Value:
    """Whether a value passes a decision table's cell: true, false, or null where unknown."""
    run = Run(budget or Budget(), types=types)
    try:
        return _passes_tests(tests, value, scope, run)
    except (BudgetExceededError, RecursionError):
        return limit_null()


def explain_with(run: Run, expression: Expression, scope: Scope) -> Value:
    """Evaluates within bounds; exceeding them is a null."""
    try:
        return value_of(expression, scope, run)
    except (BudgetExceededError, RecursionError):
        return limit_null()


def value_of(node: Expression, scope: Scope, run: Run) -> Value:
    """The value of a node, counted against the budget, recorded where that was asked for."""
    run.spend()
    if run.level >= run.budget.levels:
        raise BudgetExceededError
    run.level += 1
    outer = run.parts
    if outer is not None:
        run.parts = []
    value = _meaning(node, scope, run)
    run.level -= 1
    if isinstance(value, Null):
        value = _placed(value, node)
    if outer is not None:
        run.recorded += 1
        if run.recorded <= MAX_RECORDED:
            outer.append(Evaluated(node, value, tuple(run.parts or ())))
        run.parts = outer
    return value


def _placed(value: Null, node: Node) -> Null:
    """The null with the place of each cause that has none yet."""
    if all(cause.span is not None for cause in value.causes):
        return value
    return Null(
        tuple(c if c.span else Cause(c.kind, c.message, c.fact, node.span) for c in value.causes)
    )


def _meaning(node: Expression, scope: Scope, run: Run) -> Value:  # noqa: C901 - one arm for each node
    match node:
        case tree.NumberLiteral() | tree.StringLiteral() | tree.BooleanLiteral():
            return node.value
        case tree.NullLiteral():
            return NULL
        case tree.AtLiteral(text):
            return _temporal(text)
        case tree.Name(name):
            return _named(name, scope)
        case tree.Path(subject, name):
            return member(value_of(subject, scope, run), name)
        case tree.Filter(subject, condition):
            return filtered(value_of(subject, scope, run), condition, scope, run, value_of)
        case tree.Call():
            return call(node, scope, run, value_of)
        case tree.Negate(operand):
            return negate(value_of(operand, scope, run))
        case tree.Arithmetic(operator, left, right):
            return arithmetic(operator, value_of(left, scope, run), value_of(right, scope, run))
        case tree.Comparison(operator, left, right):
            return compare(operator, value_of(left, scope, run), value_of(right, scope, run))
        case tree.Between(subject, low, high):
            values = [value_of(each, scope, run) for each in (subject, low, high)]
            return between(*values)
        case tree.In(subject, tests):
            value = value_of(subject, scope, run)
            return disjunction([_passes(test, value, scope, run) for test in tests])
        case tree.OneSided(operator, operand):
            return _one_sided(operator, value_of(operand, scope, run))
        case tree.And(operands):
            return conjunction([value_of(operand, scope, run) for operand in operands])
        case tree.Or(operands):
            return disjunction([value_of(operand, scope, run) for operand in operands])
        case tree.If():
            return _conditional(node, scope, run)
        case tree.For():
            return _for_each(node, scope, run)
        case tree.Quantified():
            return _quantified(node, scope, run)
        case tree.InstanceOf(subject, kind):
            return _instance_of(value_of(subject, scope, run), kind, run)
        case tree.ListLiteral(items):
            return tuple(value_of(item, scope, run) for item in items)
        case tree.ContextLiteral():
            return _context(node, scope, run)
        case tree.RangeLiteral(low_included, low, high, high_included):
            ends = value_of(low, scope, run), value_of(high, scope, run)
            return range_between(low_included, *ends, high_included)
        case tree.FunctionDefinition(external=True):
            return null(
                CauseKind.WRONG_TYPE,
                "不能调用其他语言写的函数",
                "functions written in another language cannot be called",
            )
        case tree.FunctionDefinition():
            return Closure(node, scope)
        case _:
            assert_never(node)


def _temporal(text: str) -> Value:
    value = parse_at_literal(text)
    if value is None:
        return null(
            CauseKind.WRONG_ARGUMENT,
            f"“{text}”不是日期、时间或时长",
            f"“{text}” is no date, time or duration",
        )
    return value


def _named(name: str, scope: Scope) -> Value:
    found = scope.find(name)
    if found is None:
        found = BUILTINS.get(name)
    if found is None:
        return null(CauseKind.NO_SUCH_NAME, f"没有“{name}”", f"there is no “{name}”")
    return found


def _one_sided(operator: tree.ComparisonOperator, end: Value) -> Value:
    """`(>= 5)` as a range; `(= 5)` and `(!= 5)` hold their value at both ends."""
    if isinstance(end, Null) and end.unknown:
        return end
    match operator:
        case "<" | "<=":
            return Range(False, NULL, end, operator == "<=", operator)
        case ">" | ">=":
            return Range(operator == ">=", end, NULL, False, operator)
        case "=" | "!=":
            return Range(True, end, end, True, operator)
        case _:
            assert_never(operator)


def _conditional(node: tree.If, scope: Scope, run: Run) -> Value:
    """An unknown condition leaves the answer unknown, unless both ways lead to the same one."""
    condition = value_of(node.condition, scope, run)
    if isinstance(condition, Null) and condition.unknown:
        either = value_of(node.then, scope, run), value_of(node.otherwise, scope, run)
        same = not any(isinstance(v, Null) for v in either) and equal(*either) is True
        return either[0] if same else merge([condition, *either])
    return value_of(node.then if condition is True else node.otherwise, scope, run)


def _for_each(node: tree.For, scope: Scope, run: Run) -> Value:
    """`partial`, the results so far, is copied only where the body mentions it."""
    results: list[Value] = []
    partial = mentions(node.body, PARTIAL)
    for bound in bindings_of(node.iterators, scope, run, value_of):
        if isinstance(bound, Null):
            return bound
        if partial:
            run.spend(len(results))
        inner = bound.scope.bind(PARTIAL, tuple(results)) if partial else bound.scope
        results.append(value_of(node.body, inner, run))
        run.note_bindings(bound.names)
    return tuple(results)


def _quantified(node: tree.Quantified, scope: Scope, run: Run) -> Value:
    """Kleene's: one counterexample decides `every` even where other items are unknown."""
    answers: list[Value] = []
    for bound in bindings_of(node.iterators, scope, run, value_of):
        if isinstance(bound, Null):
            answers.append(bound)
            continue
        answers.append(value_of(node.condition, bound.scope, run))
        run.note_bindings(bound.names)
    return disjunction(answers) if node.quantifier == "some" else conjunction(answers)


def _instance_of(value: Value, name: tree.TypeName, run: Run) -> Value:
    wanted = type_named(name, run.types)
    if wanted is None:
        return null(
            CauseKind.NO_SUCH_NAME, f"没有类型“{name.name}”", f"there is no type “{name.name}”"
        )
    if isinstance(value, Null) and value.unknown:
        return value
    return is_instance(value, wanted)


def _context(node: tree.ContextLiteral, scope: Scope, run: Run) -> Value:
    """Later entries see earlier ones; a function among them also sees itself."""
    entries: dict[str, Value] = {}
    inner = scope.bind_all(entries)
    for entry in node.entries:
        if entry.key in entries:
            return null(
                CauseKind.WRONG_ARGUMENT,
                f"键“{entry.key}”重复",
                f"the key “{entry.key}” stands twice",
            )
        entries[entry.key] = value_of(entry.value, inner, run)
    return dict(entries)


def _passes_tests(tests: UnaryTests, value: Value, scope: Scope, run: Run) -> Value:
    if not tests.tests:
        return True
    inner = scope.bind(INPUT, value)
    passed = disjunction([_passes(test, value, inner, run) for test in tests.tests])
    return negation(passed) if tests.negated else passed


def _passes(test: Expression, value: Value, scope: Scope, run: Run) -> Value:
    """One unary test: an expression over `?` says by itself; others are compared with the value."""
    answer = value_of(test, scope, run)
    if isinstance(answer, Range) and isinstance(test, tree.OneSided):
        return compare(test.operator, value, answer.high if "<" in test.operator else answer.low)
    if mentions(test, INPUT):
        return answer if isinstance(answer, bool | Null) else matches_test(value, answer)
    if isinstance(answer, Range):
        return in_range(value, answer)
    return matches_test(value, answer)
