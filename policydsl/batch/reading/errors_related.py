"""What can be wrong with several tables as one input."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text


def no_table(name: str) -> Diagnostic:
    return Diagnostic(
        "related-of-no-table",
        Text(
            f"“{name}”不是简单的表，不能和别的表连起来",
            f"“{name}” is no plain table, and cannot be joined with others",
        ),
        help=Text(
            "用 CSV、Parquet、Arrow 或数据库；JSON 里的列表直接写在机构里面",
            "use CSV, Parquet, Arrow or a database; in JSON, lists stand in the institution itself",
        ),
    )


def no_rows(name: str) -> Diagnostic:
    return Diagnostic(
        "related-without-rows",
        Text(f"“{name}”里没有数据行", f"“{name}” holds no rows"),
        help=Text("去掉这张表", "leave the table out"),
    )


def table_option(written: str) -> Diagnostic:
    return Diagnostic(
        "table-option",
        Text(
            f"--table 要写成 列表=文件，这是“{written}”",
            f"--table wants LIST=FILE, not “{written}”",
        ),
        help=Text("例如 --table 职业=职业.csv", "for example: --table occupations=occupations.csv"),
    )


def table_twice(path: str) -> Diagnostic:
    return Diagnostic(
        "table-twice",
        Text(f"“{path}”给了两张表", f"two tables are given for “{path}”"),
        help=Text("只留一张", "keep one of them"),
    )


def no_institutions(folder: str) -> Diagnostic:
    return Diagnostic(
        "folder-without-institutions",
        Text(
            f"文件夹“{folder}”里没有机构的表",
            f"the folder “{folder}” holds no table of institutions",
        ),
        help=Text(
            "把它叫做 机构.csv 或 institutions.parquet 等", "call it institutions.csv or the like"
        ),
    )
