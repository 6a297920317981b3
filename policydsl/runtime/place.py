"""Where kept files lie, and whether the folder can be trusted. Imports what is loaded anyway."""

from __future__ import annotations

import os
import stat
import sys

VARIABLE = "POLICYDSL_CACHE"
_OFF = frozenset({"off", "0", "no", "false"})
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def kept_folder() -> str | None:
    """The folder of kept files, whether or not it is there; None where nothing shall be kept.

    POLICYDSL_CACHE names it, or says `off`. Else it is the platform's place for such files.
    """
    asked = os.environ.get(VARIABLE, "").strip()
    if asked:
        return None if asked.lower() in _OFF else os.path.join(os.getcwd(), asked)
    home = _platform_folder()
    return os.path.join(home, "policydsl") if home and os.path.isabs(home) else None


def _platform_folder() -> str | None:
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if given or sys.platform == "win32":
        return given or None
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches")
    return os.path.join(home, ".cache")


def is_own(found: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user, and nobody else may write to it.

    Windows keeps other users out of %LOCALAPPDATA%, and has no such bits.
    """
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS_MAY_WRITE
