"""What is said of related tables whose rows cannot be put where they belong."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.policy.source.yaml_errors import shown
from policydsl.text.diagnostic import Diagnostic, Text


def _table(path: str) -> Text:
    return (
        Text(f"表“{path}”", f"the table `{path}`") if path else Text("机构表", "the institutions")
    )


def no_table_around(path: str, around: str) -> Diagnostic:
    """A table of items without that of what they are in."""
    return Diagnostic(
        "table-none-around",
        Text(
            f"有表“{path}”，没有{_table(around).zh}",
            f"there is a table `{path}` but none of {_table(around).en}",
        ),
        help=Text(f"请一并给出{_table(around).zh}", f"give {_table(around).en} as well"),
    )


def no_key(path: str) -> Diagnostic:
    """A table of which no column says what its rows belong to."""
    return Diagnostic(
        "table-no-key",
        Text(
            f"表“{path}”没有一列说明每行属于哪个机构",
            f"no column of the table `{path}` says which institution a row belongs to",
        ),
        help=Text(
            "请加一列，例如统一社会信用代码", "add one, such as the unified social credit code"
        ),
    )


def key_not_around(path: str, around: str, key: str) -> Diagnostic:
    """A key column that the table around lacks."""
    return Diagnostic(
        "table-key-not-around",
        Text(
            f"表“{path}”按“{shown(key)}”对应，{_table(around).zh}里没有这一列",
            f"the table `{path}` goes by `{shown(key)}`, which {_table(around).en} lacks",
        ),
        help=Text("请在两张表里都写这一列", "give the column in both tables"),
    )


def belongs_nowhere(path: str, around: str, keys: Sequence[str], said: str) -> Diagnostic:
    """A row whose key no row around has."""
    names = "、".join(map(shown, keys))
    return Diagnostic(
        "table-orphan",
        Text(
            f"“{names}”写的是“{shown(said)}”，{_table(around).zh}里没有这一项",
            f"it belongs to `{shown(said)}` by `{', '.join(keys)}`; {_table(around).en} lacks it",
        ),
        help=Text(
            "请核对写法，或在那张表里补上一行",
            "check how it is written, or add a row to that table",
        ),
    )


def key_twice(keys: Sequence[str], said: str) -> Diagnostic:
    """Rows that others are to belong to, and that cannot be told apart."""
    names = "、".join(map(shown, keys))
    return Diagnostic(
        "table-key-twice",
        Text(
            f"有几行的“{names}”都是“{shown(said)}”，分不清各自的明细",
            f"several rows have the same `{', '.join(keys)}`, `{shown(said)}`",
        ),
        help=Text(
            "请改正，或加上能区分的列", "correct them, or add a column that tells them apart"
        ),
    )


def none_and_some(path: str) -> Diagnostic:
    """An institution that says it has no items, and has rows of them."""
    return Diagnostic(
        "table-none-and-some",
        Text(
            f"“{path}”一列写的是没有，明细表里却有",
            f"`{path}` says that there are none, and its table has some",
        ),
        help=Text("请留空，或删去明细", "leave the cell blank, or delete the rows"),
    )
