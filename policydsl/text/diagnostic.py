"""What is said when something is wrong: bilingual, placed, plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from policydsl.text.source import Place

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Severity(Enum):
    """How bad: an error stops the use of a file, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One cause, one message.

    `code` is stable (`feel-syntax`, `unknown-name`, …); `help` says a way out; `place` is where,
    in the innermost source (an expression's own text; see `Place.outermost`).
    """

    code: str
    message: Text
    place: Place | None = None
    help: Text | None = None
    severity: Severity = Severity.ERROR


class DiagnosticError(Exception):
    """The one exception family: something given to policydsl could not be used, and why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        self.diagnostics = diagnostics
        super().__init__("; ".join(d.message.en for d in diagnostics))


class ExpressionError(DiagnosticError):
    """An expression that cannot be read or does not check."""


class PolicyError(DiagnosticError):
    """A policy, or a folder of them, that cannot be loaded or has no version for a date."""


class FactsError(DiagnosticError):
    """Facts that cannot be read or do not fit the facts schema."""


class UsageError(DiagnosticError):
    """A request that cannot be met: an unknown decision, a malformed date, a missing file."""
