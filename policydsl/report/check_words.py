"""The words of what a check found."""

from policydsl.text.diagnostic import Text

CHECK = Text("政策含义检查", "What the policies mean, checked")
SUMMARY = Text(
    "{count} 处发现（每个列表最多看到 {items} 项）",
    "findings: {count} (with at most {items} items in any list)",
)
CLEAN = Text(
    "没有发现（每个列表最多看到 {items} 项）",
    "nothing found (with at most {items} items in any list)",
)
KEPT = Text("属于通知本身的，已在 remarks 里说明", "In the notice itself, kept as remarks")
UNSETTLED = Text("没有查清的", "Not settled")
PLACE = Text("位置", "Place")
SUBJECT = Text("对象", "Subject")
PROOF = Text("由这些规则可知", "It follows from")
WITNESS = Text("例如这样的机构", "Such as an institution with")
WAY_OUT = Text("怎么改", "What to do")
NOTHING_STATED = Text("什么也没有填报", "nothing stated")
