"""Which language a command speaks."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import zip_longest

from policydsl.text.diagnostic import Language
from policydsl.text.render import RenderLanguage

VARIABLE = "POLICYDSL_LANG"


def chosen(option: str | None) -> Language:
    """The language of reports: the option, else the environment's, else Chinese."""
    return _known(option) or _known(os.environ.get(VARIABLE)) or _of_locale() or "zh"


def of_errors(arguments: Sequence[str]) -> RenderLanguage:
    """The language of errors: both, unless one was asked for by option or variable."""
    return of_option(_option(arguments))


def of_option(option: str | None) -> RenderLanguage:
    """The language of diagnostics in a report: as for errors."""
    return _known(option) or _known(os.environ.get(VARIABLE)) or "both"


def _option(arguments: Sequence[str]) -> str | None:
    """`--lang` as it stands among the arguments, which may be those that click refused."""
    for argument, following in zip_longest(arguments, arguments[1:]):
        if argument == "--lang":
            return following
        if argument is not None and argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _known(name: str | None) -> Language | None:
    match name:
        case "zh":
            return "zh"
        case "en":
            return "en"
        case _:
            return None


def _of_locale() -> Language | None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value.startswith(("zh", "en")):
            return _known(value[:2])
    return None
