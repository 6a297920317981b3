"""Calling builtins: which form is meant, with which values (see `feel.builtins.call`).

Arguments may be of several kinds, so several forms may be meant, each where its guard holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from policydsl.engines.smt.builtins_arguments import Argument, Implementation
from policydsl.engines.smt.builtins_table import implementation
from policydsl.engines.smt.choose import (
    FAULTY_VALUE,
    UNKNOWN_VALUE,
    Option,
    choose,
    null_part,
    unknown_part,
)
from policydsl.engines.smt.conformance import accepts, coerced, conforms, is_null
from policydsl.engines.smt.guards import Guard, all_hold, any_holds, both, opposite
from policydsl.engines.smt.lists import has_unknown, list_of
from policydsl.engines.smt.symbolic import (
    Case,
    Content,
    Faulty,
    Items,
    Nothing,
    Other,
    Symbolic,
    Unknown,
    known,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.builtins.binding import Bound, bind_named, bind_positional
from policydsl.feel.builtins.messages import item_type
from policydsl.feel.builtins.signature import Builtin, Overload, Parameter
from policydsl.feel.types import AnyType, ListType, Type
from policydsl.feel.values import Closure
from policydsl.text.diagnostic import Text as Words

_CLOSURE = Words(
    "求解器不展开表达式里定义的函数",
    "the solver does not unfold functions defined in an expression",
)

_Form = tuple[Overload, tuple[Bound[Symbolic], ...]]
_Fit = tuple[Guard, Argument]


def call(function: Symbolic, names: Sequence[str | None], values: Sequence[Symbolic]) -> Symbolic:
    """The value of a call. `names` are those of named arguments, None for positional ones."""
    if None in names and any(names):
        return FAULTY_VALUE
    return choose((case.guard, _call_of(case.content, names, values)) for case in function.cases)


def _call_of(
    function: Content, names: Sequence[str | None], values: Sequence[Symbolic]
) -> Symbolic:
    match function:
        case Other(Builtin() as builtin):
            return _call_builtin(builtin, list(_forms(builtin, names, values)), values)
        case Other(Closure()):
            raise Unencodable(_CLOSURE)
        case Unknown():
            return UNKNOWN_VALUE
        case _:
            return FAULTY_VALUE


def _forms(
    builtin: Builtin, names: Sequence[str | None], values: Sequence[Symbolic]
) -> Iterator[_Form]:
    named: Mapping[str, Symbolic] | None = None
    if names and names[0] is not None:
        named = {name: value for name, value in zip(names, values, strict=True) if name}
    for overload in builtin.overloads:
        bound = bind_positional(overload, values) if named is None else bind_named(overload, named)
        if bound is not None:
            yield overload, bound


def _call_builtin(builtin: Builtin, forms: Sequence[_Form], values: Sequence[Symbolic]) -> Symbolic:
    if not forms:
        return FAULTY_VALUE
    run = implementation(builtin)
    unknown = _unknown(values, within_lists=not builtin.tolerates_unknown)
    if builtin.tolerates_unknown:
        return _first_fitting(builtin, run, forms, unknown)
    if unknown is True:
        return UNKNOWN_VALUE
    found = _first_fitting(builtin, run, forms, False)
    return choose([(unknown, UNKNOWN_VALUE), (opposite(unknown), found)])


def _unknown(values: Iterable[Symbolic], *, within_lists: bool) -> Guard:
    found: list[Guard] = []
    for value in values:
        found.append(unknown_part(value))
        if within_lists:
            found.extend(
                both(case.guard, has_unknown(case.content))
                for case in value.cases
                if isinstance(case.content, Items)
            )
    return any_holds(found)


def _first_fitting(
    builtin: Builtin, run: Implementation, forms: Sequence[_Form], unknown: Guard
) -> Symbolic:
    """The first form that takes the arguments as they are, else the first after conversion.

    What is unknown may well be of the right type.
    """
    options: list[Option] = []
    left: Guard = True
    for converting in (False, True):
        for _, bound in forms:
            if left is False:
                break
            fits = [list(_fits(each, builtin, converting=converting)) for each in bound]
            taken = all_hold(any_holds(guard for guard, _ in each) for each in fits)
            options.extend(_runs(run, fits, left))
            left = both(left, opposite(taken))
    options.append((both(left, unknown), UNKNOWN_VALUE))
    left = both(left, opposite(unknown))
    if left is not False:
        options.append((left, _misfit(builtin, forms)))
    return choose(options)


def _runs(run: Implementation, fits: Sequence[Sequence[_Fit]], left: Guard) -> Iterator[Option]:
    """The result for each combination of what the arguments may be."""
    for combination in product(*fits):
        guard = both(left, *(each for each, _ in combination))
        if guard is not False:
            yield guard, run([argument for _, argument in combination])


def _fits(bound: Bound[Symbolic], builtin: Builtin, *, converting: bool) -> Iterator[_Fit]:
    """What the implementation may get for a parameter, and when."""
    parameter = bound.parameter
    tolerant = builtin.tolerates_unknown
    if parameter.variadic:
        yield from _fits_variadic(bound.arguments, parameter, tolerant, converting=converting)
        return
    if not bound.arguments:
        yield True, None
        return
    (value,) = bound.arguments
    if isinstance(parameter.type, AnyType):
        yield True, value
        return
    for case in value.cases:
        if parameter.optional and isinstance(case.content, Faulty | Nothing):
            yield case.guard, None
        else:
            yield from _fits_case(case, parameter.type, tolerant, converting=converting)


def _fits_case(case: Case, type_: Type, tolerant: bool, *, converting: bool) -> Iterator[_Fit]:
    content = case.content
    taken = accepts(content, type_, tolerant=tolerant)
    if taken is not False:
        yield both(case.guard, taken), content
    if not converting or is_null(content):
        return
    apart = opposite(conforms(content, type_))
    if apart is False:
        return
    for guard, converted in coerced(content, type_):
        fitting = both(case.guard, apart, guard, accepts(converted, type_, tolerant=tolerant))
        if fitting is not False:
            yield fitting, converted


def _fits_variadic(
    values: Sequence[Symbolic], parameter: Parameter, tolerant: bool, *, converting: bool
) -> Iterator[_Fit]:
    """Several arguments as one list; converted, where each of them can be."""
    plain = list_of(values)
    if not converting:
        taken = accepts(plain, parameter.type, tolerant=tolerant)
        if taken is not False:
            yield taken, plain
        return
    assert isinstance(parameter.type, ListType)
    item = parameter.type.item
    found = [_converted(value, item) for value in values]
    all_fit = all_hold(guard for guard, _ in found)
    converted = list_of(value for _, value in found)
    taken = both(all_fit, accepts(converted, parameter.type, tolerant=tolerant))
    if taken is not False:
        yield taken, converted


def _converted(value: Symbolic, type_: Type) -> tuple[Guard, Symbolic]:
    """A value as one of a type, and where it can be."""
    options: list[Option] = []
    for case in value.cases:
        fits = conforms(case.content, type_)
        options.append((both(case.guard, fits), known(case.content)))
        if fits is not True and not is_null(case.content):
            apart = both(case.guard, opposite(fits))
            options.extend(
                (both(apart, guard), known(other)) for guard, other in coerced(case.content, type_)
            )
    return any_holds(guard for guard, _ in options), choose(options)


def _misfit(builtin: Builtin, forms: Sequence[_Form]) -> Symbolic:
    """The null for arguments that no form takes: that of a list at fault has its items' causes."""
    if not builtin.tolerates_unknown:
        return FAULTY_VALUE
    form = forms[0][1]
    assert len(forms) == 1 or len(form) == 1, "which form fits longest is not asked of the solver"
    options: list[Option] = []
    reached: Guard = True
    for bound in form:
        fits = any_holds(guard for guard, _ in _fits(bound, builtin, converting=True))
        options.append((both(reached, opposite(fits)), _null_of(bound)))
        reached = both(reached, fits)
    return choose(options)


def _null_of(bound: Bound[Symbolic]) -> Symbolic:
    """The null for an argument that is not taken, of several the first."""
    wanted = item_type(bound.parameter)
    options: list[Option] = []
    before: Guard = True
    for value in bound.arguments:
        taken: Guard = False
        if bound.parameter.variadic:
            taken = both(_converted(value, wanted)[0], opposite(null_part(value)))
        unknown = _unknown((value,), within_lists=True)
        options.append((both(before, opposite(taken), unknown), UNKNOWN_VALUE))
        options.append((both(before, opposite(taken), opposite(unknown)), FAULTY_VALUE))
        before = both(before, taken)
    return choose(options)
