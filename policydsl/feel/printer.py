"""A tree as FEEL text, with no more brackets than it needs: `parse(print(tree)) == tree`."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from policydsl.feel import tree
from policydsl.feel.lexical import KEYWORDS, WORD, normal_name
from policydsl.feel.literals import quote
from policydsl.feel.tree import Expression, TypeName, UnaryTests
from policydsl.text.lazy_pattern import pattern

# How tightly each shape binds; an operand that binds less tightly stands in brackets.
_TEXTUAL, _OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _UNARY, _INSTANCE, _POSTFIX = range(10)
_KEY = pattern(rf"{WORD.pattern}(?:[ .+*/-]+{WORD.pattern})*")
_KEY_WORDS = pattern(WORD.pattern)
_ARITHMETIC = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}


def print_expression(node: Expression) -> str:
    """The text of an expression."""
    return _print(node)[0]


def print_tests(tests: UnaryTests) -> str:
    """The text of a decision table's cell."""
    if not tests.tests:
        return "-"
    text = ", ".join(_test(test) for test in tests.tests)
    return f"not({text})" if tests.negated else text


def print_type(name: TypeName) -> str:
    """The text of a type."""
    arguments = [print_type(argument) for argument in name.arguments]
    if name.members:
        pairs = zip(name.members, arguments, strict=True)
        arguments = [f"{member}: {argument}" for member, argument in pairs]
    if name.result is not None:
        return f"{name.name}<{', '.join(arguments)}> -> {print_type(name.result)}"
    return f"{name.name}<{', '.join(arguments)}>" if arguments else name.name


def _at(node: Expression, level: int) -> str:
    """The node's text, in brackets where it binds less tightly than `level`."""
    text, own = _print(node)
    return text if own >= level else f"({text})"


def _print(node: Expression) -> tuple[str, int]:  # noqa: C901 - one arm for each node
    match node:
        case tree.NumberLiteral(value):
            return _number(value), _POSTFIX
        case tree.StringLiteral(value):
            return quote(value), _POSTFIX
        case tree.BooleanLiteral(value):
            return ("true" if value else "false"), _POSTFIX
        case tree.NullLiteral():
            return "null", _POSTFIX
        case tree.AtLiteral(text):
            return f"@{quote(text)}", _POSTFIX
        case tree.Name(name):
            return name, _POSTFIX
        case tree.Path(subject, name):
            return f"{_at(subject, _POSTFIX)}.{name}", _POSTFIX
        case tree.Filter(subject, condition):
            return f"{_at(subject, _POSTFIX)}[{print_expression(condition)}]", _POSTFIX
        case tree.Call(function, arguments):
            return f"{_at(function, _POSTFIX)}({', '.join(map(_argument, arguments))})", _POSTFIX
        case tree.Negate(operand):
            return f"-{_at(operand, _UNARY)}", _UNARY
        case tree.Arithmetic(operator, left, right):
            level = _ARITHMETIC[operator]
            return f"{_at(left, level)} {operator} {_at(right, level + 1)}", level
        case tree.Comparison(operator, left, right):
            return f"{_at(left, _COMPARISON)} {operator} {_at(right, _SUM)}", _COMPARISON
        case tree.Between(value, low, high):
            ends = f"{_at(low, _SUM)} and {_at(high, _SUM)}"
            return f"{_at(value, _COMPARISON)} between {ends}", _COMPARISON
        case tree.In(value, tests):
            return f"{_at(value, _COMPARISON)} in {_in_tests(tests)}", _COMPARISON
        case tree.OneSided(operator, operand):
            return f"({operator} {_at(operand, _SUM)})", _POSTFIX
        case tree.And(operands):
            return " and ".join(_at(each, _COMPARISON) for each in operands), _AND
        case tree.Or(operands):
            return " or ".join(_at(each, _AND) for each in operands), _OR
        case tree.If(condition, then, otherwise):
            parts = [print_expression(each) for each in (condition, then, otherwise)]
            return "if {} then {} else {}".format(*parts), _TEXTUAL
        case tree.For(iterators, body):
            return f"for {_iterators(iterators)} return {print_expression(body)}", _TEXTUAL
        case tree.Quantified(quantifier, iterators, condition):
            test = print_expression(condition)
            return f"{quantifier} {_iterators(iterators)} satisfies {test}", _TEXTUAL
        case tree.InstanceOf(value, kind):
            return f"{_at(value, _INSTANCE)} instance of {print_type(kind)}", _INSTANCE
        case tree.ListLiteral(items):
            return f"[{', '.join(map(print_expression, items))}]", _POSTFIX
        case tree.ContextLiteral(entries):
            return f"{{{', '.join(map(_entry, entries))}}}", _POSTFIX
        case tree.RangeLiteral(low_included, low, high, high_included):
            ends = f"{print_expression(low)}..{print_expression(high)}"
            return f"{'[' if low_included else '('}{ends}{']' if high_included else ')'}", _POSTFIX
        case tree.FunctionDefinition(parameters, body, external):
            word = " external " if external else " "
            names = ", ".join(map(_parameter, parameters))
            text = print_expression(body)
            if text.startswith("[]"):  # right behind a bracket, that would be an index left out
                text = f"({text})"
            return f"function({names}){word}{text}", _TEXTUAL
        case _:
            assert_never(node)


def _number(value: Decimal) -> str:
    text = format(value, "f")
    return text if len(text) <= 60 else str(value)


def _argument(node: tree.Argument) -> str:
    value = print_expression(node.value)
    return value if node.name is None else f"{node.name}: {value}"


def _entry(node: tree.ContextEntry) -> str:
    plain = _reads_as_name(node.key) and not node.quoted
    simple = WORD.fullmatch(node.key) is not None and node.key not in KEYWORDS
    key = node.key if plain or simple else quote(node.key)
    return f"{key}: {print_expression(node.value)}"


def _reads_as_name(key: str) -> bool:
    """Whether a key may stand without quotes and be the same name again."""
    words = _KEY_WORDS.findall(key)
    return (
        _KEY.fullmatch(key) is not None
        and normal_name(key) == key
        and "//" not in key
        and "/*" not in key
        and not any(word in KEYWORDS for word in words)
    )


def _parameter(node: tree.Parameter) -> str:
    return node.name if node.type is None else f"{node.name}: {print_type(node.type)}"


def _iterators(iterators: tuple[tree.Iterator, ...]) -> str:
    return ", ".join(map(_iterator, iterators))


def _iterator(node: tree.Iterator) -> str:
    domain = f"{node.name} in {print_expression(node.domain)}"
    return domain if node.end is None else f"{domain}..{print_expression(node.end)}"


def _test(node: Expression) -> str:
    """A unary test: one-sided ones stand without brackets."""
    if isinstance(node, tree.OneSided):
        return f"{node.operator} {_at(node.operand, _SUM)}"
    return print_expression(node)


def _in_tests(tests: tuple[Expression, ...]) -> str:
    if len(tests) > 1:
        return f"({', '.join(map(_test, tests))})"
    return _test(tests[0]) if isinstance(tests[0], tree.OneSided) else _at(tests[0], _SUM)
