"""Answers timing requests, a JSON line each, with pySFeel. It has no parse without evaluation."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import os
import sys
import time
from typing import Any

from pySFeel import SFeelParser


def tagged(value: Any) -> list[Any]:
    """A value as JSON that says of what kind it is."""
    match value:
        case None:
            return ["null"]
        case bool():
            return ["boolean", value]
        case int() | float():
            return ["number", repr(value)]
        case str():
            return ["string", value]
        case list():
            return ["list", [tagged(item) for item in value]]
        case dict():
            return ["context", [[key, tagged(part)] for key, part in value.items()]]
        case datetime.date() if not isinstance(value, datetime.datetime):
            return ["temporal", value.isoformat()]
        case _:
            return ["other", str(value)]


def answer(parser: Any, text: str, calls: int) -> dict[str, Any]:
    """The mean time of some calls after a first one, and that one's value."""
    try:
        status, value = parser.sFeelParse(text)
        if any("yntax" in str(error) for error in status.get("errors", ())):
            return {"failed": "unparsed"}
        start = time.perf_counter_ns()
        for _ in range(calls):
            parser.sFeelParse(text)
        nanoseconds = (time.perf_counter_ns() - start) / calls
    except Exception:  # noqa: BLE001 - whatever it raises, it has crashed
        return {"failed": "crashed"}
    return {"nanoseconds": nanoseconds, "value": tagged(value)}


def main() -> None:
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    # What the library itself prints is none of the answer.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        parser = SFeelParser()
        replies.write("ready\n")
        replies.flush()
        for line in sys.stdin:
            asked = json.loads(line)
            replies.write(json.dumps(answer(parser, asked["text"], asked["calls"])) + "\n")
            replies.flush()


if __name__ == "__main__":
    main()
