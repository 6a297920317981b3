"""Every FEEL text of a model, with the names that it may use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from tck import model
from tck.evaluation import Library
from tck.model import Model


@dataclass(frozen=True, slots=True)
class Text:
    """FEEL text: an expression, or unary tests. `where` names the element that it stands in."""

    text: str
    is_tests: bool
    names: frozenset[str]
    where: str


def texts_of(library: Library) -> Iterator[Text]:
    """All texts of models that are not empty; text in other languages is left out."""
    names = frozenset(name for source in library.values() for name in _names(source))
    for source in library.values():
        for element in source.elements.values():
            for is_tests, text in _texts(element):
                if text.strip():
                    yield Text(text, is_tests, names, element.variable.name)


def _names(source: Model) -> Iterator[str]:
    yield from source.member_names
    yield from source.types
    yield from source.imports
    yield from _bound_names(source)


def _bound_names(node: object) -> Iterator[str]:
    for each in _walk(node):
        match each:
            case model.Variable(name) | model.Iteration(variable=name):
                yield name


def _texts(element: object) -> Iterator[tuple[bool, str]]:
    for each in _walk(element):
        match each:
            case model.Literal(str() as text):
                yield False, text
            case model.Rule(tests):
                yield from ((True, test) for test in tests)
            case model.Input(_, str() as values) | model.Output(values=str() as values):
                yield True, values


def _walk(node: object) -> Iterator[object]:
    yield node
    if isinstance(node, model.Function) and node.language != "FEEL":
        return
    if is_dataclass(node):
        for each in fields(node):
            yield from _walk(getattr(node, each.name))
    elif isinstance(node, dict):
        for value in node.values():
            yield from _walk(value)
    elif isinstance(node, tuple):
        for value in node:
            yield from _walk(value)
