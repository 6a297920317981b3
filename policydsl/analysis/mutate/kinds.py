"""The kinds of small changes."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a mutant changes; its value is the kind's name on the command line and in JSON."""

    FIGURE = "figure"  # one unit more or less
    LIST_ITEM = "list-item"  # an item of a list left out
    BOUND = "bound"  # `>=` and `>`, `<=` and `<`, an end of a range in or out
    EQUALITY = "equality"  # `=` and `!=`
    VALUE = "value"  # another value of an enumeration
    FACT = "fact"  # another fact of the same kind beside it
    CONNECTIVE = "and-or"
    OPERAND = "operand"  # an operand of `and` or `or`, or a test, left out
    QUANTIFIER = "some-every"
    NEGATION = "negation"
    TRUTH = "truth"  # `true` and `false`
    BRANCHES = "branches"  # the two ways of an `if` swapped
    ARITHMETIC = "arithmetic"  # `+` and `-`, `*` and `/`
    FILTER = "filter"  # a filter left out
    RULE = "rule"  # a rule left out
    WHEN = "when"  # the condition of a rule or decision left out
    WAIVER = "waiver"  # a waiver left out
    FORCE = "force"
    EMPTY = "empty"
    GROUP = "group"  # any and all; a rule that leaves its group
    ROW = "row"  # a table's row left out
    ROW_ORDER = "row-order"  # two rows swapped where their order counts
    CELL = "cell"  # a condition of a row left out
    OUTPUT = "output"  # another result
    DEFAULT = "default"  # a table's default left out
