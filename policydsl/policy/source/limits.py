"""How large and how deep a file may be."""

from __future__ import annotations

MAX_BYTES = 5_000_000
MAX_NODES = 200_000
MAX_DEPTH = 100
