"""The meaning of a policy: what each decision of a program says of an institution, and why.

`statuses.py` is the heart: how truths make statuses, and statuses a verdict. Around it stand
`checklist.py` and `tables.py` for the two larger bodies, `items.py` for what a rule's `for` leads
to, `findings.py` for what a comparison tells. `baseline.py` evaluates again after a small change.
"""

from policydsl.engines.interpreter.evaluation import evaluate, evaluate_all

__all__ = ["evaluate", "evaluate_all"]
