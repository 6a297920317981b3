"""What every text for a terminal needs to know: its language, its colour, its width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policydsl.report.ansi import Style, paint
from policydsl.report.escaping import one_line
from policydsl.report.layout import MIN_WIDTH, wrap
from policydsl.report.words import colon
from policydsl.text.diagnostic import Language, Text
from policydsl.text.width import text_width

DEFAULT_WIDTH = 88


@dataclass(frozen=True, slots=True)
class TextPage:
    """The language of a text, whether it is in colour, how many columns it may take."""

    language: Language
    colour: bool
    width: int = DEFAULT_WIDTH

    @property
    def columns(self) -> int:
        """The width, never so small that nothing fits."""
        return max(MIN_WIDTH, self.width)

    def word(self, word: Text) -> str:
        """A fixed word in the language of the page."""
        return word.in_language(self.language)

    def named(self, name: Text, value: str) -> str:
        """`机构：某某公司`, `Institution: …`."""
        return f"{self.word(name)}{self.colon}{one_line(value)}"

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return colon(self.language)

    def lines(self, text: str, *styles: Style, indent: int = 0, hanging: int = 0) -> list[str]:
        """The text in as many lines as it needs."""
        return [self.paint(line, *styles) for line in wrap(text, self.columns, indent, hanging)]

    def parts(self, parts: Sequence[str], *styles: Style) -> list[str]:
        """Parts side by side, each of them whole on one line where it fits one."""
        together: list[str] = []
        for part in parts:
            joined = f"{together[-1]}  {part}" if together else part
            if together and text_width(joined) <= self.columns:
                together[-1] = joined
            else:
                together.append(part)
        return [line for part in together for line in self.lines(part, *styles, hanging=2)]

    def paint(self, text: str, *styles: Style) -> str:
        """The text in those styles where the page is in colour; its indentation is left plain."""
        words = text.lstrip(" ")
        return text[: len(text) - len(words)] + paint(words, *styles, colour=self.colour)
