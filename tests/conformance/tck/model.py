"""A DMN model as data (DMN 1.5, chapters 6 to 8 and 10.2): what its XML says, and no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Variable:
    """A name and the type it refers to: `number`, `tPerson`, `imported.tPerson`."""

    name: str
    type_ref: str | None = None


@dataclass(frozen=True, slots=True)
class ItemDefinition:
    """A named type, or a component of one.

    It has components, or is a function of `parameters` to `result`, or refers to another type.
    `allowed` are unary tests of a value, of each item where it `is_collection`; `constraint` those
    of a collection as a whole.
    """

    name: str
    type_ref: str | None = None
    components: tuple[ItemDefinition, ...] = ()
    is_collection: bool = False
    allowed: str | None = None
    constraint: str | None = None
    parameters: tuple[Variable, ...] | None = None
    result: str | None = None


# -- boxed expressions; each has the type that its own `typeRef` asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """What all boxed expressions have."""

    type_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Literal(Boxed):
    """FEEL text; None where there is no text."""

    text: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a context; the one without a variable is the context's result."""

    variable: Variable | None
    value: Boxed | None


@dataclass(frozen=True, slots=True)
class Context(Boxed):
    """Entries in order; later ones see earlier ones."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Items(Boxed):
    """A list."""

    items: tuple[Boxed, ...]


@dataclass(frozen=True, slots=True)
class Relation(Boxed):
    """A list of contexts, one for each row."""

    columns: tuple[Variable, ...]
    rows: tuple[tuple[Boxed, ...], ...]


@dataclass(frozen=True, slots=True)
class Invocation(Boxed):
    """A call with named arguments."""

    function: Boxed
    bindings: tuple[tuple[Variable, Boxed | None], ...]


@dataclass(frozen=True, slots=True)
class Function(Boxed):
    """A function; `language` is FEEL, Java or PMML."""

    parameters: tuple[Variable, ...]
    body: Boxed | None
    language: str = "FEEL"


@dataclass(frozen=True, slots=True)
class Conditional(Boxed):
    """`if`, `then`, `else`."""

    condition: Boxed
    then: Boxed
    otherwise: Boxed


@dataclass(frozen=True, slots=True)
class Filter(Boxed):
    """The items for which `match` holds."""

    domain: Boxed
    match: Boxed


@dataclass(frozen=True, slots=True)
class Iteration(Boxed):
    """`for`, `some` or `every` with one variable."""

    word: str
    variable: str
    domain: Boxed
    body: Boxed


@dataclass(frozen=True, slots=True)
class Input:
    """An input column: its expression and the values it may have, as unary tests."""

    expression: Literal
    values: str | None


@dataclass(frozen=True, slots=True)
class Output:
    """An output column; `values` are in order of priority."""

    name: str | None
    type_ref: str | None
    values: str | None
    default: Literal | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: unary tests, one for each input, and an expression for each output."""

    tests: tuple[str, ...]
    outputs: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class DecisionTable(Boxed):
    """A decision table; `aggregation` is SUM, COUNT, MIN, MAX or None."""

    hit_policy: str
    aggregation: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]


# -- elements of the requirements graph

Reference = tuple[str, str]
"""An element: the namespace of its model, and its id."""


@dataclass(frozen=True, slots=True)
class InputData:
    """A fact that a caller states."""

    variable: Variable


@dataclass(frozen=True, slots=True)
class Decision:
    """A value that follows from what it requires."""

    variable: Variable
    logic: Boxed | None
    requires: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class KnowledgeModel:
    """A function that decisions call."""

    variable: Variable
    logic: Function
    requires: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionService:
    """Decisions as a function of other decisions and of input data."""

    variable: Variable
    outputs: tuple[Reference, ...]
    encapsulated: tuple[Reference, ...]
    given: tuple[Reference, ...]


GraphElement = InputData | Decision | KnowledgeModel | DecisionService


@dataclass(frozen=True, slots=True)
class Model:
    """One `.dmn` file. `member_names` are the names of parts of values, for the FEEL lexer."""

    namespace: str
    imports: Mapping[str, str] = field(hash=False)  # name → namespace
    types: Mapping[str, ItemDefinition] = field(hash=False)
    elements: Mapping[str, GraphElement] = field(hash=False)
    member_names: frozenset[str] = frozenset()
