"""The type of `value.name`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from policydsl.feel import errors, types
from policydsl.feel.check_names import member_named, near
from policydsl.feel.type_relations import is_open
from policydsl.feel.types import ContextType, Member, Type
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Place

_DATE: dict[str, Type] = dict.fromkeys(("year", "month", "day", "weekday"), types.NUMBER)
_TIME: dict[str, Type] = {
    "hour": types.NUMBER,
    "minute": types.NUMBER,
    "second": types.NUMBER,
    "time offset": types.DAYS_DURATION,
    "timezone": types.STRING,
}
_PROPERTIES: Mapping[type[Type], Mapping[str, Type]] = MappingProxyType(
    {
        types.DateType: _DATE,
        types.TimeType: _TIME,
        types.DateTimeType: _DATE | _TIME,
        types.MonthsDurationType: dict.fromkeys(("years", "months"), types.NUMBER),
        types.DaysDurationType: dict.fromkeys(
            ("days", "hours", "minutes", "seconds"), types.NUMBER
        ),
    }
)


def member_type(kind: Type, name: str, owner: str, place: Place) -> Member | Type | Diagnostic:
    """The member of a context (or of a list's items), the type of a property, or what is wrong.

    `owner` is what the value is called in messages.
    """
    match kind:
        case ContextType(members, closed):
            found = member_named(members, name)
            if found is not None:
                return found
            if not closed:
                return types.ANY
            best, zh = near(name, members.values())
            return errors.unknown_member(place, name, owner, best, zh)
        case types.ListType(item):
            found_in = member_type(item, name, owner, place)
            if isinstance(found_in, Member | Diagnostic):
                return found_in
            return types.ListType(found_in)
        case types.RangeType(item):
            ends = {"start": item, "end": item}
            flags = {"start included": types.BOOLEAN, "end included": types.BOOLEAN}
            return {**ends, **flags}.get(name) or errors.no_members(
                place, name, errors.type_words(kind)
            )
        case _ if is_open(kind):
            return types.ANY
        case _:
            property_type = _PROPERTIES.get(type(kind), {}).get(name)
            return property_type or errors.no_members(place, name, errors.type_words(kind))


def members_in(kind: Type) -> tuple[Member, ...]:
    """What may stand after a dot: members of a context or of a list's items, or properties."""
    match kind:
        case ContextType(members):
            return tuple(members.values())
        case types.ListType(item):
            return members_in(item)
        case types.RangeType(item):
            return (
                Member("start", item),
                Member("end", item),
                Member("start included", types.BOOLEAN),
                Member("end included", types.BOOLEAN),
            )
        case _:
            return tuple(Member(*each) for each in _PROPERTIES.get(type(kind), {}).items())
