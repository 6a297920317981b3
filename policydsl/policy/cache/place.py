"""Where kept files lie, and whether the folder can be trusted."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

VARIABLE = "POLICYDSL_CACHE"
_OFF = frozenset({"off", "0", "no", "false"})
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path | None:
    """The folder of kept files, whether or not it is there; None where nothing shall be kept.

    POLICYDSL_CACHE names it, or says `off`. Else it is the platform's place for such files.
    """
    asked = os.environ.get(VARIABLE, "").strip()
    if asked:
        return None if asked.lower() in _OFF else Path(asked).absolute()
    home = _platform_folder()
    return home / "policydsl" if home is not None and home.is_absolute() else None


def _platform_folder() -> Path | None:
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return None
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises where there is none
    return Path(home, "Library", "Caches") if sys.platform == "darwin" else Path(home, ".cache")


def is_own(found: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user, and nobody else may write to it.

    Windows keeps other users out of %LOCALAPPDATA%, and has no such bits.
    """
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE
