"""A typed reader over YAML nodes: each function gives the value, or notes what is wrong.

After a problem a reader gives a harmless stand-in, so that a file's problems are all found in one
pass. What was read is used only where `problems` stayed empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from policydsl.policy.reading import errors_reading as errors
from policydsl.policy.reading import errors_yaml
from policydsl.policy.reading.document import Word
from policydsl.policy.reading.unfolding import unfolded
from policydsl.policy.source.dates import real_date as real_date
from policydsl.policy.source.names import CHINESE_NAME, CLAUSE
from policydsl.policy.source.yaml_tree import YamlMapping, YamlNode, YamlScalar, YamlSequence
from policydsl.text.diagnostic import Diagnostic, PolicyError, Text
from policydsl.text.source import Place, Source, Span

Problems = list[Diagnostic]
MAX_PROBLEMS = 20
TEXT_KINDS = frozenset({"string", "integer", "decimal", "date"})
_Choice = TypeVar("_Choice")


@dataclass(frozen=True, slots=True)
class Fields:
    """The entries of a mapping by key. `broken` where the node was no mapping at all."""

    entries: Mapping[str, tuple[YamlScalar, YamlNode]]
    place: Place
    what: Text
    problems: Problems
    broken: bool = False

    def optional(self, key: str) -> YamlNode | None:
        """The value under a key, or None. A key without a value is a problem."""
        if key not in self.entries:
            return None
        name, node = self.entries[key]
        if isinstance(node, YamlScalar) and node.kind == "null" and not node.text:
            self.problems.append(errors.empty_value(place_of(name), key))
            return None
        return node

    def required(self, key: str) -> YamlNode | None:
        """The value under a key; that it is missing is a problem."""
        if key not in self.entries and not self.broken:
            self.problems.append(errors.missing_key(self.place, key, self.what))
        return self.optional(key)

    def key_place(self, key: str) -> Place:
        return place_of(self.entries[key][0]) if key in self.entries else self.place


def place_of(node: YamlNode) -> Place:
    """Where a node stands. Of a mapping or list only the first line is pointed at."""
    start, end = node.span.start, node.span.end
    if not isinstance(node, YamlScalar):
        line_end = node.source.text.find("\n", start)
        end = min(end, line_end) if line_end >= 0 else end
    return Place(node.source, Span(start, max(start, end)))


def start_of(source: Source) -> Place:
    """The beginning of a file."""
    return Place(source, Span(0, 0))


def kind_of(node: YamlNode) -> str:
    """A key of `errors_reading.KINDS`."""
    match node:
        case YamlMapping():
            return "mapping"
        case YamlSequence():
            return "sequence"
        case YamlScalar():
            return node.kind


def fields(
    node: YamlNode | None,
    known: Sequence[str],
    what: Text,
    problems: Problems,
    place: Place | None = None,
) -> Fields:
    """The entries of a mapping whose keys are among `known`.

    `place` is where a missing key is reported; by default the mapping's first line.
    """
    if node is None:
        assert place is not None
        return Fields({}, place, what, problems, broken=True)
    where = place or place_of(node)
    if not isinstance(node, YamlMapping):
        problems.append(errors.wrong_kind(place_of(node), errors.KINDS["mapping"], kind_of(node)))
        return Fields({}, where, what, problems, broken=True)
    entries = {}
    for key, value in node.entries:
        if key.text in known:
            entries[key.text] = (key, value)
        else:
            problems.append(errors.unknown_key(place_of(key), key.text, known, what))
    return Fields(entries, where, what, problems)


def entries(node: YamlNode | None, what: Text, problems: Problems) -> list[tuple[Word, YamlNode]]:
    """The entries of a mapping whose keys are names of the author's own. None gives none."""
    if node is None:
        return []
    if not isinstance(node, YamlMapping):
        problems.append(errors.wrong_kind(place_of(node), errors.KINDS["mapping"], kind_of(node)))
        return []
    if not node.entries:
        problems.append(errors.nothing_in(place_of(node), what))
    found = []
    for key, value in node.entries:
        if isinstance(value, YamlScalar) and value.kind == "null" and not value.text:
            problems.append(errors.empty_value(place_of(key), key.text))
        else:
            found.append((Word(key.text, place_of(key)), value))
    return found


def items(node: YamlNode | None, what: Text, problems: Problems) -> list[YamlNode]:
    """The items of a list. None gives none."""
    if node is None:
        return []
    if not isinstance(node, YamlSequence):
        problems.append(errors.wrong_kind(place_of(node), errors.KINDS["sequence"], kind_of(node)))
        return []
    if not node.items:
        problems.append(errors.nothing_in(place_of(node), what))
    return list(node.items)


def text(node: YamlNode | None, problems: Problems) -> str:
    """A scalar's text; a number, a date or a bare `yes` keeps its spelling."""
    if node is None:
        return ""
    if not isinstance(node, YamlScalar) or node.kind not in TEXT_KINDS:
        given = kind_of(node)
        problems.append(errors.wrong_kind(place_of(node), errors.KINDS["string"], given))
        return ""
    return node.text


def word(
    node: YamlNode | None, pattern: re.Pattern[str], wanted: Text, example: str, problems: Problems
) -> Word | None:
    """A word of a given form; None where there is none or it is wrong."""
    if node is None:
        return None
    before = len(problems)
    written = text(node, problems)
    if len(problems) > before:
        return None
    return checked_word(Word(written, place_of(node)), pattern, wanted, example, problems)


def checked_word(
    found: Word, pattern: re.Pattern[str], wanted: Text, example: str, problems: Problems
) -> Word:
    """The same word; that it has not the form is a problem."""
    if not pattern.fullmatch(found.text):
        problems.append(errors.malformed(found.place, found.text, wanted, example))
    return found


