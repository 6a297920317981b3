"""The names that Z3's terms go by here: its Python package has no type information."""

from __future__ import annotations

from typing import Any, TypeAlias

BoolTerm: TypeAlias = Any
"""A `z3.BoolRef`."""

NumberTerm: TypeAlias = Any
"""A `z3.ArithRef` of sort Int or Real."""
