"""Every fixed word of traces, in Chinese and English; those of other pages are in `page_words`.

A word with `{}` parts is filled in by `say`.
"""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.text.diagnostic import Language, Text
from policydsl.trace import Status, Verdict


def say(words: Text, language: Language, **parts: object) -> str:
    """The words in that language, with their `{}` parts filled in."""
    return words.in_language(language).format(**parts)


def colon(language: Language) -> str:
    """What stands between a name and its value."""
    return "：" if language == "zh" else ": "


def listed(parts: Iterable[str], language: Language) -> str:
    """The parts of an enumeration, one after another."""
    return ("、" if language == "zh" else ", ").join(parts)


# What is found

STATUS_NAMES = {
    Status.PASS: Text("符合", "met"),
    Status.FAIL: Text("不符合", "not met"),
    Status.UNKNOWN: Text("未知", "unknown"),
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
# No meaning rests on colour alone: each status has its own sign.
STATUS_SIGNS = {
    Status.PASS: "✓",
    Status.FAIL: "✗",
    Status.UNKNOWN: "?",
    Status.NOT_APPLICABLE: "–",
}
WAIVED_SIGN = "△"
VALUE_SIGN = "→"
WAIVED = Text("有理由，视为符合", "met by stated reason")

VERDICT_NAMES = {
    Verdict.ELIGIBLE: Text("符合", "met"),
    Verdict.CONDITIONAL: Text("附条件符合", "conditionally met"),
    Verdict.UNDETERMINED: Text("尚不能确定", "cannot be determined yet"),
    Verdict.INELIGIBLE: Text("不符合", "not met"),
    Verdict.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
VERDICT_SIGNS = {
    Verdict.ELIGIBLE: "✓",
    Verdict.CONDITIONAL: "△",
    Verdict.UNDETERMINED: "?",
    Verdict.INELIGIBLE: "✗",
    Verdict.NOT_APPLICABLE: "–",
}

FORCE_NAMES = {
    "mandatory": Text("必备", "mandatory"),
    "in_principle": Text("原则上", "in principle"),
    "preferential": Text("择优", "preference"),
}
NEED_NAMES = {
    "any": Text("任一项即可", "any one counts"),
    "all": Text("须全部具备", "all are needed"),
}
AMENDMENT_NAMES = {
    "parameter_overridden": Text("数值改为", "figure changed"),
    "parameter_added": Text("增加数值", "figure added"),
    "definition_added": Text("增加定义", "definition added"),
    "definition_replaced": Text("定义改写", "definition replaced"),
    "rule_added": Text("增加条件", "requirement added"),
    "rule_replaced": Text("条件改写", "requirement replaced"),
    "decision_added": Text("增加决定", "decision added"),
    "decision_replaced": Text("决定改写", "decision replaced"),
    "condition_replaced": Text("适用范围改写", "scope replaced"),
}
KIND_NAMES = {
    "checklist": Text("条件清单", "checklist"),
    "table": Text("决策表", "decision table"),
    "value": Text("结果", "value"),
}

# Values

YES = Text("是", "yes")
NO = Text("否", "no")
NOT_STATED = Text("未填报", "not stated")
NOT_PUBLISHED = Text("节假日安排未公布", "holidays not published")
NO_VALUE = Text("无", "none")
UNKNOWN_VALUE = Text("未知", "unknown")
EMPTY_LIST = Text("（空）", "(empty)")
EMPTY_STRING = Text("（空白）", "(blank)")
FUNCTION = Text("函数", "function")
AND_SO_ON = Text("……共{count}项", "… {count} in all")
UNBOUNDED = Text("不限", "unbounded")
SOMETHING_MISSING = Text("缺少所需事实", "a fact it needs is missing")

# The head and foot of a trace

INSTITUTION = Text("机构", "Institution")
NO_NAME = Text("（未填名称）", "(no name stated)")
AS_OF = Text("截至", "As of")
AS_OF_LINE = Text("截至{date}", "as of {date}")
POLICY = Text("政策", "Policy")
VERSION = Text("版本", "Version")
DOCUMENT = Text("文件", "Document")
DIGEST = Text("政策摘要", "Policy digest")
FACTS_DIGEST = Text("事实摘要", "Facts digest")
DIGEST_FOOT = Text("政策文件 SHA-256：{digest}", "Policy files, SHA-256: {digest}")
FACTS_FOOT = Text("机构事实 SHA-256：{digest}", "Facts, SHA-256: {digest}")
NOTHING_TO_SHOW = Text("没有可显示的内容", "Nothing to show")
EVALUATION = Text("核验结果", "Evaluation")

# Sections of a trace

REFUSING = Text("不符合的必备条件", "Mandatory requirements not met")
UNKNOWN = Text("尚不能确定的条件", "Requirements not yet known")
SHORTFALLS = Text("未达到的原则性条件", "In-principle requirements not met")
WAIVED_SHORTFALLS = Text(
    "有理由而视为符合的原则性条件", "In-principle requirements met by a stated reason"
)
PREFERENCES = Text("择优条件", "Preferences")
PASSED = Text("符合的条件", "Requirements met")
NOT_APPLICABLE = Text("不适用的条件", "Requirements that do not apply")
HEADING_COUNT = Text("{heading}（{count}）", "{heading} ({count})")
GROUP_HEADING = Text(
    "择优条件：{title}（{need}）：{sign} {status}", "Preferences: {title} ({need}): {sign} {status}"
)
ROWS = Text("决策表的行", "Rows of the table")
MISSING = Text("尚缺", "Still missing")
WHY_NOT = Text("原因", "Why")
HOW = Text("推算过程", "How it was worked out")
COUNTED_FORCE = Text("{force}{count}项（{parts}）", "{force}: {count} ({parts})")
COUNTED_STATUS = Text("{count}项{status}", "{count} {status}")

AMENDMENTS = Text("对上级政策的细化", "Changes to the base policy")
AMENDMENT_LINE = Text(
    "{kind} {id}：{before} → {after}（{policy}）", "{kind} {id}: {before} → {after} ({policy})"
)
NOTHING_BEFORE = Text("（无）", "(none)")

# Parts of a rule or a row

REQUIREMENT = Text("条件", "Requirement")
ITEM = Text("对象", "Item")
ACTUAL = Text("实际", "actual")
REQUIRED = Text("要求", "required")
REFINING = Text("{by}（细化 {refined}）", "{by} (refining {refined})")
ACTUAL_AND_REQUIRED = Text("实际 {actual}，要求 {required}", "actual {actual}, required {required}")
ACTUAL_COLUMN = Text("实际", "Actual")
REQUIRED_COLUMN = Text("要求", "Required")
BOUND_WORDS = {
    ">=": Text("不少于 {value}", "at least {value}"),
    ">": Text("大于 {value}", "more than {value}"),
    "<=": Text("不超过 {value}", "at most {value}"),
    "<": Text("小于 {value}", "less than {value}"),
}
DAY_WORDS = {
    ">=": Text("不早于 {value}", "not before {value}"),
    ">": Text("晚于 {value}", "after {value}"),
    "<=": Text("不晚于 {value}", "not after {value}"),
    "<": Text("早于 {value}", "before {value}"),
}
MEMBERSHIP_WORDS = {
    "in": Text("{value} 之一", "one of {value}"),
    "not in": Text("非 {value}", "none of {value}"),
}
SHORT = Text("差", "short by")
OVER = Text("超出", "over by")
STATUS = Text("结果", "Result")
DIFFERENCE_OR_REASON = Text("差额或原因", "Difference or reason")
BASIS = Text("依据", "Basis")
STATED_REASON = Text("理由", "Reason stated")
NOTE = Text("说明", "Note")
JUDGEMENT = Text("由评审人判断", "assessor's judgement")
OTHERS = Text("其余{parts}", "others: {parts}")
NO_CLAUSE = Text("未注明条款", "no clause given")
CLAUSE = Text("第{clause}条", "clause {clause}")
ROW = Text("第{number}行", "Row {number}")
ROW_STATUS_NAMES = {
    Status.PASS: Text("命中", "matches"),
    Status.FAIL: Text("不命中", "does not match"),
    Status.UNKNOWN: Text("不能确定是否命中", "may match"),
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
}
