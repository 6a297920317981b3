"""Figures as people write them: `1,000 平方米`, `120万元`, `四级`; what number each means."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from decimal import Decimal

from policydsl.text.lazy_pattern import pattern

_GROUPED = "[0-9]{1,3}(?:,[0-9]{3}){1,10}"
_FIGURE = pattern(rf"(-?(?:{_GROUPED}|[0-9]{{1,30}})(?:\.[0-9]{{1,30}})?)(.*)")
_CHINESE = pattern("([一二两三四五六七八九十])(.*)")
_DIGITS = {"两": "2"} | {char: str(n) for n, char in enumerate("一二三四五六七八九十", 1)}
_POWERS = {"": 0, "万": 4, "亿": 8}
_LEVEL = "级"


def number_meant(text: str, unit: Iterable[str] = (), *, whole: bool = False) -> str | None:
    """The number that a text means, exactly; None where that cannot be told.

    What stands behind the number must be a name of its own unit: 0.95公里 is no figure of metres.
    120万元 is 1200000 in 元 and 120 in 万元. `whole` refuses fractions.
    """
    written = _plain(text)
    if found := _FIGURE.fullmatch(written):
        digits, behind = found[1].replace(",", ""), found[2]
    elif found := _CHINESE.fullmatch(written):
        digits, behind = _DIGITS[found[1]], found[2]
    else:
        return None
    power = _powers({_plain(name) for name in unit} or {_LEVEL}).get(behind)
    if power is None:
        return None
    number = Decimal(digits).scaleb(power)
    if whole and number != number.to_integral_value():
        return None
    return _shown(number) if power else digits


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(" ", "").casefold()


def _powers(names: Collection[str]) -> dict[str, int]:
    """What may stand behind a number, and the power of ten that it adds."""
    own = 4 if any(name.startswith("万") for name in names) else 0
    found = {word: power - own if word else 0 for word, power in _POWERS.items()}
    for name in names:
        base = name.removeprefix("万")
        found |= {word + base: power - own for word, power in _POWERS.items()}
        found[name] = 0
    return found


def _shown(number: Decimal) -> str:
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
