"""Decision tables as code: whether each row holds, what it gives, what that makes."""

from __future__ import annotations

from policydsl.engines.python.emitting import Function
from policydsl.engines.python.expressions import Names, Writer
from policydsl.engines.python.kinds import (
    ANY_NULL,
    BOOLEAN,
    FEEL,
    SCALARS,
    UNKNOWN,
    Kind,
    Piece,
)
from policydsl.engines.python.not_handled import NotHandled
from policydsl.engines.python.operators import decided, negation
from policydsl.policy.model import CheckedTests, HitPolicy, Table, TableRow


def table(writer: Writer, body: Table, names: Names) -> Piece:
    """Writes what a table needs; the piece is its value."""
    function = writer.function
    inputs = [_held(function, writer.whole(each.expression, names)) for each in body.inputs]
    holds = [_row(writer, row, inputs, names) for row in body.rows]
    results = [[writer.whole(each, names) for each in row.results] for row in body.rows]
    defaults = [
        None if each.default is None else writer.whole(each.default, names) for each in body.outputs
    ]
    stated = any(each is not None for each in defaults)
    otherwise = [Piece("None", FEEL, UNKNOWN) if each is None else each for each in defaults]
    gathers = body.hit in (HitPolicy.COLLECT, HitPolicy.RULE_ORDER)
    rows = [*results, *([otherwise] if stated else [])]
    kind = _common(rows) if len(body.outputs) == 1 and not gathers else FEEL
    gives = ", ".join(f"lambda: {_given(function, body, each, kind)}" for each in results)
    last = _given(function, body, otherwise, kind) if stated else "None"
    held = f"({', '.join(each.code for each in holds)}{',' if holds else ''})"
    values = f"({gives}{',' if gives else ''})"
    code = _answer(function, body, held, values, last, kind, stated=stated)
    return Piece(code, kind, ANY_NULL)


def _answer(
    function: Function, body: Table, held: str, values: str, last: str, kind: Kind, *, stated: bool
) -> str:
    same = "equal" if kind != FEEL else "same"
    if kind == FEEL:
        function.module.uses_feel = True
    match body.hit:
        case HitPolicy.COLLECT | HitPolicy.RULE_ORDER:
            how = "list" if body.hit is HitPolicy.RULE_ORDER else body.aggregation
            default = f"lambda: {last}" if stated else "None"
            return f"gathered({held}, {values}, {default}, {how!r})"
        case HitPolicy.PRIORITY:
            function.module.uses_feel = True
            orders = tuple(tuple(value for value, _ in each.values) for each in body.outputs)
            return f"ranked({held}, {values}, lambda: {last}, {orders!r})"
        case HitPolicy.UNIQUE:
            return f"unique_answer({held}, {values}, lambda: {last}, {same})"
        case _:
            first = body.hit is HitPolicy.FIRST
            return f"one_answer({first}, {held}, {values}, lambda: {last}, {same})"


def _held(function: Function, piece: Piece) -> Piece:
    """The value of a column, kept in a variable."""
    if piece.constant or piece.code.isidentifier() or piece.kind.name == "section":
        return piece
    name = function.temporary("c")
    function.block.write(f"{name} = {piece.code}")
    return Piece(name, piece.kind, piece.nulls)


def _row(writer: Writer, row: TableRow, inputs: list[Piece], names: Names) -> Piece:
    cells = [
        _cell(writer, cell, value, names)
        for cell, value in zip(row.conditions, inputs, strict=True)
        if cell.tree.tests
    ]
    if not cells:
        return Piece("True", BOOLEAN)
    if all(each.only_unknown for each in cells):
        return cells[0] if len(cells) == 1 else decided(writer.function, cells, False)
    return Piece(f"all_held({', '.join(each.code for each in cells)})", BOOLEAN, ANY_NULL)


def _cell(writer: Writer, cell: CheckedTests, value: Piece, names: Names) -> Piece:
    try:
        found = writer.membership(value, cell.tree.tests, names)
        return negation(writer.function, found) if cell.tree.negated else found
    except NotHandled as reason:
        module = writer.function.module
        module.left_to_feel(reason.why)
        writer.function.feel_budget = True
        given = writer.boxed(cell.tree, names)
        boxed = f"box({value.code}, {module.object(value.kind)})"
        code = f"feel_tests({module.object(cell.tree)}, {boxed}, {given}, work)"
        return Piece(code, BOOLEAN, ANY_NULL)


def _common(rows: list[list[Piece]]) -> Kind:
    kinds = {row[0].kind for row in rows}
    return kinds.pop() if len(kinds) == 1 and kinds <= set(SCALARS) else FEEL


def _given(function: Function, body: Table, row: list[Piece], kind: Kind) -> str:
    """What a row gives: a plain value, or one of FEEL's, in a context where there are several."""
    if kind != FEEL:
        return row[0].code
    boxed = [f"box({each.code}, {function.module.object(each.kind)})" for each in row]
    if len(row) == 1:
        return f"unbox({boxed[0]}, {function.module.object(FEEL)})"
    named = zip(body.outputs, boxed, strict=True)
    return "{" + ", ".join(f"{output.name!r}: {code}" for output, code in named) + "}"
