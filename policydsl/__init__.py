"""Filing policies as data: load a policy, evaluate an institution's facts, read every reason.

>>> import policydsl
>>> policy = policydsl.load("anhui/evaluation-body-filing", as_of="2020-06-01")
>>> trace = policy.evaluate({"premises": {"office": {"area": 49}}}, "filing")
>>> trace.verdict.value
'ineligible'
"""

from policydsl.api import Policies, Policy, load, render
from policydsl.text.diagnostic import (
    Diagnostic,
    DiagnosticError,
    ExpressionError,
    FactsError,
    PolicyError,
    Text,
    UsageError,
)

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "DiagnosticError",
    "ExpressionError",
    "FactsError",
    "Policies",
    "Policy",
    "PolicyError",
    "Text",
    "UsageError",
    "load",
    "render",
]
