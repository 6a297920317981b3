"""Random expressions as generated code, held to FEEL's interpreter for many settings of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from drawn_expressions import Drawn
from generated_agreement import plain
from policydsl.engines.python import BARE, FAULT, BeyondBoundsError, boxing
from policydsl.engines.python.compiled import _names_of
from policydsl.engines.python.emitting import Block, Function, Module
from policydsl.engines.python.expressions import Writer, constant_piece
from policydsl.engines.python.kinds import ANY_NULL, DATE, FEEL, NUMBER, STRING, Kind, Piece
from policydsl.engines.python.kinds import BOOLEAN as TRUTH
from policydsl.feel.interpreter import Scope, evaluate
from policydsl.feel.parser import parse_expression
from policydsl.feel.temporal import DaysDuration, MonthsDuration
from policydsl.feel.values import Range
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactSection
from policydsl.runtime import values as runtime
from policydsl.text.diagnostic import Text
from policydsl.text.source import Source

KINDS = ("boolean", "boolean", "number", "numbers", "rooms", "string", "strings", "date", "months")
NOWHERE = Text("", "")
_LEAVES = {
    "size": "number",
    "seats": "integer",
    "ok": "boolean",
    "label": "string",
    "built": "date",
}
ROOM = FactSection(
    NOWHERE,
    "",
    {
        **{name: FactLeaf(NOWHERE, kind, "") for name, kind in _LEAVES.items()},
        "marks": FactItems(NOWHERE, "", FactLeaf(NOWHERE, "integer", ""), None),
    },
    {},
)
SECTION = Kind("section", section=ROOM)
NAMES = {
    "area": NUMBER,
    "staff": NUMBER,
    "open": TRUTH,
    "proven": TRUTH,
    "name": STRING,
    "kind": STRING,
    "day": DATE,
    "since": DATE,
    "term": FEEL,
    "span": FEEL,
    "mixed": FEEL,
    "scores": Kind("list", NUMBER),
    "tags": Kind("list", STRING),
    "rooms": Kind("list", SECTION),
    "hall": SECTION,
}
PARAMETERS: Mapping[str, Any] = {
    "least": Decimal(2),
    "half": Decimal("0.5"),
    "year": MonthsDuration(12),
    "names": ("a", "b"),
    "few": (Decimal(1), Decimal(2)),
    "between_": Range(True, Decimal(1), Decimal(3), True),
}


def _one(rng: Random, name: str, kind: Kind) -> Any:
    if kind is not SECTION and rng.random() < 0.3:
        return rng.choice((None, None, FAULT, BARE))
    match kind.name:
        case "number":
            return rng.choice((0, 1, 2, 3, -1, Decimal("0.5"), Decimal("2.5"), Decimal(2)))
        case "boolean":
            return rng.random() < 0.5
        case "string":
            return rng.choice(("a", "b", "c", ""))
        case "date":
            return rng.choice(("2020-01-31", "2020-02-29", "2021-03-01", "2021-12-31"))
        case "list":
            assert kind.item is not None
            found = (_one(rng, name, kind.item) for _ in range(rng.randint(0, 3)))
            return [each for each in found if not runtime.is_null(each)]
        case "section":
            return _room(rng)
    if name == "term":
        return MonthsDuration(rng.choice((-13, -1, 0, 1, 12)))
    return DaysDuration(Decimal(86400)) if name == "span" else rng.choice((Decimal(1), "a"))


def _room(rng: Random) -> dict[str, Any]:
    kinds = {"number": NUMBER, "integer": NUMBER, "boolean": TRUTH, "string": STRING, "date": DATE}
    found = {name: _one(rng, name, kinds[kind]) for name, kind in _LEAVES.items()}
    found["marks"] = rng.choice((None, [], [1, 2]))
    return {name: each for name, each in found.items() if not runtime.is_null(each)}


def differences(seed: int, number: int, settings: int = 8) -> Iterator[str]:
    """Where generated code and FEEL's interpreter differ on the expression of a number."""
    rng = Random(f"{seed}/{number}")
    drawn = Drawn(rng, rng.choice((0.0, 0.05, 0.2)))
    text = drawn.expression(rng.choice(KINDS), rng.choice((1, 2, 3)))
    yield from agreement_of(text, number, settings)


def agreement_of(text: str, seed: int, settings: int) -> Iterator[str]:
    """Where they differ on one expression."""
    rng = Random(seed)
    names = frozenset((*NAMES, *PARAMETERS))
    tree = parse_expression(Source("drawn", text), names)
    function = Function(Module(), Block(0))
    pieces = {
        name: Piece(name, kind, ANY_NULL if kind is not SECTION else frozenset())
        for name, kind in NAMES.items()
    }
    for name, value in PARAMETERS.items():
        pieces[name] = constant_piece(function, value)
    piece = Writer(function).piece(tree, pieces)
    module = function.module
    scope = {**_names_of(runtime), **_names_of(boxing), "Decimal": Decimal, "LISTED": 100}
    scope |= {name: eval(code, scope) for code, name in module.constants.items()}
    scope |= {"OBJECTS": tuple(module.objects)}
    code = compile(piece.code, text, "eval")
    for _ in range(settings):
        stated = {name: _one(rng, name, kind) for name, kind in NAMES.items()}
        boxed = {name: boxing.box(value, NAMES[name]) for name, value in stated.items()}
        wanted = plain(evaluate(tree, Scope.of({**boxed, **PARAMETERS})))
        try:
            found = eval(code, {**scope, **stated, "work": boxing.budget()})
        except BeyondBoundsError:
            continue
        got = plain(boxing.box(found, piece.kind))
        if type(got) is not type(wanted) or got != wanted:
            yield f"{text}: {got!r}, but it is {wanted!r} where {stated}\n  {piece.code}"
