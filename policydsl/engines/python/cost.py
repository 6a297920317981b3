"""How long lists may be, as all engines count it."""

from policydsl.engines.cost import Bounds, bounds_of

__all__ = ["Bounds", "bounds_of"]
