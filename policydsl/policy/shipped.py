"""Where the schemas and policies that come with the package lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_schemas() -> Path:
    """The folder of the JSON Schemas: inside an installed package, else of the checkout."""
    return _shipped("schemas")


def shipped_policies() -> Path:
    """The folder of the policies: inside an installed package, else of the checkout."""
    return _shipped("policies")


def _shipped(name: str) -> Path:
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
