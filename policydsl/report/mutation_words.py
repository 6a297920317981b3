"""The fixed words of how good the cases are, in Chinese and English."""

from __future__ import annotations

from policydsl.analysis.mutate.kinds import Kind
from policydsl.analysis.mutate.results import State
from policydsl.text.diagnostic import Text

TITLE = Text("用例能否发现政策的改动", "Do the cases notice changes of the policy")
KIND_HEAD = Text("改动的种类", "Kind of change")
KIND_NAMES = {
    Kind.FIGURE: Text("数值差一", "a figure one off"),
    Kind.LIST_ITEM: Text("列表少一项", "a list short of an item"),
    Kind.BOUND: Text("是否含本数", "a bound in or out"),
    Kind.EQUALITY: Text("等于与不等于互换", "equal or not"),
    Kind.VALUE: Text("换成另一个取值", "another value"),
    Kind.FACT: Text("换成另一项同类事实", "another fact of the same kind"),
    Kind.CONNECTIVE: Text("“且”与“或”互换", "and, or"),
    Kind.OPERAND: Text("少一个条件", "a condition left out"),
    Kind.QUANTIFIER: Text("“有一项”与“每一项”互换", "some, every"),
    Kind.NEGATION: Text("条件取反", "a condition denied"),
    Kind.TRUTH: Text("是与否互换", "true, false"),
    Kind.BRANCHES: Text("“如果”的两支互换", "the ways of an if swapped"),
    Kind.ARITHMETIC: Text("加减、乘除互换", "plus and minus, times and divided by"),
    Kind.FILTER: Text("去掉筛选", "a filter left out"),
    Kind.RULE: Text("去掉一条规则", "a rule left out"),
    Kind.WHEN: Text("去掉适用前提", "a precondition left out"),
    Kind.WAIVER: Text("去掉豁免", "a waiver left out"),
    Kind.FORCE: Text("改约束力", "another force"),
    Kind.EMPTY: Text("改“没有任何一项时”", "another answer for an empty list"),
    Kind.GROUP: Text("改择优组", "another group"),
    Kind.ROW: Text("去掉一行", "a row left out"),
    Kind.ROW_ORDER: Text("两行对调", "two rows swapped"),
    Kind.CELL: Text("单元格不限", "a cell that takes anything"),
    Kind.OUTPUT: Text("改结果", "another result"),
    Kind.DEFAULT: Text("去掉默认结果", "a default left out"),
}
STATE_NAMES = {
    State.KILLED: Text("已发现", "noticed"),
    State.EQUIVALENT: Text("证明等价", "proved equivalent"),
    State.SURVIVED: Text("未发现", "not noticed"),
    State.NOT_RUN: Text("未运行", "not run"),
}
SHARE = Text("发现率", "Share noticed")
CHANGES = Text("改动", "Changes")
LEFT_OUT = Text("去掉：{before}", "left out: {before}")
BECOMES = Text("{before} 改为 {after}", "{before} becomes {after}")
RULE_LEFT_OUT = Text("去掉这条规则", "the rule is left out")
ROW_LEFT_OUT = Text("去掉这一行", "the row is left out")
ROWS_SWAPPED = Text("与下一行对调", "swapped with the next row")
GROUP_LEFT = Text("不再归入组“{group}”", "no longer in the group “{group}”")
DENIED = Text("取反：{before}", "denied: {before}")
AND_BECOMES_OR = Text("“且”改为“或”：{before}", "“and” becomes “or”: {before}")
OR_BECOMES_AND = Text("“或”改为“且”：{before}", "“or” becomes “and”: {before}")
SOME_BECOMES_EVERY = Text("“有一项”改为“每一项”：{before}", "“some” becomes “every”: {before}")
EVERY_BECOMES_SOME = Text("“每一项”改为“有一项”：{before}", "“every” becomes “some”: {before}")
SWAPPED = Text("两支互换：{before}", "the two ways are swapped: {before}")
WHERE_EMPTY = Text("没有任何一项时：{change}", "where there is none: {change}")
ROW_OF = Text("{decision} 第{row}行", "{decision}, row {row}")
RULE_OF = Text("{decision} · {rule}", "{decision} · {rule}")
NO_CASES = Text("没有用例，任何改动都发现不了", "no cases: no change can be noticed")
FAILING = Text(
    "有 {count} 个用例与政策本身不符，不计在内；先用 policydsl test 查明",
    "{count} cases disagree with the policy itself and count for nothing; see policydsl test",
)
SUMMARY = Text(
    "{cases} 个用例，{mutants} 处改动：发现 {killed}，证明等价 {equivalent}，未发现 {survived}",
    "{cases} cases, {mutants} changes: {killed} noticed, {equivalent} proved equivalent, "
    "{survived} not noticed",
)
LEFT = Text("，未运行 {left}", ", {left} not run")
SURVIVORS = Text("没有用例能发现的改动", "Changes that no case notices")
EQUIVALENTS = Text("证明等价的改动", "Changes proved equivalent")
BY_KIND = Text("各种改动", "By kind of change")
WITNESS = Text("能发现它的机构", "An institution that would")
POLICY_SAYS = Text("原政策的结果", "The policy says")
MUTANT_SAYS = Text("改动后的结果", "Changed, it says")
NEITHER = Text("既未证明等价，也未找到机构", "Neither proved equivalent nor shown")
UP_TO = Text("范围", "Reach")
NO_SUCH_RULE = Text("没有这条规则", "no such rule")
CASE_NAME = Text("能发现的改动：{subject}：{change}", "notices a change: {subject}: {change}")
MORE_FACTS = Text("……共 {count} 项", "… {count} in all")
NO_FACTS = Text("什么也没有填报的机构", "one of which nothing is stated")
