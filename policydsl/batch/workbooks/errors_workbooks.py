"""What can be wrong with a workbook, a sheet, or a cell before its fact is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.spelling import nearest


def not_a_workbook(name: str) -> Diagnostic:
    return Diagnostic(
        "workbook-unreadable",
        Text(
            f"“{name}”不是 .xlsx 工作簿，或已损坏", f"“{name}” is no .xlsx workbook, or is damaged"
        ),
        help=Text(
            "用 Excel 打开，另存为“Excel 工作簿（.xlsx）”", "open it in Excel and save it as .xlsx"
        ),
    )


def old_or_locked(name: str) -> Diagnostic:
    return Diagnostic(
        "workbook-old-or-locked",
        Text(
            f"“{name}”是旧格式（.xls），或设了打开密码",
            f"“{name}” is in the old format (.xls), or needs a password to be opened",
        ),
        help=Text(
            "用 Excel 打开，去掉密码，另存为“Excel 工作簿（.xlsx）”",
            "open it in Excel, remove the password, and save it as .xlsx",
        ),
    )


def too_large(name: str, limit: int) -> Diagnostic:
    return Diagnostic(
        "workbook-too-large",
        Text(
            f"“{name}”展开后超过 {limit:,} 个字节", f"“{name}” unpacks to more than {limit:,} bytes"
        ),
        help=Text(
            "另存为 CSV，或拆成几个工作簿", "save it as CSV, or divide it into several workbooks"
        ),
    )


def newer_form(name: str, found: str) -> Diagnostic:
    return Diagnostic(
        "form-version",
        Text(
            f"“{name}”是第 {found} 版填报表，这里读不了",
            f"“{name}” is a form of version {found}, which is not known here",
        ),
        help=Text(
            "升级 policydsl，或用 policydsl template 重新生成填报表",
            "upgrade policydsl, or write the form again with policydsl template",
        ),
    )


def unknown_sheet(name: str, sheet: str, known: Sequence[str]) -> Diagnostic:
    near = nearest(sheet, known)
    listed = "、".join(known)
    rename = Text(
        f"是不是“{near}”？改正表名；" if near else "",
        f"did you mean “{near}”? Rename it; " if near else "",
    )
    return Diagnostic(
        "workbook-sheet",
        Text(
            f"“{name}”里的表“{sheet}”不是机构，也不是哪一项明细",
            f"the sheet “{sheet}” of “{name}” holds neither institutions nor any list of facts",
        ),
        help=Text(
            f"{rename.zh}与填报无关的表，隐藏或删去就不读。明细表可叫：{listed}",
            f"{rename.en}hide or delete a sheet that is not to be read. Lists are called: {listed}",
        ),
    )


def two_sheets(name: str, first: str, second: str) -> Diagnostic:
    return Diagnostic(
        "workbook-sheet-twice",
        Text(
            f"“{name}”里的“{first}”和“{second}”是同一种表",
            f"the sheets “{first}” and “{second}” of “{name}” hold the same",
        ),
        help=Text("并成一张表", "put them into one sheet"),
    )


def no_institutions(name: str) -> Diagnostic:
    return Diagnostic(
        "workbook-empty",
        Text(f"“{name}”里没有填机构的表", f"“{name}” has no sheet of institutions"),
        help=Text(
            "用 policydsl template 生成填报表；隐藏的表不读",
            "write a form with policydsl template; hidden sheets are not read",
        ),
    )


def error_cell(written: str) -> Diagnostic:
    return Diagnostic(
        "cell-error",
        Text(f"这一格是错误值 {written}", f"the cell holds the error {written}"),
        help=Text("改正公式，或直接填写；不清楚的留空", "mend the formula, or fill in the value"),
    )


def uncalculated(formula: str) -> Diagnostic:
    return Diagnostic(
        "cell-formula",
        Text(
            f"这一格是公式（{formula}），文件里没有它的结果",
            f"the cell is a formula ({formula}) of which the file holds no result",
        ),
        help=Text(
            "用 Excel 打开，算完后保存；或直接填写数值",
            "open the file in Excel and save it, or fill in the value",
        ),
    )


def digits_lost(written: str) -> Diagnostic:
    return Diagnostic(
        "cell-digits",
        Text(
            f"这一格是数 {written}，Excel 只留 15 位，后面的位数已经丢了",
            f"the cell is the number {written}; Excel keeps 15 digits, the others are lost",
        ),
        help=Text(
            "把格式设为“文本”，再重新填一次", "set the cell's format to Text, and type it again"
        ),
    )


def belongs_to_several(what: str, rows: Sequence[int]) -> Diagnostic:
    """A row of a list whose institution cannot be told, since several go by its name."""
    listed = "、".join(map(str, rows))
    return Diagnostic(
        "record-of-several",
        Text(
            f"明细表里写的“{what}”，机构表第 {listed} 行都叫这个名称，分不清属于哪一个",
            f"“{what}” of a list may be any of the institutions in rows {listed}",
        ),
        help=Text(
            "明细表里改填统一社会信用代码",
            "give the unified social credit code in the list instead",
        ),
    )


def too_many_results(limit: int) -> Diagnostic:
    return Diagnostic(
        "results-too-many",
        Text(
            f"结果超过 {limit:,} 行，一张 Excel 表放不下",
            f"the results have more than {limit:,} rows, which no sheet of Excel holds",
        ),
        help=Text("结果写成 .csv 或 .parquet", "write them as .csv or .parquet"),
    )


def same_name(name: str, rows: Sequence[int]) -> Diagnostic:
    """Institutions that cannot be told apart, since other rows have no code."""
    listed = "、".join(map(str, rows))
    return Diagnostic(
        "institution-name-twice",
        Text(
            f"第 {listed} 行的机构名称都是“{name}”，而有的机构没有填统一社会信用代码",
            f"rows {listed} have the same name, “{name}”, and not all institutions have a code",
        ),
        help=Text(
            "把名称写得分得开，或给每个机构都填统一社会信用代码",
            "make the names differ, or give every institution its unified social credit code",
        ),
    )


def said_none(sheet: str, line: int) -> Diagnostic:
    return Diagnostic(
        "list-said-none",
        Text(
            f"填的是“无”，“{sheet}”表第 {line} 行却有它的内容",
            f"“none” is said here, but row {line} of the sheet “{sheet}” belongs to it",
        ),
        help=Text("改成“有”，或删去那里的行", "say “some”, or delete the rows there"),
    )


def said_some(sheet: str) -> Diagnostic:
    return Diagnostic(
        "list-said-some",
        Text(
            f"填的是“有”，“{sheet}”表里却没有它的行",
            f"“some” is said here, but no row of the sheet “{sheet}” belongs to it",
        ),
        help=Text("填写那张表；不清楚的，这里留空", "fill in that sheet, or leave this blank"),
    )


def said_neither(written: str) -> Diagnostic:
    return Diagnostic(
        "list-said",
        Text(
            f"这里应填“有”或“无”，写的是“{written}”", f"say “some” or “none” here, not “{written}”"
        ),
        help=Text("从下拉列表中选；不清楚的留空", "choose from the list, or leave it blank"),
    )
