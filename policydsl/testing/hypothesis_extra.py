"""Hypothesis is an extra: who lacks it is told how to get it."""

from __future__ import annotations

from importlib.util import find_spec

from policydsl.text.diagnostic import Diagnostic, Text, UsageError


def require_hypothesis() -> None:
    """Raises UsageError where Hypothesis is not installed."""
    if find_spec("hypothesis") is None:
        raise UsageError(hypothesis_missing())


def hypothesis_missing() -> Diagnostic:
    """What to install."""
    return Diagnostic(
        "hypothesis-missing",
        Text("没有安装 Hypothesis", "Hypothesis is not installed"),
        help=Text('运行 pip install "policydsl[test]"', 'run pip install "policydsl[test]"'),
    )
