"""`policydsl feel`: the value of one expression."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen
from policydsl.cli.output import write
from policydsl.text.diagnostic import ExpressionError, Language

if TYPE_CHECKING:
    from policydsl.feel.types import ContextType
    from policydsl.feel.values import Record, Value


@click.command("feel")
@click.argument("expression")
@click.option(
    "--facts",
    "facts_file",
    metavar="FILE",
    help="表达式里可用的事实;- 为标准输入 / facts that the expression may name",
)
@options.formats("text", "json")
@options.lang
def command(expression: str, facts_file: str | None, form: str, lang: str | None) -> int:
    """计算一个 FEEL 表达式。

    Evaluate a FEEL expression.

    \b
    例 / examples:
      policydsl feel '@"2020-02-29" + @"P3Y"'
      policydsl feel 'working days after(@"2020-09-30", 10)'
      policydsl feel '场所.办公用房.面积 >= 50' --facts school.yaml
    """
    from policydsl.feel.check_names import names_in
    from policydsl.feel.checker import check
    from policydsl.feel.interpreter import Scope, evaluate
    from policydsl.feel.parser import parse_expression
    from policydsl.text.source import Source

    names, record = _facts(facts_file)
    source = Source("<feel>", expression)
    checked = check(parse_expression(source, names_in(names)), source, names)
    if checked.diagnostics:
        raise ExpressionError(*checked.diagnostics)
    value = evaluate(checked.tree, Scope.of(record))
    _show(value, form, chosen(lang))
    return 0


def _facts(facts_file: str | None) -> tuple[ContextType, Record | dict[str, Value]]:
    """The names and values of the facts, or none."""
    from policydsl.feel.types import ContextType
    from policydsl.policy.facts import facts_from_bytes, read_facts_file
    from policydsl.policy.facts.facts_schema import load_facts_schema

    if facts_file is None:
        return ContextType({}), {}
    schema = load_facts_schema()
    if facts_file == "-":
        facts = facts_from_bytes(sys.stdin.buffer.read(), "<stdin>", schema)
    else:
        facts = read_facts_file(Path(facts_file), schema, facts_file)
    return schema.type, facts.record


def _show(value: Value, form: str, language: Language) -> None:
    from policydsl.feel.builtins.value_text import literal_of
    from policydsl.feel.values import Null
    from policydsl.trace_json import dump_json, value_to_json

    if form == "json":
        causes = value.causes if isinstance(value, Null) else ()
        reasons = [{"zh": cause.message.zh, "en": cause.message.en} for cause in causes]
        write(dump_json({"value": value_to_json(value), "reasons": reasons}))
        return
    write(literal_of(value))
    if isinstance(value, Null):
        for cause in value.causes:
            click.echo(f"  {cause.message.in_language(language)}", err=True)
