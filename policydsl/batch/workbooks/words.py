"""The fixed words of workbooks, in Chinese and English."""

from __future__ import annotations

from policydsl.text.diagnostic import Text

# Sheets

HOW_TO = Text("填写说明", "How to fill in")
RECORDS = Text("明细表", "Lists")
BELONGS_TO = Text("所属", "Belongs to")

# What a cell takes, as told under its heading

YES_OR_NO = Text("是 / 否", "yes / no")
ANY_OR_NONE = Text("有 / 无", "some / none")
ANY = Text("有", "some")
NONE = Text("无", "none")
CHOOSE = Text("下拉选择", "choose")
CHOOSE_SEVERAL = Text("可填几项，用；隔开", "several, separated by ;")
DAY = Text("日期，如 2024-03-26", "date, as 2024-03-26")
WHOLE = Text("整数", "whole number")
NUMBER = Text("数字", "number")
WORDS = Text("文字", "text")
CODE_18 = Text("18 位，按文字填", "18 characters, as text")

# Notes on headings

UNIT = Text("单位：{unit}", "Unit: {unit}")
TAKES = Text("填：{what}", "Fill in: {what}")
CHOICES = Text("可选：{choices}", "One of: {choices}")
JUDGED = Text("由评审人判断。", "For an assessor to judge.")
SILENCE = Text("不填，就是没有说明。", "Left blank, nothing was stated.")
ASKED_BY = Text("哪些条件要看：", "Asked for by:")
ASKED_LINE = Text("· {title}（{basis}）", "· {title} ({basis})")
AND_MORE = Text("……共{count}项", "… {count} in all")
ONLY_NAMES = Text(
    "这些条件不看此项，只用来认出是哪一个。", "No requirement reads this; it only tells which one."
)
LIST_NOTE = Text(
    "在“{sheet}”表里逐行填写。一个也没有的，这里选“无”；不清楚的，这里留空。",
    "Listed on the sheet “{sheet}”. Where there is none at all, choose “none” here; "
    "where it is not known, leave this blank.",
)
INSTITUTION_NOTE = Text(
    "从下拉列表选机构名称；有重名的，填统一社会信用代码。",
    "Choose the institution's name; where two have the same, give the unified social credit code.",
)
PARENT_NOTE = Text(
    "从下拉列表选这一行属于哪一项，须已在“{sheet}”表中填写。",
    "Choose what this row belongs to; it must stand on the sheet “{sheet}”.",
)

# What Excel says when a cell takes something else

WRONG = Text("填写有误", "Not accepted")
MUST_BE = Text(
    "这里应填：{what}。不清楚的留空。", "Fill in: {what}. Leave blank what is not known."
)
AT_LEAST = Text("不小于 {low}", "from {low}")
AT_MOST = Text("不大于 {high}", "up to {high}")
FROM_TO = Text("{low} 到 {high}", "from {low} to {high}")
ABOVE = Text("大于 {low}", "above {low}")
BELOW = Text("小于 {high}", "below {high}")
FROM_LIST = Text("从下拉列表中选", "one from the list")
NOT_LISTED = Text(
    "列表里没有。请先在“{sheet}”表中填写，或核对写法。",
    "Not in the list. Fill it in on the sheet “{sheet}” first, or check the spelling.",
)

# The sheet of instructions

