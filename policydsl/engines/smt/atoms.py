"""Strings as numbers: the solver only ever asks whether two of them are equal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

FIRST = 1000
"""Numbers below are those of texts that were not met, which the solver then thinks of first."""


@dataclass(slots=True)
class Atoms:
    """The number of each string that was met. Blank ones have negative numbers, others positive."""

    numbers: dict[str, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """The number of a string, from now on always the same."""
        found = self.numbers.get(text)
        if found is None:
            place = FIRST + len(self.numbers)
            found = place if text.strip() else -place
            self.numbers[text] = found
            self.texts[found] = text
        return found

    def text(self, number: int) -> str | None:
        """The string of a number; None where no string was met that has it."""
        return self.texts.get(number)

    @property
    def next(self) -> int:
        """The number that the next string will have."""
        return FIRST + len(self.numbers)

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self.numbers.items())
