"""Policies drawn at random: real YAML, read and checked as any policy is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from policydsl.api import Policy
from policydsl.policy.building.build import build
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema, make_facts_schema
from policydsl.policy.facts.facts_schema_text import read_schema_text
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.reading.read_policy import read_policy
from policydsl.policy.shipped import shipped_policies
from policydsl.testing.drawing import Draw, RandomDraw, chance
from policydsl.testing.writing.policy_text import POLICY_ID, START, policy_text
from policydsl.testing.writing.small_schema import schema_text, small_schema
from policydsl.testing.writing.vocabulary import some_of
from policydsl.text.diagnostic import PolicyError
from policydsl.text.source import Source

FILE = f"{POLICY_ID}/{START}.yaml"


@dataclass(frozen=True, slots=True, repr=False)
class RandomPolicy:
    """A policy's text with the program made of it.

    `schema` is the text of its own facts schema; None for the shipped one.
    """

    text: str
    schema: str | None
    program: Program

    @property
    def policy(self) -> Policy:
        """The policy as the Python interface has it, on its first day."""
        return Policy(self.program, START)

    def __repr__(self) -> str:
        """The file, as an example that fails is best read."""
        return f"RandomPolicy(\n{self.text})"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Hypothesis prints examples in this way; left alone it would print the program."""
        printer.text(repr(self))


def random_policy(source: Random | Draw, *, shipped_facts: bool | None = None) -> RandomPolicy:
    """A checked policy. `shipped_facts` says which facts it is about; None leaves it open.

    The same seed gives the same policy. Raises AssertionError, with the text, should one not load.
    """
    draw: Draw = RandomDraw(source) if isinstance(source, Random) else source
    if shipped_facts is None:
        shipped_facts = chance(draw, 30)
    if shipped_facts:
        return _over_shipped_facts(draw)
    written = schema_text(small_schema(draw))
    schema = make_facts_schema(read_schema_text(Source("facts.schema.json", written)), checked=True)
    text = policy_text(draw, some_of(draw, schema))
    return RandomPolicy(text, written, _program(text, schema))


def _over_shipped_facts(draw: Draw) -> RandomPolicy:
    text = policy_text(draw, some_of(draw, load_facts_schema()))
    try:
        program = _library().built_text(text, Path(FILE)).program
    except PolicyError as problem:
        raise AssertionError(_unloadable(text, problem)) from problem
    return RandomPolicy(text, None, program)


@cache
def _library() -> Library:
    return Library.open(shipped_policies())


def _program(text: str, schema: FactsSchema) -> Program:
    digest = hashlib.sha256(text.encode()).hexdigest()
    try:
        return build(read_policy(Source(FILE, text)), schema, {}, digest=digest).program
    except PolicyError as problem:
        raise AssertionError(_unloadable(text, problem)) from problem


def _unloadable(text: str, problem: PolicyError) -> str:
    return f"a random policy does not load:\n{problem}\n{text}"
