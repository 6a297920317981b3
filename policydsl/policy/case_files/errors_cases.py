"""Diagnostics about test cases: facts named wrongly, changes that cannot be made, expectations."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest


def _near_or(near: str | None, otherwise: Text | None) -> Text | None:
    return Text(f"是不是“{near}”？", f"did you mean “{near}”?") if near else otherwise


def _listed(names: Iterable[str]) -> Text:
    listed = ", ".join(names)
    return Text(f"可以写：{listed}", f"one of: {listed}")


def path_shape(place: Place, written: str) -> Diagnostic:
    """A path to a fact or an item that is not written as one."""
    return Diagnostic(
        "path-shape",
        Text(f"“{written}”不是事实的路径", f"“{written}” is not the path of a fact"),
        place,
        Text(
            "例如 premises.office.area 或 occupations[1].levels[2].rank，第一项是 [1]",
            "such as premises.office.area or occupations[1].levels[2].rank; the first item is [1]",
        ),
    )


def unknown_fact(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    help_ = Text(
        "用 policydsl schema facts 查看所有事实名",
        "see all names of facts with: policydsl schema facts",
    )
    return Diagnostic(
        "unknown-fact",
        Text(f"没有叫“{name}”的事实", f"there is no fact “{name}”"),
        place,
        _near_or(nearest(name, known), help_),
    )


def index_needed(place: Place, name: str) -> Diagnostic:
    return Diagnostic(
        "item-number-needed",
        Text(f"“{name}”是列表，要写明第几项", f"“{name}” is a list: say which item"),
        place,
        Text(f"例如 {name}[1]", f"such as {name}[1]"),
    )


def no_list(place: Place, name: str) -> Diagnostic:
    return Diagnostic(
        "no-list",
        Text(f"“{name}”不是列表，没有第几项", f"“{name}” is no list and has no items"),
        place,
        Text("删去方括号", "leave out the square brackets"),
    )


def no_such_item(place: Place, path: str, count: int) -> Diagnostic:
    return Diagnostic(
        "no-such-item",
        Text(
            f"没有“{path}”：基础事实里只有 {count} 项",
            f"there is no “{path}”: the base facts have {count}",
        ),
        place,
        Text(f"第 {count + 1} 项可以用 set 添加", f"“set” may add item {count + 1}"),
    )


def unset_item(place: Place, path: str) -> Diagnostic:
    return Diagnostic(
        "unset-item",
        Text(f"不能只去掉列表的一项“{path}”", f"a single item “{path}” cannot be unset"),
        place,
        Text(
            "用 set 写出整个列表，或去掉其中的事实",
            "write the whole list under “set”, or unset facts of the item",
        ),
    )


def not_shaped(place: Place, path: str) -> Diagnostic:
    """The base facts hold a single value where a change goes deeper."""
    return Diagnostic(
        "base-facts-shape",
        Text(f"基础事实的“{path}”里没有下一层", f"the base facts have nothing below “{path}”"),
        place,
        Text("先改正基础事实", "correct the base facts first"),
    )


def unknown_decision(place: Place, name: str, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    return Diagnostic(
        "unknown-decision",
        Text(f"没有决定“{name}”", f"there is no decision “{name}”"),
        place,
        _near_or(nearest(name, known), _listed(known)),
    )


def unknown_rule(place: Place, decision: str, name: str, known: Iterable[str]) -> Diagnostic:
    known = list(known)
    return Diagnostic(
        "unknown-rule",
        Text(f"“{decision}”没有规则“{name}”", f"“{decision}” has no rule “{name}”"),
        place,
        _near_or(nearest(name, known), _listed(known)),
    )


def not_a_checklist(place: Place, decision: str) -> Diagnostic:
    return Diagnostic(
        "not-a-checklist",
        Text(f"“{decision}”不是清单，没有规则", f"“{decision}” is no checklist and has no rules"),
        place,
        Text(f"只写 {decision}: 结果", f"write {decision}: its result"),
    )


def unknown_status(place: Place, written: str, known: Iterable[str], what: Text) -> Diagnostic:
    known = list(known)
    return Diagnostic(
        "unknown-status",
        Text(f"“{written}”不是{what.zh}", f"“{written}” is not {what.en}"),
        place,
        _near_or(nearest(written, known), _listed(known)),
    )


def no_items(place: Place, rule: str) -> Diagnostic:
    """An expectation by item of a rule without `for`."""
    return Diagnostic(
        "rule-without-items",
        Text(
            f"规则“{rule}”没有 for，只有一个结果", f"rule “{rule}” has no “for” and a single status"
        ),
        place,
        Text(f"直接写结果，例如 {rule}: pass", f"write its status, such as {rule}: pass"),
    )


def wrong_value(place: Place, written: str, wanted: Text) -> Diagnostic:
    """An expected value that the decision can never give."""
    return Diagnostic(
        "expected-value",
        Text(
            f"这里应是{wanted.zh}，而写的是“{written}”",
            f"{wanted.en} is wanted here, not “{written}”",
        ),
        place,
        Text("结果未知写 unknown", "where the result is unknown, write: unknown"),
    )


def missing_members(place: Place, missing: Iterable[str]) -> Diagnostic:
    listed = ", ".join(missing)
    return Diagnostic(
        "expected-value",
        Text(
            f"结果要写全，还缺：{listed}", f"all members of the result are named; missing: {listed}"
        ),
        place,
    )


def other_policy(place: Place, written: str, policy: str) -> Diagnostic:
    """A cases file that names another policy than the one it lies beside."""
    return Diagnostic(
        "cases-of-other-policy",
        Text(
            f"用例文件在“{policy}”的文件夹里，而 policy 写的是“{written}”",
            f"the cases lie beside “{policy}”, but say they are about “{written}”",
        ),
        place,
        Text(
            f"写 policy: {policy}，或删去这一行，或移动文件",
            f"write policy: {policy}, or delete the line, or move the file",
        ),
    )


def not_in_force(place: Place, day: str, start: str, end: str | None) -> Diagnostic:
    """A case's day on which the version beside it is not in force."""
    until = f"到 {end} " if end else "起"
    return Diagnostic(
        "not-in-force",
        Text(
            f"这个版本自 {start} {until}施行，{day} 不在其中",
            f"this version is in force from {start}{f' to {end}' if end else ''}, not on {day}",
        ),
        place,
        Text(
            "改 as_of，或把用例移到当日施行的版本旁边",
            "change as_of, or move the case beside the version of that day",
        ),
    )


def name_twice(place: Place, name: Text) -> Diagnostic:
    return Diagnostic(
        "case-name-twice",
        Text(f"这个文件里已有用例“{name.zh}”", f"this file already has a case “{name.en}”"),
        place,
        Text("给每个用例不同的名称", "give each case a name of its own"),
    )
