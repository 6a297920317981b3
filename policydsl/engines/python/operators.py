"""FEEL's operators as code: short where unknown is all the null there can be, else a function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from policydsl.engines.python.emitting import Function
from policydsl.engines.python.kinds import (
    ANY_NULL,
    BOOLEAN,
    DATE,
    FEEL,
    NULL,
    NUMBER,
    ORDERED,
    SCALARS,
    UNKNOWN,
    UNKNOWN_OR_FAULT,
    Kind,
    Nulls,
    Piece,
)
from policydsl.engines.python.not_handled import NotHandled
from policydsl.feel.temporal import DaysDuration, MonthsDuration
from policydsl.feel.tree import ArithmeticOperator, ComparisonOperator

_PYTHON = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_FUNCTIONS = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


def comparison(
    function: Function, operator: ComparisonOperator, left: Piece, right: Piece
) -> Piece:
    """`left >= right`."""
    equality = operator in ("=", "!=")
    if equality and NULL in (left.kind, right.kind):
        if not {left.kind, right.kind} <= {*SCALARS, NULL}:
            raise NotHandled("a null compared with what is no single value")
    elif left.kind != right.kind or left.kind not in (SCALARS if equality else ORDERED):
        raise NotHandled("a comparison of other than single values of one kind")
    if left.only_unknown and right.only_unknown:
        tests, names = _held(function, (left, right))
        code = f"{names[0]} {_PYTHON[operator]} {names[1]}"
        return _guarded(tests, code, BOOLEAN)
    if equality:
        word = "equal" if operator == "=" else "unequal"
        return Piece(f"{word}({left.code}, {right.code})", BOOLEAN, UNKNOWN)
    code = f"ordered({operator!r}, {left.code}, {right.code})"
    return Piece(code, BOOLEAN, UNKNOWN_OR_FAULT)


def between(function: Function, subject: Piece, low: Piece, high: Piece) -> Piece:
    """`subject between low and high`."""
    return in_range(function, subject, (low, high), (True, True), made=False)


def in_range(
    function: Function,
    subject: Piece,
    ends: tuple[Piece, Piece],
    included: tuple[bool, bool],
    *,
    made: bool = True,
) -> Piece:
    """`subject in [low..high]`. A range that is `made` has to have its ends in order."""
    low, high = ends
    if subject.kind not in ORDERED or not low.kind == high.kind == subject.kind:
        raise NotHandled("a range of other than single values of one kind")
    if made and not (low.constant and high.constant and low.value <= high.value):  # type: ignore[operator]
        raise NotHandled("a range with ends that are not known beforehand")
    operators: tuple[ComparisonOperator, ComparisonOperator] = (
        ">=" if included[0] else ">",
        "<=" if included[1] else "<",
    )
    if subject.only_unknown and low.constant and high.constant:
        tests, names = _held(function, (subject,))
        turned = ["<=" if included[0] else "<", operators[1]]
        code = f"{low.code} {turned[0]} {names[0]} {turned[1]} {high.code}"
        return _guarded(tests, code, BOOLEAN)
    above = comparison(function, operators[0], subject, low)
    below = comparison(function, operators[1], subject, high)
    return decided(function, [above, below], False)


def matches(function: Function, subject: Piece, test: Piece) -> Piece:
    """`subject in test`: an item of a list of its kind, or equal to a single value."""
    if test.kind == subject.kind:
        return comparison(function, "=", subject, test)
    if test.kind.name != "list" or test.kind.item != subject.kind:
        raise NotHandled("a test with a value of another kind")
    if test.constant and isinstance(test.value, tuple) and subject.only_unknown:
        members = ", ".join(each.code for each in test.value)
        many = len(test.value) != 1
        text = function.module.constant(f"frozenset(({members}{'' if many else ','}))")
        tests, names = _held(function, (subject,))
        return _guarded(tests, f"{names[0]} in {text}", BOOLEAN)
    return Piece(f"contains({test.code}, {subject.code})", BOOLEAN, UNKNOWN)


def decided(function: Function, operands: Sequence[Piece], decisive: bool) -> Piece:
    """`and` (False is decisive) or `or` of several operands."""
    if all(each.kind == BOOLEAN and each.only_unknown for each in operands):
        if not any(each.nulls for each in operands):
            word = " or " if decisive else " and "
            return Piece(f"({word.join(each.code for each in operands)})", BOOLEAN)
        held, names = [], []
        for each in operands:
            name = each.code if each.code.isidentifier() else function.temporary()
            held.append(f"({name} := {each.code})" if name != each.code else name)
            names.append(name if each.nulls else "")
        test = " or ".join(f"{each} is {decisive}" for each in held)
        nulls = " or ".join(f"{each} is None" for each in names if each)
        code = f"({decisive} if {test} else None if {nulls} else {not decisive})"
        return Piece(code, BOOLEAN, UNKNOWN)
    word = "disjunction" if decisive else "conjunction"
    return Piece(f"{word}({', '.join(each.code for each in operands)})", BOOLEAN, ANY_NULL)


def negation(function: Function, operand: Piece) -> Piece:
    """`not(operand)`."""
    if operand.kind != BOOLEAN:
        raise NotHandled("not of what is no truth")
    if not operand.nulls:
        return Piece(f"(not {operand.code})", BOOLEAN)
    if operand.only_unknown:
        tests, names = _held(function, (operand,))
        return _guarded(tests, f"not {names[0]}", BOOLEAN)
    return Piece(f"negation({operand.code})", BOOLEAN, UNKNOWN_OR_FAULT)


def truth_of(function: Function, operand: Piece) -> Piece:
    """Any value as a truth: what is neither true nor false is an error."""
    return Piece(f"as_truth({operand.code})", BOOLEAN, ANY_NULL)


def arithmetic(
    function: Function, operator: ArithmeticOperator, left: Piece, right: Piece
) -> Piece:
    """`left + right` of numbers, or of a date and a length of time that is known beforehand."""
    if operator in ("+", "-") and left.kind == DATE and right.constant:
        return _moved(left, right.value, -1 if operator == "-" else 1)
    if left.kind != NUMBER or right.kind != NUMBER or operator not in _FUNCTIONS:
        raise NotHandled("arithmetic of other than numbers")
    code = f"{_FUNCTIONS[operator]}({left.code}, {right.code})"
    return Piece(code, NUMBER, UNKNOWN_OR_FAULT)


def _moved(date: Piece, length: object, sign: int) -> Piece:
    match length:
        case MonthsDuration(months):
            by = f"{sign * months}, 0"
        case DaysDuration(seconds) if seconds % 86_400 == 0 and abs(seconds) < 10**11:
            by = f"0, {sign * int(seconds) // 86_400}"
        case _:
            raise NotHandled("arithmetic of other than numbers")
    return Piece(f"moved({date.code}, {by})", DATE, UNKNOWN_OR_FAULT)


def negative(operand: Piece) -> Piece:
    """`-operand` of a number."""
    if operand.kind != NUMBER:
        raise NotHandled("the negative of what is no number")
    if operand.constant and isinstance(operand.value, Decimal) and operand.value:
        code = f"(-{operand.code})"
        return replace(operand, code=code, value=-operand.value)
    return Piece(f"negative({operand.code})", NUMBER, operand.nulls)


def chosen(condition: Piece, then: Piece, otherwise: Piece) -> Piece:
    """`if condition then … else …`."""
    if then.kind != otherwise.kind or then.kind not in SCALARS:
        raise NotHandled("if between other than single values of one kind")
    code = f"chosen({condition.code}, lambda: {then.code}, lambda: {otherwise.code})"
    return Piece(code, then.kind, ANY_NULL)


def listed(items: Sequence[Piece]) -> Piece:
    """`[a, b]` of single values of one kind."""
    kinds = {each.kind for each in items}
    if len(kinds) != 1 or not kinds <= set(SCALARS):
        raise NotHandled("a list of other than single values of one kind")
    nulls: Nulls = frozenset().union(*(each.nulls for each in items))
    code = f"({', '.join(each.code for each in items)},)"
    constant = all(each.constant for each in items)
    kind = Kind("list", kinds.pop(), nulls)
    return Piece(code, kind, constant=constant, value=tuple(items) if constant else None)


def is_stated(function: Function, operand: Piece) -> Piece:
    """`is stated(operand)`."""
    if operand.stated is not None:
        return Piece(f"({operand.stated} is not None)", BOOLEAN)
    if operand.kind.name == "section":
        function.module.reads_all(operand.kind)
        return Piece(f"any_stated({operand.code})", BOOLEAN)
    if operand.kind == FEEL:
        raise NotHandled("whether a value of FEEL's is stated")
    return Piece(f"(not is_null({operand.code}))", BOOLEAN)


def count(function: Function, operand: Piece) -> Piece:
    """`count(list)`, whatever its items."""
    if not operand.only_unknown:
        raise NotHandled("a count of what may be an error")
    return unless_unknown(function, operand, "len({})", NUMBER)


def unless_unknown(function: Function, operand: Piece, code: str, kind: Kind) -> Piece:
    """Code for an operand that is known; `{}` stands for it."""
    if operand.code.isidentifier() and not operand.nulls:
        return Piece(code.format(operand.code), kind)
    name = function.temporary()
    found = code.format(name)
    return Piece(f"(None if ({name} := {operand.code}) is None else {found})", kind, UNKNOWN)


def _held(function: Function, operands: Sequence[Piece]) -> tuple[list[str], list[str]]:
    """Tests that hold each operand that may be unknown, in a variable; names for all."""
    tests, names = [], []
    for each in operands:
        if not each.nulls:
            names.append(each.code)
        elif each.code.isidentifier():
            tests.append(f"{each.code} is None")
            names.append(each.code)
        else:
            name = function.temporary()
            tests.append(f"({name} := {each.code}) is None")
            names.append(name)
    return tests, names


def _guarded(tests: list[str], code: str, kind: Kind) -> Piece:
    """Code that is unknown where one of the tests holds."""
    if not tests:
        return Piece(f"({code})", kind)
    guard = " or ".join(tests)
    return Piece(f"(None if {guard} else {code})", kind, UNKNOWN, guard=guard, test=code)
