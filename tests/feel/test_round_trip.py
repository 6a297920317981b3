"""What is printed reads back as what was printed."""

import pytest
from hypothesis import given

from feel_trees import expressions
from policydsl.feel.parser import parse_expression
from policydsl.feel.printer import print_expression
from policydsl.feel.tree import Expression
from policydsl.text.source import Source


@given(expressions)
def test_parsing_what_was_printed_gives_the_same_tree(expression: Expression) -> None:
    text = print_expression(expression)
    assert parse_expression(Source("test", text)) == expression


@given(expressions)
def test_printing_what_was_parsed_settles(expression: Expression) -> None:
    text = print_expression(expression)
    assert print_expression(parse_expression(Source("test", text))) == text


@pytest.mark.parametrize(
    "text",
    [
        "{a-b: 1, a: 5, b: 2, c: a-b}.c",
        '{"a-b": 1, a: 5, b: 2, c: a - b}.c',
        "{first name: 1, c: first name + 1}.c",
        '{"if": 1, "a // b": 2}',
    ],
)
def test_a_key_with_operators_stays_what_it_was(text: str) -> None:
    tree = parse_expression(Source("test", text))
    assert parse_expression(Source("test", print_expression(tree))) == tree


@pytest.mark.parametrize("text", ["function() ([])", "function(x) ([] = x)", "function(x) [1][1]"])
def test_a_body_that_begins_with_an_empty_list_is_kept_apart(text: str) -> None:
    tree = parse_expression(Source("test", text))
    assert parse_expression(Source("test", print_expression(tree))) == tree
