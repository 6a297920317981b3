"""Formats of facts: days of the calendar, unified social credit codes, resident numbers.

The codes' check digits are those of GB 32100-2015 and GB 11643-1999, computed by `stdnum`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from policydsl.feel.temporal import parse_date
from policydsl.text.lazy_pattern import pattern

_DATE = pattern(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LOOSE_DATE = pattern(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{2})(\d{2}))(?:[T ].*)?", re.ASCII
)
_CREDIT_CODE = pattern(r"[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_RESIDENT_ID = pattern(r"[0-9]{17}[0-9X]")

CodeFault = Literal["length", "characters", "birth_date", "check_digit"]


def is_date(text: str) -> bool:
    """Whether a text is YYYY-MM-DD and a day of the calendar."""
    return is_date_shaped(text) and parse_date(text) is not None


def is_date_shaped(text: str) -> bool:
    """Whether a text is YYYY-MM-DD; it may be no day of the calendar."""
    return _DATE.fullmatch(text) is not None


def date_meant(text: str) -> str | None:
    """`2020/3/26`, `2020年3月26日`, `20200326`, a date and time: the date they hold, if any."""
    found = _LOOSE_DATE.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    if found is None:
        return None
    year, month, day = found[1], found[2] or found[4], found[3] or found[5]
    date = f"{year}-{month:0>2}-{day:0>2}"
    return date if is_date(date) else None


def credit_code_fault(text: str) -> CodeFault | None:
    """Which check a unified social credit code fails first; None where it passes all.

    The two characters before the region may be letters (`Y1…`), which stdnum's own check refuses.
    """
    from stdnum.cn import uscc

    if len(text) != 18:
        return "length"
    if _CREDIT_CODE.fullmatch(text) is None:
        return "characters"
    return None if text[-1] == uscc.calc_check_digit(text) else "check_digit"


def resident_id_fault(text: str) -> CodeFault | None:
    """Which check a resident identity number fails first; None where it passes all.

    The place of registration is not looked up: new districts come faster than the list.
    """
    from stdnum.cn import ric

    if len(text) != 18:
        return "length"
    if _RESIDENT_ID.fullmatch(text) is None:
        return "characters"
    if not is_date(f"{text[6:10]}-{text[10:12]}-{text[12:14]}"):
        return "birth_date"
    return None if text[-1] == ric.calc_check_digit(text) else "check_digit"
