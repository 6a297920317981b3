"""What a set of changes costs, so that sets can be ordered and none is cheaper than its parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True, order=True)
class Price:
    """Compared from the left: the cost; then how many facts change; then how many are stated;
    then how far figures move, each by its own size.

    The last three keep every change from being free: what costs nothing is still not done in vain.
    """

    cost: Decimal = Decimal(0)
    changes: int = 0
    statements: int = 0
    distance: Fraction = Fraction(0)

    def __add__(self, other: Price) -> Price:
        return Price(
            self.cost + other.cost,
            self.changes + other.changes,
            self.statements + other.statements,
            self.distance + other.distance,
        )

    def __sub__(self, other: Price) -> Price:
        return Price(
            self.cost - other.cost,
            self.changes - other.changes,
            self.statements - other.statements,
            self.distance - other.distance,
        )


NOTHING = Price()
