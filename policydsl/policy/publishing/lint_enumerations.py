"""Parameters compared with a fact that can never have their value.

The checker knows the texts of an expression, but not those of a parameter: `kind in kinds` with a
misspelt kind would silently never hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policydsl.feel import tree
from policydsl.feel.check_enumerations import enumeration_of
from policydsl.feel.types import Member, StringType
from policydsl.feel.walk import walk
from policydsl.policy.building.build import Built
from policydsl.policy.building.program_walk import Part, parts
from policydsl.policy.model import Parameter
from policydsl.policy.publishing import errors_lint as errors
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Span


def parameters_outside_enumerations(built: Built) -> Iterator[Diagnostic]:
    """Each value of a parameter that an enumeration beside it does not have."""
    members: dict[int, dict[Span, Member]] = {}
    for each in built.uses:
        members.setdefault(id(each.source), {})[each.use.span] = each.use.member
    parameters = built.program.parameters
    for part in parts(built.program):
        if part.origin is not None:
            continue
        for one, other in _compared(part):
            parameter = parameters.get(other.name) if isinstance(other, tree.Name) else None
            enumeration = _enumeration(one, members.get(id(part.source), {}))
            if parameter is not None and enumeration is not None:
                yield from _outside(parameter, enumeration, part, other)


def _compared(part: Part) -> Iterator[tuple[tree.Expression, tree.Expression]]:
    """Pairs of expressions that are compared, either way round."""
    for node in walk(part.tree):
        match node:
            case tree.Comparison("=" | "!=", left, right):
                yield left, right
                yield right, left
            case tree.In(value, tests):
                yield from ((value, test) for test in tests)
            case tree.Call(tree.Name("list contains"), (first, second)):
                yield second.value, first.value
                yield first.value, second.value
            case _:
                pass


def _enumeration(node: tree.Expression, members: Mapping[Span, Member]) -> StringType | None:
    match node:
        case tree.Name():
            member = members.get(node.span)
        case tree.Path():
            member = members.get(node.name_span)
        case _:
            return None
    return enumeration_of(member.type) if member else None


def _outside(
    parameter: Parameter, enumeration: StringType, part: Part, node: tree.Expression
) -> Iterator[Diagnostic]:
    values = parameter.value if isinstance(parameter.value, tuple) else (parameter.value,)
    known = {id_ for id_, _ in enumeration.values}
    for value in values:
        if isinstance(value, str) and value not in known:
            yield errors.not_in_fact(part.place(node), parameter.name, value, enumeration.values)
