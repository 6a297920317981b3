"""The names that expressions of a policy may use, and that no name means two things."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.lexical import KEYWORDS
from policydsl.feel.types import ContextType, Member
from policydsl.policy.building import errors_build as errors
from policydsl.policy.reading.document import PolicyDocument, Word
from policydsl.policy.reading.fields import Problems
from policydsl.text.diagnostic import Text

VERDICTS = (
    ("eligible", Text("符合", "met")),
    ("conditional", Text("附条件符合", "conditionally met")),
    ("undetermined", Text("尚不能确定", "cannot be determined yet")),
    ("ineligible", Text("不符合", "not met")),
    ("not_applicable", Text("不适用", "not applicable")),
)

FACT = Text("事实", "a fact")
LANGUAGE = Text("表达式语言", "a word of the expression language")
ITERATION = Text("本政策里另一样东西", "the name of something else in this policy")


def scope_of(members: dict[str, Member]) -> ContextType:
    """The scope made of members by id."""
    return ContextType(MappingProxyType(dict(members)))


def refuse_clashes(document: PolicyDocument, facts: ContextType, problems: Problems) -> None:
    """Every id and Chinese name of a policy must mean one thing."""
    taken: dict[str, Text] = dict.fromkeys((*KEYWORDS, *BUILTINS), LANGUAGE)
    for member in facts.members.values():
        taken[member.id] = FACT
        if member.zh:
            taken[member.zh] = FACT
    for what, name, zh in named_things(document):
        for word in (name, zh) if zh else (name,):
            if word.text in taken:
                problems.append(errors.name_taken(word.place, word.text, taken[word.text]))
            else:
                taken[word.text] = what


def named_things(document: PolicyDocument) -> Iterator[tuple[Text, Word, Word | None]]:
    """What a policy names, with what it is called in messages."""
    for use in document.head.uses:
        yield Text("另一引用", "another use"), use.name, use.zh
    for parameter in document.parameters:
        yield Text("另一参数", "a parameter"), parameter.name, parameter.zh
    for definition in document.definitions:
        yield Text("另一定义", "a definition"), definition.name, definition.zh
    for decision in document.decisions:
        yield Text("另一决定", "a decision"), decision.name, decision.zh
