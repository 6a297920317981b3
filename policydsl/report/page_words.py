"""The fixed words of a policy's page, of coverage and of test results, in Chinese and English."""

from __future__ import annotations

from policydsl.policy.model import EmptyList, HitPolicy
from policydsl.policy.publishing.coverage import ClauseState, QuoteKind
from policydsl.report.words import STATUS_NAMES
from policydsl.text.diagnostic import Text
from policydsl.trace import Status

# The page of a policy

ISSUER = Text("发布机关", "Issued by")
ISSUED = Text("发文日期", "Issued")
PUBLISHED = Text("公布日期", "Published")
IN_FORCE = Text("施行", "In force")
FROM_UNTIL = Text("{start}起至{end}", "from {start} until {end}")
FROM_ON = Text("{start}起", "from {start}")
REFINES = Text("细化", "Refines")
FIGURES = Text("数值", "Figures")
FIGURE_NAME = Text("名称", "Name")
FIGURE_VALUE = Text("数值", "Value")
WRITTEN_NAME = Text("表达式中的名称", "Name in expressions")
USED_POLICIES = Text("引用的其他政策", "Other policies it uses")
USED_POLICY = Text("{name}：{policy} 的“{decision}”", "{name}: “{decision}” of {policy}")
DEFINITIONS = Text("定义", "Definitions")
DEFINITION = Text("含义", "Means")
APPLIES_WHEN = Text("适用于", "Applies where")
ONE_BY_ONE = Text("逐项核验", "For each")
REQUIRES = Text("要求", "Requires")
WAIVED_BY = Text("可豁免的理由", "Waived by the reason stated in")
WHEN_EMPTY = Text("没有任何一项时", "Where there is none")
ORIGIN = Text("出自", "Written by")
GROUP_LINE = Text("择优组“{title}”：{need}", "Group “{title}”: {need}")
LABELS = Text("可能的结果", "Possible results")
RESULT = Text("结果", "Result")
DEFAULT = Text("没有一行符合时", "Where no row matches")
HIT_POLICY = Text("取值方式", "How rows are taken")
NOT_ENCODED = Text("未编为规则的条款", "Clauses that no rule states")
NOT_ENCODED_WHY = Text("原因", "Why")
REMARKS = Text("检查时注意到的通知本身的情形", "What checking found in the notice itself")
REMARK_FINDING = Text("发现", "Finding")
REMARK_SUBJECT = Text("对象", "Subject")
REMARK_NOTE = Text("说明", "Remark")
CHANGES = Text("与上级政策的不同", "What differs from the base policy")
CHANGE_LINE = Text("{kind} {id}：{before} → {after}", "{kind} {id}: {before} → {after}")
HIT_POLICY_NAMES = {
    HitPolicy.UNIQUE: Text("各行互不重叠，只有一行符合", "exactly one row matches"),
    HitPolicy.FIRST: Text("自上而下，取第一个符合的行", "the first row that matches"),
    HitPolicy.ANY: Text("可有几行符合，结果须相同", "any row that matches; all agree"),
    HitPolicy.PRIORITY: Text("取符合的行中最优先的结果", "the best result among rows that match"),
    HitPolicy.COLLECT: Text("汇集所有符合的行", "all rows that match"),
    HitPolicy.RULE_ORDER: Text("依行序列出所有符合的行", "all rows that match, in their order"),
}
AGGREGATION_NAMES = {
    "list": Text("列出", "as a list"),
    "sum": Text("求和", "added up"),
    "min": Text("取最小", "the smallest"),
    "max": Text("取最大", "the largest"),
    "count": Text("计数", "counted"),
}
EMPTY_NAMES = {
    EmptyList.FAIL: STATUS_NAMES[Status.FAIL],
    EmptyList.PASS: STATUS_NAMES[Status.PASS],
    EmptyList.NOT_APPLICABLE: STATUS_NAMES[Status.NOT_APPLICABLE],
}

# Coverage of a notice's clauses

COVERAGE = Text("条款覆盖", "Coverage of clauses")
COVERED = Text("共{count}条：{parts}", "{count} in all: {parts}")
CLAUSE_STATES: dict[ClauseState, Text] = {
    "cited": Text("已编入", "stated"),
    "not_encoded": Text("说明不编", "declared not encoded"),
    "missing": Text("缺漏", "missing"),
    "unknown": Text("清单中没有", "not in the register"),
    "both": Text("既编入又说明不编", "both stated and declared not encoded"),
}
CLAUSE_SIGNS: dict[ClauseState, str] = {
    "cited": "✓",
    "not_encoded": "–",
    "missing": "✗",
    "unknown": "?",
    "both": "!",
}
STATE_COUNT = Text("{state}{count}条", "{count} {state}")
TO_MEND = Text("须处理的条款", "Clauses to mend")
ALL_CLAUSES = Text("全部条款", "All clauses")
CLAUSE = Text("条款", "Clause")
STATE = Text("情况", "State")
STATED_BY = Text("由何处规定，或不编的原因", "Stated by, or why not")
GIST = Text("内容或位置", "Gist or place")
QUOTE_KINDS: dict[QuoteKind, Text] = {
    "parameter": Text("数值", "figure"),
    "definition": Text("定义", "definition"),
    "decision": Text("决定", "decision"),
    "rule": Text("条件", "requirement"),
    "row": Text("表行", "row"),
}
NO_POLICY = Text("没有政策编入这份文件", "no policy states this document")

# Test results

CASES = Text("用例结果", "Test results")
CASES_PASSED = Text("{count}个用例全部符合", "all {count} as expected")
CASES_FAILED = Text("{count}个用例中{failed}个不符", "{failed} of {count} not as expected")
NO_CASES = Text("没有用例", "no cases")
CASES_TOTAL = Text(
    "共{versions}个版本、{count}个用例，{failed}个不符",
    "versions: {versions}, cases: {count}, not as expected: {failed}",
)
EXPECTED = Text("期望{expected}，实际{actual}", "expected {expected}, found {actual}")
NO_SUCH_ITEM = Text("没有这一项", "no such item")
AN_UNKNOWN = Text("未知", "unknown")
BECAUSE = Text("因为", "because")
PLACE = Text("位置", "Place")
NOT_SEEN = Text("用例没有触及的结果", "Outcomes that no case reaches")
DECISION = Text("决定", "Decision")
OUTCOME = Text("没有触及", "Not reached")
NEVER_ASKED = Text("没有用例问到", "asked by no case")
ROWS_NOT_HIT = Text("第{rows}行", "rows {rows}")
