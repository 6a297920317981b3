"""The check characters of codes in whole columns: GB 32100-2015 and GB 11643-1999.

As `policydsl.runtime.check_characters` has them: a sum of the characters' values by weights.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

import polars as pl

_LENGTH = 18
_CREDIT = "^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"
_CREDIT_VALUES = {ord(each): value for value, each in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_CREDIT_WEIGHTS = (*(pow(3, place, 31) for place in range(17)), 1)
_RESIDENT = "^[0-9]{17}[0-9X]$"
_RESIDENT_VALUES = {ord(each): int(each) for each in string.digits} | {ord("X"): 10}
_RESIDENT_WEIGHTS = (*(pow(2, 17 - place, 11) for place in range(17)), 1)


def no_credit_code(text: pl.Expr) -> pl.Expr:
    """Whether a text is no unified social credit code, its check character included."""
    return text.map_batches(_no_credit_code, return_dtype=pl.Boolean)


def no_resident_id(text: pl.Expr) -> pl.Expr:
    """Whether a text may be no resident number with its check character and a date of birth."""
    return text.map_batches(_no_resident_id, return_dtype=pl.Boolean)


def _no_credit_code(texts: pl.Series) -> pl.Series:
    shaped = texts.str.contains(_CREDIT)
    return ~_sums_to(texts, shaped, _CREDIT_VALUES, _CREDIT_WEIGHTS, (31, 0))


def _no_resident_id(texts: pl.Series) -> pl.Series:
    born = texts.str.slice(6, 8)
    is_day = born.str.to_date("%Y%m%d", strict=False).is_not_null() & (born >= "0001")
    shaped = texts.str.contains(_RESIDENT) & is_day
    return ~_sums_to(texts, shaped, _RESIDENT_VALUES, _RESIDENT_WEIGHTS, (11, 1))


def _sums_to(
    texts: pl.Series,
    shaped: pl.Series,
    values: Mapping[int, int],
    weights: Sequence[int],
    rest: tuple[int, int],
) -> pl.Series:
    """Whether the weighted sum of each text that is `shaped` leaves a rest by a modulus.

    Null where there is no text, false for other texts.
    """
    codes = texts.filter(shaped).cast(pl.Binary)
    if not len(codes):
        return shaped
    letters = codes.bin.reinterpret(dtype=pl.Array(pl.UInt8, _LENGTH)).explode()
    table = pl.Series([values.get(byte, 0) for byte in range(256)], dtype=pl.UInt16)
    weighted = table.gather(letters).reshape((-1, _LENGTH)) * pl.Series(
        [weights], dtype=pl.Array(pl.UInt16, _LENGTH)
    )
    modulus, wanted = rest
    sums = weighted.arr.sum() % modulus == wanted
    if len(sums) == len(shaped):
        return sums
    places = shaped.fill_null(False).arg_true()
    return shaped.scatter(places, sums)
