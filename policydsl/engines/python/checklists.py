"""Checklists as code: rules over the same lists share one pass, and a rule that passes costs least.

A rule's variable is the highest of its items' codes (see `results.py`): 0 not applicable, 1 pass,
2 unknown that refuses nobody, 3 unknown that may fail, 4 fail.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from policydsl.engines.python.emitting import Block
from policydsl.engines.python.expressions import Names, Writer
from policydsl.engines.python.kinds import ANY_NULL, BOOLEAN, FEEL, STRING, UNKNOWN, Piece
from policydsl.feel.walk import names_in
from policydsl.policy.model import Checklist, EmptyList, Force, Rule

_TRUE = Piece("True", BOOLEAN, constant=True, value=True)
_FALSE = Piece("False", BOOLEAN, constant=True, value=False)
_OPEN = Piece("None", BOOLEAN, UNKNOWN, constant=True)


@dataclass(eq=False, slots=True)
class Loop:
    """One pass over a list, or, at the root, what comes before any. `rules` end here."""

    block: Block
    items: str = ""
    variable: str = ""
    position: str = ""
    rules: list[Task] = field(default_factory=list)
    inner: dict[str, Loop] = field(default_factory=dict)

    def through(self) -> list[Task]:
        """All rules that go through this list."""
        return [*self.rules, *(task for each in self.inner.values() for task in each.through())]


@dataclass(eq=False, slots=True)
class Task:
    """A rule, its variable, and the names at each of its iterators, the outermost first."""

    rule: Rule
    variable: str
    total: str | None
    names: list[Names]
    fresh: bool
    place: int = 0
    positions: list[str] = field(default_factory=list)

    def raised(self, level: int) -> list[str]:
        """Lines that let this rule's code be at least a level."""
        total = self.total
        if level == 4:
            return [f"{self.variable} = {total} = 4" if total else f"{self.variable} = 4"]
        lines = [f"if {self.variable} < {level}:", f"    {self.variable} = {level}"]
        if level == 3 and total:
            lines += [f"if {total} < 3:", f"    {total} = 3"]
        return lines if level > 1 or self.fresh else []


def checklist(
    writer: Writer, body: Checklist, applies: Piece | None, names: Names, stem: str, place: int
) -> list[str]:
    """Writes a checklist; gives the variables of its verdict, its rules, and its groups.

    `place` is where its verdict stands in a result; its rules follow.
    """
    block = writer.function.block
    tasks = [_task(rule, f"{stem}_{n}", stem, names) for n, rule in enumerate(body.rules, 1)]
    for number, task in enumerate(tasks, 1):
        task.place = place + number
    verdict = f"v{stem}"
    groups = [f"g{stem}_{n}" for n, _ in enumerate(body.groups, 1)]
    inside, known = block, None
    if applies is not None:
        known = writer.function.temporary("w")
        block.write(f"{known} = {applies.code}")
        block.write(f"if {known} is False:")
        for each in (task.variable for task in tasks):
            block.write(f"{each} = 0", 1)
        for each in groups:
            block.write(f"{each} = 0", 1)
        block.write(f"{verdict} = 4", 1)
        block.write("else:")
        inside = Block(block.indent + 1)
        block.lines.append(inside)
    inside.write(f"m{stem} = p{stem} = 1")
    for start in (0, 1):
        of_start = [task.variable for task in tasks if task.fresh is (start == 0)]
        if of_start:
            inside.write(f"{' = '.join(of_start)} = {start}")
    with writer.function.inside(inside):
        _passes(writer, tasks, names, inside)
        for variable, group in zip(groups, body.groups, strict=True):
            members = [t.variable for t in tasks if t.rule.group == group.id]
            inside.write(f"{variable} = group_{group.need}({', '.join(members)})")
        _verdict(inside, stem, verdict, known if applies is not None and applies.nulls else None)
    return [verdict, *(task.variable for task in tasks), *groups]


def _task(rule: Rule, variable: str, stem: str, names: Names) -> Task:
    totals = {Force.MANDATORY: f"m{stem}", Force.IN_PRINCIPLE: f"p{stem}"}
    fresh = rule.when is not None or rule.empty is EmptyList.NOT_APPLICABLE
    return Task(rule, f"r{variable}", totals.get(rule.force), [names], fresh)


