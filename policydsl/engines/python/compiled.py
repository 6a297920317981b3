"""A program as a module of plain Python: what is written for each decision, and how it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from policydsl.engines.cost import bounds_of
from policydsl.engines.python.checklists import checklist
from policydsl.engines.python.emitting import Block, Function, Module
from policydsl.engines.python.expressions import Names, Writer, constant_piece
from policydsl.engines.python.kinds import FEEL, STRING, UNKNOWN, Piece, kind_of
from policydsl.engines.python.not_handled import NotHandled
from policydsl.engines.python.tables import table
from policydsl.engines.results import Field, fields_of
from policydsl.policy.building.program_walk import needed_by
from policydsl.policy.facts.facts_tree import FactLeaf, FactNode, FactSection
from policydsl.policy.model import Checklist, Decision, Program, Table, Use, ValueExpression
from policydsl.runtime import tables as runtime_tables
from policydsl.runtime import values as runtime

Otherwise = Callable[[Mapping[str, Any]], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A program as generated code. `fields` says what stands where in a result.

    `not_handled` tells what FEEL's interpreter evaluates within the code, and why.
    """

    program: Program = field(repr=False)
    source: str = field(repr=False)
    fields: tuple[Field, ...] = field(repr=False)
    not_handled: tuple[tuple[str, str], ...]
    evaluate: Callable[[Mapping[str, Any]], tuple[Any, ...]] = field(repr=False)
    otherwise: Otherwise | None = None

    def run(self, stated: Mapping[str, Any]) -> tuple[Any, ...]:
        """The result for stated facts, as `facts_from_data` has checked them (`Facts.stated`).

        Where so much is stated that the interpreter's bounds might be reached, `otherwise` says;
        without one, raises `BeyondBoundsError`.
        """
        try:
            return self.evaluate(stated)
        except runtime.BeyondBoundsError:
            if self.otherwise is None:
                raise
            return self.otherwise(stated)


def compile_program(program: Program, otherwise: Otherwise | None = None) -> Compiled:
    """Writes and loads the code of a program."""
    found = load(program)
    not_handled = tuple(found.module.not_handled)
    fields = fields_of(program)
    return Compiled(program, found.source, fields, not_handled, found.evaluate, otherwise)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Code that was written and loaded, and what was noted while it was written."""

    source: str
    evaluate: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    module: Module


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a program's code, and the names of functions that need the model with it."""

    source: str
    with_model: tuple[str, ...]


def write_program(program: Program) -> Written:
    """A program's code as text, which defines `evaluate`. The same program gives the same text."""
    source, module = _source(program)
    return Written(source, tuple(sorted(_of_feel())) if module.uses_feel else ())


def load(program: Program, *, traced: bool = False, structs: bool = False) -> Loaded:
    """The code of a program; where `traced`, of which each result also holds all items.

    Where `structs`, facts are objects with attributes (see `typed.py`), not dicts.
    """
    source, module = _source(program, traced=traced, structs=structs)
    scope: dict[str, Any] = {**_names_of(runtime), **_names_of(runtime_tables)}
    scope |= _of_feel() if module.uses_feel else {}
    scope |= _of_structs() if structs else {}
    scope["OBJECTS"] = tuple(module.objects)
    exec(compile(source, f"<{program.policy}>", "exec"), scope)
    return Loaded(source, scope["evaluate"], module)


def _source(program: Program, *, traced: bool = False, structs: bool = False) -> tuple[str, Module]:
    module = Module(structs=structs)
    functions: list[str] = []
    _function(module, functions, program, None, "evaluate", traced=traced)
    constants = [f"{name} = {text}" for text, name in module.constants.items()]
    source = "\n".join(
        [
            f'"""{program.policy} {program.version}, generated."""',
            "",
            "from decimal import Decimal",
            "",
            *constants,
            f"LISTED = {_listed(program)}",
            "",
            "\n\n\n".join(functions),
            "",
        ]
    )
    return source, module


def _listed(program: Program) -> int:
    return min(bounds_of(program).listed, *(_listed(use.program) for use in program.uses), 10_000)


def _of_feel() -> dict[str, Any]:
    """What code needs that hands parts to FEEL's interpreter, or has values of FEEL's."""
    from policydsl.engines.python import boxing, table_values

    return {**_names_of(boxing), **_names_of(table_values)}


def _of_structs() -> dict[str, Any]:
    """What is another function for facts that are objects."""
    from policydsl.engines.python.structs import any_stated

    return {"any_stated": any_stated}


def _names_of(module: Any) -> dict[str, Any]:
    """The functions and constants that a module itself defines."""
    return {
        name: each
        for name, each in vars(module).items()
        if not name.startswith("_") and getattr(each, "__module__", None) in (None, module.__name__)
    }


