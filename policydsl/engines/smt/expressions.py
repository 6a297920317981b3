"""The meaning of FEEL expressions in the solver's terms: one arm for each node.

It follows `policydsl.feel.interpreter`, arm by arm and case by case. What depends on no fact is
left to the interpreter itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from policydsl.engines.smt.calls import call
from policydsl.engines.smt.choose import (
    FAULTY_VALUE,
    UNKNOWN_VALUE,
    Option,
    choose,
    gather,
    null_part,
    truth,
    unknown_part,
)
from policydsl.engines.smt.conformance import is_instance, is_null
from policydsl.engines.smt.constants import constant
from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.guards import Guard, both, either, opposite
from policydsl.engines.smt.iteration import Machine, answers_of, filtered, results_of, rounds_of
from policydsl.engines.smt.lists import list_of
from policydsl.engines.smt.operators_arithmetic import arithmetic, negate
from policydsl.engines.smt.operators_equality import equal
from policydsl.engines.smt.operators_logic import conjunction, disjunction, negation, truths
from policydsl.engines.smt.operators_membership import between, in_range, matches_test
from policydsl.engines.smt.operators_ordering import compare
from policydsl.engines.smt.paths import member
from policydsl.engines.smt.symbolic import (
    NOTHING,
    Case,
    Content,
    Entries,
    Interval,
    Items,
    Slot,
    Symbolic,
    Truth,
    Unknown,
    known,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel import tree
from policydsl.feel.interpreter import INPUT, PARTIAL, Scope, evaluate
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.feel.values import Value
from policydsl.feel.walk import mentions
from policydsl.feel.written_types import NO_TYPES, type_named
from policydsl.text.diagnostic import Text

_FUNCTION = Text(
    "求解器不表示依赖事实的函数", "the solver has no terms for functions that depend on facts"
)


def encode(node: Expression, scope: SymbolicScope, context: ExpressionContext) -> Symbolic:
    """The value of an expression. Raises Unencodable where the solver has no terms for it."""
    if isinstance(node, tree.Name):
        found = scope.find(node.name)
        if found is not None:
            return found
    names = context.names_of(node)
    values = tuple(scope.find(name) for name in names)
    key = (id(node), *map(id, values))
    remembered = context.encoded.get(key)
    if remembered is None:
        remembered = (values, _encoded(node, names, values, scope, context))
        context.encoded[key] = remembered
    return remembered[1]


def _encoded(
    node: Expression,
    names: Sequence[str],
    values: Sequence[Symbolic | None],
    scope: SymbolicScope,
    context: ExpressionContext,
) -> Symbolic:
    known_values: dict[str, Value] = {}
    for name, value in zip(names, values, strict=True):
        if value is not None:
            if value.value is None:
                break
            known_values[name] = value.value
    else:
        return constant(evaluate(node, Scope.of(known_values)), context.atoms)
    try:
        return _meaning(node, scope, context)
    except Unencodable as error:
        if error.span is not None:
            raise
        raise Unencodable(error.reason, node.span) from error


def _meaning(  # noqa: C901 - one arm for each node
    node: Expression, scope: SymbolicScope, context: ExpressionContext
) -> Symbolic:
    def value_of(part: Expression) -> Symbolic:
        return encode(part, scope, context)

    match node:
        case (
            tree.NumberLiteral()
            | tree.StringLiteral()
            | tree.BooleanLiteral()
            | tree.NullLiteral()
            | tree.AtLiteral()
            | tree.Name()
        ):
            raise AssertionError("literals depend on no fact, names were found or depend on none")
        case tree.Path(subject, name):
            return member(value_of(subject), name)
        case tree.Filter(subject, condition):
            return filtered(value_of(subject), condition, scope, Machine(encode, context))
        case tree.Call(function, arguments):
            values = [value_of(argument.value) for argument in arguments]
            return call(value_of(function), [argument.name for argument in arguments], values)
        case tree.Negate(operand):
            return negate(value_of(operand))
        case tree.Arithmetic(operator, left, right):
            return arithmetic(operator, value_of(left), value_of(right))
        case tree.Comparison(operator, left, right):
            return compare(operator, value_of(left), value_of(right))
        case tree.Between(subject, low, high):
            return between(value_of(subject), value_of(low), value_of(high))
        case tree.In(subject, tests):
            value = value_of(subject)
            return disjunction((True, _passes(test, value, scope, context)) for test in tests)
        case tree.OneSided(operator, operand):
            return _one_sided(operator, value_of(operand))
        case tree.And(operands):
            return conjunction((True, value_of(operand)) for operand in operands)
        case tree.Or(operands):
            return disjunction((True, value_of(operand)) for operand in operands)
        case tree.If():
            return _conditional(node, scope, context)
        case tree.For():
            return _for_each(node, scope, context)
        case tree.Quantified():
            return _quantified(node, scope, context)
        case tree.InstanceOf(subject, kind):
            return _instance_of(value_of(subject), kind)
        case tree.ListLiteral(items):
            return known(list_of(value_of(item) for item in items))
        case tree.ContextLiteral():
            return _context(node, scope, context)
        case tree.RangeLiteral(low_included, low, high, high_included):
            return _range_between(low_included, value_of(low), value_of(high), high_included)
        case tree.FunctionDefinition():
            raise Unencodable(_FUNCTION)
        case _:
            assert_never(node)


def _one_sided(operator: tree.ComparisonOperator, end: Symbolic) -> Symbolic:
    """`(>= 5)` as a range; `(= 5)` and `(!= 5)` hold their value at both ends."""
    return gather(
        (case.guard, case.content if isinstance(case.content, Unknown) else _half(operator, case))
        for case in end.cases
    )


def _half(operator: tree.ComparisonOperator, case: Case) -> Interval:
    end, none = known(case.content), known(NOTHING)
    match operator:
        case "<" | "<=":
            return Interval(False, none, end, operator == "<=", operator)
        case ">" | ">=":
            return Interval(operator == ">=", end, none, False, operator)
        case "=" | "!=":
            return Interval(True, end, end, True, operator)
        case _:
            assert_never(operator)


def _conditional(node: tree.If, scope: SymbolicScope, context: ExpressionContext) -> Symbolic:
    """An unknown condition leaves the answer unknown, unless both ways lead to the same one."""
    condition = encode(node.condition, scope, context)
    then = encode(node.then, scope, context)
    otherwise = encode(node.otherwise, scope, context)
    true, unknown = truths(condition).true, unknown_part(condition)
    options: list[Option] = [
        (true, then),
        (both(opposite(true), opposite(unknown)), otherwise),
    ]
    if unknown is not False:
        values = both(opposite(null_part(then)), opposite(null_part(otherwise)))
        alike = both(values, truths(equal(then, otherwise)).true)
        options += [(both(unknown, alike), then), (both(unknown, opposite(alike)), UNKNOWN_VALUE)]
    return choose(options)


def _for_each(node: tree.For, scope: SymbolicScope, context: ExpressionContext) -> Symbolic:
    """`partial`, the results so far, is bound only where the body mentions it."""
    partial = mentions(node.body, PARTIAL)

    def body(inner: SymbolicScope, so_far: Sequence[Slot]) -> Symbolic:
        if partial:
            inner = inner.bind(PARTIAL, known(Items(tuple(so_far))))
        return encode(node.body, inner, context)

    return results_of(rounds_of(node.iterators, scope, Machine(encode, context)), body)


def _quantified(
    node: tree.Quantified, scope: SymbolicScope, context: ExpressionContext
) -> Symbolic:
    """Kleene's: one counterexample decides `every` even where other items are unknown."""
    rounds = rounds_of(node.iterators, scope, Machine(encode, context))
    answers = answers_of(rounds, lambda inner: encode(node.condition, inner, context))
    return disjunction(answers) if node.quantifier == "some" else conjunction(answers)