def _verdict(block: Block, stem: str, verdict: str, known: str | None) -> None:
    m, p = f"m{stem}", f"p{stem}"
    if known:
        block.write(f"if {known} is not True:")
        block.write(f"{verdict} = 2", 1)
        block.write(f"elif {m} > 2:")
    else:
        block.write(f"if {m} > 2:")
    block.write(f"{verdict} = {m} - 1", 1)
    block.write(f"elif {p} > 2:")
    block.write(f"{verdict} = 1 if {p} == 4 else 2", 1)
    block.write("else:")
    block.write(f"{verdict} = 0", 1)


def _passes(writer: Writer, tasks: list[Task], names: Names, block: Block) -> None:
    """Sorts rules by the lists that they go through, and writes each pass once."""
    root = Loop(block)
    for task in tasks:
        here = root
        paths = writer.function.module.paths[task.place] = []
        for level, iterator in enumerate(task.rule.iterators):
            with writer.function.inside(here.block):
                domain = writer.whole(iterator.domain, task.names[-1])
            here = _inner(writer, here, domain)
            item = domain.kind.item if domain.kind.name == "list" else FEEL
            assert item is not None
            nulls = ANY_NULL if item == FEEL else domain.kind.item_nulls
            place = here.block if item.section is not None else None
            listed = domain.path or iterator.name
            paths.append(listed)
            path = f"{listed}[{{{level}}}]"
            piece = Piece(here.variable, item, nulls, place=place, path=path)
            task.positions.append(here.position)
            task.names.append({**task.names[-1], iterator.name: piece})
        here.rules.append(task)
    _write(writer, root, 0)


def _inner(writer: Writer, outer: Loop, domain: Piece) -> Loop:
    items = domain.code
    if domain.kind.name != "list":
        writer.function.module.left_to_feel("a list that is made by an expression")
        items = f"as_items(box({domain.code}, {writer.function.module.object(domain.kind)}))"
    if items not in outer.inner:
        variable = writer.function.temporary("i")
        block = Block(outer.block.indent + 2)
        outer.inner[items] = Loop(block, items, variable, f"{variable}n")
    return outer.inner[items]


def _write(writer: Writer, loop: Loop, level: int) -> None:
    """Writes the rules of one pass, and the passes within it."""
    with writer.function.inside(loop.block):
        for task in loop.rules:
            _item(writer, loop.block, task)
    for inner in loop.inner.values():
        block = loop.block
        items = writer.function.temporary("l")
        block.write(f"{items} = {inner.items}")
        block.write(f"if {items}:")
        block.write(f"n += len({items})", 1)
        if writer.function.traced:
            counted = f"enumerate({items}, 1)"
            block.write(f"for {inner.position}, {inner.variable} in {counted}:", 1)
        else:
            block.write(f"for {inner.variable} in {items}:", 1)
        block.lines.append(inner.block)
        _write(writer, inner, level + 1)
        if not inner.block.lines and not inner.block.before:
            inner.block.write("pass")
        for test, met in ((f"elif {items} is None:", _OPEN), ("else:", None)):
            block.write(test)
            end = Block(block.indent + 1)
            block.lines.append(end)
            with writer.function.inside(end):
                for task in inner.through():
                    _end(writer, end, task, level, met)
            end.write("pass")


def _end(writer: Writer, block: Block, task: Task, level: int, open_: Piece | None) -> None:
    """A list without items: an empty one, or (where `open_` is given) an unknown one."""
    rule, names = task.rule, task.names[level]
    unbound = {each.name for each in rule.iterators[level:]}
    applies = None
    if rule.when is not None and unbound.isdisjoint(names_in(rule.when.tree)):
        applies = writer.condition(rule.when, names)
    met = open_ or (_TRUE if rule.empty is EmptyList.PASS else _FALSE)
    if rule.waiver is not None and unbound.isdisjoint(names_in(rule.waiver.tree)):
        met = _waived(writer, task, met, names)
    if open_ is None and rule.empty is EmptyList.NOT_APPLICABLE:
        applies = _FALSE
    positions = [*task.positions[:level], *("0" for _ in rule.iterators[level:])]
    _one(writer, block, task, applies, met, positions, "")


