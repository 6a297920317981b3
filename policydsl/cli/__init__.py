"""The command line: each command in a module of its own, loaded when it is called."""

from policydsl.cli.main import main

__all__ = ["main"]
