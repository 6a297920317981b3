"""BLAKE2b of Python's own, where it has it: `hashlib` first loads OpenSSL, which takes a while."""

from __future__ import annotations

__all__ = ["blake2b"]

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b
