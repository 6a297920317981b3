"""`value.name`: members of contexts, parts of dates, durations and ranges (see `feel.paths`)."""

from __future__ import annotations

from policydsl.engines.smt import temporal_parts
from policydsl.engines.smt.choose import FAULTY_VALUE, answer, choose
from policydsl.engines.smt.symbolic import (
    Content,
    Day,
    Entries,
    Faulty,
    Interval,
    Items,
    Months,
    Nothing,
    Other,
    Seconds,
    Slot,
    Symbolic,
    Unknown,
    known,
)
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.temporal import DateTime, Time, has_property
from policydsl.text.diagnostic import Text as Words

_OTHER = Words("求解器不看时刻的各部分", "the solver does not take times of day apart")


def member(value: Symbolic, name: str) -> Symbolic:
    """What `name` is of a value; of a list, that of each item. Null, and why, where nothing is."""
    return choose((case.guard, _member(case.content, name)) for case in value.cases)


def _member(content: Content, name: str) -> Symbolic:
    match content:
        case Unknown() | Faulty() | Nothing():
            return known(content)
        case Entries(members):
            return members.get(name, FAULTY_VALUE)
        case Items(slots, packed):
            parts = tuple(Slot(slot.present, member(slot.value, name)) for slot in slots)
            return known(Items(parts, packed))
        case Interval():
            return _of_range(content, name)
        case Day() | Months() | Seconds():
            return temporal_parts.part(content, name) or FAULTY_VALUE
        case Other(value):
            if isinstance(value, Time | DateTime) and has_property(value, name):
                raise Unencodable(_OTHER)
            return FAULTY_VALUE
        case _:
            return FAULTY_VALUE


def _of_range(content: Interval, name: str) -> Symbolic:
    match name:
        case "start":
            return content.low
        case "end":
            return content.high
        case "start included":
            return answer(content.low_included)
        case "end included":
            return answer(content.high_included)
        case _:
            return FAULTY_VALUE
