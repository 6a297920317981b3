"""Running `policydsl` inside the test's own process, and seeing what it wrote and answered."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest import mock

from policydsl.cli.main import main

# What the desk's own environment would change.
LEFT_OUT = (
    "COLUMNS", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "POLICYDSL_LANG", "POLICYDSL_POLICIES",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exit code, and both streams as text."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream that says of itself whether it is a terminal."""

    def __init__(self, terminal: bool, content: bytes = b"") -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def text(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode("utf-8")


def policydsl(
    *arguments: str,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
    terminal: bool = False,
) -> Outcome:
    """Runs one command. `terminal` says that both streams are one."""
    out, err = _Stream(terminal), _Stream(terminal)
    with (
        mock.patch.dict("os.environ", environment or {}),
        mock.patch.object(sys, "stdin", _Stream(False, stdin)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main(list(arguments))
        except SystemExit as end:
            code = end.code
        else:
            raise AssertionError("a command ends by saying its exit code")
    assert isinstance(code, int)
    return Outcome(code, out.text(), err.text())
