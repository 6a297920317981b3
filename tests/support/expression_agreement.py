"""Random expressions, encoded once and held against the interpreter for many settings."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from drawn_expressions import Drawn
from policydsl.engines.smt.context import ExpressionContext, SymbolicScope
from policydsl.engines.smt.expressions import encode, encode_tests
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.feel.interpreter import Scope, evaluate, evaluate_tests
from policydsl.feel.parser import parse_expression, parse_unary_tests
from policydsl.feel.values import Value
from policydsl.text.source import Source
from symbolic_samples import (
    PARAMETERS,
    SHAPES,
    TEXTS,
    Setting,
    Variables,
    constants,
    shown,
    unknown_value,
)

KINDS = ("boolean", "boolean", "number", "numbers", "rooms", "string", "strings", "date", "months")
SETTINGS = 30
ASKED_OF = 12
WILD = (0.0, 0.05, 0.2)


@dataclass(slots=True)
class Agreement:
    """Unknown names, and settings of them drawn from a seed."""

    seed: int
    count: int = SETTINGS
    variables: Variables = field(default_factory=Variables)
    scope: SymbolicScope = field(init=False)
    settings: list[tuple[Setting, dict[str, Value]]] = field(init=False)
    pairs: int = 0
    refused: int = 0

    def __post_init__(self) -> None:
        for text in TEXTS:
            self.variables.atoms.number(text)
        names = {name: unknown_value(of, name, self.variables) for name, of in SHAPES.items()}
        self.scope = SymbolicScope(names | constants(PARAMETERS, self.variables.atoms))
        self.settings = [self._setting(number) for number in range(self.count)]

    def _setting(self, number: int) -> tuple[Setting, dict[str, Value]]:
        setting = Setting(random.Random(f"{self.seed}/{number}"), self.variables)
        drawn = {name: setting.draw(of, name) for name, of in SHAPES.items()}
        return setting, {**drawn, **PARAMETERS}

    def differences(self, number: int, depth: int) -> Iterator[str]:
        """Where the solver's terms and the interpreter differ on the expression of a number."""
        rng = random.Random(f"{self.seed}/{number}/{depth}")
        drawn = Drawn(rng, rng.choice(WILD))
        if number % 8 == 0:
            value = drawn.expression(rng.choice(("number", "string", "date")), 1)
            yield from self._of_tests(drawn.tests(depth - 1), value, rng)
        else:
            text = drawn.expression(rng.choice(KINDS), depth)
            yield from self._of_text(text, rng.sample(self.settings, ASKED_OF))

    def of_text(self, text: str) -> Iterator[str]:
        """Where they differ on this expression, of all settings."""
        yield from self._of_text(text, self.settings)

    def _of_text(
        self, text: str, settings: Iterable[tuple[Setting, dict[str, Value]]]
    ) -> Iterator[str]:
        tree = parse_expression(Source("drawn", text), self.scope.names)
        try:
            found = encode(tree, self.scope, ExpressionContext(self.variables.atoms))
        except Unencodable:
            self.refused += 1
            return
        for setting, values in settings:
            self.pairs += 1
            expected, got = shown(evaluate(tree, Scope.of(values))), setting.shown(found)
            if got != expected:
                yield f"{text}: {got}, but it is {expected} where {_stated(text, values)}"

    def _of_tests(self, text: str, subject: str, rng: random.Random) -> Iterator[str]:
        tests = parse_unary_tests(Source("drawn", text), self.scope.names)
        tree = parse_expression(Source("drawn", subject), self.scope.names)
        context = ExpressionContext(self.variables.atoms)
        try:
            value = encode(tree, self.scope, context)
            found = encode_tests(tests, value, self.scope, context)
        except Unencodable:
            self.refused += 1
            return
        for setting, values in rng.sample(self.settings, ASKED_OF):
            self.pairs += 1
            scope = Scope.of(values)
            expected = shown(evaluate_tests(tests, evaluate(tree, scope), scope))
            got = setting.shown(found)
            if got != expected:
                stated = _stated(text + subject, values)
                yield f"{subject} by {text}: {got}, but it is {expected} where {stated}"


def _stated(text: str, values: dict[str, Value]) -> dict[str, object]:
    return {name: shown(value) for name, value in values.items() if name in text}
