"""Data written as JSON in every way there is, with now and then something wrong in it."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random
from typing import Any


class JsonWriter:
    """Writes JSON: close or with spaces, plain or with escapes, and where `odd`, oddly."""

    def __init__(self, random: Random, *, odd: bool) -> None:
        self.random = random
        self.odd = odd
        self.space = random.choice(("", "", " ", "\n\t"))
        self.escapes = random.choice((0, 0, 20))

    def whole(self, data: Any) -> bytes:
        """The data as a JSON text."""
        text = self.value(data)
        if self.chance(5):
            text = self.random.choice(("\ufeff" + text, text + "x", text[:-1], "[" + text + "]"))
        return text.encode("utf-8", "surrogatepass")

    def chance(self, share: int) -> bool:
        return self.odd and self.random.random() * 100 < share

    def value(self, value: Any) -> str:
        match value:
            case dict():
                return self.object(value)
            case list() | tuple():
                between = f",{self.space}"
                return f"[{between.join(map(self.value, value))}]"
            case bool() | None:
                return json.dumps(value)
            case int() | Decimal():
                return self.number(value)
            case str():
                return self.text(value)
            case _:
                return str(value)

    def object(self, data: dict[str, Any]) -> str:
        pairs = [(name, value) for name, value in data.items() if isinstance(name, str)]
        if pairs and self.chance(5):
            name = self.random.choice(pairs)[0]
            pairs.insert(0, (name, self.random.choice((None, 1, "a:b", True, {}))))
        if self.chance(5):
            pairs.append((self.random.choice(("plain", "open", "other")), None))
        written = [
            f"{self.text(name)}{self.space}:{self.space}{self.value(value)}"
            for name, value in pairs
        ]
        return "{" + f"{self.space},".join(written) + "}"

    def number(self, value: int | Decimal) -> str:
        if self.chance(5):
            return f'"{value}"'
        if self.chance(10):
            return self.random.choice((f"{value}e0", f"{value}E-0", f"{value}.0", f"{value}e-1"))
        return str(value)

    def text(self, text: str) -> str:
        return '"' + "".join(map(self.character, text)) + '"'

    def character(self, character: str) -> str:
        if character in '"\\':
            return f"\\{character}"
        if ord(character) < 32 or self.random.random() * 100 < self.escapes:
            units = character.encode("utf-16-be", "surrogatepass").hex()
            return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
        return character
