"""A pattern read character by character, and what is wrong with it."""

from __future__ import annotations

from policydsl.text.diagnostic import Text

# Deeper ones would exhaust the stack of the package that compiles them.
MAX_DEPTH = 20


class PatternError(Exception):
    """A pattern, replacement or set of flags that cannot be used, and why.

    `limit` is True where XPath allows it, but it would take more time or memory than is granted.
    """

    def __init__(self, message: Text, *, limit: bool = False) -> None:
        super().__init__(message.en)
        self.message = message
        self.limit = limit


class Reader:
    """The characters of a pattern, from `position` on; `""` stands for its end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._depth = 0

    def peek(self, ahead: int = 0) -> str:
        """The character that comes next, or one further ahead."""
        return self.text[self.position + ahead : self.position + ahead + 1]

    def next(self) -> str:
        """The next character, which is then behind."""
        char = self.peek()
        self.position += len(char)
        return char

    def skip(self, text: str) -> bool:
        """Whether `text` comes next; if so it is then behind."""
        if not self.text.startswith(text, self.position):
            return False
        self.position += len(text)
        return True

    def enter(self) -> None:
        """Counts a parenthesis or bracket that opens."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            message = Text(
                f"正则表达式的括号套了 {MAX_DEPTH} 层以上",
                f"the pattern nests brackets more than {MAX_DEPTH} deep",
            )
            raise PatternError(message, limit=True)

    def leave(self) -> None:
        """Counts one that closes."""
        self._depth -= 1

    def error(self, zh: str, en: str, position: int | None = None) -> PatternError:
        """An error at the character just read, or at another position."""
        where = max(self.position, 1) if position is None else position + 1
        return PatternError(
            Text(f"正则表达式第 {where} 个字符处：{zh}", f"character {where} of the pattern: {en}")
        )
