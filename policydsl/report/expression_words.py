"""Expressions as people read them: Chinese names, figures with units, operators in words.

The same arms in the same order as `feel.printer`; what differs is what stands between the parts.
"""

from __future__ import annotations

from typing import assert_never

from policydsl.feel import tree
from policydsl.feel.printer import print_expression, print_type
from policydsl.feel.temporal import parse_at_literal
from policydsl.feel.tree import Expression, UnaryTests
from policydsl.policy.model import Program
from policydsl.report import function_words as phrases
from policydsl.report.names_in_words import Names
from policydsl.report.values import (
    NO_LABELS,
    OPERATOR_SIGNS,
    Labels,
    number_words,
    value_words,
)
from policydsl.report.words import listed
from policydsl.text.diagnostic import Language, Text

# How tightly each shape binds; an operand that binds less tightly stands in brackets.
_TEXTUAL, _OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER, _UNARY, _POSTFIX = range(9)
_ARITHMETIC = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}
_ARITHMETIC_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷", "**": "^"}

Worded = tuple[str, int]


def expression_words(node: Expression, program: Program, language: Language) -> str:
    """A canonical tree in words: `办公场所.办公用房.面积 ≥ 50 平方米（办公面积下限）`."""
    return words_of(node, Names.of(program, language))


def words_of(node: Expression, names: Names, labels: Labels = NO_LABELS) -> str:
    """The words of an expression among these names; `labels` name the strings it may give."""
    return _words(node, names, labels)[0]


def condition_lines(node: Expression, names: Names) -> tuple[str, ...]:
    """The words of each of the conditions that `and` joins at the top."""
    parts = node.operands if isinstance(node, tree.And) else (node,)
    return tuple(words_of(part, names) for part in parts)


def cell_words(tests: UnaryTests, names: Names, labels: Labels = NO_LABELS) -> str:
    """A decision table's cell in words."""
    if not tests.tests:
        return _in(phrases.ANYTHING, names)
    joined = listed((result_words(test, names, labels) for test in tests.tests), names.language)
    return _in(phrases.NOT, names, joined) if tests.negated else joined


def result_words(node: Expression, names: Names, labels: Labels = NO_LABELS) -> str:
    """As `words_of`, but a string that stands alone needs no quotes."""
    if isinstance(node, tree.StringLiteral):
        return value_words(node.value, names.language, labels=labels)
    return _test(node, names, labels)


def _in(phrase: Text, names: Names, *parts: str, **named: str) -> str:
    return phrase.in_language(names.language).format(*parts, **named)


def _at(node: Expression, level: int, names: Names, labels: Labels = NO_LABELS) -> str:
    """The node's words, in brackets where it binds less tightly than `level`."""
    text, own = _words(node, names, labels)
    if own >= level:
        return text
    return f"（{text}）" if names.language == "zh" else f"({text})"


def _words(  # noqa: C901 - one arm for each node
    node: Expression, names: Names, labels: Labels = NO_LABELS
) -> Worded:
    match node:
        case tree.NumberLiteral(value):
            return number_words(value), _POSTFIX
        case tree.StringLiteral(value):
            return _quoted(value, names, labels), _POSTFIX
        case tree.BooleanLiteral(value):
            return value_words(value, names.language), _POSTFIX
        case tree.NullLiteral():
            return _in(phrases.EMPTY, names), _POSTFIX
        case tree.AtLiteral(text):
            temporal = parse_at_literal(text)
            return (text if temporal is None else value_words(temporal, names.language)), _POSTFIX
        case tree.Name(name):
            parameter = names.parameters.get(name)
            return (names.figure(parameter, labels) if parameter else names.called(name)), _POSTFIX
        case tree.Path(subject, name):
            return _path(subject, name, node, names), _POSTFIX
        case tree.Filter():
            return _filter(node, names), _POSTFIX
        case tree.Call():
            return _call(node, names, labels)
        case tree.Negate(operand):
            return f"-{_at(operand, _UNARY, names)}", _UNARY
        case tree.Arithmetic(operator, left, right):
            level = _ARITHMETIC[operator]
            sign = _ARITHMETIC_SIGNS[operator]
            return f"{_at(left, level, names)} {sign} {_at(right, level + 1, names)}", level
        case tree.Comparison(operator, left, right):
            return _comparison(operator, left, right, names), _COMPARISON
        case tree.Between(value, low, high):
            parts = [_at(each, _SUM, names) for each in (value, low, high)]
            return _in(phrases.BETWEEN, names, *parts), _COMPARISON
        case tree.In():
            return _membership(node, names), _COMPARISON
        case tree.OneSided(operator, operand):
            return f"{OPERATOR_SIGNS[operator]} {_at(operand, _SUM, names, labels)}", _COMPARISON
        case tree.And(operands):
            return _joined(phrases.AND, operands, _COMPARISON, names), _AND
        case tree.Or(operands):
            # Brackets that FEEL does not need, for readers who do not know which binds first.
            return _joined(phrases.OR, operands, _COMPARISON, names), _OR
        case tree.If(condition, then, otherwise):
            branches = [words_of(each, names, labels) for each in (then, otherwise)]
            return _in(phrases.IF, names, words_of(condition, names), *branches), _TEXTUAL
        case tree.For(iterators, body):
            return _iterated(phrases.FOR, iterators, body, names), _TEXTUAL
        case tree.Quantified(quantifier, iterators, condition):
            phrase = phrases.SOME if quantifier == "some" else phrases.EVERY
            return _iterated(phrase, iterators, condition, names), _TEXTUAL
        case tree.InstanceOf(value, kind):
            return f"{_at(value, _POSTFIX, names)} instance of {print_type(kind)}", _COMPARISON
        case tree.ListLiteral(items):
            return f"[{_listed(items, names, labels)}]", _POSTFIX
        case tree.RangeLiteral():
            return _range(node, names, labels), _POSTFIX
        case tree.ContextLiteral(entries):
            shown = [f"{entry.key}: {words_of(entry.value, names)}" for entry in entries]
            return f"{{{', '.join(shown)}}}", _POSTFIX
        case tree.FunctionDefinition():
            return print_expression(node), _TEXTUAL
        case _:
            assert_never(node)


