"""SHA-256 of Python's own, where it has it.

`hashlib` first loads OpenSSL, which takes longer than all that a verdict needs digests for.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

__all__ = ["sha256"]


def _own(module: str, name: str) -> Any:
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError):
        return getattr(import_module("hashlib"), name)


sha256 = _own("_sha2" if sys.version_info >= (3, 12) else "_sha256", "sha256")
