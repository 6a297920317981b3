"""YAML's syntax errors in plain words, each with a way out.

The parser says what it was doing and what it missed; what the author most likely meant is read
from the line at that place.
"""

from __future__ import annotations

from policydsl.policy.source import yaml_syntax_errors as errors
from policydsl.policy.source.yaml_errors import unprintable_character
from policydsl.policy.source.yaml_safe import safe_writing
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Place, Source, Span

_UNPRINTABLE = pattern(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SPACED_COLON = pattern(r":(\s|$)")


def unprintable(source: Source) -> Diagnostic | None:
    """The first character that YAML does not allow, if any; a byte-order mark may come first."""
    found = _UNPRINTABLE.search(source.text, 1 if source.text.startswith("\ufeff") else 0)
    if found is None:
        return None
    return unprintable_character(Place(source, Span(*found.span())), found.group())


def yaml_syntax(
    source: Source, *, problem: str, context: str, at: int, start: int | None
) -> Diagnostic:
    """The diagnostic for a parser's complaint at offset `at` about what began at `start`."""
    begun = at if start is None else start
    if "cannot start any token" in problem or "found a tab" in problem:
        return _bad_start(source, at)
    if "quoted scalar" in context:
        return _bad_quotes(source, problem, at, begun)
    if "block scalar" in context:
        return _reserved(source, begun)
    if any(word in context for word in ("anchor", "alias", "tag", "directive")):
        return _reserved(source, begun)
    if "undefined tag handle" in problem:
        return _reserved(source, begun)
    if "could not find expected ':'" in problem:
        return _missing_colon(source, begun)
    if "mapping values are not allowed" in problem:
        return _second_colon(source, at)
    if "sequence entries are not allowed" in problem:
        return errors.list_on_its_own_line(_char(source, at), safe_writing(source, at))
    if "node content" in problem or ("but found '" in problem and "flow node" in context):
        return _reserved(source, at)
    if "flow sequence" in context or "flow mapping" in context:
        return _unclosed_bracket(source, begun, at)
    return _unexpected(source, problem, context, at)


def _char(source: Source, at: int) -> Place:
    return Place(source, Span(at, min(at + 1, len(source.text))))


def _line_start(source: Source, at: int) -> int:
    return source.text.rfind("\n", 0, at) + 1


def _bad_start(source: Source, at: int) -> Diagnostic:
    if source.text[at : at + 1] == "\t":
        return errors.tab(_char(source, at))
    return _reserved(source, at)


def _reserved(source: Source, at: int) -> Diagnostic:
    char = source.text[at : at + 1]
    return errors.reserved_character(_char(source, at), char, safe_writing(source, at))


def _bad_quotes(source: Source, problem: str, at: int, start: int) -> Diagnostic:
    if "end of stream" in problem or "document indicator" in problem or "separator" in problem:
        return errors.unclosed_quote(_char(source, start), source.text[start : start + 1])
    stop = min(at + 1, len(source.text))
    backslash = source.text.rfind("\\", start, stop)
    return errors.bad_escape(Place(source, Span(backslash if backslash >= 0 else at, stop)))


def _missing_colon(source: Source, at: int) -> Diagnostic:
    number, _ = source.position(at)
    line = source.line(number)
    start = _line_start(source, at)
    first = start + len(line) - len(line.lstrip())
    return errors.missing_colon(
        Place(source, Span(first, start + len(line.rstrip()))), line.strip()
    )


def _second_colon(source: Source, at: int) -> Diagnostic:
    """A `: ` where none may stand: in a value, or after a line that lacks its own."""
    start = _line_start(source, at)
    if _SPACED_COLON.search(source.text, start, at):
        return errors.second_colon(_char(source, at), safe_writing(source, at))
    number, _ = source.position(at)
    indent = _indent(source.line(number))
    for above in range(number - 1, 0, -1):
        line = source.line(above).split(" #")[0].rstrip()
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if _SPACED_COLON.search(line):
            return errors.bad_indentation(Place(source, Span(start + indent, at)))
        return _missing_colon(source, _line_start_of(source, above))
    return errors.bad_indentation(Place(source, Span(start + indent, at)))


def _line_start_of(source: Source, number: int) -> int:
    at = 0
    for _ in range(number - 1):
        at = source.text.index("\n", at) + 1
    return at


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _unclosed_bracket(source: Source, start: int, at: int) -> Diagnostic:
    """An open bracket, unless the lines within it go on being indented: then a lacking comma."""
    opening = source.text[start : start + 1]
    (first, _), (last, _) = source.position(start), source.position(at)
    outside = first < last and _indent(source.line(last)) <= _indent(source.line(first))
    if outside or at >= len(source.text.rstrip()):
        return errors.unclosed_bracket(_char(source, start), opening)
    return errors.comma_expected(_char(source, at), "]" if opening == "[" else "}")


def _unexpected(source: Source, problem: str, context: str, at: int) -> Diagnostic:
    """Text where a new entry was expected: after a complete value, or wrongly indented."""
    start = _line_start(source, at)
    before = source.text[start:at].strip()
    if before and (before[-1] in "'\"]}" or "document start" in problem):
        place = Place(source, Span(at, start + len(source.line(source.position(at)[0]).rstrip())))
        return errors.text_after_value(place, safe_writing(source, at, from_bracket=True))
    if source.text.startswith(":", at):
        return errors.missing_key(_char(source, at))
    if "block collection" in context:
        return errors.list_item_expected(_char(source, at))
    if any(word in problem for word in ("expected key", "block end", "document start")):
        return errors.bad_indentation(_char(source, at))
    return errors.other_syntax(_char(source, at), Text(problem, problem))
