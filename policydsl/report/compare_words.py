"""The words of a comparison of policies."""

from policydsl.analysis.compare.results import Side
from policydsl.text.diagnostic import Text

COMPARISON = Text("政策比较", "Policies compared")
SIDES = Text("比较的各方", "What is compared")
ASSUMED = Text("只看符合这个条件的机构：{condition}", "Only institutions for which: {condition}")
NO_ASSUMPTION = Text("不限机构类型", "Institutions of any kind")
CRITERIA = Text("逐项比较", "Criterion by criterion")
CRITERION = Text("标准", "Criterion")
STRICTEST = Text("最严", "Strictest")
NO_DEMAND = Text("–", "–")
AT_LEAST = Text("不少于 {value}", "at least {value}")
MORE_THAN = Text("超过 {value}", "more than {value}")
LESS_THAN = Text("不到 {value}", "less than {value}")
AT_MOST = Text("不多于 {value}", "at most {value}")
IS = Text("{value}", "{value}")
EXCEPT = Text("（另有情形的除外）", " (unless met otherwise)")
VERDICTS = Text("整体宽严", "Who is stricter")
SHARED = Text(
    "只看双方都涉及的事实上的条件",
    "Over the conditions on facts that both ask about",
)
WHOLE = Text("全部条件", "Over all conditions")
NO_ORDER = Text("没有一方整体上比另一方更严。", "None is stricter than another as a whole.")
IS_STRICTER = Text("更严", "stricter")
IS_LOOSER = Text("更宽", "looser")
AND_MORE = Text(
    "……（共 {count} 项，--format json 列出全部）", " … ({count} in all, see --format json)"
)
HIGHER_IS_STRICTER = Text("箭头指向更严的一方。", "Arrows lead to the stricter.")
STRICTER = Text("{one} 更严", "{one} is stricter")
EQUAL = Text("一样", "equal")
INCOMPARABLE = Text("互有宽严", "each is stricter in something")
OTHERS = Text("适用的机构不同", "about different institutions")
OPEN = Text("没有定论", "not settled")
NOTHING_SHARED = Text("没有共同的条件", "nothing in common")
REFUSED_BY = Text("{other} 不认可的", "Not met in {other}")
EXAMPLE = Text("例如这样的机构", "Such as an institution with")
BOUND = Text("每个列表最多看到 {items} 项", "with at most {items} items in any list")

SIDE_WORDS: dict[Side, Text] = {
    "at_least": AT_LEAST,
    "more_than": MORE_THAN,
    "at_most": AT_MOST,
    "less_than": LESS_THAN,
    "is": IS,
}
