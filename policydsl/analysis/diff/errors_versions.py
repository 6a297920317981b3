"""Diagnostics about the versions asked for, and about Git."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text


def no_git() -> Diagnostic:
    return Diagnostic(
        "no-git",
        Text("没有安装 Git，不能读取历史版本", "Git is not installed, so no revision can be read"),
        help=Text("安装 Git，或直接给出文件", "install Git, or give files"),
    )


def git_failed(told: str) -> Diagnostic:
    """What Git itself said, such as that this is no repository."""
    return Diagnostic(
        "git-failed",
        Text(f"Git 报告：{told}", f"Git says: {told}"),
        help=Text(
            "在 Git 仓库里运行，或直接给出文件", "run it inside a Git repository, or give files"
        ),
    )


def no_such_revision(revision: str) -> Diagnostic:
    return Diagnostic(
        "no-such-revision",
        Text(f"Git 里没有版本“{revision}”", f"Git knows no revision “{revision}”"),
        help=Text(
            "写成 HEAD~1:policies/…、main:policies/… 或提交编号:policies/…",
            "such as HEAD~1:policies/…, main:policies/…, or a commit's id",
        ),
    )


def no_such_day(policy: str, day: str) -> Diagnostic:
    return Diagnostic(
        "bad-date",
        Text(f"“{day}”不是日期", f"“{day}” is no day"),
        help=Text(
            f"写成年-月-日，如 {policy}@2021-01-01",
            f"write year-month-day, such as {policy}@2021-01-01",
        ),
    )


def not_in_revision(revision: str, path: str) -> Diagnostic:
    return Diagnostic(
        "not-in-revision",
        Text(f"版本“{revision}”里没有“{path}”", f"the revision “{revision}” has no “{path}”"),
        help=Text(
            f"用 git ls-tree -r --name-only {revision} 查看其中的文件",
            f"see its files with: git ls-tree -r --name-only {revision}",
        ),
    )
