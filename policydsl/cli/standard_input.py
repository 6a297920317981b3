"""`-` as a file: what comes on standard input."""

from __future__ import annotations

import sys

from policydsl.text.diagnostic import Diagnostic, Text, UsageError


def read_standard_input() -> bytes:
    """All of it. Raises UsageError where whoever started the command has closed it."""
    if sys.stdin is None:
        message = Text("标准输入已关闭", "standard input is closed")
        help_ = Text("给出文件，或接上管道", "name a file, or connect a pipe")
        raise UsageError(Diagnostic("no-input", message, help=help_))
    return sys.stdin.buffer.read()
