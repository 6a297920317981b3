"""Diagnostics about folders of policies: which there are, which version is in force, links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place
from policydsl.text.spelling import nearest

_MAX_LISTED = 12


def no_such_folder(folder: str) -> Diagnostic:
    return Diagnostic(
        "no-such-folder",
        Text(f"没有文件夹“{folder}”", f"there is no folder “{folder}”"),
        help=Text("检查路径的拼写", "check the spelling of the path"),
    )


def no_such_path(path: str) -> Diagnostic:
    return Diagnostic(
        "no-such-path",
        Text(f"没有文件或文件夹“{path}”", f"there is no file or folder “{path}”"),
        help=Text("检查路径的拼写", "check the spelling of the path"),
    )


def no_policies(folder: str) -> Diagnostic:
    layout = "<jurisdiction>/<policy>/<YYYY-MM-DD>.yaml"
    return Diagnostic(
        "no-policies",
        Text(f"“{folder}”里没有政策文件", f"there are no policies in “{folder}”"),
        help=Text(f"政策文件放在 {layout}", f"policy files lie at {layout}"),
    )


def unknown_policy(policy: str, known: Iterable[str], place: Place | None = None) -> Diagnostic:
    known = list(known)
    near = nearest(policy, known)
    listed = ", ".join(known[:_MAX_LISTED]) + ("…" if len(known) > _MAX_LISTED else "")
    return Diagnostic(
        "unknown-policy",
        Text(f"没有政策“{policy}”", f"there is no policy “{policy}”"),
        place,
        Text(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Text(f"现有：{listed or '(无)'}", f"there are: {listed or '(none)'}"),
    )


def before_first_version(policy: str, day: str, first: str, place: Place | None) -> Diagnostic:
    return Diagnostic(
        "before-first-version",
        Text(
            f"“{policy}”自 {first} 起施行，{day} 时还没有",
            f"“{policy}” is in force from {first}; on {day} there was no version",
        ),
        place,
        Text(f"取 {first} 或以后的日期", f"ask for {first} or later"),
    )


def after_last_version(policy: str, day: str, last: str, place: Place | None) -> Diagnostic:
    return Diagnostic(
        "after-last-version",
        Text(
            f"“{policy}”施行到 {last} 为止，{day} 时已失效",
            f"“{policy}” was in force until {last}; on {day} there was no version",
        ),
        place,
        Text(
            f"取 {last} 或以前的日期，或补上后来的版本",
            f"ask for {last} or earlier, or add the later version",
        ),
    )


def in_gap(
    policy: str, day: str, end: str, start: str, declared: bool, place: Place | None
) -> Diagnostic:
    """No version on a day between two versions; `declared` by `gap_before` of the later one."""
    if declared:
        why = Text("这段空档是有意的", "this gap is meant")
        way = Text(
            f"取 {end} 或以前、{start} 或以后的日期",
            f"ask for {end} or earlier, or {start} or later",
        )
    else:
        why = Text("这段空档没有说明", "nothing says that this gap is meant")
        line = f"effective: {{from: {start}, gap_before: true}}"
        way = Text(
            f"补上缺少的版本；若确无规定，在后一版写 {line}",
            f"add the missing version; if there was none, write in the later one: {line}",
        )
    return Diagnostic(
        "version-gap" if declared else "undeclared-version-gap",
        Text(
            f"“{policy}”在 {day} 没有施行的版本"
            f"（前一版到 {end} 为止，后一版自 {start} 起），{why.zh}",
            f"“{policy}” has no version on {day} "
            f"(one ends {end}, the next starts {start}); {why.en}",
        ),
        place,
        way,
    )


def overlap(place: Place, policy: str, end: str, start: str) -> Diagnostic:
    return Diagnostic(
        "version-overlap",
        Text(
            f"“{policy}”的版本重叠：前一版写明施行到 {end}，后一版自 {start} 起",
            f"versions of “{policy}” overlap: one is in force until {end}, the next from {start}",
        ),
        place,
        Text(
            "前一版的 until 要早于后一版的 from",
            "“until” must lie before the next version's “from”",
        ),
    )


def same_day(place: Place, policy: str, day: str, other: str) -> Diagnostic:
    return Diagnostic(
        "version-same-day",
        Text(
            f"“{policy}”有两个版本都自 {day} 起，另一个是 {other}",
            f"two versions of “{policy}” start on {day}; the other is {other}",
        ),
        place,
        Text("删去一个，或改生效日", "delete one, or change its effective date"),
    )


def file_name_differs(place: Place, file: str, day: str) -> Diagnostic:
    return Diagnostic(
        "file-name-differs",
        Text(
            f"文件名“{file}”与生效日 {day} 不同",
            f"the file name “{file}” is not the effective date {day}",
        ),
        place,
        Text(
            f"把文件改名为 {day}.yaml，或改 from",
            f"rename the file to {day}.yaml, or change “from”",
        ),
    )


def file_name_no_date(place: Place, file: str) -> Diagnostic:
    return Diagnostic(
        "file-name-no-date",
        Text(f"政策文件“{file}”的名字不是日期", f"the name of the policy file “{file}” is no date"),
        place,
        Text(
            "政策文件以生效日命名，例如 2020-03-26.yaml；测试用例以 .cases.yaml 结尾",
            "name it by its effective date, such as 2020-03-26.yaml; test cases end in .cases.yaml",
        ),
    )


def folder_differs(place: Place, folder: str, policy: str) -> Diagnostic:
    return Diagnostic(
        "folder-differs",
        Text(
            f"文件在文件夹“{folder}”里，而 policy 写的是“{policy}”",
            f"the file lies in “{folder}”, but says it is “{policy}”",
        ),
        place,
        Text(f"写 policy: {folder}，或移动文件", f"write policy: {folder}, or move the file"),
    )


def link_cycle(place: Place, policies: Sequence[str]) -> Diagnostic:
    loop = " → ".join(policies)
    return Diagnostic(
        "link-cycle",
        Text(
            f"这些政策互相引用，成了一圈：{loop}",
            f"these policies refer to one another in a circle: {loop}",
        ),
        place,
        Text("去掉其中一个 extends 或 uses", "take out one “extends” or “uses”"),
    )


def several_policies(folder: str, policies: Iterable[str]) -> Diagnostic:
    listed = ", ".join(list(policies)[:_MAX_LISTED])
    return Diagnostic(
        "several-policies",
        Text(
            f"“{folder}”里不止一个政策：{listed}",
            f"there are several policies in “{folder}”: {listed}",
        ),
        help=Text("指明其中一个", "name one of them"),
    )


def not_this_version(place: Place, day: str, start: str, end: str | None) -> Diagnostic:
    """A single file asked for a day on which it is not in force."""
    until = f" 到 {end}" if end else " 起"
    until_en = f" to {end}" if end else ""
    return Diagnostic(
        "not-in-force",
        Text(
            f"这个文件自 {start}{until}施行，{day} 不在其中",
            f"this file is in force from {start}{until_en}, not on {day}",
        ),
        place,
        Text(
            "改日期，或按政策编号取当日施行的版本",
            "change the date, or name the policy to get the version of that day",
        ),
    )


def misnamed(path: str, better: str) -> Diagnostic:
    """A file whose name keeps it from being read."""
    return Diagnostic(
        "file-misnamed",
        Text(
            f"“{path}”不会被当作政策或用例读取", f"“{path}” is read neither as policy nor as cases"
        ),
        help=Text(f"改名为 {better}", f"rename it to {better}"),
    )


def cases_of_nothing(path: str, day: str, versions: Iterable[str]) -> Diagnostic:
    """A file of cases whose version is not there."""
    listed = ", ".join(sorted(versions))
    near = nearest(day, versions)
    there = Text(f"现有版本：{listed or '（无）'}", f"there are: {listed or '(none)'}")
    return Diagnostic(
        "cases-without-version",
        Text(
            f"用例文件“{path}”旁边没有 {day} 的版本",
            f"beside the cases “{path}” is no version {day}",
        ),
        help=Text(
            f"是不是 {near}？用例文件以版本的生效日开头",
            f"did you mean {near}? Its name begins with the version's date",
        )
        if near
        else there,
    )
