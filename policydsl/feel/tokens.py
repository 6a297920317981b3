"""FEEL text to tokens, given the names in scope.

FEEL's names may hold spaces and operators (`first name`, `date and time`), so where a name ends
depends on which names are known. At each name the longest known one wins; names that the text
itself binds (`for`, `some`, `every`, context keys, function parameters) are known from there to
the end of the bracket they stand in; keys that are words alone also behind any later dot.

Three marks mean different things by what stands beside them, and are told apart here so that the
grammar stays LALR(1):

- `]` where an operand is expected opens a range: `]1..5]`;
- `[` after an operand and before something that cannot start one closes a range: `[1..5[`;
- `<` after a type's name opens its arguments: `x instance of list<number>`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policydsl.feel import errors
from policydsl.feel.lexical import (
    AT,
    COMMENT,
    FULL_WIDTH,
    KEYWORDS,
    NUMBER,
    SPACE,
    STRING,
    SYMBOLS,
    WORD,
    KnownNames,
    known_names,
    normal_name,
)
from policydsl.text.diagnostic import ExpressionError
from policydsl.text.source import Place, Source, Span

OPERAND_ENDS = frozenset(
    {"NUMBER", "STRING", "AT_LITERAL", "NAME", "TRUE", "FALSE", "NULL", "RPAR", "RSQB", "RBRACE"}
    | {"RANGE_CLOSE", "TYPE_CLOSE"}
)
OPENING = frozenset({"LPAR", "LSQB", "LBRACE", "RANGE_OPEN"})
CLOSING = frozenset({"RPAR", "RSQB", "RBRACE", "RANGE_CLOSE"})
GENERIC_TYPES = frozenset({"list", "context", "range"})
MAX_NAME_LENGTH = 200  # of a name that the text itself binds
BEFORE_TYPE = frozenset({"OF", "COLON", "TYPE_OPEN", "COMMA", "ARROW"})


@dataclass(frozen=True, slots=True)
class FeelToken:
    """A token: `kind` is the grammar's terminal, `text` the text itself, a name in normal form."""

    kind: str
    text: str
    span: Span


@dataclass(slots=True)
class _Bracket:
    """An open bracket, the names bound inside it, and what its commas separate."""

    kind: str
    names: list[str]
    binds: list[str]  # what names a comma precedes, innermost last: keys, parameters, iterators


def tokenize(source: Source, names: Iterable[str] = (), *, unary: bool = False) -> list[FeelToken]:
    """All tokens of a text. Raises ExpressionError at the first bad character."""
    return list(_Lexer(source, frozenset(names), unary).run())