def _instance_of(value: Symbolic, name: tree.TypeName) -> Symbolic:
    wanted = type_named(name, NO_TYPES)
    if wanted is None:
        return FAULTY_VALUE
    return choose(
        (
            case.guard,
            UNKNOWN_VALUE
            if isinstance(case.content, Unknown)
            else truth(is_instance(case.content, wanted)),
        )
        for case in value.cases
    )


def _context(
    node: tree.ContextLiteral, scope: SymbolicScope, context: ExpressionContext
) -> Symbolic:
    """Later entries see earlier ones."""
    entries: dict[str, Symbolic] = {}
    for entry in node.entries:
        if entry.key in entries:
            return FAULTY_VALUE
        entries[entry.key] = encode(entry.value, scope, context)
        scope = scope.bind(entry.key, entries[entry.key])
    return known(Entries(entries))


def _range_between(
    low_included: bool, low: Symbolic, high: Symbolic, high_included: bool
) -> Symbolic:
    """The range; null where an end is unknown, the ends have no order, or stand the wrong way."""
    unknown = either(unknown_part(low), unknown_part(high))
    options: list[Option] = [(unknown, UNKNOWN_VALUE)]
    for one in low.cases:
        for other in high.cases:
            guard = both(one.guard, other.guard)
            if isinstance(one.content, Unknown) or isinstance(other.content, Unknown):
                continue
            ends = known(one.content), known(other.content)
            range_ = known(Interval(low_included, *ends, high_included))
            if is_null(one.content) or is_null(other.content):
                options.append((guard, range_))
                continue
            ordered: Guard = False
            if type(one.content) is type(other.content):
                ordered = truths(compare("<=", *ends)).true
            options.append((both(guard, ordered), range_))
            options.append((both(guard, opposite(ordered)), FAULTY_VALUE))
    return choose(options)


def encode_tests(
    tests: UnaryTests, value: Symbolic, scope: SymbolicScope, context: ExpressionContext
) -> Symbolic:
    """Whether a value passes a decision table's cell. Raises Unencodable."""
    if not tests.tests:
        return truth(True)
    inner = scope.bind(INPUT, value)
    try:
        passed = disjunction((True, _passes(each, value, inner, context)) for each in tests.tests)
    except Unencodable as error:
        if error.span is not None:
            raise
        raise Unencodable(error.reason, tests.span) from error
    return negation(passed) if tests.negated else passed


def _passes(
    test: Expression, value: Symbolic, scope: SymbolicScope, context: ExpressionContext
) -> Symbolic:
    """One unary test: an expression over `?` says by itself; others are compared with the value."""
    answer = encode(test, scope, context)
    of_input = mentions(test, INPUT)
    return choose(
        (case.guard, _passes_content(test, case.content, value, of_input=of_input))
        for case in answer.cases
    )


def _passes_content(
    test: Expression, answer: Content, value: Symbolic, *, of_input: bool
) -> Symbolic:
    if isinstance(answer, Interval) and isinstance(test, tree.OneSided):
        end = answer.high if "<" in test.operator else answer.low
        return compare(test.operator, value, end)
    if of_input:
        decided = isinstance(answer, Truth) or is_null(answer)
        return known(answer) if decided else matches_test(value, answer)
    if isinstance(answer, Interval):
        return in_range(value, answer)
    return matches_test(value, answer)
