"""Where points and ranges lie to one another (DMN 1.5 §10.3.4.7, table 78).

Each relation is one formula over two ranges; a point is the range from itself to itself. Its mirror
(`after` for `before`) is the same formula with the two turned round.
"""

from __future__ import annotations

from collections.abc import Callable

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.operators import compare, conjunction, disjunction, in_range
from policydsl.feel.types import ANY, BOOLEAN, RangeType
from policydsl.feel.values import Null, Range, Value
from policydsl.text.diagnostic import Text

_SECTION = "10.3.4.7"
_NOT_COMPARABLE = Text(
    "两边不能比较大小，或范围有一端是空值",
    "the two have no order between them, or a range has an end that is null",
)
_POINT = Parameter("point", ANY)
_RANGE = Parameter("range", RangeType(ANY))
_POINTS = (Parameter("point1", ANY), Parameter("point2", ANY))
_RANGES = (Parameter("range1", RangeType(ANY)), Parameter("range2", RangeType(ANY)))

_Answer = bool | Null
_Relation = Callable[[Range, Range], _Answer]


def _equal(left: Value, right: Value) -> _Answer:
    return compare("=", left, right)


def _less(left: Value, right: Value) -> _Answer:
    return compare("<", left, right)


def _both(*answers: _Answer) -> _Answer:
    return conjunction(answers)


def _either(*answers: _Answer) -> _Answer:
    return disjunction(answers)


def _before(one: Range, other: Range) -> _Answer:
    shared = one.high_included and other.low_included
    return _either(_less(one.high, other.low), _both(not shared, _equal(one.high, other.low)))


def _meets(one: Range, other: Range) -> _Answer:
    shared = one.high_included and other.low_included
    return _both(shared, _equal(one.high, other.low))


def _overlaps(one: Range, other: Range) -> _Answer:
    return _both(_reaches(one, other), _reaches(other, one))


def _reaches(one: Range, other: Range) -> _Answer:
    """Whether `one` goes on to where `other` begins."""
    return _either(_less(other.low, one.high), _meets(one, other))


def _overlaps_before(one: Range, other: Range) -> _Answer:
    opens_first = one.low_included and not other.low_included
    closes_no_later = other.high_included or not one.high_included
    return _both(
        _either(_less(one.low, other.low), _both(opens_first, _equal(one.low, other.low))),
        _either(_less(one.high, other.high), _both(closes_no_later, _equal(one.high, other.high))),
        _reaches(one, other),
    )


def _begins_no_earlier(one: Range, other: Range) -> _Answer:
    inside = other.low_included or not one.low_included
    return _either(_less(other.low, one.low), _both(inside, _equal(one.low, other.low)))


def _ends_no_later(one: Range, other: Range) -> _Answer:
    inside = other.high_included or not one.high_included
    return _either(_less(one.high, other.high), _both(inside, _equal(one.high, other.high)))


def _during(one: Range, other: Range) -> _Answer:
    return _both(_begins_no_earlier(one, other), _ends_no_later(one, other))


def _starts(one: Range, other: Range) -> _Answer:
    return _both(
        one.low_included == other.low_included,
        _equal(one.low, other.low),
        _ends_no_later(one, other),
    )


def _finishes(one: Range, other: Range) -> _Answer:
    return _both(
        one.high_included == other.high_included,
        _equal(one.high, other.high),
        _begins_no_earlier(one, other),
    )


def _coincides(one: Range, other: Range) -> _Answer:
    return _both(
        one.low_included == other.low_included,
        one.high_included == other.high_included,
        _equal(one.low, other.low),
        _equal(one.high, other.high),
    )


def _mirror(relation: _Relation) -> _Relation:
    return lambda one, other: relation(other, one)


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(True, value, value, True)


def _call(relation: _Relation) -> Callable[[Value, Value], _Answer]:
    return lambda one, other: relation(_as_range(one), _as_range(other))


def _contains(range_: Range, point: Value) -> _Answer:
    return in_range(point, range_)


def _overloads(relation: _Relation, kinds: str) -> tuple[Overload, ...]:
    """`kinds` are pairs of R(ange) and P(oint). Ranges come first: a point may be of any type."""
    forms = {"RR": _RANGES, "RP": (_RANGE, _POINT), "PR": (_POINT, _RANGE), "PP": _POINTS}
    return tuple(Overload(forms[each], BOOLEAN, _call(relation)) for each in kinds.split())


def _builtin(
    name: str, overloads: tuple[Overload, ...], doc: Text, *examples: tuple[str, str]
) -> Builtin:
    return Builtin(
        name,
        overloads,
        doc,
        _NOT_COMPARABLE,
        tuple(Example(expression, result) for expression, result in examples),
        standard=True,
        section=_SECTION,
    )


