"""`docs/sizing.md`, of what a run found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def sizing(results: Mapping[str, Any]) -> str:
    return "# Sizing\n"
