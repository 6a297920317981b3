"""What an evaluation found, as plain data. Its JSON form is `schemas/trace.schema.json`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from policydsl.feel.values import Cause, Value
from policydsl.text.diagnostic import Text

TRACE_FORMAT = "1"


class Status(Enum):
    """What became of a rule or an item."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Verdict(Enum):
    """What a checklist says of an institution."""

    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    UNDETERMINED = "undetermined"
    INELIGIBLE = "ineligible"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Step:
    """An expression, its value, and the steps that led to it (the detailed level).

    `expression` is its text with names in the language of the file.
    """

    expression: str
    value: Value
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One comparison of a requirement: what is, what is asked, by how much it falls short.

    `shortfall` is a positive number or duration where a fail has a size, else None.
    `unit` is a unit id of the facts schema, or None. `label` is what the compared fact, figure or
    definition is called. `operator` is how `actual` is to stand to `required`, as the requirement
    needs it: `>=`, `>`, `<=`, `<`, `=`, `!=`, `in` or `not in`; None for a plain truth.
    """

    expression: str
    status: Status
    actual: Value
    required: Value
    shortfall: Value | None = None
    unit: str | None = None
    label: Text | None = None
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A rule's result on one item; a rule without `for` has one item with path "" and no label.

    `findings[0]` is the comparison that decided; `actual`, `required`, `shortfall` and `unit` are
    taken from it. `causes` say why it is unknown. `waiver` is the stated reason for which an
    in-principle shortfall counts as met: the status is then `pass`, the shortfall stays listed.
    """

    path: str
    label: str | None
    status: Status
    findings: tuple[Finding, ...] = ()
    causes: tuple[Cause, ...] = ()
    waiver: str | None = None
    note: Text | None = None  # such as "no occupation applied for" over an empty list
    step: Step | None = None

    @property
    def deciding(self) -> Finding | None:
        return self.findings[0] if self.findings else None


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses of a notice."""

    document: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleTrace:
    """A rule's result. `origin` is the policy (`id@version`) that wrote it, where not this one.

    `document` is the notice that `clauses` are of; `refined_by` are the clauses of other notices
    that changed a figure which the rule asks for.
    """

    id: str
    title: Text
    status: Status
    force: str  # mandatory | in_principle | preferential
    clauses: tuple[str, ...]
    items: tuple[Item, ...]
    note: Text | None = None
    group: str | None = None
    judgement: bool = False
    origin: str | None = None
    document: str = ""
    refined_by: tuple[Clauses, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupTrace:
    """A group of preferential rules: `need` is any or all of them."""

    id: str
    title: Text
    need: str
    status: Status
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowTrace:
    """A row of a decision table: whether its conditions hold (pass), by which clauses."""

    number: int
    status: Status
    clauses: tuple[str, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class OutputTrace:
    """An output of a table with several: how its entry of the value reads."""

    name: str
    title: Text
    unit: str | None = None
    labels: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a refinement changed of its base and this decision used.

    `kind` is parameter_ overridden or added, definition_, rule_ or decision_ added or replaced, or
    condition_replaced; `before` and `after` are as written, of a rule all that differs.
    """

    kind: str
    id: str
    before: str | None
    after: str | None
    policy: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything one evaluation of one decision found.

    Exactly one of `verdict` (a checklist) and `value` (a table or a value) is set. `digest` is
    the SHA-256 of the policy files that took part; `facts_digest` of the facts as canonical JSON.
    `unit` and `value_labels` (result id → label) say how to read the value, `outputs` how to read
    its entries where a table has several. `causes` say why a value is null, or the verdict
    undetermined; `condition` holds the comparisons for which the decision does not apply.
    """

    policy: str
    version: str
    digest: str
    as_of: str
    decision: str
    title: Text
    document: str
    policy_title: Text
    facts_digest: str
    kind: str  # checklist | table | value
    verdict: Verdict | None = None
    value: Value | None = None
    unit: str | None = None
    clauses: tuple[str, ...] = ()
    note: Text | None = None
    value_labels: tuple[tuple[str, Text], ...] = ()
    causes: tuple[Cause, ...] = ()
    rules: tuple[RuleTrace, ...] = ()
    groups: tuple[GroupTrace, ...] = ()
    rows: tuple[RowTrace, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    step: Step | None = None
    subject: str | None = None  # the institution's name, where stated
    outputs: tuple[OutputTrace, ...] = ()
    condition: tuple[Finding, ...] = ()
    units: tuple[tuple[str, Text], ...] = ()  # labels of the units that occur
    decision_document: str = ""  # the notice that `clauses` are of: a base's where taken over
