"""What of the suite is claimed: decisions in FEEL, boxed expressions and decision tables.

Models that need more are left out by folder, single cases by what their decision requires.
"""

from __future__ import annotations

from collections.abc import Mapping

from tck import model
from tck.evaluation import Library, element_at
from tck.model import Reference

LEVELS = ("compliance-level-2", "compliance-level-3")

KNOWLEDGE = "requires a business knowledge model"
SERVICE = "requires a decision service"
IMPORT = "requires an imported model"
EXTERNAL = "requires functions in another language"
NO_LOGIC = "has a decision without logic"

EXCLUDED: Mapping[str, str] = {
    "0004-lending": KNOWLEDGE,
    "0005-literal-invocation": KNOWLEDGE,
    "0009-invocation-arithmetic": KNOWLEDGE,
    "0014-loan-comparison": KNOWLEDGE,
    "0031-user-defined-functions": KNOWLEDGE,
    "0034-drg-scopes": KNOWLEDGE,
    "0035-test-structure-output": KNOWLEDGE,
    "0037-dt-on-bkm-implicit-params": KNOWLEDGE,
    "0038-dt-on-bkm-explicit-params": KNOWLEDGE,
    "0076-feel-external-java": EXTERNAL,
    "0085-decision-services": SERVICE,
    "0086-import": IMPORT,
    "0087-chapter-11-example": KNOWLEDGE,
    "0088-no-decision-logic": NO_LOGIC,
    "0089-nested-inputdata-imports": IMPORT,
    "0091-local-hrefs": KNOWLEDGE,
    "0092-feel-lambda": KNOWLEDGE,
}
"""Folders that are left out, and why."""


def beyond(reference: Reference, library: Library) -> str | None:
    """Why a decision is outside the profile by what it requires, directly or not; None where it
    is inside.
    """
    seen: set[Reference] = set()
    waiting = [reference]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if current[0] != reference[0]:
            return IMPORT
        match element_at(current, library):
            case model.KnowledgeModel():
                return KNOWLEDGE
            case model.DecisionService():
                return SERVICE
            case model.Decision(requires=requires):
                waiting.extend(requires)
            case _:
                pass
    return None
