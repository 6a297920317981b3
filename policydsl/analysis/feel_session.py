"""A conversation in FEEL: a line comes in, an answer and the next state come out.

A line is an expression, or a command that begins with a colon. Nothing is read or written here,
except that `:facts` asks the reader of facts that it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from policydsl.analysis.feel_names import NOTHING_KNOWN, Known, offers
from policydsl.analysis.feel_views import names_text, steps_text, tree_text
from policydsl.feel.builtins.table import BUILTINS
from policydsl.feel.builtins.value_text import literal_of
from policydsl.feel.checker import Checked, check
from policydsl.feel.errors import type_words
from policydsl.feel.interpreter import Scope, evaluate, explain
from policydsl.feel.lexical import KEYWORDS, WORD, normal_name
from policydsl.feel.parser import parse_expression
from policydsl.feel.tree import Expression
from policydsl.feel.types import Type
from policydsl.feel.values import Value
from policydsl.text.diagnostic import Diagnostic, DiagnosticError, ExpressionError, Language, Text
from policydsl.text.source import Place, Source, Span
from policydsl.text.spelling import nearest

COMMANDS: Mapping[str, Text] = MappingProxyType(
    {
        ":type": Text(":type 表达式    它的类型", ":type EXPR      its type"),
        ":tree": Text(":tree 表达式    它的语法树", ":tree EXPR      its syntax tree"),
        ":explain": Text(":explain 表达式 每一步的值", ":explain EXPR   the value of every step"),
        ":let": Text(":let 名字 = 表达式  定义一个名字", ":let NAME = EXPR  define a name"),
        ":facts": Text(":facts 文件     读入事实", ":facts FILE     read facts"),
        ":names": Text(":names [开头]   可用的名字", ":names [PREFIX] names that may be used"),
        ":help": Text(":help           这份说明", ":help           this text"),
        ":quit": Text(":quit           离开", ":quit           leave"),
    }
)


@dataclass(frozen=True, slots=True)
class Definition:
    """What `:let` defined; a later one of the same name replaces it."""

    name: str
    type: Type
    value: Value


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line leads to. `value` is set for an expression, `text` for most commands.

    `session` is the state that the next line is said in.
    """

    session: Session
    value: Value | None = None
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What is known so far, how it is spoken of, and how facts are read."""

    language: Language
    read_facts: Callable[[str], Known] = field(compare=False)
    facts: Known = NOTHING_KNOWN
    definitions: tuple[Definition, ...] = ()

    @property
    def known(self) -> Known:
        """Facts and definitions; a definition hides a fact of the same name."""
        known = self.facts
        for each in self.definitions:
            known = known.define(each.name, each.type, each.value)
        return known

    def answer(self, line: str, source_name: str = "<feel>", number: int = 1) -> Answer:
        """The answer to a line; it stands in line `number` of its source. Never raises."""
        asked = line.strip()
        try:
            if not asked or asked.startswith("//"):
                return Answer(self)
            if not asked.startswith(":"):
                return self._value(line, 0)
            return self._command(line)
        except ExpressionError as error:
            placed = (_placed(each, source_name, line, number) for each in error.diagnostics)
            return Answer(self, diagnostics=tuple(placed))
        except DiagnosticError as error:
            return Answer(self, diagnostics=error.diagnostics)

    def completions(self, line: str) -> tuple[str, ...]:
        """The whole lines that the line up to the cursor may become."""
        command, space, rest = line.partition(" ")
        if command.startswith(":") and not space:
            return tuple(f"{each} " for each in COMMANDS if each.startswith(command))
        if command in {":help", ":quit", ":facts"}:
            return ()
        begin = command + space if command in COMMANDS else ""
        text = rest if begin else line
        start, found = offers(self.known, text)
        return tuple(dict.fromkeys(begin + text[:start] + each.text for each in found))

    def _command(self, line: str) -> Answer:
        command = line.split()[0]
        start = line.index(command) + len(command)
        rest = line[start:].strip()
        match command:
            case ":quit":
                return Answer(self, over=True)
            case ":help":
                return Answer(self, text=self._help())
            case ":names":
                return Answer(self, text=names_text(self.known, rest, self.language))
            case ":facts":
                return Answer(replace(self, facts=self.read_facts(rest)))
            case ":let":
                return self._let(line, start)
            case ":type":
                kind = type_words(self._checked(line, start).type)
                return Answer(self, text=kind.in_language(self.language))
            case ":tree":
                return Answer(self, text=tree_text(self._checked(line, start).tree))
            case ":explain":
                whole = explain(self._checked(line, start).tree, Scope.of(self.known.values))
                return Answer(self, text=steps_text(whole, line[start:]))
            case _:
                raise ExpressionError(_unknown_command(line, command))

    def _checked(self, line: str, start: int) -> Checked[Expression]:
        """The expression that the line holds from `start` on. Raises ExpressionError."""
        known = self.known
        source = Source("", line[start:], Source("", line), tuple(range(start, len(line) + 1)))
        checked = check(parse_expression(source, known.names()), source, known.type)
        if checked.diagnostics:
            raise ExpressionError(*checked.diagnostics)
        return checked

    def _value(self, line: str, start: int) -> Answer:
        tree = self._checked(line, start).tree
        return Answer(self, value=evaluate(tree, Scope.of(self.known.values)))

    def _let(self, line: str, start: int) -> Answer:
        before, equals, _ = line.partition("=")
        name = normal_name(before[start:].strip())
        if not equals or not _may_be_defined(name):
            raise ExpressionError(_bad_definition(line, start))
        checked = self._checked(line, len(before) + 1)
        value = evaluate(checked.tree, Scope.of(self.known.values))
        definition = Definition(name, checked.type, value)
        after = replace(self, definitions=(*self.definitions, definition))
        return Answer(after, text=f"{name} = {literal_of(value)}")

    def _help(self) -> str:
        first = Text("表达式一行一个，例如：", "One expression on a line, for example:")
        examples = ('@"2020-02-29" + @"P3Y"', 'working days after(@"2020-09-30", 10)')
        lines = [first.in_language(self.language), *(f"  {each}" for each in examples)]
        return "\n".join([*lines, *(each.in_language(self.language) for each in COMMANDS.values())])


def _may_be_defined(name: str) -> bool:
    """Whether a name is words alone, and stands for nothing in the language itself."""
    words = name.split(" ")
    plain = all(WORD.fullmatch(f"_{word}") for word in words) and WORD.match(name) is not None
    return plain and words[0] not in KEYWORDS and name not in BUILTINS


def _bad_definition(line: str, start: int) -> Diagnostic:
    place = Place(Source("", line), Span(start, len(line.partition("=")[0])))
    return Diagnostic(
        "bad-definition",
        Text("这里要一个新名字和等号", "a new name and an equals sign belong here"),
        place,
        Text(
            "写成 :let 名字 = 表达式；关键字和内置函数的名字不能用",
            "write :let NAME = EXPR; keywords and names of builtin functions are taken",
        ),
    )


def _unknown_command(line: str, command: str) -> Diagnostic:
    start = line.index(command)
    near = nearest(command, COMMANDS)
    guess = Text(f"是不是 {near}？ ", f"did you mean {near}? ") if near else Text("", "")
    return Diagnostic(
        "unknown-command",
        Text(f"没有命令 {command}", f"there is no command {command}"),
        Place(Source("", line), Span(start, start + len(command))),
        Text(f"{guess.zh}:help 列出所有命令", f"{guess.en}:help lists the commands"),
    )


def _placed(diagnostic: Diagnostic, name: str, line: str, number: int) -> Diagnostic:
    """The diagnostic with its place in the whole input: the line has a number there."""
    if diagnostic.place is None:
        return diagnostic
    span = diagnostic.place.outermost().span
    before = "\n" * (number - 1)
    moved = Span(span.start + number - 1, span.end + number - 1)
    return replace(diagnostic, place=Place(Source(name, before + line), moved))
