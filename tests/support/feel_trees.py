"""Random well-formed FEEL trees, as the parser would make them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from policydsl.feel import tree
from policydsl.feel.lexical import KEYWORDS
from policydsl.feel.tree import Expression, TypeName

NAMES = ("a", "b", "office_area", "办公面积", "职业", "x1", "_private")
MEMBERS = ("area", "面积", "level")

names = st.sampled_from(NAMES)
numbers = st.decimals(
    min_value=0, max_value=Decimal("1e12"), allow_nan=False, allow_infinity=False, places=3
).map(abs)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
keys = st.one_of(names, texts)
simple_types = st.sampled_from(["number", "string", "date and time", "Any"]).map(TypeName)
types = st.recursive(
    simple_types,
    lambda inner: st.one_of(
        inner.map(lambda item: TypeName("list", (item,))),
        inner.map(lambda item: TypeName("range", (item,))),
        st.tuples(names, inner).map(lambda m: TypeName("context", (m[1],), (m[0],))),
        st.tuples(inner, inner).map(lambda t: TypeName("function", (t[0],), result=t[1])),
    ),
    max_leaves=4,
)

leaves = st.one_of(
    numbers.map(tree.NumberLiteral),
    texts.map(tree.StringLiteral),
    st.booleans().map(tree.BooleanLiteral),
    st.just(tree.NullLiteral()),
    st.sampled_from(["2020-03-26", "P3Y", "not a date"]).map(tree.AtLiteral),
    names.map(tree.Name),
)


def _and(operands: list[Expression]) -> Expression:
    """`a and b and c` is one node however it is bracketed on the left."""
    first, *rest = operands
    left = first.operands if isinstance(first, tree.And) else (first,)
    return tree.And((*left, *rest))


def _or(operands: list[Expression]) -> Expression:
    first, *rest = operands
    left = first.operands if isinstance(first, tree.Or) else (first,)
    return tree.Or((*left, *rest))


def _arguments(
    inner: st.SearchStrategy[Expression],
) -> st.SearchStrategy[tuple[tree.Argument, ...]]:
    positional = st.lists(inner.map(lambda value: tree.Argument(None, value)), max_size=3)
    named = st.lists(st.tuples(names, inner).map(lambda pair: tree.Argument(*pair)), max_size=3)
    return st.one_of(positional, named).map(tuple)


def _iterators(
    inner: st.SearchStrategy[Expression],
) -> st.SearchStrategy[tuple[tree.Iterator, ...]]:
    one = st.tuples(names, inner, st.one_of(st.none(), inner))
    return st.lists(one.map(lambda p: tree.Iterator(*p)), min_size=1, max_size=2).map(tuple)


def _compound(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    comparators = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    one_sided = st.builds(tree.OneSided, comparators, inner)
    some = st.lists(inner, min_size=2, max_size=3)
    parameters = st.lists(
        st.builds(tree.Parameter, names, st.one_of(st.none(), types)), max_size=2
    ).map(tuple)
    entries = st.lists(st.builds(tree.ContextEntry, keys, inner), max_size=3).map(tuple)
    tests = st.one_of(
        st.tuples(st.one_of(inner, one_sided)),
        st.lists(st.one_of(inner, one_sided), min_size=2, max_size=3).map(tuple),
    )
    return st.one_of(
        st.builds(tree.Path, inner, st.sampled_from(MEMBERS)),
        st.builds(tree.Filter, inner, inner),
        st.builds(tree.Call, inner, _arguments(inner)),
        st.builds(tree.Negate, inner),
        st.builds(tree.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(tree.Comparison, comparators, inner, inner),
        st.builds(tree.Between, inner, inner, inner),
        st.builds(tree.In, inner, tests),
        one_sided,
        some.map(_and),
        some.map(_or),
        st.builds(tree.If, inner, inner, inner),
        st.builds(tree.For, _iterators(inner), inner),
        st.builds(tree.Quantified, st.sampled_from(["some", "every"]), _iterators(inner), inner),
        st.builds(tree.InstanceOf, inner, types),
        st.lists(inner, max_size=3).map(lambda items: tree.ListLiteral(tuple(items))),
        entries.map(tree.ContextLiteral),
        st.builds(tree.RangeLiteral, st.booleans(), inner, inner, st.booleans()),
        st.builds(tree.FunctionDefinition, parameters, inner),
    )


expressions: st.SearchStrategy[Expression] = st.recursive(leaves, _compound, max_leaves=12)

assert not set(NAMES) & set(KEYWORDS)
