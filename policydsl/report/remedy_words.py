"""Every fixed word of remedies and of missing facts, in Chinese and English."""

from __future__ import annotations

from policydsl.analysis.remedy.results import MeasureKind, Sense
from policydsl.policy.facts.facts_tree import Movement
from policydsl.text.diagnostic import Text

REMEDIES = Text("怎样才能符合", "What it would take")
NOW = Text("目前结论", "Verdict now")
WANTED = Text("目标", "Wanted")
TARGETS = {
    "eligible": Text("符合", "met"),
    "conditional": Text("符合，或附条件符合", "met, at least conditionally"),
}
REACHED = Text("已经达到目标，不需要任何措施。", "Nothing needs to be done.")
FOUND_ALL = Text(
    "共 {count} 种办法，由省到费；此外没有别的办法。",
    "{count} in all, the cheapest first; there are no others.",
)
FOUND_SOME = Text(
    "最省的 {count} 种办法，由省到费；此外还有别的办法（--all 全部列出）。",
    "The cheapest {count}; there are others (--all lists them).",
)
FOUND_OPEN = Text("找到 {count} 种办法。", "{count} found.")
MEASURES = Text("{count} 项措施", "{count} measures")
ONE_MEASURE = Text("1 项措施", "1 measure")
COST = Text("费用 {cost}", "cost {cost}")
THEN = Text("之后结论：{verdict}", "then: {verdict}")
KINDS = {
    MeasureKind.CHANGE: Text("改变", "Change"),
    MeasureKind.DOCUMENT: Text("补充填报", "To be documented"),
    MeasureKind.DECLARE: Text("说明", "To be declared"),
    MeasureKind.ADD: Text("增加", "Add"),
}
FROM_TO = Text("{fact}：{before} → {after}", "{fact}: {before} → {after}")
TO_BE = Text("{fact}：{after}", "{fact}: {after}")
ANY_VALUE = Text("填报即可", "any value")
ITEMS = Text("{fact}：{count} 项", "{fact}: {count}")
SENSES: dict[Sense, Text] = {
    "exactly": Text("{value}", "{value}"),
    "at_least": Text("{value}以上", "{value} or more"),
    "at_most": Text("{value}以下", "{value} or less"),
    "above": Text("超过 {value}", "more than {value}"),
    "below": Text("不足 {value}", "less than {value}"),
    "any": Text("{value}", "{value}"),
}
DAY_SENSES: dict[Sense, Text] = {
    **SENSES,
    "at_least": Text("{value}或更晚", "{value} or later"),
    "at_most": Text("{value}或更早", "{value} or earlier"),
}
OR_ALSO = Text("{value}（或 {others}）", "{value} (or {others})")
SERVES = Text("{measure}；为满足：{rules}", "{measure}; so that: {rules}")
RULE = Text("{title}（{basis}）", "{title} ({basis})")
NONE = Text("没有办法。", "There is no remedy.")
WHY_NONE = Text("为什么没有", "Why there is none")
TOGETHER = Text(
    "下列条件在下列事实不变时不能都满足；去掉其中任何一项，其余就能满足。",
    "These requirements cannot all be met while these facts stand; without any one of them the "
    "rest could be.",
)
ALONE = Text(
    "只要下列事实不变，这一条件就不能满足。",
    "This requirement cannot be met while these facts stand.",
)
SCOPE = Text(
    "决定的适用范围：要使本决定（确定地）适用于该机构",
    "that the decision applies to the institution",
)
STANDS = Text("{value}（{how}）", "{value} ({how})")
ITEM_COUNT = Text("{count} 项", "{count} items")
NOT_TO_BE_STATED = Text("未填报，且不能补报", "not stated, and cannot be")
MOVEMENTS: dict[Movement, Text] = {
    "never": Text("不能改变", "cannot change"),
    "grows": Text("只能增加，且到不了所需的数", "can only grow, and not to what is needed"),
    "shrinks": Text("只能减少，且到不了所需的数", "can only shrink, and not to what is needed"),
    "free": Text("可以改变，但不足以满足", "can change, but not to what is needed"),
}
NOT_SEARCHED = Text("没有能推算的条件", "Requirements that could not be searched")
OPEN = Text("未能确定", "Left open")
NO_CHECKLIST_LEFT = Text("没有不符合或待定的条件清单。", "No checklist fails or is open.")

MISSING = Text("还缺哪些事实", "What is still to be stated")
KNOWN = Text("结论已经确定，不缺事实。", "The verdict is settled; nothing is missing.")
SETS_ALL = Text(
    "补齐下列任一组事实，不论结果如何，结论即可确定（每组都不能再少，此外没有别的组）：",
    "Any of these sets settles the verdict, whatever its facts turn out to be; none can be "
    "smaller, and there are no others:",
)
SETS_SOME = Text(
    "补齐下列任一组事实，不论结果如何，结论即可确定（每组都不能再少，此外还有别的组）：",
    "Any of these sets settles the verdict, whatever its facts turn out to be; none can be "
    "smaller; there are others:",
)
SET = Text("{count} 项事实", "{count} facts")
ONE_FACT = Text("1 项事实", "1 fact")
STATED_BY = {
    "institution": Text("由机构填报", "stated by the institution"),
    "assessor": Text("由评审人判断", "judged by the assessor"),
}
AT_ONCE = Text("一项事实即可确定结论的情形", "Single facts that would settle it at once")
FACT = Text("事实", "Fact")
VALUE = Text("如果是", "If it is")
VERDICT = Text("结论即为", "The verdict is")
WHO = Text("由谁提供", "Whose to say")
RULES = Text("涉及条件", "Requirements")
IDLE = Text("不再影响结论的事实", "Facts that no longer matter")
IDLE_WHY = Text(
    "其他未知事实不论怎样，下列事实都不影响结论，不必再填。",
    "Whatever the other unknown facts turn out to be, these change nothing.",
)
STUCK = Text("补齐事实后仍可能待定的条件", "Requirements that may stay open all the same")
STUCK_WHY = Text(
    "下列条件待定不只是因为缺少事实（例如某年的节假日安排尚未公布），补齐事实也可能定不下来。",
    "No missing fact alone keeps these open (a year's holidays may not be published yet): they may "
    "stay so when all is stated.",
)
BOUND = Text(
    "推算时，“{label}”按最多 {items} 项考虑。",
    "“{label}” was taken to have at most {items} items.",
)
ANY_FACT_VALUE = Text("任何值", "any value")
