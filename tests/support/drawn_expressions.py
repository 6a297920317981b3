"""Random FEEL text over the names of `symbolic_samples`: mostly well-typed, some of it not."""

from __future__ import annotations

import random

_KINDS = ("number", "boolean", "string", "date", "months", "days", "numbers", "strings", "rooms")
_ORDER = ("<", "<=", ">", ">=")
_EQUALITY = ("=", "!=")


class Drawn:
    """Draws one expression. `bound` are the variables of iterators around, by what they are."""

    def __init__(self, rng: random.Random, wild: float = 0.06) -> None:
        self.rng = rng
        self.wild = wild
        self.bound: dict[str, list[str]] = {}
        self.count = 0
        self.iterating: list[str] = []

    def expression(self, kind: str, depth: int) -> str:
        """An expression of a kind, or now and then of another."""
        if self.rng.random() < self.wild:
            kind = self.rng.choice((*_KINDS, "odd"))
        leaf = depth <= 0 or self.rng.random() < 0.15
        return getattr(self, f"{'leaf' if leaf else 'made'}_{kind}")(depth - 1)

    def one_of(self, *options: str) -> str:
        return self.rng.choice(options)

    def names(self, kind: str, *others: str) -> str:
        return self.rng.choice([*self.bound.get(kind, ()), *others])

    def room(self) -> str:
        return self.names("room", "hall", "rooms[1]", "rooms[-1]")

    def leaf_odd(self, depth: int) -> str:
        return self.one_of(
            "mixed", "null", "rooms.size", "missing", '@"10:00:00"', "hall", "[]", "{}"
        )

    made_odd = leaf_odd

    def leaf_number(self, depth: int) -> str:
        figures = ("0", "1", "2", "3", "2.5", "least", "half")
        facts = ("area", "staff", "staff", "mixed", f"{self.room()}.size", f"{self.room()}.seats")
        return self.names("number", *figures, *facts)

    def leaf_boolean(self, depth: int) -> str:
        return self.names(
            "boolean", "open", "proven", "open", f"{self.room()}.ok", "true", "false", "null"
        )

    def leaf_string(self, depth: int) -> str:
        return self.names(
            "string", "name", "kind", "name", f"{self.room()}.label", '"a"', '"b"', '""'
        )

    def leaf_date(self, depth: int) -> str:
        return self.names(
            "date", "day", "since", f"{self.room()}.built", '@"2020-02-29"', '@"2021-03-01"'
        )

    def leaf_months(self, depth: int) -> str:
        return self.one_of("term", '@"P1Y"', '@"P2M"', '@"P0M"')

    def leaf_days(self, depth: int) -> str:
        return self.one_of("span", '@"P1D"', '@"PT0S"', '@"P2D"')

    def leaf_numbers(self, depth: int) -> str:
        return self.one_of(
            "scores", "scores", f"{self.room()}.marks", "[1, 2]", "[]", "rooms.seats", "mixed"
        )

    def leaf_strings(self, depth: int) -> str:
        return self.one_of("tags", "tags", "names", "rooms.label", '["a", null]')

    def leaf_rooms(self, depth: int) -> str:
        return self.one_of("rooms", "rooms", "[hall]")

    def if_(self, kind: str, depth: int) -> str:
        e = self.expression
        return f"(if {e('boolean', depth)} then {e(kind, depth)} else {e(kind, depth)})"

    def index(self) -> str:
        return self.one_of("1", "2", "-1", "staff", "least", "0", "3")

    def made_number(self, depth: int) -> str:
        e = self.expression
        match self.rng.randint(0, 10):
            case 9:
                return f"{e('date', depth)}.{self.one_of('year', 'month', 'day', 'weekday')}"
            case 10:
                return self.one_of(
                    f"working days between({e('date', depth)}, {e('date', depth)})",
                    f"day of year({e('date', depth)})",
                    f"{e('months', depth)}.{self.one_of('years', 'months')}",
                )
            case 0 | 1:
                return f"({e('number', depth)} {self.one_of('+', '-', '*')} {e('number', depth)})"
            case 2:
                return f"({e('number', depth)} / {self.one_of('2', '4', '0.5', '0', '-5')})"
            case 3:
                return f"-{self.leaf_number(depth)}"
            case 4:
                return self.if_("number", depth)
            case 5:
                return f"{self.one_of('sum', 'min', 'max', 'count', 'mean')}({e('numbers', depth)})"
            case 6:
                return f"{self.one_of('abs', 'floor', 'ceiling', 'abs')}({e('number', depth)})"
            case 7:
                return f"{e('numbers', depth)}[{self.index()}]"
            case _:
                return f"count({e(self.one_of('rooms', 'strings', 'numbers'), depth)})"

    def made_boolean(self, depth: int) -> str:
        e = self.expression
        match self.rng.randint(0, 13):
            case 0 | 1:
                kind = self.one_of("number", "number", "date", "months", "days")
                return f"({e(kind, depth)} {self.one_of(*_ORDER)} {e(kind, depth)})"
            case 2:
                kind = self.one_of(*_KINDS)
                other = self.one_of(e(kind, depth), "null")
                return f"({e(kind, depth)} {self.one_of(*_EQUALITY)} {other})"
            case 3 | 4:
                word = self.one_of("and", "or")
                parts = [e("boolean", depth) for _ in range(self.rng.randint(2, 3))]
                return "(" + f" {word} ".join(parts) + ")"
            case 5:
                return f"not({e('boolean', depth)})"
            case 6:
                return self.membership(depth)
            case 7 | 8:
                return self.quantified(depth)
            case 9:
                return f"is stated({e(self.one_of(*_KINDS, 'odd'), depth)})"
            case 10:
                kind = self.one_of("number", "string")
                return f"list contains({e(kind + 's', depth)}, {e(kind, depth)})"
            case 11:
                return self.if_("boolean", depth)
            case 12:
                kind = self.one_of(
                    "number", "string", "boolean", "date", "list<number>", "Null", "Any"
                )
                return f"({e(self.one_of(*_KINDS, 'odd'), depth)} instance of {kind})"
            case _:
                parts = ", ".join(e("boolean", depth) for _ in range(2))
                return (
                    f"{self.one_of('all', 'any')}({self.one_of(parts, f'[{parts}]', 'rooms.ok')})"
                )

    def membership(self, depth: int) -> str:
        e = self.expression
        kind = self.one_of("number", "number", "string", "date")
        value, one, other = (e(kind, depth) for _ in range(3))
        if kind != "string" and self.rng.random() < 0.3:
            return f"({value} between {one} and {other})"
        tests = [f"({self.one_of('=', '!=')} {one})", one, f"({one}, {other})"]
        if kind in ("number", "string"):
            tests.append(e(kind + "s", depth))
        if kind != "string":
            low, high = self.one_of("[", "("), self.one_of("]", ")")
            tests += [f"{low}{one}..{other}{high}", f"({self.one_of(*_ORDER)} {one})"]
            tests.append(f"({self.one_of(*_ORDER)} {one}, {low}{one}..{other}{high})")
            tests.append(f"[{low}{one}..{other}{high}, {one}]")
        return f"({value} in {self.one_of(*tests)})"

    def tests(self, depth: int) -> str:
        """A table's cell."""
        kind = self.one_of("number", "number", "string", "date")
        e = self.expression
        made = [
            self.one_of(
                f"{self.one_of(*_ORDER, *_EQUALITY)} {e(kind, depth)}",
                f"[{e(kind, depth)}..{e(kind, depth)}]",
                e(kind, depth),
                f"? {self.one_of(*_ORDER, *_EQUALITY)} {e(kind, depth)}",
                "null",
            )
            for _ in range(self.rng.choice((1, 1, 2)))
        ]
        return self.one_of("{}", "{}", "not({})").format(", ".join(made))

    def quantified(self, depth: int) -> str:
        iterators = [self.iterator(depth) for _ in range(self.rng.choice((1, 1, 2)))]
        condition = self.expression("boolean", depth)
        for _ in iterators:
            self.unbind()
        stated = ", ".join(iterators)
        return f"({self.one_of('some', 'every')} {stated} satisfies {condition})"

    def iterator(self, depth: int) -> str:
        self.count += 1
        name = f"x{self.count}"
        kind = self.one_of("rooms", "rooms", "numbers", "strings", "boolean")
        domain = (
            self.one_of("1..2", "rooms")
            if self.rng.random() < 0.1
            else self.expression(kind, depth)
        )
        self.bound.setdefault(
            {"rooms": "room", "boolean": "boolean"}.get(kind, kind[:-1]), []
        ).append(name)
        self.iterating.append(name)
        return f"{name} in {domain}"

    def unbind(self) -> None:
        name = self.iterating.pop()
        for names in self.bound.values():
            if name in names:
                names.remove(name)

    def made_string(self, depth: int) -> str:
        e = self.expression
        return self.one_of(
            self.if_("string", depth),
            f"{e('strings', depth)}[{self.index()}]",
            f"{{k: {e('string', depth)}}}.k",
        )

    def made_date(self, depth: int) -> str:
        e = self.expression
        return self.one_of(
            self.if_("date", depth),
            f"({e('date', depth)} {self.one_of('+', '-')} {e('months', depth)})",
            f"({e('date', depth)} {self.one_of('+', '-')} {e('days', depth)})",
            f'date in year({e("date", depth)}.year, "{self.one_of("02-29", "03-31")}")',
            f"working days after({e('date', depth)}, {e('number', depth)})",
            f"working days before({e('date', depth)}, {e('number', depth)})",
            f"date({e('date', depth)}.year, {e('number', depth)}, {e('number', depth)})",
        )

    def made_months(self, depth: int) -> str:
        e = self.expression
        return self.one_of(
            self.if_("months", depth),
            f"-{self.leaf_months(depth)}",
            f"({e('months', depth)} {self.one_of('+', '-')} {e('months', depth)})",
            f"({e('months', depth)} * {e('number', depth)})",
            f"years and months duration({e('date', depth)}, {e('date', depth)})",
        )

    def made_days(self, depth: int) -> str:
        e = self.expression
        return self.one_of(
            self.if_("days", depth),
            f"abs({self.leaf_days(depth)})",
            f"({e('date', depth)} - {e('date', depth)})",
            f"({e('days', depth)} + {e('days', depth)})",
            f"({e('number', depth)} * {e('days', depth)})",
        )

    def filter(self, depth: int) -> str:
        return self.one_of(
            f"item {self.one_of(*_ORDER, *_EQUALITY)} {self.expression('number', depth)}",
            self.expression("boolean", depth),
            self.expression("boolean", depth),
        )

    def made_numbers(self, depth: int) -> str:
        e = self.expression
        match self.rng.randint(0, 7):
            case 0:
                return f"{e('numbers', depth)}[{self.filter(depth)}]"
            case 1:
                return self.for_("number", depth)
            case 2:
                return f"flatten({self.for_('numbers', depth)})"
            case 3:
                return f"append({e('numbers', depth)}, {e('number', depth)})"
            case 4:
                return f"concatenate({e('numbers', depth)}, {e('numbers', depth)})"
            case 5:
                return f"{self.one_of('distinct values', 'reverse')}({e('numbers', depth)})"
            case 6:
                return f"[{e('number', depth)}, {e('number', depth)}]"
            case _:
                return self.if_("numbers", depth)

    def made_strings(self, depth: int) -> str:
        e = self.expression
        return self.one_of(
            f"{e('strings', depth)}[item = {e('string', depth)}]",
            f"distinct values({e('strings', depth)})",
            self.for_("string", depth),
            f"union({e('strings', depth)}, {e('strings', depth)})",
            f"[{e('string', depth)}]",
            f"{e('rooms', depth)}.label",
        )

    def made_rooms(self, depth: int) -> str:
        e = self.expression
        condition = self.one_of(
            "ok",
            "ok = true",
            "not(ok)",
            f"size > {e('number', depth)}",
            f"seats in {e('numbers', depth)}",
            f"label = {e('string', depth)} and ok",
            e("boolean", depth),
            f"item.seats >= {e('number', depth)}",
        )
        return self.one_of(f"{e('rooms', depth)}[{condition}]", self.if_("rooms", depth))

    def for_(self, kind: str, depth: int) -> str:
        if self.rng.random() < 0.1:
            lists = ", ".join(self.leaf_numbers(0) for _ in range(2))
            return f"(for x in [{lists}], y in x return {self.expression(kind, depth)})"
        iterators = [self.iterator(depth) for _ in range(self.rng.choice((1, 1, 1, 2)))]
        body = self.expression(kind, depth)
        if kind == "number" and self.rng.random() < 0.1:
            body = f"count(partial) + {body}"
        for _ in iterators:
            self.unbind()
        return f"(for {', '.join(iterators)} return {body})"
