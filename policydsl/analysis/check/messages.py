"""What is said of each finding."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.policy.model import Decision, Rule
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place

REMARK_HELP = Text(
    "通知本身如此的，写进 remarks 说明",
    "where the notice itself is so, say it under remarks",
)


def never_applies(rule: Rule) -> Diagnostic:
    return Diagnostic(
        "rule-never-applies",
        Text(
            f"规则“{rule.title.zh}”对任何机构都不适用",
            f"rule “{rule.title.en}” applies to no institution at all",
        ),
        rule.place,
        Text("检查 when 和 for 的条件", "look at the conditions of its when and for"),
    )


def never_fails(rule: Rule) -> Diagnostic:
    return Diagnostic(
        "rule-never-fails",
        Text(
            f"规则“{rule.title.zh}”不可能不符合，等于没有要求",
            f"rule “{rule.title.en}” can never fail, so it asks for nothing",
        ),
        rule.place,
        Text("检查比较的方向和数值", "look at the direction and the figure of its comparison"),
    )


def never_passes(rule: Rule) -> Diagnostic:
    return Diagnostic(
        "rule-never-passes",
        Text(
            f"规则“{rule.title.zh}”不可能符合，适用的机构都过不了",
            f"rule “{rule.title.en}” can never pass, whoever it applies to",
        ),
        rule.place,
        Text("检查条件是否互相矛盾", "look for conditions that contradict one another"),
    )


def implied(rule: Rule, by: Sequence[Rule]) -> Diagnostic:
    zh, en = _titles(by)
    return Diagnostic(
        "rule-implied",
        Text(
            f"只要符合{zh}，规则“{rule.title.zh}”就不会不符合，它不起作用",
            f"whoever meets {en} cannot fail rule “{rule.title.en}”: it decides nothing",
        ),
        rule.place,
        Text(f"删去它，或检查数值；{REMARK_HELP.zh}", f"drop it, or look at it; {REMARK_HELP.en}"),
    )


def contradiction(place: Place, decision: Decision, rules: Sequence[Rule]) -> Diagnostic:
    zh, en = _titles(rules)
    return Diagnostic(
        "rules-contradict",
        Text(
            f"没有机构能同时符合{zh}，“{decision.title.zh}”谁也通不过",
            f"no institution can meet {en} together, so “{decision.title.en}” lets nobody pass",
        ),
        place,
        Text("检查这些规则的数值和条件", "look at the figures and conditions of these rules"),
    )


def decision_never_applies(decision: Decision) -> Diagnostic:
    return Diagnostic(
        "decision-never-applies",
        Text(
            f"决定“{decision.title.zh}”的 when 不可能成立",
            f"the condition of decision “{decision.title.en}” can never hold",
        ),
        decision.place,
        Text("检查 when", "look at its when"),
    )


def row_never_matches(place: Place, decision: Decision, number: int) -> Diagnostic:
    return Diagnostic(
        "row-never-matches",
        Text(
            f"决策表“{decision.title.zh}”的第 {number} 行不可能用到",
            f"row {number} of table “{decision.title.en}” can never be used",
        ),
        place,
        Text(
            "条件自相矛盾，或被前面的行挡住；删去或移到前面",
            "its conditions contradict, or rows before it hide it; drop it or move it up",
        ),
    )


def gap(place: Place, decision: Decision) -> Diagnostic:
    return Diagnostic(
        "table-gap",
        Text(
            f"决策表“{decision.title.zh}”有漏：有的机构一行也不符合",
            f"table “{decision.title.en}” has a gap: some institutions match none of its rows",
        ),
        place,
        Text(
            f"补上行，或给输出列写 default；{REMARK_HELP.zh}",
            f"add a row, or give the outputs a default; {REMARK_HELP.en}",
        ),
    )


def overlap(place: Place, decision: Decision, one: int, other: int) -> Diagnostic:
    return Diagnostic(
        "table-overlap",
        Text(
            f"决策表“{decision.title.zh}”的第 {one} 行和第 {other} 行会同时符合",
            f"rows {one} and {other} of table “{decision.title.en}” can match together",
        ),
        place,
        Text(
            "收紧其中一行的条件，或改用 hit: first",
            "narrow the conditions of one of them, or use hit: first",
        ),
    )


def outcome_never_reached(place: Place, decision: Decision, outcome: Text) -> Diagnostic:
    return Diagnostic(
        "outcome-never-reached",
        Text(
            f"“{decision.title.zh}”不可能得出“{outcome.zh}”",
            f"“{decision.title.en}” never comes out as “{outcome.en}”",
        ),
        place,
        Text(
            f"删去这个结果，或检查得出它的条件；{REMARK_HELP.zh}",
            f"drop this outcome, or look at what leads to it; {REMARK_HELP.en}",
        ),
    )


def refinement_loosens(place: Place, what: Text, base: str) -> Diagnostic:
    return Diagnostic(
        "refinement-loosens",
        Text(
            f"“{what.zh}”比它细化的 {base} 更宽",
            f"“{what.en}” is looser than {base}, which it refines",
        ),
        place,
        Text(
            f"细化只能更严；改回，或者{REMARK_HELP.zh}",
            f"a refinement may only tighten; change it back, or {REMARK_HELP.en}",
        ),
    )


def remark_without_finding(place: Place, code: str, subject: str) -> Diagnostic:
    return Diagnostic(
        "remark-without-finding",
        Text(
            f"remarks 里的“{code}：{subject}”没有对应的发现",
            f"the remark {code} on “{subject}” is about nothing that was found",
        ),
        place,
        Text("删去，或改成现在的代码和对象", "drop it, or give the finding's code and subject"),
    )


def _titles(rules: Sequence[Rule]) -> tuple[str, str]:
    zh = "、".join(f"“{rule.title.zh}”" for rule in rules)
    en = ", ".join(f"“{rule.title.en}”" for rule in rules)
    return zh or "其他条件", en or "the other conditions"
