"""Rules as readers find them, and the checklists that are asked about."""

from __future__ import annotations

from policydsl.analysis.remedy.results import RuleName
from policydsl.policy.model import Checklist, Program, Rule
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.text.spelling import nearest


def rule_name(program: Program, rule: Rule) -> RuleName:
    """Its title and where in which notice it stands."""
    return RuleName(rule.id, rule.title, rule.clauses, program.document_of(rule.origin))


def checklist_of(program: Program, decision: str) -> Checklist:
    """The checklist of a decision. Raises UsageError where it has none, or there is none such."""
    names = [name for name, each in program.decisions.items() if isinstance(each.body, Checklist)]
    found = program.decisions.get(decision)
    if found is not None and isinstance(found.body, Checklist):
        return found.body
    listed = ", ".join(names)
    if found is not None:
        message = Text(
            f"“{decision}”不是条件清单，没有符合不符合",
            f"“{decision}” is no checklist: nobody is eligible by it",
        )
        raise UsageError(
            Diagnostic(
                "not-a-checklist", message, help=Text(f"可用的清单：{listed}", f"one of: {listed}")
            )
        )
    near = nearest(decision, names)
    hint = Text(f"是不是“{near}”？", f"did you mean “{near}”? ") if near else Text("", "")
    raise UsageError(
        Diagnostic(
            "unknown-decision",
            Text(
                f"政策“{program.policy}”没有名为“{decision}”的决定",
                f"the policy “{program.policy}” has no decision “{decision}”",
            ),
            help=Text(f"{hint.zh}可用的清单：{listed}", f"{hint.en}its checklists are: {listed}"),
        )
    )


def checklists(program: Program) -> tuple[str, ...]:
    """The decisions that are checklists, in the order of the policy file."""
    return tuple(n for n, each in program.decisions.items() if isinstance(each.body, Checklist))
