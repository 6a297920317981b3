"""The words of a comparison of two versions, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from policydsl.analysis.diff.changes import Aspect, How, Kind
from policydsl.analysis.relations import Direction, Relation
from policydsl.text.diagnostic import Text

TITLE = Text("两个版本的比较", "Two versions compared")
OLD = Text("原来", "Old")
NEW = Text("现在", "New")
VERSION_LINE = Text(
    "{title}（{policy} {version}，{start}起施行）",
    "{title} ({policy} {version}, in force from {start})",
)
ID_VERSION = Text("{file}，摘要 {digest}", "{file}, digest {digest}")

NOTHING_CHANGED = Text(
    "两个版本的文字没有差别。", "Nothing differs in the text of the two versions."
)
SAME_MEANING = Text(
    "文字有改动，含义没有变：对任何机构，每项决定的结果都相同。",
    "The text differs, the meaning does not: every decision says the same of every institution.",
)
MEANING = Text("含义的变化", "What the change means")
TEXT_CHANGES = Text("文字的改动", "What changed in the text")
EFFECTS = Text("对所给机构的影响", "What it does to the institutions given")

DECISION = Text("决定", "Decision")
RELATION = Text("与原来相比", "Against the old")
SURE = Text("依据", "How sure")

RELATION_NAMES: Mapping[Relation, Text] = {
    Relation.EQUIVALENT: Text("等同", "equivalent"),
    Relation.TIGHTENED: Text("收紧", "tightened"),
    Relation.LOOSENED: Text("放宽", "loosened"),
    Relation.INCOMPARABLE: Text("有紧有松", "incomparable"),
}
RELATION_SIGNS: Mapping[Relation | None, str] = {
    Relation.EQUIVALENT: "=",
    Relation.TIGHTENED: "▲",
    Relation.LOOSENED: "▽",
    Relation.INCOMPARABLE: "◆",
    None: "?",
}
OTHER_RESULT = Text("结果不同", "different results")
OTHER_SCOPE = Text("适用范围不同", "another scope")
NOT_SETTLED = Text("未能判定", "not settled")
DIRECTION_NAMES: Mapping[Direction, Text] = {
    "lower": Text("变小", "lower"),
    "higher": Text("变大", "higher"),
    "earlier": Text("提前", "earlier"),
    "later": Text("推后", "later"),
}

SAME_TEXT = Text("文字相同", "the same text")
PROVED = Text("已证明：{reach}", "proved: {reach}")
BOUNDED = Text("在限定范围内已证明：{reach}", "proved within bounds: {reach}")
ONE_WAY = Text("已证明没有相反的情形：{reach}", "proved that it never moves the other way: {reach}")
SHOWN = Text("有实例为证", "shown by institutions")
ONLY_INCOMPLETE = Text("只在有事实未填报时才有差别", "differs only where some facts are not stated")
OBSTACLE = Text("{subject}：{reason}", "{subject}: {reason}")
NOT_FOUND_OUT = Text("未能判定的原因", "Why it is not settled")

NEW_RULE = Text("新增的条件", "new requirement")
DROPPED_RULE = Text("删去的条件", "requirement dropped")
STRICTER = Text("更严的一例", "Treated worse")
LOOSER = Text("更宽的一例", "Treated better")
OTHERWISE = Text("结果不同的一例", "Told otherwise")
WITNESS = Text("{facts}。原来：{old}；现在：{new}", "{facts}. Before: {old}; now: {new}")
AND_ELSE = Text("{facts}，其余 {count} 项事实从略", "{facts}, and {count} more facts")
ANY_INSTITUTION = Text("什么都没有填报的机构", "an institution that states nothing")
NO_SUCH_RULE = Text("没有这一条件", "no such requirement")
FACT = Text("{name} {value}", "{name}: {value}")
UNCHANGED = Text("其余 {count} 项决定没有变化。", "The other decisions ({count}) are unchanged.")
REMOVED_DECISION = Text("删去的决定：{title}", "Decision removed: {title}")
ADDED_DECISION = Text("新增的决定：{title}", "Decision added: {title}")

HOW_NAMES: Mapping[How, Text] = {
    How.ADDED: Text("新增", "added"),
    How.REMOVED: Text("删去", "removed"),
    How.CHANGED: Text("改动", "changed"),
    How.SPLIT: Text("拆分", "split"),
    How.MERGED: Text("合并", "merged"),
}
RENAMED = Text("改名", "renamed")
MOVED = Text("移动", "moved")
SPLIT_INTO = Text("{old} → {new}", "{old} → {new}")
KIND_NAMES: Mapping[Kind, Text] = {
    "head": Text("政策", "Policy"),
    "use": Text("引用", "Link"),
    "parameter": Text("数值", "Figure"),
    "definition": Text("定义", "Definition"),
    "decision": Text("决定", "Decision"),
    "rule": Text("条件", "Requirement"),
    "group": Text("择优组", "Group"),
    "input": Text("条件列", "Condition column"),
    "output": Text("结果列", "Result column"),
    "row": Text("决策表的行", "Table row"),
    "not_encoded": Text("未编为规则的条款", "Clause not encoded"),
}
THING = Text("{kind}“{title}”", "{kind} “{title}”")
OF_DECISION = Text("“{decision}”的{thing}", "{thing} of “{decision}”")
ROW = Text("第 {number} 行", "row {number}")
ROW_OF = Text("“{decision}”决策表{row}", "{row} of the table “{decision}”")
POSITION = Text("第 {number} 位", "number {number}")
SAME_SAID = Text("{change}（意思相同）", "{change} (the same meaning)")
COLUMN = Text("{aspect}“{column}”", "{aspect} “{column}”")
ARROW = "{before} → {after}"
PLACES = Text("位置", "Place")

ASPECT_NAMES: Mapping[Aspect, Text] = {
    "id": Text("编号", "Id"),
    "order": Text("次序", "Position"),
    "kind": Text("类型", "Kind"),
    "title": Text("标题", "Title"),
    "zh": Text("中文名", "Chinese name"),
    "note": Text("说明", "Note"),
    "clauses": Text("依据", "Clauses"),
    "document": Text("文件", "Document"),
    "issuer": Text("发布机关", "Issuer"),
    "issued": Text("发文日期", "Issued"),
    "published": Text("公布日期", "Published"),
    "document_title": Text("文件标题", "Title of the document"),
    "policy": Text("政策编号", "Policy"),
    "version": Text("版本", "Version"),
    "start": Text("施行", "In force from"),
    "end": Text("施行至", "In force until"),
    "gap_before": Text("与前一版本有间隔", "Gap before it"),
    "base": Text("细化", "Refines"),
    "used": Text("引用", "Uses"),
    "value": Text("数值", "Value"),
    "unit": Text("单位", "Unit"),
    "type": Text("数据类型", "Type"),
    "expression": Text("表达式", "Expression"),
    "labels": Text("可能的结果", "Possible results"),
    "force": Text("强制程度", "Force"),
    "for": Text("逐项核验", "For each"),
    "when": Text("适用于", "Applies where"),
    "require": Text("要求", "Requires"),
    "waiver": Text("可豁免的理由", "Waived by"),
    "empty": Text("没有任何一项时", "Where there is none"),
    "empty_note": Text("没有任何一项时的说明", "Note where there is none"),
    "group": Text("择优组", "Group"),
    "judgement": Text("由评审人判断", "Assessor's judgement"),
    "need": Text("组内要求", "Needed of the group"),
    "hit": Text("取值方式", "How rows are taken"),
    "aggregation": Text("汇总方式", "Aggregation"),
    "values": Text("可能的结果", "Possible results"),
    "default": Text("没有一行符合时", "Where no row matches"),
    "condition": Text("条件", "Condition"),
    "result": Text("结果", "Result"),
    "reason": Text("不编的原因", "Why not encoded"),
}

NO_EFFECT = Text(
    "所给 {count} 个机构的结论和结果都没有变化。",
    "Nothing changes for the institutions given ({count}).",
)
EFFECT_COUNT = Text(
    "所给 {count} 个机构中，{changed} 个的结论或结果有变化。",
    "For {changed} of the institutions given ({count}) a verdict or result changes.",
)
BEFORE_NOW = Text("原来：{old}；现在：{new}", "before: {old}; now: {new}")
BY = Text("因为", "by")
BY_RULE = Text("{title}：{old} → {new}", "{title}: {old} → {new}")
NOT_THERE = Text("没有这一条", "not there")
