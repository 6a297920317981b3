"""Options that several commands share."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from policydsl.api import read_day
from policydsl.text.diagnostic import Diagnostic, Text, UsageError

Command = TypeVar("Command", bound=Callable[..., Any])


lang = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="报告的语言 / language of reports [POLICYDSL_LANG]",
)

policies = click.option(
    "--policies",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="POLICYDSL_POLICIES",
    help="另加的政策文件夹 / a further folder of policies [POLICYDSL_POLICIES]",
)


paths = click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH…",
    type=click.Path(path_type=Path),
)

clauses = click.option(
    "--clauses",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="对照这份条款登记 / compare with this register of clauses",
)


class IsoDate(click.ParamType[datetime.date]):
    """A calendar date, YYYY-MM-DD."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        return value if isinstance(value, datetime.date) else read_day(value)


as_of = click.option(
    "--as-of",
    type=IsoDate(),
    metavar="YYYY-MM-DD",
    help="以哪天有效的版本为准，默认今天 / the version in force on that day, default today",
)


def formats(*names: str) -> Callable[[Command], Command]:
    """`--format`, the first name being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="输出形式 / form of the output",
    )


class CasesFile(click.ParamType[Path]):
    """A case file to write: by any other name it would pass for a policy."""

    name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from policydsl.policy.selection import is_case_file

        path = Path(value)
        if not is_case_file(path):
            raise UsageError(_no_case_file(path))
        return path


def _no_case_file(path: Path) -> Diagnostic:
    return Diagnostic(
        "cases-file-name",
        Text(
            f"用例文件的名字要以 .cases.yaml 结尾，这是“{path}”",
            f"a case file's name ends in .cases.yaml; this is “{path}”",
        ),
        help=Text(
            "放在政策文件旁边，开头与它相同，如 2024-01-01.more.cases.yaml",
            "put it beside the policy file and begin as that does: 2024-01-01.more.cases.yaml",
        ),
    )


def save_cases(help_: str) -> Callable[[Command], Command]:
    """`--save-cases`, with its own help in each command."""
    return click.option("--save-cases", "cases_path", type=CasesFile(), metavar="FILE", help=help_)


def items(default: int) -> Callable[[Command], Command]:
    """`--items`: how many items of a list proofs look at, where it takes a bound."""
    return click.option(
        "--items",
        type=click.IntRange(1, 10),
        default=default,
        show_default=True,
        metavar="N",
        help="需要限定时，列表最多看几项 / items in a list, where a bound is needed",
    )


def timeout(default: float) -> Callable[[Command], Command]:
    """`--timeout`: seconds for any one question to the solver."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=default,
        show_default=True,
        metavar="SECONDS",
        help="求解器回答每个问题最多几秒 / seconds for any one question to the solver",
    )


def today() -> datetime.date:
    """The day of whoever runs the command: the only clock, and no policy reads it."""
    return datetime.date.today()
