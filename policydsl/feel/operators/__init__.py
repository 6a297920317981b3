"""What FEEL's operators mean (DMN 1.5 §10.3.2). They never raise: what has no value is a null."""

from policydsl.feel.operators.arithmetic import arithmetic, negate
from policydsl.feel.operators.equality import equal, identical, same
from policydsl.feel.operators.logic import conjunction, disjunction, negation, truth
from policydsl.feel.operators.membership import between, in_range, matches_test
from policydsl.feel.operators.ordering import compare, order
from policydsl.feel.operators.range_values import range_between

__all__ = [
    "arithmetic",
    "between",
    "compare",
    "conjunction",
    "disjunction",
    "equal",
    "identical",
    "in_range",
    "matches_test",
    "negate",
    "negation",
    "order",
    "range_between",
    "same",
    "truth",
]
