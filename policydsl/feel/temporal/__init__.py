"""FEEL's dates, times and durations (DMN 1.5 §10.3.2.3.4 to 10.3.2.3.8), usable alone.

| module | holds |
| --- | --- |
| `values` | the five kinds of values, and the limits of years, durations and fractions |
| `zones` | offsets from UTC and zones of the IANA database |
| `parse`, `print` | text to values and back |
| `convert` | values from parts, and from one another |
| `arithmetic`, `compare`, `properties`, `calendar` | what FEEL asks of them |
| `civil`, `timeline` | the arithmetic below: integers of the calendar, seconds on a line |

Constructors raise `ValueError`; every function answers `None` where FEEL answers null.
"""

from policydsl.feel.temporal.arithmetic import (
    absolute,
    add,
    divide,
    multiply,
    negate,
    subtract,
)
from policydsl.feel.temporal.calendar import (
    DAY_NAMES,
    MONTH_NAMES,
    day_of_week,
    day_of_year,
    last_day_of_month,
    month_of_year,
    week_of_year,
    years_and_months_between,
)
from policydsl.feel.temporal.compare import Order, compare, equal, identical
from policydsl.feel.temporal.convert import (
    date_and_time,
    date_from_parts,
    date_of,
    time_from_parts,
    time_of,
)
from policydsl.feel.temporal.parse import (
    parse_at_literal,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from policydsl.feel.temporal.print import to_string
from policydsl.feel.temporal.properties import (
    PROPERTY_NAMES,
    Property,
    has_property,
    temporal_property,
)
from policydsl.feel.temporal.values import (
    MAX_YEAR,
    Date,
    DateTime,
    DaysDuration,
    Duration,
    MonthsDuration,
    Temporal,
    Time,
)
from policydsl.feel.temporal.zones import Offset, Zone, is_zone_name

__all__ = [
    "DAY_NAMES",
    "MAX_YEAR",
    "MONTH_NAMES",
    "PROPERTY_NAMES",
    "Date",
    "DateTime",
    "DaysDuration",
    "Duration",
    "MonthsDuration",
    "Offset",
    "Order",
    "Property",
    "Temporal",
    "Time",
    "Zone",
    "absolute",
    "add",
    "compare",
    "date_and_time",
    "date_from_parts",
    "date_of",
    "day_of_week",
    "day_of_year",
    "divide",
    "equal",
    "has_property",
    "identical",
    "is_zone_name",
    "last_day_of_month",
    "month_of_year",
    "multiply",
    "negate",
    "parse_at_literal",
    "parse_date",
    "parse_date_time",
    "parse_duration",
    "parse_time",
    "subtract",
    "temporal_property",
    "time_from_parts",
    "time_of",
    "to_string",
    "week_of_year",
    "years_and_months_between",
]
