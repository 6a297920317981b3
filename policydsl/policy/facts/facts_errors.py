"""What is said of facts that do not fit their schema, each by its label and path.

`facts_value_errors` says what is wrong with a single value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policydsl.policy.facts.facts_tree import FactLeaf, LeafKind
from policydsl.policy.source.yaml_errors import shown
from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest


@dataclass(frozen=True, slots=True)
class Spot:
    """The fact that is spoken of: its path, its name in both languages, its place in a file."""

    path: str
    label: Text
    place: Place | None

    @property
    def zh(self) -> str:
        return f"“{self.label.zh}”（{self.path}）" if self.path else "最上层"

    @property
    def en(self) -> str:
        return f"“{self.label.en}” ({self.path})" if self.path else "the top level"


def fact_error(code: str, spot: Spot, zh: str, en: str, way_out: Text) -> Diagnostic:
    message = Text(f"{spot.zh}{zh}", f"{spot.en} {en}")
    return Diagnostic(f"facts-{code}", message, spot.place, way_out)


KINDS: Mapping[LeafKind, Text] = {
    "string": Text("文字", "a text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text(" true（是）或 false（否）", "true or false"),
    "date": Text("日期", "a date"),
}
WAYS: Mapping[LeafKind, Text] = {
    "string": Text("请把文字放进引号，例如 '办公室'", "put the text in quotes, such as 'office'"),
    "integer": Text("请写整数，例如 5", "write a whole number, such as 5"),
    "number": Text("请写数字，例如 49.99", "write a number, such as 49.99"),
    "boolean": Text("请写 true 或 false", "write true or false"),
    "date": Text("请写年-月-日，例如 2020-03-26", "write year-month-day, such as 2020-03-26"),
}


def unknown_fact(spot: Spot, name: str, known: Iterable[str], elsewhere: Text | None) -> Diagnostic:
    """A name that no fact of this section has; `elsewhere` are the paths of one that has it."""
    near = nearest(name, known)
    found = shown(name)
    if near is not None:
        way_out = Text(f"是不是“{near}”？", f"did you mean `{near}`?")
    elif elsewhere is not None:
        way_out = Text(
            f"“{found}”是另一处的事实：{elsewhere.zh}（{elsewhere.en}）",
            f"`{found}` is a fact elsewhere: {elsewhere.en}",
        )
    else:
        way_out = Text(
            "请对照事实表核对名称和缩进", "check its name and indentation against the facts schema"
        )
    return fact_error(
        "unknown", spot, f"里没有“{found}”这项事实", f"has no fact `{found}`", way_out
    )


def name_not_text(spot: Spot, written: str) -> Diagnostic:
    return fact_error(
        "name",
        spot,
        f"里的名称 {shown(written)} 不是文字",
        f"has the name {shown(written)}, which is no text",
        Text("名称必须是文字", "names must be strings"),
    )


def given_twice(spot: Spot, first: str, second: str) -> Diagnostic:
    return fact_error(
        "twice",
        spot,
        f"填了两次：“{first}”和“{second}”是同一项",
        f"is given twice: `{first}` and `{second}` are the same fact",
        Text("请删去其中一个", "delete one of them"),
    )


def not_a_section(spot: Spot, members: Iterable[str]) -> Diagnostic:
    name = next(iter(members), "…")
    return fact_error(
        "section",
        spot,
        "下面要逐项填写，不能直接写一个值",
        "holds facts of its own and cannot be a single value or a list",
        Text(f"请另起一行、缩进，写“{name}: …”", f"indent on the next line and write `{name}: …`"),
    )


def not_a_list(spot: Spot) -> Diagnostic:
    return fact_error(
        "list",
        spot,
        "应为列表，每项以“- ”开头",
        "must be a list, each item starting with `- `",
        Text(
            "只有一项时也要写“- ”；没有就写 []",
            "write `- ` before a single item too; write [] for none",
        ),
    )


def not_a_value(spot: Spot, leaf: FactLeaf) -> Diagnostic:
    kind = KINDS[leaf.kind]
    return fact_error(
        "type",
        spot,
        f"应为{kind.zh}，不能分项",
        f"must be {kind.en}, not a list or a section",
        WAYS[leaf.kind],
    )


def empty_item(spot: Spot) -> Diagnostic:
    return fact_error(
        "empty-item",
        spot,
        "是空的一项",
        "is an empty item",
        Text(
            "请删去这一项；有此项而内容未知时写 {}",
            "delete it; write {} for an item of which nothing is known",
        ),
    )


def too_many(spot: Spot, limit: int) -> Diagnostic:
    return fact_error(
        "too-many",
        spot,
        f"使各列表合计超过 {limit} 项，不予读取",
        f"brings the lists to more than {limit} items; they are not read",
        Text("请分成几份分别评估", "split the facts and evaluate them one by one"),
    )


def too_large(place: Place | None, limit: int) -> Diagnostic:
    return Diagnostic(
        "facts-too-many",
        Text(
            f"事实连同未填的项目合计超过 {limit} 项，不予读取",
            f"with all that is not stated, there are more than {limit} facts; they are not read",
        ),
        place,
        Text("请分成几份分别评估", "split the facts and evaluate them one by one"),
    )
