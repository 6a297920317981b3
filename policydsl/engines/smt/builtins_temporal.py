"""Functions of dates (see `policydsl.feel.builtins.dates` and `working_days`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policydsl.engines.smt import temporal_parts as parts
from policydsl.engines.smt import working_days
from policydsl.engines.smt.builtins_arguments import Argument, Implementation, given
from policydsl.engines.smt.calendar_terms import packed
from policydsl.engines.smt.choose import FAULTY_VALUE
from policydsl.engines.smt.symbolic import Day, Number, Symbolic, Text, known
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.temporal import parse_date
from policydsl.text.diagnostic import Text as Words

_Arguments = Sequence[Argument]

_TEXT = Words("求解器只读已知的文字里的日期", "the solver reads dates only in known strings")
_MOMENT = Words("求解器不看时刻", "the solver does not look at times of day")


def _date(arguments: _Arguments) -> Symbolic:
    match arguments:
        case [Day() as day]:
            return known(day)
        case [Text() as text]:
            date = parse_date(_known(text))
            if date is None:
                return FAULTY_VALUE
            return known(Day(packed(date.year, date.month, date.day)))
        case [Number() as year, Number() as month, Number() as day]:
            return parts.date_of_parts(year, month, day)
        case _:
            raise Unencodable(_MOMENT)


def _date_in_year(arguments: _Arguments) -> Symbolic:
    year, month_day = arguments
    return parts.date_in_year(given(year, Number), _known(given(month_day, Text)))


def _known(text: Text) -> str:
    if text.text is None:
        raise Unencodable(_TEXT)
    return text.text


def _day_of_year(arguments: _Arguments) -> Symbolic:
    return parts.day_of_year(_day(arguments[0]))


def _months_between(arguments: _Arguments) -> Symbolic:
    return parts.months_between(_day(arguments[0]), _day(arguments[1]))


def _day(argument: Argument) -> Day:
    if not isinstance(argument, Day):
        raise Unencodable(_MOMENT)
    return argument


def _is_working_day(arguments: _Arguments) -> Symbolic:
    return working_days.is_working_day(given(arguments[0], Day))


def _after(arguments: _Arguments) -> Symbolic:
    return working_days.after(given(arguments[0], Day), given(arguments[1], Number))


def _before(arguments: _Arguments) -> Symbolic:
    return working_days.before(given(arguments[0], Day), given(arguments[1], Number))


def _between(arguments: _Arguments) -> Symbolic:
    return working_days.between(given(arguments[0], Day), given(arguments[1], Day))


IMPLEMENTATIONS: Mapping[str, Implementation] = {
    "date": _date,
    "date in year": _date_in_year,
    "day of year": _day_of_year,
    "years and months duration": _months_between,
    "is working day": _is_working_day,
    "working days after": _after,
    "working days before": _before,
    "working days between": _between,
}
