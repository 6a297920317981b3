"""`policydsl feel`: the value of one expression, or of each that a prompt or a pipe brings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydsl.cli import options
from policydsl.cli.languages import chosen, of_option
from policydsl.cli.output import write
from policydsl.text.diagnostic import (
    Diagnostic,
    ExpressionError,
    FactsError,
    Language,
    Text,
)

if TYPE_CHECKING:
    from policydsl.analysis.feel_names import Known
    from policydsl.feel.values import Cause, Value


@click.command("feel")
@click.argument("expression", required=False)
@click.option(
    "--facts",
    "facts_file",
    metavar="FILE",
    help="表达式里可用的事实；- 为标准输入 / facts that the expression may name",
)
@options.formats("text", "json")
@options.lang
def command(expression: str | None, facts_file: str | None, form: str, lang: str | None) -> int:
    """计算 FEEL 表达式;不给表达式时逐行读入,在终端上则打开提示符。

    Evaluate a FEEL expression. Without one, expressions are read line by line; on a terminal,
    from a prompt.

    \b
    例 / examples:
      policydsl feel '@"2020-02-29" + @"P3Y"'
      policydsl feel 'working days after(@"2020-09-30", 10)'
      policydsl feel '场所.办公用房.面积 >= 50' --facts school.yaml
      policydsl feel --facts school.yaml
    """
    if expression is not None:
        show(value_of(expression, known_facts(facts_file)), form, chosen(lang))
        return 0
    from policydsl.analysis.feel_session import Session
    from policydsl.cli.feel_prompt import converse

    known = facts_of_file(facts_file) if facts_file is not None else known_facts(None)
    session = Session(chosen(lang), facts_of_file, known)
    return converse(session, form, of_option(lang))


def value_of(expression: str, known: Known) -> Value:
    """The value of one expression. Raises ExpressionError."""
    from policydsl.feel.checker import check
    from policydsl.feel.interpreter import Scope, evaluate
    from policydsl.feel.parser import parse_expression
    from policydsl.text.source import Source

    source = Source("<feel>", expression)
    checked = check(parse_expression(source, known.names()), source, known.type)
    if checked.diagnostics:
        raise ExpressionError(*checked.diagnostics)
    return evaluate(checked.tree, Scope.of(known.values))


def known_facts(facts_file: str | None) -> Known:
    """The names and values of the facts, or none. Raises FactsError."""
    from policydsl.analysis.feel_names import NOTHING_KNOWN, Known
    from policydsl.policy.facts import facts_from_bytes, read_facts_file
    from policydsl.policy.facts.facts_schema import load_facts_schema

    if facts_file is None:
        return NOTHING_KNOWN
    schema = load_facts_schema()
    if facts_file == "-":
        facts = facts_from_bytes(sys.stdin.buffer.read(), "<stdin>", schema)
    else:
        facts = read_facts_file(Path(facts_file), schema, facts_file)
    return Known(schema.type, facts.record)


def facts_of_file(name: str) -> Known:
    """The facts of a file, while standard input brings expressions. Raises FactsError."""
    if name in {"", "-"}:
        raise FactsError(
            Diagnostic(
                "wrong-usage",
                Text("这里要一个事实文件", "a file of facts is needed here"),
                help=Text(
                    "标准输入是表达式,不能同时是事实;写出文件名",
                    "standard input brings the expressions, so it cannot be the facts: name a file",
                ),
            )
        )
    return known_facts(name)


def show(value: Value, form: str, language: Language, *, on_one_line: bool = False) -> None:
    """The value on standard output; why it is null, on standard error."""
    from policydsl.analysis.feel_views import shown
    from policydsl.feel.values import Null

    causes = value.causes if isinstance(value, Null) else ()
    if form == "json":
        text = _json(value, causes)
        # JSON escapes line breaks in strings, so that those left are its layout.
        write("".join(line.strip() for line in text.split("\n")) if on_one_line else text)
        return
    write(shown(value))
    for cause in causes:
        click.echo(f"  {cause.message.in_language(language)}", err=True)


def _json(value: Value, causes: tuple[Cause, ...]) -> str:
    from policydsl.trace_json import dump_json, value_to_json

    reasons = [{"zh": cause.message.zh, "en": cause.message.en} for cause in causes]
    return dump_json({"value": value_to_json(value), "reasons": reasons})
