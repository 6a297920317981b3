"""Diagnostics about what a policy says: names, types, tables, order, refinement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest


def _near(near: str | None, otherwise: Text | None = None) -> Text | None:
    return Text(f"是不是“{near}”？", f"did you mean “{near}”?") if near else otherwise


def name_taken(place: Place, name: str, by: Text) -> Diagnostic:
    """A name, or Chinese name, that already means something else in expressions."""
    return Diagnostic(
        "name-clash",
        Text(f"“{name}”已经是{by.zh}的名字", f"“{name}” is already {by.en}"),
        place,
        Text("换一个名字", "choose another name"),
    )


def unknown_unit(place: Place, unit: str, known: Iterable[str]) -> Diagnostic:
    """A unit that the facts schema does not have."""
    known = list(known)
    listed = Text(f"可用的单位：{', '.join(known)}", f"units: {', '.join(known)}")
    return Diagnostic(
        "unknown-unit",
        Text(f"没有“{unit}”这个单位", f"there is no unit “{unit}”"),
        place,
        _near(nearest(unit, known), listed),
    )


def parameter_value(place: Place, written: str, wanted: Text, example: str) -> Diagnostic:
    """A parameter's value that is not of its type."""
    return Diagnostic(
        "parameter-value",
        Text(f"“{written}”不是{wanted.zh}", f"“{written}” is not {wanted.en}"),
        place,
        Text(f"例如 value: {example}", f"such as value: {example}"),
    )


def number_too_long(place: Place, written: str) -> Diagnostic:
    return Diagnostic(
        "number-too-long",
        Text(f"“{written}”太大或位数太多", f"“{written}” is too large or has too many digits"),
        place,
        Text("写一个至多 34 位的数", "write a number of at most 34 digits"),
    )


def unit_without_number(place: Place, type_name: str) -> Diagnostic:
    return Diagnostic(
        "unit-without-number",
        Text(f"{type_name} 类型的参数没有单位", f"a parameter of type {type_name} has no unit"),
        place,
        Text("删去 unit", "delete “unit”"),
    )


def missing_title(place: Place, what: Text) -> Diagnostic:
    return Diagnostic(
        "missing-key",
        Text(f"{what.zh}缺少“title”", f"{what.en} lacks “title”"),
        place,
        Text(
            "补上，例如 title: {zh: 办公用房面积, en: Office area}",
            "add it, such as title: {zh: 办公用房面积, en: Office area}",
        ),
    )


def missing_body(place: Place) -> Diagnostic:
    return Diagnostic(
        "decision-body",
        Text("这个决定没有内容", "this decision has no body"),
        place,
        Text(
            "写 checklist、table、value 三者之一",
            "give exactly one of: checklist, table, value",
        ),
    )


def cycle(place: Place, names: Sequence[str]) -> Diagnostic:
    """Definitions or decisions that need one another; `names` go once round the loop."""
    loop = " → ".join(names)
    return Diagnostic(
        "cycle",
        Text(f"这些名字互相依赖，成了一圈：{loop}", f"these need one another in a circle: {loop}"),
        place,
        Text("让其中一个不再依赖下一个", "make one of them do without the next"),
    )


def unknown_group(place: Place, group: str, known: Iterable[str]) -> Diagnostic:
    near = nearest(group, known)
    add = Text(
        f"在 groups 里补上：{group}: {{need: any, title: …}}",
        f"add it under groups: {group}: {{need: any, title: …}}",
    )
    return Diagnostic(
        "unknown-group",
        Text(f"groups 里没有“{group}”", f"there is no group “{group}”"),
        place,
        _near(near, add),
    )


def unused_group(place: Place, group: str) -> Diagnostic:
    return Diagnostic(
        "unused-group",
        Text(f"没有规则属于组“{group}”", f"no rule belongs to the group “{group}”"),
        place,
        Text(
            f"在规则里写 group: {group}，或删去这一组",
            f"write group: {group} in a rule, or delete it",
        ),
    )


def unknown_value(place: Place, written: str, known: Sequence[tuple[str, Text]]) -> Diagnostic:
    """A table's cell that is none of the possible values of its column."""
    names = [name for id_, label in known for name in (id_, label.zh)]
    listed = ", ".join(f"{id_}({label.zh})" for id_, label in known[:12])
    more = "…" if len(known) > 12 else ""
    return Diagnostic(
        "not-in-enumeration",
        Text(f"“{written}”不在可选值里", f"“{written}” is not one of the possible values"),
        place,
        _near(nearest(written, names), Text(f"可以是：{listed}{more}", f"one of: {listed}{more}")),
    )


def cell_list(place: Place, items: Sequence[str], of_texts: bool) -> Diagnostic:
    """A YAML list in a cell whose input is no enumeration."""
    if of_texts:
        items = [f'"{item}"' for item in items]
    is_range = any(".." in item for item in items)
    way = "'[" + ", ".join(items) + "]'" if is_range else "'" + ", ".join(items) + "'"
    return Diagnostic(
        "cell-list",
        Text("这一列的单元格不能写成 YAML 列表", "a cell of this column cannot be a YAML list"),
        place,
        Text(f"写成 {way}", f"write {way}"),
    )