def _quoted(value: str, names: Names, labels: Labels) -> str:
    shown = value_words(value, names.language, labels=labels)
    return f"“{shown}”"


def _listed(items: tuple[Expression, ...], names: Names, labels: Labels) -> str:
    return listed((words_of(item, names, labels) for item in items), names.language)


def _joined(word: Text, operands: tuple[Expression, ...], level: int, names: Names) -> str:
    return f" {_in(word, names)} ".join(_at(each, level, names) for each in operands)


def _comparison(operator: str, left: Expression, right: Expression, names: Names) -> str:
    """Each side is read with the labels of the other's enumeration."""
    shown_left = _at(left, _SUM, names, names.labels_of(right))
    shown_right = _at(right, _SUM, names, names.labels_of(left))
    return f"{shown_left} {OPERATOR_SIGNS[operator]} {shown_right}"


def _membership(node: tree.In, names: Names) -> str:
    labels = names.labels_of(node.value)
    value = _at(node.value, _SUM, names)
    tests = node.tests
    if len(tests) == 1 and isinstance(tests[0], tree.ListLiteral):
        return _in(phrases.IS_ONE_OF, names, value, _listed(tests[0].items, names, labels))
    if len(tests) == 1 and isinstance(tests[0], tree.OneSided):
        return f"{value} {_test(tests[0], names, labels)}"
    shown = listed((_test(test, names, labels) for test in tests), names.language)
    return _in(phrases.IS_ONE_OF if len(tests) > 1 else phrases.IN_LIST, names, value, shown)


def _test(node: Expression, names: Names, labels: Labels) -> str:
    return _at(node, _COMPARISON, names, labels)


def _range(node: tree.RangeLiteral, names: Names, labels: Labels) -> str:
    low, high = (words_of(end, names, labels) for end in (node.low, node.high))
    return f"{'[' if node.low_included else '('}{low}..{high}{']' if node.high_included else ')'}"


def _path(subject: Expression, name: str, node: tree.Path, names: Names) -> str:
    owner = _at(subject, _POSTFIX, names)
    if names.is_temporal(subject) and name in phrases.PROPERTY_WORDS:
        named = phrases.PROPERTY_WORDS[name].in_language(names.language)
        return _in(phrases.PROPERTY, names, owner, named)
    return f"{owner}.{names.spelled(names.member(node), name)}"


def _filter(node: tree.Filter, names: Names) -> str:
    subject = _at(node.object, _POSTFIX, names)
    if isinstance(node.condition, tree.NumberLiteral | tree.Negate):
        return f"{subject}[{words_of(node.condition, names)}]"
    condition = words_of(node.condition, names.bind_items(node.object))
    return _in(phrases.FILTERED, names, subject, condition)


def _call(node: tree.Call, names: Names, labels: Labels) -> Worded:
    arguments = [argument.value for argument in node.arguments]
    function = node.function.name if isinstance(node.function, tree.Name) else None
    positional = all(argument.name is None for argument in node.arguments)
    if function == "not" and len(arguments) == 1:
        return _in(phrases.NOT, names, words_of(arguments[0], names)), _POSTFIX
    phrase = phrases.FUNCTION_WORDS.get((function or "", len(arguments)))
    if phrase is not None and positional:
        shown = [_at(arguments[0], _POSTFIX, names)]
        inner = names.labels_of(arguments[0])
        shown += [_at(argument, _POSTFIX, names, inner) for argument in arguments[1:]]
        text = _in(phrase, names, *shown)
        if (
            function in phrases.COUNTED_IN_WORKING_DAYS
            and _in(phrases.WORKING_DAYS, names) not in text
        ):
            text = _in(phrases.COUNTING, names, text)
        return text, _SUM
    callee = function or words_of(node.function, names)
    listed = [
        (f"{argument.name}: " if argument.name else "") + words_of(argument.value, names, labels)
        for argument in node.arguments
    ]
    return f"{callee}({', '.join(listed)})", _POSTFIX


def _iterated(
    phrase: Text, iterators: tuple[tree.Iterator, ...], body: Expression, names: Names
) -> str:
    """The outer iterators wrap the inner ones."""
    if not iterators:
        return words_of(body, names)
    first, *rest = iterators
    domain = _at(first.domain, _POSTFIX, names)
    if first.end is not None:
        domain = _in(phrases.UP_TO, names, domain, _at(first.end, _POSTFIX, names))
    bound = names.bind_each(first.name, first.domain)
    test = _iterated(phrase, tuple(rest), body, bound)
    return _in(phrase, names, domain=domain, test=test, **item_name(first.name, domain, bound))


def item_name(name: str, domain: str, bound: Names) -> dict[str, str]:
    """How the items are called, and that they are, where their list does not tell it already."""
    called = bound.called(name)
    told = bound.language == "zh" and domain.endswith(called)
    return {"name": called, "named": "" if told else _in(phrases.NAMED, bound, name=called)}