class _Lexer:
    """The state of one pass: position, open brackets, the tokens before."""

    def __init__(self, source: Source, names: frozenset[str], unary: bool) -> None:
        self.source = source
        self.text = source.text
        self.names = names
        self.known = known_names(names)
        self.bound = KnownNames()
        self.members = KnownNames()
        self.unary = unary
        self.position = 0
        self.brackets = [_Bracket("", [], [])]
        self.before: list[str] = ["", ""]
        self.last_text = ""
        self.type_depth = 0

    def run(self) -> Iterator[FeelToken]:
        first = True
        while self._skip_blank():
            token = self._next()
            if self.unary and first and token.text == "not" and self._not_spans_all():
                token = FeelToken("UNARY_NOT", token.text, token.span)
            first = False
            self.before = [self.before[1], token.kind]
            self.last_text = token.text
            self.position = token.span.end
            yield token

    def _skip_blank(self) -> bool:
        """Moves to the next character that means something; False at the end."""
        while self.position < len(self.text):
            found = SPACE.match(self.text, self.position) or COMMENT.match(self.text, self.position)
            if found is None:
                if self.text.startswith("/*", self.position):
                    raise self._error(errors.unclosed_comment, len(self.text))
                return True
            self.position = found.end()
        return False

    def _next(self) -> FeelToken:
        position = self.position
        if WORD.match(self.text, position):
            return self._name()
        for kind, pattern in (("NUMBER", NUMBER), ("STRING", STRING), ("AT_LITERAL", AT)):
            if found := pattern.match(self.text, position):
                if kind == "STRING":
                    self._string_key(found.group()[1:-1])
                return FeelToken(kind, found.group(), Span(*found.span()))
        for text, kind in SYMBOLS:
            if self.text.startswith(text, position):
                return self._symbol(kind, text)
        if self.text[position] in FULL_WIDTH:
            raise self._error(errors.full_width, position + 1)
        if self.text[position] == '"':
            raise self._error(errors.unclosed_string, len(self.text))
        raise self._error(errors.bad_character, position + 1)

    def _error(self, make: errors.CharacterError, end: int) -> ExpressionError:
        return ExpressionError(make(Place(self.source, Span(self.position, end))))

    def _symbol(self, kind: str, text: str) -> FeelToken:
        span = Span(self.position, self.position + len(text))
        kind = self._in_context(kind, span.end)
        bracket = self.brackets[-1]
        if kind in OPENING:
            binds = "keys" if kind == "LBRACE" else ""
            if kind == "LPAR" and self.before[1] == "FUNCTION":
                binds = "parameters"
            elif kind == "LPAR" and self.before[1] in OPERAND_ENDS:
                binds = "arguments"
            self.brackets.append(_Bracket(kind, [], [binds] if binds else []))
        elif kind in CLOSING and len(self.brackets) > 1:
            self._close(bracket)
        return FeelToken(kind, text, span)

    def _close(self, bracket: _Bracket) -> None:
        self.brackets.pop()
        if bracket.binds[:1] == ["parameters"]:  # a function's parameters are known in its body
            self.brackets[-1].names += bracket.names
        else:
            for name in bracket.names:
                self.bound.remove(name)
                if bracket.kind == "LBRACE" and _only_words(name):  # still known behind a dot
                    self.members.add(name)

    def _in_context(self, kind: str, end: int) -> str:
        """The kind of a mark whose meaning depends on its neighbours."""
        after_operand = self.before[1] in OPERAND_ENDS
        match kind:
            case "RSQB" if not after_operand and self.before[1] != "LSQB":
                return "RANGE_OPEN"
            case "LSQB" if after_operand and not self._operand_follows(end):
                return "RANGE_CLOSE"
            case "LT" if self._opens_type():
                self.type_depth += 1
                return "TYPE_OPEN"
            case "GT" if self.type_depth > 0:
                self.type_depth -= 1
                return "TYPE_CLOSE"
            case _:
                return kind

    def _opens_type(self) -> bool:
        if self.before[1] == "FUNCTION":
            return self.before[0] in BEFORE_TYPE
        return (
            self.before[1] == "NAME"
            and self.last_text in GENERIC_TYPES
            and self.before[0] in BEFORE_TYPE
        )

    def _operand_follows(self, position: int) -> bool:
        here, self.position = self.position, position
        more = self._skip_blank()
        position, self.position = self.position, here
        if not more:
            return False
        if word := WORD.match(self.text, position):
            kind = KEYWORDS.get(word.group())
            return kind in {None, "TRUE", "FALSE", "NULL", "IF", "FOR", "SOME", "EVERY", "FUNCTION"}
        return self.text[position] in '"@([{-' or NUMBER.match(self.text, position) is not None

    def _name(self) -> FeelToken:
        """A keyword, a bound name, the longest known name, or a single word."""
        binding = self._binding_end()
        if binding is not None:
            text = normal_name(self.text[self.position : binding])
            self._bind(text)
            return FeelToken("NAME", text, Span(self.position, binding))
        word = WORD.match(self.text, self.position)
        assert word is not None
        finders = [self.known, self.bound]
        if self.before[1] == "DOT":
            finders.append(self.members)
        end = max(finder.longest(self.text, self.position) for finder in finders)
        if end > 0:
            return FeelToken(
                "NAME", normal_name(self.text[self.position : end]), Span(self.position, end)
            )
        kind = KEYWORDS.get(word.group(), "NAME")
        if self.before[1] == "DOT":
            kind = "NAME"
        if kind in {"FOR", "SOME", "EVERY"}:
            self.brackets[-1].binds.append("iterators")
        elif kind in {"RETURN", "SATISFIES"} and self.brackets[-1].binds[-1:] == ["iterators"]:
            self.brackets[-1].binds.pop()
        return FeelToken(kind, word.group(), Span(*word.span()))

    def _bind(self, name: str) -> None:
        """Makes a name of several words known to the end of the bracket that is open."""
        if not WORD.fullmatch(name):
            self.brackets[-1].names.append(name)
            self.bound.add(name)

    def _string_key(self, text: str) -> None:
        """A key in quotes is a name too, where its words can mean nothing else."""
        bracket = self.brackets[-1]
        binds_key = bracket.binds[-1:] == ["keys"] and self.before[1] in {"LBRACE", "COMMA"}
        if binds_key and _could_be_name(text) and _only_words(text):
            self._bind(normal_name(text))

    def _binding_end(self) -> int | None:
        """Where the name being bound here ends, or None where no name is bound."""
        previous, bracket = self.before[1], self.brackets[-1]
        match bracket.binds[-1] if bracket.binds else "":
            case "keys" if previous in {"LBRACE", "COMMA"}:
                stops: tuple[str, ...] = (":",)
            case "parameters" if previous in {"LPAR", "COMMA"} and self.type_depth == 0:
                stops = (":", ",", ")")
            case "iterators" if previous in {"FOR", "SOME", "EVERY", "COMMA"}:
                stops = (" in ", "\nin ", "\tin ", " in\n", " in\t")
            case "arguments" if previous in {"LPAR", "COMMA"}:
                return self._argument_name_end()
            case _:
                return None
        last = self.position + MAX_NAME_LENGTH + max(map(len, stops))
        ends = [end for stop in stops if (end := self.text.find(stop, self.position, last)) >= 0]
        if not ends:
            return None
        end = min(ends)
        while self.text[end - 1].isspace():
            end -= 1
        return end if _could_be_name(self.text[self.position : end]) else None

    def _argument_name_end(self) -> int | None:
        """Where the words before a colon end."""
        end = position = self.position
        while word := WORD.match(self.text, position):
            end = word.end()
            space = SPACE.match(self.text, end)
            position = space.end() if space else end
            if not space:
                break
        return end if self.text.startswith(":", position) else None

    def _not_spans_all(self) -> bool:
        """In unary tests `not(...)` negates all tests where its bracket closes at the very end."""
        depth = 0
        for token in _Lexer(Source("", self.text[self.position :]), self.names, unary=False).run():
            # A range may open with one kind of bracket and close with another: `(1..5]`.
            depth += (token.kind in OPENING) - (token.kind in CLOSING)
            if token.kind == "RPAR" and depth == 0:
                return not self.text[self.position + token.span.end :].strip()
            if depth == 0 and token.text != "not":
                return False
        return False


def _could_be_name(text: str) -> bool:
    return len(text) <= MAX_NAME_LENGTH and not any(char in '"(){}[]:,;<>=@' for char in text)


def _only_words(text: str) -> bool:
    """Whether a name holds no operator and no keyword, so that no expression reads like it."""
    return all(WORD.fullmatch(word) and word not in KEYWORDS for word in text.split())