def _function(
    module: Module,
    written: list[str],
    program: Program,
    wanted: str | None,
    called: str,
    *,
    traced: bool = False,
) -> Piece | None:
    """Writes the function of a program, or of one of its decisions, which is then given."""
    function = Function(module, Block(1), traced=traced)
    body = _Body(program, function, written, called)
    results = body.write(wanted)
    block = function.block
    bounds = bounds_of(program)
    block.write(f"if n > {bounds.visited}:")
    block.write("raise BeyondBoundsError", 1)
    block.write(f"return {results}, items" if traced else f"return {results}")
    lines = [f"def {called}(stated):", "    n = 0"]
    if traced:
        lines += ["    items = []", "    note = items.append"]
    if function.feel_budget:
        lines.append("    work = budget()")
    written.append("\n".join([*lines, *block.text()]))
    return body.names[wanted] if wanted else None


class _Body:
    """The names known so far, as the interpreter has them: facts, parameters, uses, the order."""

    def __init__(
        self, program: Program, function: Function, written: list[str], called: str
    ) -> None:
        self.program = program
        self.function = function
        self.written = written
        self.called = called
        self.writer = Writer(function)
        self.names: dict[str, Piece] = {}
        for name, node in program.facts.root.members.items():
            self.names[name] = _root_fact(function, name, node)
        for name, parameter in program.parameters.items():
            try:
                piece = constant_piece(function, parameter.value)
            except NotHandled:
                piece = Piece(function.module.object(parameter.value), FEEL)
            self.names[name] = _shared(function, piece)
        self.results: dict[str, list[str]] = {}
        verdicts = (each for each in enumerate(fields_of(program)) if each[1].kind == "verdict")
        self.places = {each.decision: place for place, each in verdicts}

    def write(self, wanted: str | None) -> str:
        """Writes all, or what one decision needs; gives the code of what to return."""
        needed = needed_by(self.program, *([wanted] if wanted else self.program.decisions))
        for number, use in enumerate(self.program.uses):
            if use.name in needed:
                self.names[use.name] = self._use(use, f"{self.called}_use_{number}")
        for number, name in enumerate(each for each in self.program.order if each in needed):
            self.function.module.about = name
            definition = self.program.definitions.get(name)
            if definition is None:
                self._decision(name, self.program.decisions[name], str(number))
            else:
                self._definition(name, self.writer.whole(definition.expression, self.names))
        if wanted is not None:
            return self.names[wanted].code
        order = [each for name in self.program.decisions for each in self.results[name]]
        return f"({', '.join(order)},)"

    def _definition(self, name: str, piece: Piece) -> None:
        if piece.constant or piece.kind.section is not None:
            self.names[name] = piece
            return
        variable = self.function.temporary("d")
        self.function.block.write(f"{variable} = {piece.code}")
        self.names[name] = Piece(variable, piece.kind, piece.nulls)

    def _use(self, use: Use, called: str) -> Piece:
        self.function.module.about = use.name
        module = self.function.module
        found = _function(module, self.written, use.program, use.decision, called)
        assert found is not None
        variable = self.function.temporary("u")
        self.function.block.write(f"{variable} = {called}(stated)")
        return Piece(variable, found.kind, found.nulls)

    def _decision(self, name: str, decision: Decision, number: str) -> None:
        applies = None
        writer, block = self.writer, self.function.block
        if decision.when is not None:
            applies = writer.condition(decision.when, self.names)
        match decision.body:
            case Checklist() as body:
                self.results[name] = checklist(
                    writer, body, applies, self.names, number, self.places[name]
                )
                code = f"VERDICT_NAMES[{self.results[name][0]}]"
                self.names[name] = Piece(code, STRING, UNKNOWN)
                return
            case Table() | ValueExpression():
                pass
        result, inner = f"x{number}", block
        if applies is not None:
            known = self.function.temporary("w")
            block.write(f"{known} = {applies.code}")
            block.write(f"if {known} is False:")
            block.write(f"{result} = NOT_ABOUT", 1)
            block.write(f"elif {known} is not True:")
            block.write(f"{result} = None if {known} is None else FAULT", 1)
            block.write("else:")
            inner = Block(block.indent + 1)
            block.lines.append(inner)
        with self.function.inside(inner):
            piece = self._value(decision, self.names)
            self.function.module.gives(piece.kind)
            inner.write(f"{result} = {piece.code}")
        self.results[name] = [result]
        code, nulls = result, piece.nulls
        if applies is not None:
            code, nulls = f"(None if {result} is NOT_ABOUT else {result})", frozenset("UFB")
        self.names[name] = Piece(code, piece.kind, nulls)

    def _value(self, decision: Decision, names: Names) -> Piece:
        if isinstance(decision.body, Table):
            return table(self.writer, decision.body, names)
        assert isinstance(decision.body, ValueExpression)
        return self.writer.whole(decision.body.expression, names)


def _root_fact(function: Function, name: str, node: FactNode) -> Piece:
    get = function.module.member("stated", name)
    match node:
        case FactSection():
            code = function.module.section("stated", name)
            return Piece(code, kind_of(node), place=function.block, path=name)
        case FactLeaf(statement=True):
            code = f"(BARE if {get} is None else {get})"
            return Piece(code, kind_of(node), frozenset("B"), get, path=name)
        case _:
            return Piece(get, kind_of(node), UNKNOWN, get, path=name)


def _shared(function: Function, piece: Piece) -> Piece:
    """A parameter; a list of the policy stands once in the module."""
    if piece.kind.name != "list":
        return piece
    return replace(piece, code=function.module.constant(piece.code))
