"""Results with every item: flat tuples as they are found, made readable only when read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policydsl.engines.python.compiled import load
from policydsl.engines.python.emitting import Module
from policydsl.engines.results import STATUSES, Field, fields_of
from policydsl.policy.model import Checklist, Program, Rule

Flat = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ItemShape:
    """What the flat tuples of a rule hold: its place among the fields, a code, positions, values.

    `paths` are those of an item, and of a list without items at each level, in which `{0}` is the
    position in the outermost list; a position of 0 says that there the list has no items. `facts`
    are the paths of the facts whose values follow, unless there is no item.
    """

    decision: str
    rule: str
    require: str
    paths: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A program as generated code that keeps every item. `shapes` say how to read one."""

    program: Program = field(repr=False)
    source: str = field(repr=False)
    fields: tuple[Field, ...] = field(repr=False)
    shapes: Mapping[int, ItemShape] = field(repr=False)
    run: Callable[[Mapping[str, Any]], tuple[Flat, list[Flat]]] = field(repr=False)
    """The result as `Compiled.run` gives it, and the items; raises `BeyondBoundsError`."""
    readers: Mapping[int, Callable[[Flat], dict[str, Any]]] = field(repr=False)

    def readable(self, items: Sequence[Flat]) -> list[dict[str, Any]]:
        """The items as dicts: `decision`, `rule`, `item`, `status`, `require`, `facts`.

        A fact that is not stated is None.
        """
        return [self.readers[each[0]](each) for each in items]


def compile_traced(program: Program) -> Traced:
    """Writes and loads the code of a program that keeps every item."""
    loaded = load(program, traced=True)
    fields = fields_of(program)
    shapes = {
        place: _shape(each.decision, rule, loaded.module, place)
        for place, each in enumerate(fields)
        if (rule := _rule(program, each)) is not None
    }
    readers = {place: _reader(shape) for place, shape in shapes.items()}
    return Traced(program, loaded.source, fields, shapes, loaded.evaluate, readers)


def _rule(program: Program, place: Field) -> Rule | None:
    body = program.decisions[place.decision].body
    if place.kind != "rule" or not isinstance(body, Checklist):
        return None
    return next(rule for rule in body.rules if rule.id == place.id)


def _shape(decision: str, rule: Rule, module: Module, place: int) -> ItemShape:
    lists = module.paths[place]
    shown: tuple[str, ...] = ()
    ends = []
    for level, path in enumerate(lists):
        ends.append(" / ".join(_extended(shown, path)))
        shown = _extended(shown, f"{path}[{{{level}}}]")
    require = " ".join(rule.require.source.text.split())
    paths = (*ends, " / ".join(shown))
    return ItemShape(decision, rule.id, require, paths, module.reads.get(place, ()))


def _extended(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The paths that tell an item: one inside another says both."""
    if paths and path.startswith((f"{paths[-1]}.", f"{paths[-1]}[")):
        return (*paths[:-1], path)
    return (*paths, path)


def _reader(shape: ItemShape) -> Callable[[Flat], dict[str, Any]]:
    """A function, written for one rule, that makes an item readable."""
    levels = [f"p{number}" for number in range(len(shape.paths) - 1)]
    values = [f"v{number}" for number in range(len(shape.facts))]
    here = dict(zip((f"{{{number}}}" for number in range(len(levels))), levels, strict=True))

    def path(template: str) -> str:
        for place, name in here.items():
            template = template.replace(place, f"{{{name}}}")
        return f"f{template!r}"

    facts = ", ".join(
        f"{path(each)}: {value}" for each, value in zip(shape.facts, values, strict=True)
    )
    whole = [f"len(item) == {2 + len(levels) + len(values)}", *levels[-1:]]
    lines = [
        "def read(item):",
        f"    _, code, {''.join(f'{each}, ' for each in levels)}*values = item",
        f"    if {' and '.join(whole)}:",
        *([f"        {', '.join(values)}, = values"] if values else []),
        "        return {",
        f"            'decision': {shape.decision!r}, 'rule': {shape.rule!r},",
        f"            'item': {path(shape.paths[-1])}, 'status': WORDS[code],",
        f"            'require': {shape.require!r}, 'facts': {{{facts}}},",
        "        }",
        "    return readable(SHAPE, item)",
    ]
    words = tuple(each.value for each in STATUSES)
    scope: dict[str, Any] = {"WORDS": words, "readable": _readable, "SHAPE": shape}
    exec("\n".join(lines), scope)
    read: Callable[[Flat], dict[str, Any]] = scope["read"]
    return read


def _readable(shape: ItemShape, item: Flat) -> dict[str, Any]:
    levels = len(shape.paths) - 1
    positions, values = item[2 : 2 + levels], item[2 + levels :]
    ended = positions.index(0) if 0 in positions else levels
    return {
        "decision": shape.decision,
        "rule": shape.rule,
        "item": shape.paths[ended].format(*positions),
        "status": STATUSES[item[1]].value,
        "require": shape.require,
        "facts": {
            path.format(*positions): value for path, value in zip(shape.facts, values, strict=False)
        },
    }
