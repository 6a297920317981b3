"""Texts for facts of which the solver only knows that they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from policydsl.engines.smt.domain import fits
from policydsl.engines.smt.fact_variables import LeafPlace
from policydsl.policy.facts.facts_tree import FactLeaf

ENOUGH = 200
TRIED = 1000

_OCCUPATIONS = (
    ("电工", "6-31-01-03"),
    ("焊工", "6-18-02-04"),
    ("钳工", "6-20-01-01"),
    ("车工", "6-18-01-01"),
    ("中式烹调师", "4-03-02-01"),
    ("保育师", "4-10-01-03"),
    ("养老护理员", "4-10-01-05"),
    ("美容师", "4-10-03-01"),
    ("汽车维修工", "4-12-01-01"),
)
_PEOPLE = ("张三", "李四", "王五", "赵六", "孙七", "周八", "吴九", "郑十")
_WORDS = {
    "occupation": tuple(name for name, _ in _OCCUPATIONS),
    "code": tuple(code for _, code in _OCCUPATIONS),
    "phone": ("13800000000", "13800000001", "13800000002"),
}


def room_for_texts(place: LeafPlace) -> int:
    """How many texts can be made up that the facts schema takes; no more are looked for."""
    if place.leaf.format is not None and place.leaf.rule.keys() <= {"type", "format"}:
        return ENOUGH
    fitting = (text for text in _candidates(place) if fits(place.leaf, text))
    return sum(1 for _ in islice(dict.fromkeys(fitting), ENOUGH))


def fresh_text(place: LeafPlace, taken: Collection[str]) -> str:
    """A text for a fact that the facts schema takes and that is none of those taken."""
    leaf = place.leaf
    return next(text for text in _candidates(place) if text not in taken and fits(leaf, text))


def _candidates(place: LeafPlace) -> Iterator[str]:
    leaf = place.leaf
    match leaf.format:
        case "unified-social-credit-code":
            yield from _credit_codes()
        case "resident-id":
            yield from _resident_ids()
        case _:
            yield from _words(place)
            yield from _lengthened(leaf)


def _words(place: LeafPlace) -> Iterator[str]:
    steps = place.variable.schema_path.replace("[]", "").split(".")
    around, name = steps[-2] if len(steps) > 1 else "", steps[-1]
    if place.leaf.statement:
        yield "已说明理由"
    if name == "name" and "occupation" in around:
        yield from _WORDS["occupation"]
    elif name == "name" and around == "institution":
        yield "某机构"
    elif name == "name":
        yield from _PEOPLE
    yield from _WORDS.get(name, ())


def _lengthened(leaf: FactLeaf) -> Iterator[str]:
    """Numbered names, long enough or short enough; numbers, for what asks for digits."""
    least = int(leaf.rule.get("minLength", 0))
    most = int(leaf.rule.get("maxLength", 100))
    for number in range(1, TRIED):
        yield f"{leaf.zh}{number}".ljust(least, "一")
        yield str(number).rjust(max(least, 1), "0")
        yield from (f"A{number}", f"AB{number}", f"AB{number:04}")
        yield from (str(number).rjust(width, "0") for width in range(2, 13))
        yield from (chr(0x4E00 + number), chr(0x4E00 + number) * min(most, least or 1))


def _resident_ids() -> Iterator[str]:
    from stdnum.cn import ric

    for number in range(1, 1000):
        digits = f"11010119900101{number:03}"
        yield digits + str(ric.calc_check_digit(digits + "0"))


def _credit_codes() -> Iterator[str]:
    from stdnum.cn import uscc

    for number in range(1, 10_000):
        digits = f"91110000MA0{number:06}"
        yield digits + str(uscc.calc_check_digit(digits + "0"))
