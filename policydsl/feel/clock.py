"""The clock of `today()` and `now()`, which only a host can set.

No policy reads the time of the machine: the same policy and facts give the same answer on any day.
The standard has `today()` and `now()` all the same, so whoever runs expressions may say for how
long which moment counts as now; without that they are null.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from decimal import Decimal

from policydsl.feel.temporal import Date, DateTime, Offset, Time, Zone, is_zone_name

_CLOCK: ContextVar[DateTime | None] = ContextVar("feel_clock", default=None)


@contextmanager
def using_clock(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is this moment, with its zone if it has one, and `today()` its day.

    It holds for this thread or task only. `ValueError` for an offset beyond 14 hours.
    """
    token = _CLOCK.set(_feel_moment(moment))
    try:
        yield
    finally:
        _CLOCK.reset(token)


def current_moment() -> DateTime | None:
    """The moment that a host has set, or None."""
    return _CLOCK.get()


def _feel_moment(moment: datetime) -> DateTime:
    second = Decimal(moment.second) + Decimal(moment.microsecond).scaleb(-6)
    time = Time(moment.hour, moment.minute, second, _zone(moment))
    return DateTime(Date(moment.year, moment.month, moment.day), time)


def _zone(moment: datetime) -> Offset | Zone | None:
    from zoneinfo import ZoneInfo

    zone, offset = moment.tzinfo, moment.utcoffset()
    if isinstance(zone, ZoneInfo) and zone.key and is_zone_name(zone.key):
        return Zone(zone.key)
    return None if offset is None else Offset(int(offset.total_seconds()))
