"""Tests of policies: institutions and policies drawn at random, and laws to hold them to.

`pip install "policydsl[test]"` brings what it needs. docs/testing.md shows its use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policydsl.testing.comparing import (
        never_admits_more,
        stays_monotone,
        unknowns_refine,
    )
    from policydsl.testing.differing import differ_only_where
    from policydsl.testing.drawn_facts import random_facts, varied_facts
    from policydsl.testing.random_policies import RandomPolicy, random_policy
    from policydsl.testing.strategies import facts, institutions, policies

__all__ = [
    "RandomPolicy",
    "differ_only_where",
    "facts",
    "institutions",
    "never_admits_more",
    "policies",
    "random_facts",
    "random_policy",
    "stays_monotone",
    "unknowns_refine",
    "varied_facts",
]

# Where each name lives: nothing is loaded before it is asked for, since pytest imports this
# package in every run to find the plugin.
_HOMES = {
    "differing": ("differ_only_where",),
    "comparing": (
        "never_admits_more", "stays_monotone", "unknowns_refine",
    ),
    "drawn_facts": ("random_facts", "varied_facts"),
    "random_policies": ("RandomPolicy", "random_policy"),
    "strategies": ("facts", "institutions", "policies"),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
