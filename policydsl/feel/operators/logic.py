"""`and`, `or`, `not`: Kleene's three-valued logic (DMN 1.5 §10.3.2.11, tables 38 and 39).

A known operand that decides, decides; otherwise what is not known, or is no boolean, makes a null
with the causes of all such operands.
"""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.feel.kind_names import kind_name
from policydsl.feel.values import CauseKind, Null, Value, merge, null


def truth(value: Value) -> bool | Null:
    """A boolean as it is; anything else is a null."""
    match value:
        case bool() | Null():
            return value
        case _:
            kind = kind_name(value)
            return null(
                CauseKind.WRONG_TYPE,
                f"应是“是”或“否”（true、false），而得到{kind.zh}",
                f"true or false is wanted, this is {kind.en}",
            )


def conjunction(values: Iterable[Value]) -> bool | Null:
    """false where any is false, else null where any is no boolean, else true."""
    return _decide(values, decisive=False)


def disjunction(values: Iterable[Value]) -> bool | Null:
    """true where any is true, else null where any is no boolean, else false."""
    return _decide(values, decisive=True)


def _decide(values: Iterable[Value], *, decisive: bool) -> bool | Null:
    undecided = []
    for value in values:
        known = truth(value)
        if isinstance(known, Null):
            undecided.append(known)
        elif known is decisive:
            return decisive
    return merge(undecided) if undecided else not decisive


def negation(value: Value) -> bool | Null:
    """The opposite of a boolean; null for anything else."""
    known = truth(value)
    return known if isinstance(known, Null) else not known
