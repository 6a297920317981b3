"""One way to make choices, for generators that Hypothesis and a seeded `Random` both drive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
LAST = 19


class Draw(Protocol):
    """Where choices come from. The less a choice is, the simpler must be what comes of it."""

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        ...

    def together(self, make: Callable[[], T]) -> T:
        """What `make` makes; its choices go together when an example is made smaller."""
        ...


class RandomDraw:
    """Choices of a `random.Random`, for hunts that need no shrinking."""

    __slots__ = ("_random",)

    def __init__(self, rng: Random) -> None:
        self._random = rng.random

    def integer(self, low: int, high: int) -> int:
        return low + int(self._random() * (high - low + 1))

    def together(self, make: Callable[[], T]) -> T:
        return make()


class HypothesisDraw:
    """Choices of Hypothesis, given the `draw` of a composite strategy."""

    __slots__ = ("_draw",)

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw = draw

    def integer(self, low: int, high: int) -> int:
        from hypothesis import strategies as st

        return int(self._draw(st.integers(low, high))) if low < high else low

    def together(self, make: Callable[[], T]) -> T:
        from hypothesis import strategies as st

        made: T = self._draw(st.builds(make))
        return made

    def of(self, strategy: Any) -> Any:
        """An example of another strategy."""
        return self._draw(strategy)


def pick(draw: Draw, options: Sequence[T]) -> T:
    """One of the options, the simplest standing first."""
    return options[draw.integer(0, len(options) - 1)]


def chance(draw: Draw, percent: int) -> bool:
    """True about so often, to the next twentieth; False is the simpler.

    A shrinker tries every number of a range, so ranges are kept short.
    """
    return draw.integer(0, LAST) * 5 >= 100 - percent


def times(draw: Draw, low: int, high: int, more: int = 60) -> Iterator[int]:
    """Counts from 0 up: `low` times at least, then on with a chance of `more` in a hundred.

    Asking each time whether to go on lets a shrinker take out any one turn.
    """
    for number in range(high):
        if number >= low and not chance(draw, more):
            return
        yield number


def weighted(draw: Draw, options: Sequence[tuple[int, T]]) -> T:
    """One of the options by weight, the simplest standing first."""
    left = draw.integer(0, sum(weight for weight, _ in options) - 1)
    for weight, option in options:
        left -= weight
        if left < 0:
            return option
    return options[-1][1]