def choice(
    node: YamlNode | None, allowed: Mapping[str, _Choice], default: _Choice, problems: Problems
) -> _Choice:
    """One of a few words."""
    if node is None:
        return default
    before = len(problems)
    written = text(node, problems)
    if written not in allowed and len(problems) == before:
        problems.append(errors.not_among(place_of(node), written, allowed))
    return allowed.get(written, default)


def boolean(node: YamlNode | None, problems: Problems) -> bool:
    """true or false; false where nothing is written."""
    if node is None:
        return False
    if isinstance(node, YamlScalar) and node.kind == "boolean":
        return node.text.casefold() == "true"
    if isinstance(node, YamlScalar) and node.trap is not None:
        problems.append(errors.yaml_trap(place_of(node), node.text))
    else:
        wanted = errors.KINDS["boolean"]
        problems.append(errors.wrong_kind(place_of(node), wanted, kind_of(node)))
    return False


def date(node: YamlNode | None, problems: Problems) -> str:
    """A day that exists, as ISO text, quoted or not."""
    if node is None:
        return ""
    if not isinstance(node, YamlScalar) or node.kind not in {"date", "string"}:
        given = kind_of(node)
        problems.append(
            errors.wrong_kind(place_of(node), errors.KINDS["date"], given, "2020-03-26")
        )
        return ""
    if not real_date(node.text):
        problems.append(errors.impossible_date(place_of(node), node.text))
    return node.text


def bilingual(node: YamlNode | None, problems: Problems) -> Text | None:
    """`{zh: …, en: …}`, or a string for both; `en` may be left out (the linter asks for it)."""
    if node is None:
        return None
    if not isinstance(node, YamlMapping):
        written = _said(node, problems)
        return Text(written, written)
    node = _uncut(node, problems)
    both = fields(node, ("zh", "en"), Text("双语文字", "a text in two languages"), problems)
    zh = _said(both.required("zh"), problems)
    en = _said(both.optional("en"), problems)
    return Text(zh, en or zh)


def _uncut(node: YamlMapping, problems: Problems) -> YamlMapping:
    """Without the keys that a comma made of a text's rest: `{zh: …, en: a, b}`; they are noted."""
    rests = [key for key, value in node.entries if key.text not in {"zh", "en"} and _empty(value)]
    problems.extend(errors.text_cut(place_of(key), key.text) for key in rests)
    return replace(node, entries=tuple(each for each in node.entries if each[0] not in rests))


def _empty(node: YamlNode) -> bool:
    return isinstance(node, YamlScalar) and node.kind == "null" and not node.text


def _said(node: YamlNode | None, problems: Problems) -> str:
    """Words for people; that there are none is a problem."""
    before = len(problems)
    written = text(node, problems)
    if isinstance(node, YamlScalar) and len(problems) == before:
        written = unfolded(node)
    if node is not None and not written.strip() and len(problems) == before:
        problems.append(errors.no_words(place_of(node)))
    return written


def title(found: Fields, problems: Problems) -> Text:
    """The required `title`."""
    return bilingual(found.required("title"), problems) or Text("", "")


def clauses(node: YamlNode | None, problems: Problems) -> tuple[str, ...]:
    """One clause or a list of them."""
    if node is None:
        return ()
    nodes = (
        items(node, Text("条款", "clauses"), problems) if isinstance(node, YamlSequence) else [node]
    )
    return tuple(clause(each, problems) for each in nodes)


def clause(node: YamlNode, problems: Problems) -> str:
    """A clause's path in its notice."""
    before = len(problems)
    written = text(node, problems)
    if len(problems) > before:
        return written
    if not CLAUSE.fullmatch(written):
        place = place_of(node)
        if re.search(r"[,、，\s]", written):
            problems.append(errors.several_clauses(place, written))
        else:
            wanted = Text("条款路径", "the path of a clause")
            problems.append(errors.malformed(place, written, wanted, "att1/3/1"))
    return written


def chinese_name(node: YamlNode | None, problems: Problems) -> Word | None:
    """The Chinese name usable in expressions."""
    wanted = Text(
        "可用于表达式的中文名（只用汉字、字母、数字，以汉字或大写字母开头）",
        "a Chinese name for expressions (Han characters, letters and digits only)",
    )
    return word(node, CHINESE_NAME, wanted, "办公面积下限", problems)


def unique(names: Iterable[Word], what: Text, problems: Problems) -> None:
    """Notes each name that occurred before."""
    seen: set[str] = set()
    for name in names:
        if name.text in seen:
            problems.append(errors.duplicate(name.place, what, name.text))
        seen.add(name.text)


def raise_if_any(problems: Problems) -> None:
    """Raises PolicyError with the problems in the order of the text, at most 20."""
    if problems:
        causes = [each for each in problems if not _follows(each, problems)]
        raise PolicyError(*sorted(causes, key=_order)[:MAX_PROBLEMS])


def _follows(problem: Diagnostic, problems: Problems) -> bool:
    """Whether a problem lies in what YAML cut off an expression: then the cut is its cause."""
    name, start = _order(problem)
    for each in problems:
        if each.code == errors_yaml.CUT and each is not problem and each.place:
            span = each.place.outermost().span
            if _order(each)[0] == name and span.start < start < span.end:
                return True
    return False


def _order(problem: Diagnostic) -> tuple[str, int]:
    if problem.place is None:
        return ("", -1)
    place = problem.place.outermost()
    return (place.source.name, place.span.start)


def each_named(
    node: YamlNode | None,
    what: Text,
    problems: Problems,
    read: Callable[[Word, YamlNode], _Choice],
) -> tuple[_Choice, ...]:
    """Each entry of a mapping of named things, read by `read`."""
    return tuple(read(name, value) for name, value in entries(node, what, problems))
