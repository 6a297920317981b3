"""Where a time of day is: a fixed offset from UTC, or a zone of the IANA database.

Zone rules come from the system's database through `zoneinfo`; without one, no zone is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import ClassVar

from policydsl.feel.temporal.civil import days_from_civil
from policydsl.text.lazy_pattern import pattern

_ZONE_NAME = pattern(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}")
_MAX_ZONE_NAME = 64
# Files beside the zones that `zoneinfo` would open, and that are not names of the database.
_NOT_ZONES = frozenset({"Factory", "localtime", "posixrules"})
_NOT_ZONE_FOLDERS = ("posix/", "right/")


@dataclass(frozen=True, slots=True)
class Offset:
    """A fixed distance from UTC in seconds, at most 14 hours (DMN 1.5 §10.3.2.15, `time offset`).

    `ValueError` beyond that.
    """

    MAX_SECONDS: ClassVar[int] = 14 * 3600

    seconds: int

    def __post_init__(self) -> None:
        if abs(self.seconds) > self.MAX_SECONDS:
            raise ValueError(f"an offset is at most 14 hours: {self.seconds} s")


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the IANA database, `Europe/Paris`. `ValueError` when it does not hold the name."""

    name: str

    def __post_init__(self) -> None:
        if not is_zone_name(self.name):
            raise ValueError("not a zone of the IANA database")

    def offset_at_local(self, local_seconds: int) -> int:
        """Seconds east of UTC at a local time, in seconds since 1970-01-01T00:00:00 local.

        A local time that a clock change repeats is the first of the two; one that it skips is
        counted with the offset before the change.
        """
        return _offset_seconds(_moment(local_seconds).replace(tzinfo=_rules(self.name)))

    def offset_at_instant(self, utc_seconds: int) -> int:
        """Seconds east of UTC at an instant, in seconds since 1970-01-01T00:00:00Z."""
        return _offset_seconds(_moment(utc_seconds).astimezone(_rules(self.name)))


def is_zone_name(name: str) -> bool:
    """Whether the IANA database of this system holds the name (case matters)."""
    return len(name) <= _MAX_ZONE_NAME and _is_in_database(name)


@lru_cache(maxsize=1024)
def _is_in_database(name: str) -> bool:
    if not _ZONE_NAME.fullmatch(name):
        return False
    if name in _NOT_ZONES or name.startswith(_NOT_ZONE_FOLDERS):
        return False
    try:
        _rules(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def _rules(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def _offset_seconds(moment: datetime) -> int:
    offset = moment.utcoffset()
    return 0 if offset is None else offset // timedelta(seconds=1)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS_PER_CYCLE = 146_097 * 86_400  # 400 Gregorian years
_YEAR_1200 = days_from_civil(1200, 1, 1) * 86_400
_YEAR_8000 = days_from_civil(8000, 1, 1) * 86_400


def _moment(seconds: int) -> datetime:
    """Seconds since 1970 as a `datetime`, far ones moved to the same place of a nearer cycle.

    `datetime` reaches from year 1 to 9999. The move loses nothing: no zone had rules before 1800,
    and those at the end of the database repeat with the calendar, every 400 years.
    """
    if seconds < _YEAR_1200:
        seconds = _YEAR_1200 + (seconds - _YEAR_1200) % _SECONDS_PER_CYCLE
    elif seconds > _YEAR_8000:
        seconds = _YEAR_8000 + (seconds - _YEAR_8000) % _SECONDS_PER_CYCLE
    return _EPOCH + timedelta(seconds=seconds)
