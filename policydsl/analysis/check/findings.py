"""What a check finds, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.policy.model import Remark
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, placed in the file.

    `subject` names what it is about: a decision, `decision.rule`, `decision[row]`,
    `decision=outcome`. `proof` are the rules that make it so; `witness` are facts that show it.
    """

    diagnostic: Diagnostic
    subject: str
    proof: tuple[str, ...] = ()
    witness: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def code(self) -> str:
        return self.diagnostic.code


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A question that was not answered, and why: what cannot be encoded, or took too long."""

    subject: str
    reason: Text
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding that the policy keeps as a remark on its notice."""

    finding: Finding
    remark: Remark


@dataclass(frozen=True, slots=True)
class PolicyCheck:
    """One version, checked. `items` says how many items were looked at in any list.

    `schema` explains the facts of the findings' witnesses.
    """

    policy: str
    version: str
    path: Path
    items: int
    schema: FactsSchema = field(repr=False, compare=False)
    findings: tuple[Finding, ...]
    kept: tuple[Kept, ...]
    unsettled: tuple[Unsettled, ...]


@dataclass(frozen=True, slots=True)
class CheckRun:
    """All versions that were checked."""

    policies: tuple[PolicyCheck, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing was found that is not kept as a remark."""
        return not any(each.findings for each in self.policies)
