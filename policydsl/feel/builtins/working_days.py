"""Working days of China (ours): deadlines that notices set in 工作日.

The day from which a deadline runs does not count (Civil Code article 201): the first working day
after it is day 1.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.temporal import Date
from policydsl.feel.types import BOOLEAN, DATE, NumberType
from policydsl.feel.values import CauseKind, Null, Value, null
from policydsl.feel.working_calendar import (
    UnpublishedYearError,
    WorkingCalendar,
    published_calendar,
)
from policydsl.text.diagnostic import Text

# No published schedule is so long; as a whole number it is small enough to count with.
_MAX_COUNT = 1_000_000
_DATE = Parameter("date", DATE)
_COUNT = Parameter("n", NumberType("working_day"))
_UNPUBLISHED = Text(
    "用到的年份还没有公布节假日安排（这时结果是未知）",
    "a year that is needed has no published holiday schedule (the result is then unknown)",
)
_UNPUBLISHED_OR_NOT_WHOLE = Text(
    "n 不是整数或小于 0；" + _UNPUBLISHED.zh, "`n` is not whole or below 0; " + _UNPUBLISHED.en
)


def _is_working_day(date: Date) -> Value:
    return _known(lambda calendar: calendar.is_working_day(date))


def _after(date: Date, number: Decimal) -> Value:
    count = _whole(number)
    if count is None:
        return _not_a_count("working days after", number)
    return date if count == 0 else _known(lambda calendar: calendar.after(date, count))


def _before(date: Date, number: Decimal) -> Value:
    count = _whole(number)
    if count is None:
        return _not_a_count("working days before", number)
    return date if count == 0 else _known(lambda calendar: calendar.before(date, count))


def _between(start: Date, end: Date) -> Value:
    return _known(lambda calendar: Decimal(calendar.between(start, end)))


def _known(answer: Callable[[WorkingCalendar], Value]) -> Value:
    """The answer, or an unknown where it depends on a year that is not published."""
    calendar = published_calendar()
    try:
        return answer(calendar)
    except UnpublishedYearError as error:
        first, last = calendar.first_year, calendar.last_year
        return null(
            CauseKind.UNPUBLISHED_YEAR,
            f"没有 {error.year} 年的节假日安排（已有 {first} 至 {last} 年），算不出工作日",
            f"there is no published holiday schedule for {error.year} (only for {first} to {last}),"
            " so working days cannot be counted",
        )


def _whole(number: Decimal) -> int | None:
    """The number as a count, cut to one that is certainly too far; None where it is none."""
    if number < 0 or number != number.to_integral_value():
        return None
    return int(min(number, Decimal(_MAX_COUNT)))


def _not_a_count(function: str, number: Decimal) -> Null:
    return null(
        CauseKind.WRONG_ARGUMENT,
        f"{function}：天数要是 0 或正整数，不能是 {number}",
        f"{function}: the number of days is 0 or a positive whole number, not {number}",
    )


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="working days after",
        overloads=(Overload((_DATE, _COUNT), DATE, _after),),
        doc=Text(
            "date 之后第 n 个工作日（当日不算，节假日不算，调休上班日算）；n 为 0 就是 date 本身。",
            "The `n`th working day after `date`, which itself does not count; holidays do not count"
            " either, make-up working days do. With `n` 0 it is `date` itself.",
        ),
        null_when=_UNPUBLISHED_OR_NOT_WHOLE,
        examples=(
            Example('working days after(@"2024-09-30", 1)', '@"2024-10-08"'),
            Example('working days after(@"2024-10-11", 1)', '@"2024-10-12"'),
            Example('working days after(@"2024-10-01", 0)', '@"2024-10-01"'),
            Example('working days after(@"2003-06-02", 5)', "null"),
        ),
        standard=False,
        section="policydsl",
    ),
    Builtin(
        name="working days before",
        overloads=(Overload((_DATE, _COUNT), DATE, _before),),
        doc=Text(
            "date 之前第 n 个工作日（当日不算）；n 为 0 就是 date 本身。",
            "The `n`th working day before `date`, which itself does not count. With `n` 0 it is"
            " `date` itself.",
        ),
        null_when=_UNPUBLISHED_OR_NOT_WHOLE,
        examples=(
            Example('working days before(@"2024-10-08", 1)', '@"2024-09-30"'),
            Example('working days before(@"2024-10-08", 2)', '@"2024-09-29"'),
        ),
        standard=False,
        section="policydsl",
    ),
    Builtin(
        name="working days between",
        overloads=(
            Overload(
                (Parameter("from", DATE), Parameter("to", DATE)),
                NumberType("working_day"),
                _between,
            ),
        ),
        doc=Text(
            "from 之后（当日不算）到 to（当日算）有几个工作日；to 在 from 之前就是负的。",
            "How many working days there are after `from`, up to and including `to`; negative when"
            " `to` is earlier.",
        ),
        null_when=_UNPUBLISHED,
        examples=(
            Example('working days between(@"2024-09-30", @"2024-10-12")', "5"),
            Example('working days between(@"2024-10-12", @"2024-09-30")', "-5"),
        ),
        standard=False,
        section="policydsl",
    ),
    Builtin(
        name="is working day",
        overloads=(Overload((_DATE,), BOOLEAN, _is_working_day),),
        doc=Text("那一天是不是工作日。", "Whether that day is a working day."),
        null_when=_UNPUBLISHED,
        examples=(
            Example('is working day(@"2024-10-12")', "true"),
            Example('is working day(@"2024-10-01")', "false"),
        ),
        standard=False,
        section="policydsl",
    ),
)
