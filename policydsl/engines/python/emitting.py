"""Lines of Python under way: blocks that begin with what was looked up for all that follows."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from policydsl.engines.python.kinds import Kind, has_section, names_below


@dataclass(eq=False, slots=True)
class Block:
    """A block of a function: `before` holds look-ups that the lines may rely on."""

    indent: int
    before: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    lines: list[str | Block] = field(default_factory=list)

    def write(self, text: str, deeper: int = 0) -> None:
        """Adds a line."""
        self.lines.append("    " * (self.indent + deeper) + text)

    def look_up(self, name: str, code: str) -> str:
        """A variable that holds the code's value from the block's beginning on."""
        if code not in self.known:
            self.known[code] = name
            self.before.append("    " * self.indent + f"{name} = {code}")
        return self.known[code]

    def text(self) -> Iterator[str]:
        """The block's lines."""
        yield from self.before
        for line in self.lines:
            if isinstance(line, Block):
                yield from line.text()
            else:
                yield line


@dataclass(eq=False, slots=True)
class Module:
    """What all functions of a module share: constants, and objects that have no text.

    Facts are dicts, or where `structs` objects with an attribute for each fact, of which none is
    absent. `names_read` are the names of all facts that the code may read; `gives_sections` says
    whether a result may hold a section of facts.
    """

    constants: dict[str, str] = field(default_factory=dict)
    objects: list[Any] = field(default_factory=list)
    kept: dict[int, str] = field(default_factory=dict)
    not_handled: list[tuple[str, str]] = field(default_factory=list)
    uses_feel: bool = False
    reads: dict[int, tuple[str, ...]] = field(default_factory=dict)
    paths: dict[int, list[str]] = field(default_factory=dict)
    about: str = ""
    structs: bool = False
    names_read: set[str] = field(default_factory=set)
    gives_sections: bool = False

    def member(self, section: str, name: str) -> str:
        """Code for a fact or list of a section: None where it is not stated."""
        self.names_read.add(name)
        return f"{section}.{attribute(name)}" if self.structs else f"{section}.get({name!r})"

    def section(self, section: str, name: str) -> str:
        """Code for a section within a section, which has no facts where it is not stated."""
        found = self.member(section, name)
        return found if self.structs else f"({found} or EMPTY)"

    def reads_all(self, kind: Kind) -> None:
        """Notes that everything in a section, or in those of a list, may be read."""
        self.names_read.update(names_below(kind))

    def gives(self, kind: Kind) -> None:
        """Notes a kind of value that is part of a result."""
        self.gives_sections = self.gives_sections or has_section(kind)

    def constant(self, text: str) -> str:
        """The name of a constant given as code."""
        if text not in self.constants:
            self.constants[text] = f"C{len(self.constants)}"
        return self.constants[text]

    def object(self, value: Any) -> str:
        """Code for an object that the text cannot hold, such as a part of a tree."""
        if isinstance(value, Kind):
            self.reads_all(value)
        if id(value) not in self.kept:
            self.kept[id(value)] = f"OBJECTS[{len(self.objects)}]"
            self.objects.append(value)
        return self.kept[id(value)]

    def left_to_feel(self, why: str) -> None:
        """Notes that FEEL's interpreter evaluates a part."""
        self.uses_feel = True
        if (self.about, why) not in self.not_handled:
            self.not_handled.append((self.about, why))


@dataclass(eq=False, slots=True)
class Function:
    """A function being written: its blocks, and names for its variables.

    `reads` are the facts that the requirement under way reads, by their paths, as code. A `traced`
    function also gives one tuple for each item.
    """

    module: Module
    block: Block
    temporaries: int = 0
    feel_budget: bool = False
    traced: bool = False
    reads: dict[str, str] = field(default_factory=dict)

    def temporary(self, stem: str = "t") -> str:
        """A new variable."""
        self.temporaries += 1
        return f"{stem}{self.temporaries}"

    @contextmanager
    def inside(self, block: Block) -> Iterator[Block]:
        """Writes into another block for a while."""
        outer, self.block = self.block, block
        yield block
        self.block = outer


def attribute(name: str) -> str:
    """The attribute of an object that holds a fact of a name."""
    return f"{name}_" if keyword.iskeyword(name) else name


def bare(code: str) -> str:
    """Code without its outer brackets, where nothing else follows it."""
    return code[1:-1] if code.startswith("(") else code


def literal(value: object) -> str | None:
    """A constant as code; None where it has none."""
    match value:
        case bool() | str() | int():
            return repr(value)
        case Decimal() if value == value.to_integral_value() and abs(value) < 10**34:
            return str(int(value))
        case Decimal():
            return f'Decimal("{value}")'
        case _:
            return None
