"""What the names of an expression are called in each language, and what is known of their types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from policydsl.feel import tree
from policydsl.feel.temporal import MONTH_NAMES
from policydsl.feel.tree import Expression
from policydsl.feel.types import (
    ANY,
    ContextType,
    DateTimeType,
    DateType,
    DaysDurationType,
    ListType,
    Member,
    MonthsDurationType,
    StringType,
    Type,
)
from policydsl.policy.model import Parameter, Program, RuleIterator
from policydsl.report.values import Labels, value_words
from policydsl.text.diagnostic import Language, Text

_TEMPORAL = DateType | DateTimeType | MonthsDurationType | DaysDurationType
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@dataclass(frozen=True, slots=True)
class Names:
    """The names in scope, by id, and the figures that stand behind some of them."""

    language: Language
    members: Mapping[str, Member]
    parameters: Mapping[str, Parameter]
    units: Mapping[str, Text]

    @classmethod
    def of(cls, program: Program, language: Language) -> Names:
        return cls(language, program.scope.members, program.parameters, program.facts.units)

    def bind(self, *members: Member) -> Names:
        """These names with more, which hide those of the same id."""
        bound = {member.id: member for member in members}
        parameters = {id: each for id, each in self.parameters.items() if id not in bound}
        return replace(self, members={**self.members, **bound}, parameters=parameters)

    def bind_rule(self, iterators: tuple[RuleIterator, ...]) -> Names:
        """With the names of a rule's `for`."""
        names = self
        for each in iterators:
            names = names.bind_each(each.name, each.domain.tree)
        return names

    def bind_each(self, name: str, domain: Expression) -> Names:
        """With a name for the items of a list."""
        kind = self.type_of(domain)
        item = kind.item if isinstance(kind, ListType) else ANY
        return self.bind(Member(name, item, self._item_name(domain)))

    def bind_items(self, items: Expression) -> Names:
        """With the members of a list's items, as in a filter's condition."""
        kind = self.type_of(items)
        item = kind.item if isinstance(kind, ListType) else kind
        members = item.members.values() if isinstance(item, ContextType) else ()
        return self.bind(Member("item", item), *members)

    def _item_name(self, domain: Expression) -> str | None:
        """`职业` for the items of `各职业`."""
        member = self.member(domain)
        if member is None or member.zh is None:
            return None
        return member.zh.removeprefix("各")

    def called(self, name: str) -> str:
        """A root name in the language."""
        return self.spelled(self.members.get(name), name)

    def spelled(self, member: Member | None, name: str) -> str:
        """A member's Chinese name in Chinese, its id in English."""
        if self.language == "zh" and member is not None and member.zh is not None:
            return member.zh
        return name

    def figure(self, parameter: Parameter, labels: Labels) -> str:
        """A parameter's value and what it is: `50 平方米（办公面积下限）`."""
        value = self.value_of(parameter, labels)
        if self.language == "zh":
            return f"{value}（{parameter.zh or parameter.title.zh}）"
        return f"{value} ({parameter.title.en})"

    def value_of(self, parameter: Parameter, labels: Labels) -> str:
        """A parameter's value alone: `50 平方米`; a day of every year as `3月1日`."""
        value = parameter.value
        if isinstance(value, str) and _MONTH_DAY.fullmatch(value):
            month, day = (int(part) for part in value.split("-"))
            return (
                f"{month}月{day}日" if self.language == "zh" else f"{day} {MONTH_NAMES[month - 1]}"
            )
        unit = None if parameter.unit is None else self.units.get(parameter.unit)
        return value_words(value, self.language, unit=unit, labels=labels)

    def is_temporal(self, node: Expression) -> bool:
        """Whether the expression is a date, a date and time or a duration, as far as is known."""
        return isinstance(self.type_of(node), _TEMPORAL)

    def member(self, node: Expression) -> Member | None:
        """The member that a name or a path leads to."""
        match node:
            case tree.Name(name):
                return self.members.get(name)
            case tree.Path(subject, name):
                kind = self.type_of(subject)
                inner = kind.item if isinstance(kind, ListType) else kind
                return inner.members.get(name) if isinstance(inner, ContextType) else None
            case _:
                return None

    def type_of(self, node: Expression) -> Type:
        """The type as far as names tell it; anything where they do not."""
        match node:
            case tree.Filter(subject, tree.NumberLiteral()):
                kind = self.type_of(subject)
                return kind.item if isinstance(kind, ListType) else kind
            case tree.Filter(subject, _):
                return self.type_of(subject)
            case tree.Path(subject, _):
                member = self.member(node)
                projected = isinstance(self.type_of(subject), ListType)
                if member is None:
                    return ANY
                return ListType(member.type) if projected else member.type
            case tree.Name():
                member = self.member(node)
                return ANY if member is None else member.type
            case _:
                return ANY

    def labels_of(self, node: Expression) -> Labels:
        """The labels of an enumeration's ids, where the expression is of one."""
        return labels_of_type(self.type_of(node))


def labels_of_type(kind: Type) -> Labels:
    """The labels of an enumeration, or of a list of one; none for every other type."""
    inner = kind.item if isinstance(kind, ListType) else kind
    return dict(inner.values) if isinstance(inner, StringType) else {}
