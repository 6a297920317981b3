"""`policydsl cache`: where checked programs are kept, how much there is, and away with it."""

from __future__ import annotations

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import write
from policydsl.text.diagnostic import Text

OFF = Text("没有启用（POLICYDSL_CACHE 或系统设置）", "off (POLICYDSL_CACHE, or the system)")


@click.command("cache")
@click.option("--clear", is_flag=True, help="删去存下的一切 / remove all that is kept")
@options.lang
def command(clear: bool, lang: str | None) -> int:
    """检查过的政策存在哪里，占多少；可以清空。

    Where checked policies are kept, and how much room they take; or remove them. They are made
    again when they are needed. POLICYDSL_CACHE names another folder, or is off.

    \b
    例 / examples:
      policydsl cache
      policydsl cache --clear
      POLICYDSL_CACHE=off policydsl evaluate anhui/evaluation-body-filing --facts f.yaml
    """
    from policydsl.policy.cache import store
    from policydsl.policy.cache.place import cache_folder

    folder = cache_folder()
    if folder is None:
        said = OFF
    elif clear:
        removed = store.clear()
        said = Text(f"已删去 {removed} 个文件：{folder}", f"removed {removed} files: {folder}")
    else:
        count, length = store.size()
        kilobytes = f"{length / 1000:.0f} KB"
        said = Text(
            f"{folder}\n{count} 个文件，{kilobytes}", f"{folder}\n{count} files, {kilobytes}"
        )
    write(said.in_language(chosen(lang)))
    return 0
