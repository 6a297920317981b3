"""A policy file's text in normal form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, cast

from policydsl.policy.library import Library
from policydsl.policy.publishing.normalise import normalise
from policydsl.policy.publishing.rename import rename
from policydsl.policy.source.source_files import read_source
from policydsl.text.source import Source


def formatted(path: Path, names: str | None, folders: Iterable[Path] = ()) -> str | None:
    """The new text, or None where the file is in form already. Raises PolicyError.

    `names` is "zh", "en", or None to leave names as they are.
    """
    source = read_source(path)
    text = source.text
    if names is not None:
        built = Library.open(*folders).built_at(path)
        text = rename(built, cast(Literal["zh", "en"], names))
    text = normalise(Source(source.name, text))
    return None if text == source.text else text
