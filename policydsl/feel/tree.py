"""The syntax tree of FEEL. Each node's docstring shows the text it stands for.

Every node has the span of its text; spans do not take part in equality, so that
`parse(print(tree)) == tree`. The parser fills every field; nothing is filled in later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from policydsl.text.source import Span

NO_SPAN = Span(0, 0)

ArithmeticOperator = Literal["+", "-", "*", "/", "**"]
ComparisonOperator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes have."""

    span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NumberLiteral(Node):
    """`50`, `.5`, `1.2e3`; never negative (see Negate)."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class StringLiteral(Node):
    r"""`"text"`, escapes decoded."""

    value: str


@dataclass(frozen=True, slots=True)
class BooleanLiteral(Node):
    """`true`, `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class NullLiteral(Node):
    """`null`."""


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """`@"2020-03-26"`: a date, time, date and time, or duration, as its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """`office_area_min`, `办公面积下限`, `first name`: words separated by single spaces."""

    name: str


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`premises.office`."""

    object: Expression
    name: str
    name_span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`occupations[widely_applicable]`, `list[1]`."""

    object: Expression
    condition: Expression


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """`x` or `name: x` in a call; `name` is None for a positional one."""

    name: str | None
    value: Expression


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`count(levels)`, `substring(string: "abc", start position: 2)`.

    Arguments are all positional or all named.
    """

    function: Expression
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-x`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`a + b`."""

    operator: ArithmeticOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`a >= b`."""

    operator: ComparisonOperator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`x between low and high`, both ends included."""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class In(Node):
    """`x in test` or `x in (test, test)`; each test is an expression or a OneSided."""

    value: Expression
    tests: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class OneSided(Node):
    """`>= 5` as a unary test, `(>= 5)` as a range value."""

    operator: ComparisonOperator
    operand: Expression


@dataclass(frozen=True, slots=True)
class And(Node):
    """`a and b and c`: two operands or more, evaluated all."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """`a or b or c`: two operands or more."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then a else b`."""

    condition: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class Iterator(Node):
    """`x in list` or `x in 1..10` (then `end` is set); part of For and Quantified."""

    name: str
    domain: Expression
    end: Expression | None = None
    name_span: Span = field(default=NO_SPAN, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for x in xs, y in x.ys return body`."""

    iterators: tuple[Iterator, ...]
    body: Expression


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some x in xs satisfies test`, `every x in xs satisfies test`."""

    quantifier: Literal["some", "every"]
    iterators: tuple[Iterator, ...]
    condition: Expression


@dataclass(frozen=True, slots=True)
class TypeName(Node):
    """`number`, `list<number>`, `context<a: string>`, `function<number> -> string`, `range<date>`.

    `arguments` are the element type, the member types (with `members` naming them), or the
    parameter types; `result` is a function's.
    """

    name: str
    arguments: tuple[TypeName, ...] = ()
    members: tuple[str, ...] = ()
    result: TypeName | None = None


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`x instance of number`."""

    value: Expression
    type: TypeName


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[1, 2, 3]`."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ContextEntry(Node):
    """`key: value` or `"key": value` in a context.

    `quoted` says which: as a name, a key with operators (`a-b`) is known as one from there on.
    """

    key: str
    value: Expression
    quoted: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    """`{a: 1, "b c": a + 1}`; later entries see earlier ones."""

    entries: tuple[ContextEntry, ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """`[1..5]`, `(1..5]`, `]1..5[`; an end is NullLiteral where it is unbounded."""

    low_included: bool
    low: Expression
    high: Expression
    high_included: bool


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """`x` or `x: number` in a function definition."""

    name: str
    type: TypeName | None = None


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Node):
    """`function(a, b: number) a + b`; `external` marks a body given in another language."""

    parameters: tuple[Parameter, ...]
    body: Expression
    external: bool = False


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """`-`, `>= 5, 3`, `not("a", "b")`: a decision table's cell. No tests stand for `-`."""

    tests: tuple[Expression, ...]
    negated: bool = False


Expression = (
    NumberLiteral
    | StringLiteral
    | BooleanLiteral
    | NullLiteral
    | AtLiteral
    | Name
    | Path
    | Filter
    | Call
    | Negate
    | Arithmetic
    | Comparison
    | Between
    | In
    | OneSided
    | And
    | Or
    | If
    | For
    | Quantified
    | InstanceOf
    | ListLiteral
    | ContextLiteral
    | RangeLiteral
    | FunctionDefinition
)