FUNCTIONS: tuple[Builtin, ...] = (
    _builtin(
        "before",
        _overloads(_before, "RR RP PR PP"),
        Text("前者整个在后者之前。", "Whether the first lies wholly before the second."),
        ("before(1, 10)", "true"),
        ("before([1..10), 10)", "true"),
        ("before([1..10], [10..20])", "false"),
    ),
    _builtin(
        "after",
        _overloads(_mirror(_before), "RR RP PR PP"),
        Text("前者整个在后者之后。", "Whether the first lies wholly after the second."),
        ("after(10, 1)", "true"),
        ("after([11..20], 10)", "true"),
        ("after([11..20], [1..11])", "false"),
    ),
    _builtin(
        "meets",
        _overloads(_meets, "RR"),
        Text(
            "前者的末端就是后者的始端。",
            "Whether the first ends in the point where the second begins.",
        ),
        ("meets([1..5], [5..10])", "true"),
        ("meets([1..5), [5..10])", "false"),
    ),
    _builtin(
        "met by",
        _overloads(_mirror(_meets), "RR"),
        Text(
            "前者的始端就是后者的末端。",
            "Whether the first begins in the point where the second ends.",
        ),
        ("met by([5..10], [1..5])", "true"),
        ("met by([5..10], [1..5))", "false"),
    ),
    _builtin(
        "overlaps",
        _overloads(_overlaps, "RR"),
        Text("两者有共同的部分。", "Whether the two have a part in common."),
        ("overlaps([1..5], [3..8])", "true"),
        ("overlaps([1..5), [5..8])", "false"),
    ),
    _builtin(
        "overlaps before",
        _overloads(_overlaps_before, "RR"),
        Text(
            "前者先开始，在后者之内结束。",
            "Whether the first begins before the second and ends within it.",
        ),
        ("overlaps before([1..5], [3..8])", "true"),
        ("overlaps before([1..5], [6..8])", "false"),
    ),
    _builtin(
        "overlaps after",
        _overloads(_mirror(_overlaps_before), "RR"),
        Text(
            "前者在后者之内开始，在它之后结束。",
            "Whether the first begins within the second and ends after it.",
        ),
        ("overlaps after([3..8], [1..5])", "true"),
        ("overlaps after([6..8], [1..5])", "false"),
    ),
    _builtin(
        "finishes",
        _overloads(_finishes, "RR PR"),
        Text(
            "前者在后者之内，与它同一处结束。",
            "Whether the first lies in the second and ends with it.",
        ),
        ("finishes(10, [1..10])", "true"),
        ("finishes([5..10], [1..10])", "true"),
        ("finishes([5..10), [1..10])", "false"),
    ),
    _builtin(
        "finished by",
        _overloads(_mirror(_finishes), "RR RP"),
        Text(
            "后者在前者之内，与它同一处结束。",
            "Whether the second lies in the first and ends with it.",
        ),
        ("finished by([1..10], 10)", "true"),
        ("finished by([1..10], [5..10))", "false"),
    ),
    _builtin(
        "includes",
        (
            *_overloads(_mirror(_during), "RR"),
            Overload((_RANGE, _POINT), BOOLEAN, _contains),
        ),
        Text("后者整个在前者之内。", "Whether the second lies wholly in the first."),
        ("includes([1..10], 5)", "true"),
        ("includes([1..10], [4..6])", "true"),
        ("includes((1..10], 1)", "false"),
    ),
    _builtin(
        "during",
        (
            *_overloads(_during, "RR"),
            Overload((_POINT, _RANGE), BOOLEAN, in_range),
        ),
        Text("前者整个在后者之内。", "Whether the first lies wholly in the second."),
        ("during(5, [1..10])", "true"),
        ("during((1..10), [1..10])", "true"),
        ("during(12, [1..10])", "false"),
    ),
    _builtin(
        "starts",
        _overloads(_starts, "RR PR"),
        Text(
            "前者在后者之内，与它同一处开始。",
            "Whether the first lies in the second and begins with it.",
        ),
        ("starts(1, [1..10])", "true"),
        ("starts([1..5], [1..10])", "true"),
        ("starts((1..5], [1..10])", "false"),
    ),
    _builtin(
        "started by",
        _overloads(_mirror(_starts), "RR RP"),
        Text(
            "后者在前者之内，与它同一处开始。",
            "Whether the second lies in the first and begins with it.",
        ),
        ("started by([1..10], 1)", "true"),
        ("started by([1..10], (1..5])", "false"),
    ),
    _builtin(
        "coincides",
        (*_overloads(_coincides, "RR"), Overload(_POINTS, BOOLEAN, _equal)),
        Text("两者完全相同。", "Whether the two are the same point, or ranges of the same points."),
        ("coincides(5, 5)", "true"),
        ("coincides((1..5), [1..5])", "false"),
    ),
)
