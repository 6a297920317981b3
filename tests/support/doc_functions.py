"""The table of builtin functions in `docs/language.md`, made from the builtins themselves."""

from __future__ import annotations

from policydsl.feel.builtins.messages import usage
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.builtins.table import BUILTINS

START = "<!-- What follows is generated: make docs -->"


def with_functions(page: str) -> str:
    """The page with all after its mark made anew. Raises ValueError where it has no mark."""
    written, mark, _ = page.partition(START)
    if not mark:
        raise ValueError(f"the page has no line {START}")
    ordered = sorted(BUILTINS.values(), key=lambda each: each.name)
    ours = [each for each in ordered if not each.standard]
    standard = [each for each in ordered if each.standard]
    parts = [f"{written}{START}", "## Functions of policydsl", *map(_entry, ours)]
    parts += ["## Functions of the standard", *map(_entry, standard)]
    return "\n\n".join(parts) + "\n"


def _entry(builtin: Builtin) -> str:
    origin = f"DMN 1.5, {builtin.section}. " if builtin.standard else ""
    examples = "\n".join(f"{each.expression} = {each.result}" for each in builtin.examples)
    return (
        f"### {builtin.name}\n\n"
        f"`{usage(builtin)}`\n\n"
        f"{builtin.doc.zh}\n\n{builtin.doc.en}\n\n"
        f"{origin}Null / 结果为空：{builtin.null_when.en} / {builtin.null_when.zh}\n\n"
        f"```text\n{examples}\n```"
    )
