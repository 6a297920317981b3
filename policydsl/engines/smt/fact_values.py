"""Stated values of single facts as terms, and back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from policydsl.engines.smt.atoms import Atoms
from policydsl.engines.smt.constants import packed_day
from policydsl.engines.smt.fact_variables import LeafPlace
from policydsl.engines.smt.guards import Guard
from policydsl.engines.smt.terms import NumberTerm
from policydsl.feel.temporal import Date, parse_date


def is_value(place: LeafPlace, value: Any, atoms: Atoms) -> Guard:
    """The fact's variable has this value."""
    if place.leaf.kind == "boolean":
        return place.term if value else z3.Not(place.term)
    number = numeral(place, value, atoms)
    return False if number is None else place.term == number


def numeral(place: LeafPlace, value: Any, atoms: Atoms) -> NumberTerm | None:
    """A stated value as a number of the variable's sort; None where it is not of that kind."""
    match place.leaf.kind:
        case "boolean":
            return z3.BoolVal(bool(value))
        case "integer":
            number = Decimal(value)
            return z3.IntVal(int(number)) if number == number.to_integral_value() else None
        case "number":
            return real(Decimal(value))
        case "string":
            return z3.IntVal(atoms.number(str(value)))
        case "date":
            date = value if isinstance(value, Date) else parse_date(str(value))
            return None if date is None else z3.IntVal(packed_day(date))


def real(number: Decimal) -> NumberTerm:
    """An exact number as a term of sort Real."""
    top, bottom = number.as_integer_ratio()
    return z3.RealVal(top) if bottom == 1 else z3.Q(top, bottom)


def date_of(packed: int) -> str:
    """The ISO date of a packed number that is a day of the calendar."""
    year, rest = divmod(packed, 372)
    month, day = divmod(rest, 31)
    return f"{year:04}-{month + 1:02}-{day + 1:02}"


def decimal_of(number: Fraction, places: int = 34) -> Decimal | None:
    """A fraction as an exact decimal; None where it has none of so many places."""
    scaled = number * 10**places
    if scaled.denominator != 1:
        return None
    if number.denominator == 1:
        return Decimal(number.numerator)
    return Decimal(scaled.numerator).scaleb(-places).normalize()