def _item(writer: Writer, block: Block, task: Task) -> None:
    rule, names = task.rule, task.names[-1]
    applies = None if rule.when is None else writer.condition(rule.when, names)
    reads = writer.function.reads = {}
    met = writer.condition(rule.require, names)
    writer.function.module.reads[task.place] = tuple(reads)
    met = _waived(writer, task, met, names)
    values = "".join(f", {code}" for code in reads.values())
    _one(writer, block, task, applies, met, task.positions, values)


def _one(
    writer: Writer,
    block: Block,
    task: Task,
    applies: Piece | None,
    met: Piece,
    positions: list[str],
    values: str,
) -> None:
    """Lines for one item; where traced, they keep its code, its position, and what was read."""
    if not writer.function.traced:
        _judge(writer, block, task, applies, met)
        return
    code = writer.function.temporary("o")
    block.write(f"{code} = {1 if applies is None else 0}")
    own = replace(task, variable=code, total=None, fresh=applies is not None)
    _judge(writer, block, own, applies, met)
    block.write(f"if {code} > {task.variable}:")
    block.write(f"{task.variable} = {code}", 1)
    if task.total:
        block.write(f"if {code} > {task.total}:")
        block.write(f"{task.total} = {code}", 1)
    at = "".join(f", {each}" for each in positions)
    block.write(f"note(({task.place}, {code}{at}{values}))")


def _waived(writer: Writer, task: Task, met: Piece, names: Names) -> Piece:
    rule = task.rule
    if rule.force is not Force.IN_PRINCIPLE or rule.waiver is None or met.value is True:
        return met
    reason = writer.whole(rule.waiver, names)
    given = reason.code
    if reason.kind not in (STRING, FEEL):  # what is no text is no reason, but may be unknown
        given = f"None if {given} is None else BARE"
    return Piece(f"waived({met.code}, {given})", BOOLEAN, ANY_NULL)


def _judge(writer: Writer, block: Block, task: Task, applies: Piece | None, met: Piece) -> None:
    """Lines that raise the rule's code by one item (see the interpreter's `judge`)."""
    if applies is _FALSE:
        return
    if applies is None:
        _when_it_applies(writer, block, 0, task, met)
        return
    known = writer.function.temporary("a")
    block.write(f"{known} = {applies.code}")
    block.write(f"if {known} is True:")
    start = len(block.lines)
    _when_it_applies(writer, block, 1, task, met)
    if len(block.lines) == start:
        block.write("pass", 1)
    if applies.nulls:
        block.write(f"elif {known} is not False:")
        block.write(f"if ({met.code}) is True:", 1)
        for line in task.raised(2):
            block.write(line, 2)
        block.write("else:", 1)
        for line in task.raised(3):
            block.write(line, 2)


def _when_it_applies(writer: Writer, block: Block, deeper: int, task: Task, met: Piece) -> None:
    def lines(level: int, more: int) -> None:
        for line in task.raised(level) or ["pass"]:
            block.write(line, deeper + more)

    if met.constant:
        level = 1 if met.value is True else 4 if met.value is False else 3
        if task.raised(level):
            lines(level, 0)
        return
    if met.test is not None and met.guard:
        block.write(f"if {met.guard}:", deeper)
        lines(3, 1)
        block.write(f"elif not {met.test}:", deeper)
        lines(4, 1)
    elif not met.nulls:
        block.write(f"if not {met.code}:", deeper)
        lines(4, 1)
    else:
        known = met.code
        if known.isidentifier():
            block.write(f"if {known} is not True:", deeper)
        else:
            known = writer.function.temporary("k")
            block.write(f"if ({known} := {met.code}) is not True:", deeper)
        block.write(f"if {known} is False:", deeper + 1)
        lines(4, 2)
        block.write("else:", deeper + 1)
        lines(3, 2)
    if task.fresh:
        block.write("else:", deeper)
        lines(1, 1)
