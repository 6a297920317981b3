"""What a program compares its facts with: where the outcome may turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policydsl.feel import tree
from policydsl.feel.temporal import Date, DaysDuration, MonthsDuration, parse_date, to_string
from policydsl.feel.tree import Node
from policydsl.feel.values import Value
from policydsl.feel.walk import walk
from policydsl.policy.building.program_walk import parts
from policydsl.policy.facts.facts_tree import FactItems, FactLeaf, FactNode, FactSection
from policydsl.policy.model import Program

# Ends of months, a leap day, eves and ends of holidays, make-up workdays, and a year for which no
# holidays are published.
DAYS = (
    "2024-01-01", "2024-02-29", "2023-12-31", "2025-01-31", "2024-09-30", "2024-10-01",
    "2024-10-12", "2024-02-18", "2024-04-28", "2025-02-28", "2020-02-29", "2020-03-26",
    "2039-06-30",
)  # fmt: skip
YEARS = tuple(Decimal(year) for year in range(2019, 2028))
TEXTS = ("甲", "乙")
_LEAP_YEAR = "2024-"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """What facts are drawn from and around. `names` are all that any expression mentions; of
    those in `members`, only as the member of a section or list of that name.

    `figures` are by unit, those of no unit being everyone's; simple ones first. `terms` are whole
    months and `periods` whole days.
    """

    names: frozenset[str]
    members: frozenset[tuple[str, str]]
    figures: Mapping[str | None, tuple[Decimal, ...]]
    days: tuple[str, ...]
    terms: tuple[int, ...]
    periods: tuple[int, ...]
    texts: tuple[str, ...]

    @classmethod
    def of(cls, *programs: Program) -> Boundaries:
        """The boundaries of programs and of those that they use, taken together."""
        everything = [each for program in programs for each in _with_used(program)]
        nodes = [node for each in everything for part in parts(each) for node in walk(part.tree)]
        stated = [
            (atom, parameter.unit)
            for each in everything
            for parameter in each.parameters.values()
            for atom in _atoms(parameter.value)
        ]
        stated += [(atom, None) for node in nodes for atom in _literal(node)]
        values = [value for value, _ in stated]
        texts = [value for value in values if isinstance(value, str)]
        choices = {
            value
            for program in programs
            for info in program.facts.facts()
            for value, _ in info.values
        }
        month_days = [_LEAP_YEAR + text for text in texts]
        days = [to_string(value) for value in values if isinstance(value, Date)]
        days += [day for day in month_days if parse_date(day) is not None]
        return cls(
            names=frozenset(_names(nodes)),
            members=_members_only(nodes, programs[0].facts.root),
            figures=_by_unit(stated),
            days=tuple(dict.fromkeys((*days, *DAYS))),
            terms=_distinct(value.months for value in values if isinstance(value, MonthsDuration)),
            periods=_distinct(
                int(value.seconds // 86400) for value in values if isinstance(value, DaysDuration)
            ),
            texts=tuple(dict.fromkeys((*TEXTS, *(each for each in texts if each not in choices)))),
        )

    def near(self, unit: str | None) -> tuple[Decimal, ...]:
        """The figures that a fact of a unit may be compared with."""
        common = self.figures.get(None, ())
        own = self.figures.get(unit, ()) if unit is not None else ()
        return (Decimal(0), *dict.fromkeys((*own, *common)), Decimal(1))

    def asks_for(self, node: FactNode, name: str, parent: str = "") -> bool:
        """Whether the programs can name a fact, or anything in a section."""
        if name not in self.names:
            return False
        always = ("", name) not in self.members
        if not always and parent and (parent, name) not in self.members:
            return False
        match node:
            case FactSection():
                below = node.members.items()
                return any(self.asks_for(member, each, name) for each, member in below)
            case FactItems() | FactLeaf():
                return True


def _names(nodes: Sequence[Node]) -> Iterator[str]:
    return (node.name for node in nodes if isinstance(node, tree.Name | tree.Path))


def _members_only(nodes: Sequence[Node], root: FactSection) -> frozenset[tuple[str, str]]:
    """Names that stand only after the name of a section or list, each with what it stands after.

    A pair that starts with "" says that a name is such a one. What stands after the name of an
    item, or alone in a filter, may be a member of anything.
    """
    pairs: set[tuple[str, str]] = set()
    anywhere: set[str] = set()
    for node in nodes:
        match node:
            case tree.Path(tree.Path(name=owner), name):
                pairs.add((owner, name))
            case tree.Path(tree.Name(owner), name) if owner in root.members:
                pairs.add((owner, name))
            case tree.Path(_, name) | tree.Name(name):
                anywhere.add(name)
            case _:
                pass
    after = {pair for pair in pairs if pair[1] not in anywhere}
    return frozenset(after | {("", name) for _, name in after})


def _with_used(program: Program) -> Iterator[Program]:
    yield program
    for use in program.uses:
        yield from _with_used(use.program)


def _atoms(value: Value) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _atoms(item)
    else:
        yield value


def _literal(node: tree.Node) -> Iterator[Value]:
    match node:
        case tree.NumberLiteral(value) | tree.StringLiteral(value):
            yield value
        case tree.AtLiteral(text):
            day = parse_date(text)
            if day is not None:
                yield day
        case _:
            pass


def _by_unit(stated: list[tuple[Value, str | None]]) -> dict[str | None, tuple[Decimal, ...]]:
    found: dict[str | None, set[Decimal]] = {}
    for value, unit in stated:
        if isinstance(value, Decimal):
            found.setdefault(unit, set()).add(value)
    return {unit: tuple(sorted(figures, key=_plainness)) for unit, figures in found.items()}


def _plainness(figure: Decimal) -> tuple[bool, bool, Decimal]:
    return figure != figure.to_integral_value(), figure < 0, abs(figure)


def _distinct(numbers: Iterator[int]) -> tuple[int, ...]:
    return tuple(sorted(set(numbers)))
