"""Filing policies as data: load a policy, evaluate an institution's facts, read every reason.

>>> import policydsl
>>> policy = policydsl.load("anhui/evaluation-body-filing", as_of="2020-06-01")
>>> trace = policy.evaluate({"premises": {"office": {"area": 49}}}, "filing")
>>> trace.verdict.value
'ineligible'
"""

__version__ = "0.1.0"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from policydsl.api import Policies, Policy, load, render
    from policydsl.compiled import compile_policy
    from policydsl.runtime.compiled_policy import CompiledPolicy
    from policydsl.text.diagnostic import (
        Diagnostic,
        DiagnosticError,
        ExpressionError,
        FactsError,
        PolicyError,
        Text,
        UsageError,
    )

__all__ = [
    "CompiledPolicy",
    "Diagnostic",
    "DiagnosticError",
    "ExpressionError",
    "FactsError",
    "Policies",
    "Policy",
    "PolicyError",
    "Text",
    "UsageError",
    "compile_policy",
    "load",
    "render",
]

_HOMES = {
    **dict.fromkeys(("Policies", "Policy", "load", "render"), "policydsl.api"),
    "CompiledPolicy": "policydsl.runtime.compiled_policy",
    "compile_policy": "policydsl.compiled",
}


def __getattr__(name: str) -> object:
    """A name is imported when it is first asked for: some processes need few of them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = _HOMES.get(name, "policydsl.text.diagnostic")
    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
