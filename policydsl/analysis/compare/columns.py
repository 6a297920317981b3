"""What is compared: each argument a policy, or all policies of a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from policydsl.analysis.compare.results import Column
from policydsl.policy.library import Library
from policydsl.policy.model import Checklist, Program
from policydsl.policy.selection import policy_files
from policydsl.policy.shipped import shipped_policies
from policydsl.text.diagnostic import Diagnostic, Text, UsageError
from policydsl.text.spelling import nearest


def columns_of(
    asked: Sequence[str], folders: Iterable[Path] = (), decisions: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """A column for each argument: a policy's id, its file, or a folder of policies.

    `decisions` names the checklist to compare, by policy; else it is the longest one, in a folder
    that of the policy with the most figures. Raises PolicyError, and UsageError for less than two.
    """
    library = Library.open(*folders, shipped_policies())
    wanted = dict(decisions or {})
    columns = _told_apart([_column(each, library, wanted) for each in asked])
    if len(columns) < 2:
        raise UsageError(_too_few())
    if wanted:
        raise UsageError(_no_such_policy(next(iter(wanted)), columns))
    return columns


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Columns of one title, in either language, also show what was asked for."""
    zh = [column.title.zh for column in columns]
    en = [column.title.en for column in columns]
    return tuple(
        column
        if zh.count(column.title.zh) == 1 == en.count(column.title.en)
        else replace(
            column,
            title=Text(f"{column.title.zh}（{column.key}）", f"{column.title.en} ({column.key})"),
        )
        for column in columns
    )


def _column(asked: str, library: Library, decisions: dict[str, str]) -> Column:
    path = Path(asked)
    if path.is_dir():
        programs = tuple(library.program_at(each) for each in _newest(policy_files([path])))
        title = programs[0].title
        if len(programs) > 1:
            title = Text(_place(programs[0].citation.issuer), path.name.capitalize())
    else:
        found = library.program_at(path) if path.is_file() else library.program(asked)
        programs = (found,)
        title = found.title
    chosen = [
        (program, decisions.pop(program.policy))
        for program in programs
        if program.policy in decisions
    ]
    if not chosen:
        chosen = sorted(
            ((program, name) for program in programs if (name := _longest_checklist(program))),
            key=lambda each: _figures(each[0]),
            reverse=True,
        )
    if not chosen:
        raise UsageError(_no_checklist(asked))
    main, decision = chosen[0]
    if not isinstance(_body(main, decision), Checklist):
        raise UsageError(_not_a_checklist(main, decision))
    return Column(asked, title, programs, main, decision)


def _newest(files: Sequence[Path]) -> list[Path]:
    """Of the versions in one folder the last, whose name is the latest day."""
    by_folder: dict[Path, Path] = {}
    for path in sorted(files):
        by_folder[path.parent] = path
    return list(by_folder.values())


def _place(issuer: str) -> str:
    """The place that an issuer is of: `安徽省` of its department."""
    found = re.match(".*?(?:省|自治区|市)", issuer)
    return found[0] if found else issuer


def _longest_checklist(program: Program) -> str | None:
    rules = {
        name: len(each.body.rules)
        for name, each in program.decisions.items()
        if isinstance(each.body, Checklist)
    }
    return max(rules, key=lambda name: rules[name], default=None)


def _figures(program: Program) -> int:
    return sum(isinstance(each.value, Decimal) for each in program.parameters.values())


def _body(program: Program, decision: str) -> object:
    found = program.decisions.get(decision)
    return found.body if found else None


def _too_few() -> Diagnostic:
    return Diagnostic(
        "compare-too-few",
        Text("至少要两份政策才能比较", "it takes two policies to compare"),
        help=Text(
            "例如 policydsl compare anhui/evaluation-body-filing foshan/evaluation-body-filing",
            "such as policydsl compare anhui/evaluation-body-filing foshan/evaluation-body-filing",
        ),
    )


def _no_such_policy(policy: str, columns: Sequence[Column]) -> Diagnostic:
    known = [program.policy for column in columns for program in column.programs]
    near = nearest(policy, known)
    names = ", ".join(known)
    return Diagnostic(
        "compare-unknown-policy",
        Text(f"没有比较“{policy}”", f"“{policy}” is none of the policies compared"),
        help=Text(f"是不是“{near}”？", f"did you mean “{near}”?")
        if near
        else Text(f"比较的是：{names}", f"compared are: {names}"),
    )


def _no_checklist(asked: str) -> Diagnostic:
    return Diagnostic(
        "compare-no-checklist",
        Text(f"“{asked}”里没有可比较的条件清单", f"“{asked}” has no checklist to compare"),
        help=Text("换一份有 checklist 的政策", "name a policy that has one"),
    )


def _not_a_checklist(program: Program, decision: str) -> Diagnostic:
    known = [name for name, each in program.decisions.items() if isinstance(each.body, Checklist)]
    listed = ", ".join(known)
    return Diagnostic(
        "compare-not-a-checklist",
        Text(
            f"政策“{program.policy}”没有名为“{decision}”的条件清单",
            f"the policy “{program.policy}” has no checklist “{decision}”",
        ),
        help=Text(f"可用：{listed}", f"it has: {listed}"),
    )
