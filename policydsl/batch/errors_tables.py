"""What is said of tables whose columns or cells are not what the facts schema wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydsl.policy.facts.facts_errors import KINDS, WAYS
from policydsl.policy.facts.facts_tree import FactLeaf
from policydsl.policy.source.yaml_errors import shown
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.spelling import nearest

_LISTED = 6


def unknown_column(column: str, known: Iterable[str]) -> Diagnostic:
    """A column that is no fact, and that nobody asked to keep."""
    near = nearest(column, known)
    keep = Text(
        "不是事实的列要指明保留（--keep）", "name it as one to keep (--keep) if it is no fact"
    )
    asked = Text(f"是不是“{near}”？", f"did you mean `{near}`? Else ") if near else Text("", "")
    return Diagnostic(
        "table-unknown-column",
        Text(f"没有“{shown(column)}”这项事实", f"no fact is called `{shown(column)}`"),
        help=Text(asked.zh + keep.zh, asked.en + keep.en),
    )


def column_of_list(column: str, lists: Sequence[str]) -> Diagnostic:
    """A heading that means a fact of a list's items, in a table of something else."""
    listed = ", ".join(lists[:_LISTED])
    return Diagnostic(
        "table-column-of-list",
        Text(
            f"“{shown(column)}”是明细里的事实（{listed}），这张表里没有",
            f"`{shown(column)}` is a fact of the items of {listed}; this table has none",
        ),
        help=Text(
            f"请写在明细自己的表里，例如 {lists[0]}",
            f"put it in the table of those items, such as {lists[0]}",
        ),
    )


def ambiguous_column(column: str, paths: Sequence[str], names: Sequence[str]) -> Diagnostic:
    """A heading that several facts go by: `paths` are their ids, `names` what would be clear."""
    listed_zh = "、".join(f"{zh}（{path}）" for zh, path in _pairs(names, paths))
    listed_en = ", ".join(f"`{path}`" for path in paths[:_LISTED])
    more = "…" if len(paths) > _LISTED else ""
    return Diagnostic(
        "table-ambiguous-column",
        Text(
            f"列名“{shown(column)}”可以指几项事实：{listed_zh}{more}",
            f"the heading `{shown(column)}` may mean several facts: {listed_en}{more}",
        ),
        help=Text("请写全称或标识", "write the full name, or the id"),
    )


def _pairs(names: Sequence[str], paths: Sequence[str]) -> Iterable[tuple[str, str]]:
    return zip(names[:_LISTED], paths[:_LISTED], strict=True)


def column_twice(path: str, first: str, second: str) -> Diagnostic:
    """Two columns for one fact."""
    return Diagnostic(
        "table-column-twice",
        Text(
            f"“{shown(first)}”和“{shown(second)}”两列是同一项事实（{path}）",
            f"the columns `{shown(first)}` and `{shown(second)}` are the same fact ({path})",
        ),
        help=Text("请删去其中一列", "delete one of them"),
    )


def other_unit(column: str, written: str, unit: Text) -> Diagnostic:
    """A heading that says another unit than the fact has."""
    return Diagnostic(
        "table-other-unit",
        Text(
            f"列名“{shown(column)}”写的单位是“{written}”，这项事实的单位是“{unit.zh}”",
            f"the heading `{shown(column)}` says the unit {written}; the fact's is: {unit.en}",
        ),
        help=Text(
            f"请把整列换算成{unit.zh}，并改列名",
            f"convert it to {unit.en}, and its heading",
        ),
    )


def wrong_shape(column: str, wanted: Text, found: str) -> Diagnostic:
    """A column whose type can hold no value of the fact."""
    return Diagnostic(
        "table-column-type",
        Text(
            f"“{shown(column)}”列应为{wanted.zh}，这一列是 {found} 类型",
            f"the column `{shown(column)}` must hold {wanted.en}; its type is {found}",
        ),
        help=Text("请换成可读的类型，或整列写成文字", "convert it, or give the column as texts"),
    )


def unreadable_cell(column: str, leaf: FactLeaf, written: str) -> Diagnostic:
    """A cell that says nothing that the fact could be."""
    kind = KINDS[leaf.kind]
    found = shown(written)
    way_out = WAYS[leaf.kind]
    if leaf.values:
        labels = [label for _, label in leaf.values]
        near = nearest(written, [*(each.zh for each in labels), *(name for name, _ in leaf.values)])
        zh = "、".join(each.zh for each in labels[:12]) + ("…" if len(labels) > 12 else "")
        en = ", ".join(name for name, _ in leaf.values[:12]) + ("…" if len(labels) > 12 else "")
        meant = Text(f"是不是“{near}”？", f"did you mean `{near}`? ") if near else Text("", "")
        way_out = Text(f"{meant.zh}可用：{zh}", f"{meant.en}Known: {en}")
        kind = Text("所列取值之一", "one of its values")
    elif leaf.kind == "boolean":
        way_out = Text(
            "请写 是 或 否；未知就留空", "write true or false; leave it blank where unknown"
        )
    return Diagnostic(
        "table-cell",
        Text(
            f"“{shown(column)}”应为{kind.zh}，写的是“{found}”",
            f"`{shown(column)}` must be {kind.en}; it is `{found}`",
        ),
        help=way_out,
    )


def items_in_cell(column: str, written: str, called: str) -> Diagnostic:
    """A cell of a list whose items are rows of another table, and that does not say "none"."""
    return Diagnostic(
        "table-items-in-cell",
        Text(
            f"“{shown(column)}”里写的是“{shown(written)}”，{called}要写在自己的表里",
            f"`{shown(column)}` is `{shown(written)}`; its items belong in a table of their own",
        ),
        help=Text("没有就写 无；未知就留空", "write none, or leave it blank where it is unknown"),
    )


def not_finite(column: str) -> Diagnostic:
    """A cell of doubles that holds no number."""
    return Diagnostic(
        "table-not-a-number",
        Text(f"“{shown(column)}”里不是一个有限的数", f"`{shown(column)}` is no finite number"),
        help=Text("请写数字；未知就留空", "write a number; leave it blank where it is unknown"),
    )


def zoned_time(column: str) -> Diagnostic:
    """A time of a time zone where a day is wanted: which day it is depends on the zone."""
    return Diagnostic(
        "table-zoned-time",
        Text(
            f"“{shown(column)}”是带时区的时间，这里要日期",
            f"`{shown(column)}` is a time in a time zone where a date is wanted",
        ),
        help=Text("请先换成当地日期", "convert it to local dates first"),
    )


def no_such_list(path: str, known: Sequence[str]) -> Diagnostic:
    """A related table whose name is that of no list."""
    near = nearest(path, known)
    listed = ", ".join(known)
    return Diagnostic(
        "table-no-such-list",
        Text(f"没有叫“{shown(path)}”的列表", f"no list of facts is called `{shown(path)}`"),
        help=Text(f"是不是“{near}”？", f"did you mean `{near}`?")
        if near
        else Text(f"可用：{listed}", f"known: {listed}"),
    )
