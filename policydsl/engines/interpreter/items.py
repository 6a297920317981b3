"""What a rule's `for` leads to: the items, or the place where it leads no further."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from policydsl.engines.interpreter.expressions import Names, text_of, value_of
from policydsl.feel.run import limit_null
from policydsl.feel.values import (
    CauseKind,
    FactList,
    Null,
    Record,
    Value,
    null,
)
from policydsl.policy.model import Rule, RuleIterator

MAX_ITEMS = 100_000
LABEL_SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class Visit:
    """One item, with the iterators bound to it; or, where `end` is set, a list without items.

    `end` is then the empty list, or the null that stands for an unknown one, and `unbound` are
    the iterators that it leaves without a value.
    """

    names: Names
    paths: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    end: tuple[Value, ...] | Null | None = None
    unbound: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return LABEL_SEPARATOR.join(self.paths)

    @property
    def label(self) -> str | None:
        return LABEL_SEPARATOR.join(self.labels) or None


def visits(rule: Rule, names: Names) -> Iterator[Visit]:
    """Every item of a rule, in order; a rule without `for` has one, with no path and no label.

    An empty list gives a visit of its own, also where an outer item has it. Where the bound of
    work is reached, one last visit to an unknown list stands for the rest.
    """
    for number, visit in enumerate(_visits(rule.iterators, Visit(names)), 1):
        if number > MAX_ITEMS or names.budget.steps < 0:
            unbound = frozenset(iterator.name for iterator in rule.iterators)
            yield replace(visit, end=limit_null(), unbound=unbound)
            return
        yield visit


def _visits(iterators: tuple[RuleIterator, ...], here: Visit) -> Iterator[Visit]:
    if not iterators:
        yield here
        return
    first, *later = iterators
    domain = _domain(first, here.names)
    if isinstance(domain, Null) or not domain:
        unbound = frozenset(iterator.name for iterator in iterators)
        path = _list_path(domain, first)
        yield replace(here, paths=_extended(here.paths, path), end=domain, unbound=unbound)
        return
    for index, item in enumerate(domain, 1):
        path = item.path if isinstance(item, Record) else f"{_list_path(domain, first)}[{index}]"
        inner = Visit(
            here.names.bind(first.name, item),
            _extended(here.paths, path),
            (*here.labels, _label(item) or _relative(here.paths, path)),
        )
        yield from _visits(tuple(later), inner)


def _domain(iterator: RuleIterator, names: Names) -> tuple[Value, ...] | Null:
    """The list to go through. Anything else that is not null is one item, as FEEL has it."""
    match value_of(iterator.domain, names):
        case Null(causes) as unknown:
            return unknown if causes else _no_list()
        case tuple() as items:
            return items
        case single:
            return (single,)


def _no_list() -> Null:
    return null(CauseKind.WRONG_TYPE, "要逐项评的不是列表", "what is to be gone through is no list")


def _list_path(domain: tuple[Value, ...] | Null, iterator: RuleIterator) -> str:
    match domain:
        case FactList():
            return domain.path
        case Null(causes) if len(causes) == 1 and causes[0].fact:
            return causes[0].fact
        case _:
            return text_of(iterator.domain.tree, iterator.domain)


def _extended(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The paths that tell an item: one inside another says both."""
    if paths and path.startswith((f"{paths[-1]}.", f"{paths[-1]}[")):
        return (*paths[:-1], path)
    return (*paths, path)


def _relative(paths: tuple[str, ...], path: str) -> str:
    return path.removeprefix(f"{paths[-1]}.") if paths else path


def _label(item: Value) -> str | None:
    match item:
        case Record():
            return item.label
        case str():
            return item
        case Decimal():
            return format(item, "f")
        case _:
            return None
