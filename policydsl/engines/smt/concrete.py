"""What an encoding says of one known institution: to hold it against the interpreter, fast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policydsl.engines.smt.program import Encoding
from policydsl.feel.values import Value
from policydsl.policy.facts import Facts
from policydsl.trace import Status, Verdict


@dataclass(frozen=True, slots=True)
class ValuesIn:
    """The results that could be encoded. Rules, groups by (decision, id); rows by number."""

    rules: Mapping[tuple[str, str], tuple[Status, bool]]
    groups: Mapping[tuple[str, str], Status]
    verdicts: Mapping[str, Verdict]
    rows: Mapping[tuple[str, int], Status]
    values: Mapping[str, Value]


def values_in(encoding: Encoding, facts: Facts) -> ValuesIn:
    """All results for these facts. The space's lists must be long enough for them."""
    raise NotImplementedError
