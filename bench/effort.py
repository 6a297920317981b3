"""How long a run takes: how many rounds, and how large the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Found = dict[str, Any]
"""What a group found, as it is kept in JSON; `ways` holds timings by name."""


@dataclass(frozen=True, slots=True)
class Effort:
    """A whole run fits into 25 minutes on two cores; a quick one, of rough figures, in four."""

    quick: bool = False

    def rounds(self, whole: int) -> int:
        """Rounds of a group that takes so many in a whole run."""
        return max(3, whole // 8) if self.quick else whole

    @property
    def institutions(self) -> int:
        return 100 if self.quick else 500

    @property
    def rows(self) -> tuple[int, ...]:
        return (10_000, 100_000) if self.quick else (10_000, 100_000, 1_000_000)