def missing_results(place: Place, missing: Sequence[str]) -> Diagnostic:
    listed = ", ".join(missing)
    return Diagnostic(
        "row-results",
        Text(f"这一行没有给出：{listed}", f"this row gives no result for: {listed}"),
        place,
        Text("在 then 里给每个输出列一个值", "give every output a value under “then”"),
    )


def results_of_several(place: Place, outputs: Sequence[str]) -> Diagnostic:
    """A lone cell as `then` where there are several outputs."""
    shape = "then: {" + ", ".join(f"{name}: …" for name in outputs) + "}"
    return Diagnostic(
        "row-results",
        Text("有几个输出列，then 要逐个写明", "there are several outputs: “then” names each"),
        place,
        Text(f"写成 {shape}", f"write {shape}"),
    )


def priority_without_values(place: Place) -> Diagnostic:
    return Diagnostic(
        "priority-without-values",
        Text(
            "hit: priority 的输出列要用 values 列出先后",
            "with hit: priority the outputs need “values”, best first",
        ),
        place,
        Text("把 type 换成 values，最优先的写在最前", "replace “type” by “values”, the best first"),
    )


def aggregation_type(place: Place, aggregate: str) -> Diagnostic:
    return Diagnostic(
        "aggregate-type",
        Text(
            f"aggregate: {aggregate} 只能用于一个数字列",
            f"aggregate: {aggregate} needs a single output of numbers",
        ),
        place,
        Text(
            "改用 list 或 count，或只留一个 type: number 的输出列",
            "use list or count, or keep one output of type: number",
        ),
    )


def not_a_list(place: Place, given: Text) -> Diagnostic:
    """The domain of a rule's `for` that is no list."""
    return Diagnostic(
        "iterates-no-list",
        Text(
            f"for 只能用于列表，而这里是{given.zh}",
            f"a “for” goes through a list, this is {given.en}",
        ),
        place,
        Text("in 后面写一个列表，例如 occupations", "write a list after “in”, such as occupations"),
    )


def duration_as_name(place: Place, written: str) -> Diagnostic:
    """A bare P3Y in an expression."""
    way = f"'@\"{written}\"'"
    return Diagnostic(
        "expression-as-duration",
        Text(f"表达式里的 {written} 会被当作名字", f"in an expression {written} is a name"),
        place,
        Text(f"时长写成 {way}", f"write the duration as {way}"),
    )


def two_additions(place: Place) -> Diagnostic:
    return Diagnostic(
        "facts-twice",
        Text(
            "基础政策已经有自己的 facts，不能再加",
            "the base brings facts of its own; more cannot be added",
        ),
        place,
        Text("把新事实写进基础政策的 facts 文件", "add the new facts to the base's facts file"),
    )


def refined_differs(
    place: Place, name: str, key: str, base: str | None, own: str | None
) -> Diagnostic:
    """An overriding parameter of another unit or type."""
    base, own = base or "–", own or "–"
    return Diagnostic(
        "refinement-differs",
        Text(
            f"“{name}”在基础政策里的 {key} 是 {base}，这里是 {own}",
            f"the base's “{name}” has {key} {base}, here it is {own}",
        ),
        place,
        Text(f"改成 {key}: {base}，或另起一个名字", f"write {key}: {base}, or choose another name"),
    )


def used_facts_differ(place: Place, policy: str) -> Diagnostic:
    return Diagnostic(
        "use-facts-differ",
        Text(
            f"“{policy}”有自己的 facts，这里没有",
            f"“{policy}” has facts of its own, which are unknown here",
        ),
        place,
        Text("在本政策里写同一个 facts 文件", "name the same facts file in this policy"),
    )


def unknown_decision(place: Place, policy: str, name: str, known: Iterable[str]) -> Diagnostic:
    """A `uses` of a decision that the other policy does not have."""
    known = list(known)
    listed = ", ".join(known)
    return Diagnostic(
        "unknown-decision",
        Text(f"“{policy}”没有决定“{name}”", f"“{policy}” has no decision “{name}”"),
        place,
        _near(nearest(name, known), Text(f"它的决定：{listed}", f"its decisions: {listed}")),
    )


def waiver_states_nothing(place: Place) -> Diagnostic:
    """A waiver over a fact that is always there or unknown, never left unsaid."""
    return Diagnostic(
        "waiver-states-nothing",
        Text(
            "waiver 要读一项“说明理由”的事实（事实表里标有 x-statement）",
            "a waiver reads a fact that states a reason (marked x-statement in the facts schema)",
        ),
        place,
        Text(
            "例如 occupation.practical.shortfall_reason；没有合适的，在附加事实表里加一项",
            "such as occupation.practical.shortfall_reason; or add such a fact to the facts schema",
        ),
    )
