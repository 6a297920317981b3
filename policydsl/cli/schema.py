"""`policydsl schema`: the JSON Schemas of facts, policy files, case files and traces."""

from __future__ import annotations

import click

from policydsl.cli.output import write

NAMES = ("facts", "policy", "cases", "trace")


@click.command("schema")
@click.argument("name", metavar="NAME", type=click.Choice(NAMES))
def command(name: str) -> int:
    """打印 JSON Schema：事实、政策文件、用例文件或评估结果。

    Print a JSON Schema: of facts, policy files, case files or traces.

    NAME: facts, policy, cases, trace

    \b
    例 / example:
      policydsl schema facts > facts.schema.json
    """
    from policydsl.policy.shipped import shipped_schemas

    write((shipped_schemas() / f"{name}.schema.json").read_text("utf-8"))
    return 0
