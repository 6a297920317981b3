"""One institution of which nothing is known yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from policydsl.engines.smt.bounds import Bounds
from policydsl.engines.smt.context import ExpressionContext
from policydsl.engines.smt.domain import AREA, NEXT_TEXT, area_of, demands, is_restricted, refused
from policydsl.engines.smt.fact_shapes import longest_lists, merged, with_those_around
from policydsl.engines.smt.fact_values import is_value, numeral
from policydsl.engines.smt.fact_variables import (
    FactVariable,
    LeafPlace,
    ListPlace,
    Maker,
    Place,
    SectionPlace,
    places_below,
    schema_path,
)
from policydsl.engines.smt.formula import FALSE, Formula, all_of, any_of, implies
from policydsl.engines.smt.guards import Guard, all_hold, opposite
from policydsl.engines.smt.readable_texts import room_for_texts
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.policy.building.mentioned_facts import mentioned_facts
from policydsl.policy.facts import Facts
from policydsl.policy.facts.facts_tree import FactItems, FactSection
from policydsl.policy.model import Program

_STEP = re.compile(r"\.?([^.\[\]]+)|\[([0-9]+)\]")


class Space:
    """The facts that programs mention, as variables; encodings of one space can be compared.

    Paths are as in `occupations[1].theory.area`; KeyError for one that the facts schema lacks. An
    item beyond the bounds never is there.
    """

    def __init__(self, root: FactSection, bounds: Bounds, sizes: Mapping[str, int]) -> None:
        self.bounds = bounds
        self.context = ExpressionContext()
        self._sizes = sizes
        self._maker = Maker(self._slots)
        self.root = self._maker.section(root, "", True)
        self._demands: list[Guard] = []
        self._lists: list[Guard] = []
        self._looked_at = 0
        self._restricted: list[LeafPlace] = []
        self._areas: dict[str, tuple[LeafPlace, int]] = {}
        self._atoms_seen = 0

    @classmethod
    def of(
        cls,
        programs: Sequence[Program],
        bounds: Bounds = Bounds(),  # noqa: B008 - frozen
        *,
        decisions: Iterable[str] | None = None,
        template: Facts | None = None,
    ) -> Space:
        """The space of programs, or of some of their decisions.

        Lists have at least as many slots as those of `template` have items.
        """
        root = merged([program.facts.root for program in programs])
        sizes = {} if template is None else longest_lists(root, template.stated)
        return cls(root, bounds, sizes).made(*mentioned_facts(programs, decisions))

    def made(self, *paths: str) -> Space:
        """This space with variables for these schema paths, and the lists that they lie in."""
        _make(self.root, with_those_around(paths))
        return self

    @property
    def facts(self) -> tuple[FactVariable, ...]:
        """Every fact that the programs mention, each list before its items."""
        return tuple(place.variable for place in self.places())

    def places(self) -> Iterable[LeafPlace | ListPlace]:
        """Every fact that was made, in the order of the facts schema."""
        return places_below(self.root)

    @property
    def domain(self) -> Formula:
        """What the facts schema demands; a `Solver` of this space always holds to it."""
        return Formula(all_hold([*self.demands(), self.texts_met()]))

    def demands(self) -> Sequence[Guard]:
        """The parts of the domain. More may follow as long as there is encoding."""
        atoms = self.context.atoms
        made = self._maker.made
        while self._looked_at < len(made):
            place = made[self._looked_at]
            self._looked_at += 1
            found = list(demands(place, atoms))
            self._demands.extend(found)
            if isinstance(place, ListPlace):
                self._lists.extend(found)
            if isinstance(place, LeafPlace) and is_restricted(place):
                self._restricted.append(place)
                self._demands.append(self._area(place))
                self._demands.extend(refused(place, list(atoms)[: self._atoms_seen]))
        fresh = list(atoms)[self._atoms_seen :]
        self._atoms_seen += len(fresh)
        for place in self._restricted:
            self._demands.extend(refused(place, fresh))
        return self._demands

    def demands_on_lists(self) -> Sequence[Guard]:
        """The part of the domain that is about which items there are."""
        self.demands()
        return self._lists

    def texts_met(self) -> Guard:
        """How many texts were met until now: part of the domain, but not for long."""
        return self.context.atoms.next == NEXT_TEXT if self._restricted else True

    def kind_of_text(self, number: int) -> LeafPlace | None:
        """A fact of the format that the text of a number has; None where it has none."""
        areas = list(self._areas.values())
        return areas[number // AREA - 1][0] if number >= AREA else None

    def known(self, path: str) -> Formula:
        """The fact or list at a path (`occupations[1].name`) is stated; of a section, any of it."""
        match self.place(path):
            case None:
                return FALSE
            case SectionPlace() as section:
                return any_of(
                    each.variable.exists & each.variable.known for each in places_below(section)
                )
            case found:
                return found.variable.exists & found.variable.known

    def present(self, path: str) -> Formula:
        """The item is there: `occupations[2]`."""
        match self.place(path):
            case None:
                return FALSE
            case SectionPlace() as section:
                return Formula(section.exists)
            case found:
                return found.variable.exists

    def same_as(self, facts: Facts) -> Formula:
        """It is exactly this institution: what it left unstated is not stated.

        Of the facts that are mentioned; the others are no part of this space.
        """
        return Formula(all_hold(self._same(self.root, facts.stated)))

    def fact_is(self, path: str, value: Any) -> Formula:
        """The fact is stated and has this plain value (`bool`, `int`, `Decimal`, id, ISO date)."""
        place = self.place(path)
        if not isinstance(place, LeafPlace):
            return FALSE
        guard = is_value(place, value, self.context.atoms)
        return place.variable.exists & place.variable.known & Formula(guard)

    def at_least(self, path: str, number: Decimal | int | str) -> Formula:
        """The number or date is stated, and it is that much or more."""
        return self._compared(path, number, least=True)

    def at_most(self, path: str, number: Decimal | int | str) -> Formula:
        """The number or date is stated, and it is that much or less."""
        return self._compared(path, number, least=False)

    def length_is(self, path: str, length: int) -> Formula:
        """The list is stated and has so many items."""
        place = self.place(path)
        if not isinstance(place, ListPlace) or length > len(place.filled):
            return FALSE
        parts = [place.variable.exists.guard, place.variable.known.guard]
        if length:
            parts.append(place.filled[length - 1])
        if length < len(place.filled):
            parts.append(opposite(place.filled[length]))
        return Formula(all_hold(parts))

    def complete(self) -> Formula:
        """No fact is missing, of the items that are there. Statements may be left out."""
        return all_of(
            implies(place.variable.exists, place.variable.known)
            for place in self.places()
            if isinstance(place, ListPlace) or not place.leaf.statement
        )

    def value(self, path: str) -> Symbolic:
        """What is at a path, for this room alone."""
        place = self.place(path)
        if place is None:
            raise KeyError(path)
        return place.value

    def place(self, path: str) -> Place | None:
        """The variables at a path; None beyond the bounds. KeyError where there is no such fact."""
        here: Place | None = self.root
        for step in _STEP.finditer(path):
            match here, step[1], step[2]:
                case SectionPlace(members=members), str() as name, _:
                    here = members.place(name)
                case ListPlace(items=items), None, str() as position if int(position) > 0:
                    here = items[int(position) - 1] if int(position) <= len(items) else None
                case None, _, _:
                    return None
                case _:
                    raise KeyError(path)
        return here

    def _compared(self, path: str, number: Decimal | int | str, *, least: bool) -> Formula:
        place = self.place(path)
        if not isinstance(place, LeafPlace):
            return FALSE
        end = numeral(place, number, self.context.atoms)
        if end is None:
            raise ValueError(f"{number} is no value of {path}")
        inside = place.term >= end if least else place.term <= end
        return place.variable.exists & place.variable.known & Formula(inside)

    def _area(self, place: LeafPlace) -> Guard:
        """The texts of a format, which is the same for all facts of the same rules."""
        rules = str(sorted(place.leaf.rule.items()))
        if rules not in self._areas:
            self._areas[rules] = place, room_for_texts(place)
        return area_of(place, list(self._areas).index(rules), self._areas[rules][1])

    def _slots(self, path: str, node: FactItems) -> int:
        """How many items a list may have: the bound, but what the facts schema wants at least."""
        general = schema_path(path)
        wanted = max(self.bounds.of(general), self._sizes.get(general, 0))
        return max(
            min(wanted, int(node.rule.get("maxItems", wanted))), int(node.rule.get("minItems", 0))
        )

    def _same(self, place: Place, stated: Any) -> Iterable[Guard]:
        match place:
            case SectionPlace():
                for name, member in place.members.made():
                    yield from self._same(member, (stated or {}).get(name))
            case LeafPlace() if stated is None:
                yield opposite(place.variable.known.guard)
            case LeafPlace():
                yield place.variable.known.guard
                yield is_value(place, stated, self.context.atoms)
            case ListPlace() if stated is None:
                yield opposite(place.variable.known.guard)
            case ListPlace():
                yield place.variable.known.guard
                yield len(stated) <= len(place.filled)
                for number, filled in enumerate(place.filled):
                    yield filled if number < len(stated) else opposite(filled)
                for item, each in zip(place.items, stated, strict=False):
                    yield from self._same(item, each)


def _make(section: SectionPlace, mentioned: frozenset[str]) -> None:
    """Makes the places of all facts that are mentioned, and of the lists that they lie in."""
    for name in section.section.members:
        general = schema_path(f"{section.path}.{name}" if section.path else name)
        if general in mentioned:
            match section.members.place(name):
                case SectionPlace() as below:
                    _make(below, mentioned)
                case ListPlace(items=items):
                    for item in items:
                        if isinstance(item, SectionPlace):
                            _make(item, mentioned)
                case LeafPlace():
                    pass