TITLE = Text("{policy}：填报表", "{policy}: form to fill in")
POLICY = Text("政策", "Policy")
DOCUMENT = Text("文件", "Document")
ISSUER = Text("发布机关", "Issued by")
VERSION = Text("版本", "Version")
IN_FORCE = Text("施行", "In force")
AS_OF = Text("以哪天为准", "As of")
DECISIONS = Text("用于", "For")
DIGEST = Text("政策摘要", "Policy digest")
HOW = Text("怎么填", "How to fill in")
HOW_LINES = (
    Text(
        "“机构”表一行填一个机构。其余各表一行填一项，先选它属于哪个机构。",
        "One institution to a row on the sheet “Institutions”. The other sheets hold one record "
        "to a row; choose first which institution it belongs to.",
    ),
    Text(
        "不清楚的留空：留空是“未填报”，不是“否”，也不是零。确实是零的填 0，确实没有的填“否”。",
        "Leave blank what is not known: blank is neither “no” nor zero. Write 0 for zero and "
        "“no” for no.",
    ),
    Text(
        "数字只填数，单位已写在标题下面；带单位（50平方米）或千位逗号也读得懂。",
        "Write numbers alone; their units stand under the headings.",
    ),
    Text(
        "证件号、信用代码、电话按文字填（这些列已设为文本），不会丢位数或前面的零。",
        "Codes and telephone numbers are text (their columns are set so): no digit is lost.",
    ),
    Text(
        "一个机构一个职业也没有，就在“机构”表“明细表”下的那一列选“无”；选了“无”，那张表里不再填它的行。",
        "Where an institution has no record of a kind at all, choose “none” for it under “Lists”.",
    ),
    Text(
        "鼠标停在标题上，可以看到说明、依据的条款。浅黄色标题由评审人判断后填写。",
        "Headings have notes: what is meant, and which clauses ask for it. Yellow ones are for an "
        "assessor to judge.",
    ),
    Text(
        "可以移动、隐藏列，可以改表名，可以加行；不要删去隐藏的第一行。",
        "Columns may be moved or hidden, sheets renamed, rows added; keep the hidden first row.",
    ),
)
THEN = Text("填好以后", "When it is filled in")
COMMAND = Text(
    "policydsl batch {policy} --input 填好的表.xlsx --output 结果.xlsx",
    "policydsl batch {policy} --input filled.xlsx --output results.xlsx",
)
SHEETS = Text("各表", "Sheets")
ONE_EACH = Text("每个机构一行", "one row for each institution")
MANY_EACH = Text("每个{what}一行，写明属于哪个{owner}", "one row for each; says whose it is")

# Workbooks of results

RESULTS = Text("结果", "Results")
REJECTS = Text("未受理", "Rejects")
SUMMARY = Text("汇总", "Summary")
MARKED = Text("{sheet}（标注）", "{sheet} (marked)")
INSTITUTION_GROUP = Text("机构", "Institution")
ROW = Text("行号", "Row")
NAME_HEAD = Text("机构名称", "Institution")
CODE_HEAD = Text("统一社会信用代码", "Unified social credit code")
DAY_HEAD = Text("截至", "As of")
VERDICT = Text("结论", "Verdict")
VALUE = Text("结果", "Result")
REASON = Text("原因", "Reason")
KEPT = Text("保留的列", "Columns kept")
NOT_KNOWN = Text("尚不能确定：{rules}", "not yet known: {rules}")
REASON_LINE = Text("{title}：{told}", "{title}: {told}")
MORE_REASONS = Text("……共{count}条", "… {count} in all")
REJECT_HEADS = (
    ("row", Text("行号", "Row")),
    ("line", Text("文件行", "Line")),
    ("table", Text("表", "Table")),
    ("column", Text("列或单元格", "Column or cell")),
    ("reason", Text("原因", "Reason")),
    ("help", Text("办法", "Way out")),
    ("raw", Text("原文", "As given")),
)
NO_REJECTS = Text("没有未受理的行", "No row was rejected")
COUNT = Text("机构数", "Institutions")
REQUIREMENT = Text("条件", "Requirement")
BASIS = Text("依据", "Basis")
EVALUATED = Text("已评估", "Evaluated")
OTHER_FORM = Text(
    "输入的填报表是为 {policy} {version} 生成的，与这次核验的政策或版本不同："
    "表里没有的事实算未填报",
    "the form was written for {policy} {version}, not for this policy and version: facts that it "
    "does not ask for count as not stated",
)
MARKED_FIRST = Text(
    "只逐项写明了前 {count} 个不符合的机构的原因",
    "only the first {count} institutions that fail have their reasons in full",
)
