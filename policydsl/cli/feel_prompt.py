"""Expressions line by line: a prompt on a terminal, a filter in a pipe.

In a pipe, line n of the output answers line n of the input: a line that has no value (an error, a
comment) leaves an empty line, and what is wrong stands on standard error.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import click

from policydsl.analysis.feel_session import Answer, Session
from policydsl.cli.failures import WRONG_EXIT
from policydsl.cli.feel import show
from policydsl.text.diagnostic import Text
from policydsl.text.render import RenderLanguage, render_all

_GREETING = Text(":help 说明,:quit 离开,Tab 补全", ":help explains, :quit leaves, Tab completes")
_PROMPT = "feel> "
_HISTORY_LINES = 1000


def converse(session: Session, form: str, errors: RenderLanguage) -> int:
    """Answers every line of standard input. Gives the exit code."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _at_prompt(session, form, errors)
    return _in_pipe(session, form, errors)


def _in_pipe(session: Session, form: str, errors: RenderLanguage) -> int:
    code = 0
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    for number, line in enumerate(lines, start=1):
        answer = session.answer(line.rstrip("\r\n").removeprefix("\ufeff"), "<stdin>", number)
        if answer.over:
            break
        session = answer.session
        _show(answer, form, errors)
        if answer.value is None and not answer.text:
            click.echo()
        code = WRONG_EXIT if answer.diagnostics else code
        sys.stdout.flush()
    return code


def _at_prompt(session: Session, form: str, errors: RenderLanguage) -> int:
    click.echo(_GREETING.in_language(session.language))
    editor = LineEditor(session)
    with editor.in_use():
        while True:
            try:
                answer = editor.session.answer(input(_PROMPT))
                if answer.over:
                    return 0
                _show(answer, form, errors)
            except KeyboardInterrupt:
                click.echo()
            except EOFError:
                click.echo()
                return 0
            else:
                editor.session = answer.session


def _show(answer: Answer, form: str, errors: RenderLanguage) -> None:
    if answer.value is not None:
        show(answer.value, form, answer.session.language, on_one_line=True)
    if answer.text:
        click.echo(answer.text)
    if answer.diagnostics:
        click.echo(render_all(answer.diagnostics, errors), err=True)


class LineEditor:
    """The terminal's line editing: history and completion, where `readline` is there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._found: tuple[str, ...] = ()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Completes names meanwhile; keeps the history from one time to the next."""
        readline = _readline()
        if readline is None:
            yield
            return
        file = history_file()
        with contextlib.suppress(OSError):
            readline.read_history_file(file)
        readline.set_history_length(_HISTORY_LINES)
        # With no delimiters the whole line is completed: names hold spaces, and dots matter.
        readline.set_completer_delims("")
        readline.set_completer(self.complete)
        readline.set_completion_display_matches_hook(self._list_matches)
        libedit = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
        try:
            yield
        finally:
            readline.set_completer(None)
            with contextlib.suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                readline.write_history_file(file)

    def complete(self, text: str, state: int) -> str | None:
        """The completion number `state` of a line, as `readline` asks for it."""
        if state == 0:
            self._found = self.session.completions(text)
        return self._found[state] if state < len(self._found) else None

    def _list_matches(self, text: str, matches: list[str], longest: int) -> None:
        names = [match[_same_start(text) :] for match in matches]
        click.echo("\n" + "   ".join(names))
        click.echo(_PROMPT + text, nl=False)


def _same_start(text: str) -> int:
    """How much of a line to leave out when its completions are listed: all but the last word."""
    return max(text.rfind(mark) for mark in " .([{,") + 1


def history_file() -> Path:
    """Where the lines of earlier conversations are kept, under the user's state directory."""
    state = os.environ.get("XDG_STATE_HOME")
    folder = Path(state) if state and Path(state).is_absolute() else Path.home() / ".local/state"
    return folder / "policydsl" / "feel_history"


def _readline() -> ModuleType | None:
    """Not every Python has it: Windows has none."""
    try:
        import readline
    except ImportError:
        return None
    return readline
