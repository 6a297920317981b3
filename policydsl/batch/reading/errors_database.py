"""What can be wrong with a database as an input."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text


def query_needed(name: str) -> Diagnostic:
    return Diagnostic(
        "query-needed",
        Text(f"“{name}”是数据库，要说明取哪些行", f"“{name}” is a database: say which rows"),
        help=Text('加上 --query "select … order by …"', 'add --query "select … order by …"'),
    )


def query_of_no_database(name: str) -> Diagnostic:
    return Diagnostic(
        "query-of-no-database",
        Text(f"--query 只用于数据库，“{name}”是文件", f"“{name}” is a file, and has no --query"),
        help=Text(
            "去掉 --query，或给出 sqlite:///文件.db", "leave it out, or name sqlite:///file.db"
        ),
    )


def query_failed(name: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "query-failed",
        Text(f"数据库“{name}”没有给出结果：{reason}", f"the database “{name}” says: {reason}"),
        help=Text("检查数据库的地址和查询语句", "check the database's address and the query"),
    )


def library_needed(name: str) -> Diagnostic:
    return Diagnostic(
        "database-library-needed",
        Text(
            f"读“{name}”要用 SQLAlchemy，这里没有安装",
            f"reading “{name}” needs SQLAlchemy, which is not installed",
        ),
        help=Text(
            "安装：pip install sqlalchemy 和这种数据库的驱动；或先导出为 CSV、Parquet",
            "pip install sqlalchemy and the database's driver; or export to CSV or Parquet first",
        ),
    )


def driver_needed(name: str, module: str) -> Diagnostic:
    return Diagnostic(
        "database-driver-needed",
        Text(
            f"读“{name}”要用驱动 {module}，这里没有安装",
            f"reading “{name}” needs the driver {module}, which is not installed",
        ),
        help=Text(f"安装：pip install {module}", f"install it: pip install {module}"),
    )


def no_cell(column: str, kind: str) -> Diagnostic:
    return Diagnostic(
        "cell-kind",
        Text(
            f"“{column}”一格是 {kind}，不能作事实",
            f"the cell of “{column}” is {kind}, which no fact can be",
        ),
        help=Text(
            "在查询里转换成数、文字或日期", "cast it to a number, a text or a date in the query"
        ),
    )
