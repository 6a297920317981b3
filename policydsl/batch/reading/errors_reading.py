"""What can be wrong with an input as a whole, or with a row before its facts are looked at."""

from __future__ import annotations

from policydsl.text.diagnostic import Diagnostic, Text


def unknown_kind(name: str, endings: str) -> Diagnostic:
    return Diagnostic(
        "unknown-table-kind",
        Text(
            f"看不出“{name}”是哪种表：要看文件名的结尾",
            f"cannot tell what kind of table “{name}” is: its name's ending tells",
        ),
        help=Text(f"可用：{endings}", f"it may be: {endings}"),
    )


def no_rows(name: str) -> Diagnostic:
    return Diagnostic(
        "empty-table",
        Text(f"“{name}”是空的，没有表头", f"“{name}” is empty: it has no headings"),
        help=Text("第一行写各列的名称", "write the columns' names in the first line"),
    )


def heading_twice(name: str, heading: str) -> Diagnostic:
    return Diagnostic(
        "heading-twice",
        Text(
            f"“{name}”有两列都叫“{heading}”",
            f"“{name}” has two columns named “{heading}”",
        ),
        help=Text("改掉其中一列的名称，或删去一列", "rename one of them, or remove it"),
    )


def heading_blank(name: str, number: int) -> Diagnostic:
    return Diagnostic(
        "heading-blank",
        Text(
            f"“{name}”的第 {number} 列没有名称，下面却有内容",
            f"column {number} of “{name}” has no heading, and cells under it",
        ),
        help=Text("在第一行写上名称，或删去这一列", "name it in the first line, or remove it"),
    )


def utf16(name: str) -> Diagnostic:
    return Diagnostic(
        "table-encoding",
        Text(f"“{name}”是 UTF-16 编码，不能读", f"“{name}” is in UTF-16, which is not read"),
        help=Text("另存为“CSV UTF-8”", "save it as “CSV UTF-8”"),
    )


def undecodable(encoding: str, at: int) -> Diagnostic:
    return Diagnostic(
        "row-encoding",
        Text(
            f"这一行不是 {encoding} 编码（第 {at} 个字节起）",
            f"this line is not in {encoding} (from byte {at})",
        ),
        help=Text(
            "改正这一行；整个文件是别的编码时用 --encoding 说明",
            "mend the line; where the whole file is in another encoding, say so by --encoding",
        ),
    )


def too_long(limit: int) -> Diagnostic:
    return Diagnostic(
        "row-too-long",
        Text(f"这一行超过 {limit:,} 个字节", f"this line is longer than {limit:,} bytes"),
        help=Text("一行写一个机构", "write one institution a line"),
    )


def broken_json(reason: str, column: int) -> Diagnostic:
    return Diagnostic(
        "row-json",
        Text(
            f"这一行不是 JSON：第 {column} 个字符处读不下去",
            f"this line is not JSON: {reason}, at character {column}",
        ),
        help=Text("改正后把这一行重新送来", "mend the line and send it again"),
    )


def json_name_twice(name: str) -> Diagnostic:
    return Diagnostic(
        "row-json-name-twice",
        Text(f"“{name}”在同一处写了两次", f"“{name}” is given twice in one place"),
        help=Text("只留一个", "keep one of them"),
    )


def json_number(written: str) -> Diagnostic:
    return Diagnostic(
        "row-json-number",
        Text(f"“{written}”不是数", f"“{written}” is not a number"),
        help=Text("写成数，或去掉这一项", "write a number, or leave it out"),
    )


def no_object(place: str) -> Diagnostic:
    return Diagnostic(
        "row-no-object",
        Text(
            f"这里应是一个机构的事实，写成 JSON 对象 {{…}}，这是{place}",
            "an institution's facts are a JSON object {…}, and this is none",
        ),
        help=Text('写成 {"premises": …}', 'write {"premises": …}'),
    )


def broken_array(name: str, line: int, reason: str) -> Diagnostic:
    return Diagnostic(
        "json-array",
        Text(
            f"“{name}”不是 JSON 数组：第 {line} 行读不下去",
            f"“{name}” is not a JSON array: {reason}, in line {line}",
        ),
        help=Text(
            "改正文件；或一行写一个机构，存为 .ndjson，错的行就只影响自己",
            "mend the file; or write one institution a line as .ndjson, where a wrong line "
            "harms no other",
        ),
    )


def array_too_large(name: str, limit: int) -> Diagnostic:
    return Diagnostic(
        "json-array-too-large",
        Text(
            f"“{name}”是 JSON 数组，超过 {limit:,} 个字节，不能分段读",
            f"“{name}” is a JSON array of more than {limit:,} bytes, which is not read in parts",
        ),
        help=Text(
            "一行写一个机构，存为 .ndjson，多大都可以",
            "write one institution a line as .ndjson, which may be of any size",
        ),
    )


def ragged(cells: int, headings: int) -> Diagnostic:
    return Diagnostic(
        "row-ragged",
        Text(
            f"这一行有 {cells} 格，表头有 {headings} 列",
            f"this row has {cells} cells, and there are {headings} headings",
        ),
        help=Text(
            "内容里有逗号的，用双引号括起来；少的补上逗号",
            "quote what holds a comma; add the commas that are missing",
        ),
    )


def bad_quotes() -> Diagnostic:
    return Diagnostic(
        "row-quotes",
        Text("这一行的双引号不成对", "the quotation marks of this row do not pair"),
        help=Text(
            '内容里的双引号写成两个（""），整格再用双引号括起来',
            'double the quotation marks within a cell (""), and put the cell in quotes',
        ),
    )


def unreadable(name: str, reason: str) -> Diagnostic:
    return Diagnostic(
        "table-unreadable",
        Text(
            f"“{name}”读不了，文件可能不完整或不是这种格式",
            f"“{name}” cannot be read: {reason}",
        ),
        help=Text("重新导出这个文件", "export the file once more"),
    )
