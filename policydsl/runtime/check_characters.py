"""The check characters of codes that are right, told without loading the package that names faults.

`stdnum` brings half the standard library along; `facts_formats` asks it what is wrong with a code.
"""

from __future__ import annotations

# GB 32100-2015: letters that look like others are left out; the weights are the powers of 3.
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
# GB 11643-1999, ISO 7064 MOD 11-2: the check character for each remainder.
_RESIDENT_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_RESIDENT_CHECKS = "10X98765432"


def is_credit_code(text: str) -> bool:
    """Whether a text is a unified social credit code, its check character included."""
    values = [_CODE.find(character) for character in text[:17]]
    if len(text) != 18 or -1 in values or not text[2:8].isdigit():
        return False
    total = sum(value * weight for value, weight in zip(values, _CODE_WEIGHTS, strict=True))
    return text[-1] == _CODE[-total % 31]


def has_resident_check(text: str) -> bool:
    """Whether a text is 17 digits and their check character; its date of birth may be no day."""
    digits = text[:17]
    if len(text) != 18 or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(digit) * w for digit, w in zip(digits, _RESIDENT_WEIGHTS, strict=True))
    return text[-1] == _RESIDENT_CHECKS[total % 11]
