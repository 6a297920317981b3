"""The list of diagnostics: examples from the golden files, the rest from where they are made."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checkout import ROOT, package_trees, shown

# Where an example is looked for first; all that can be wrong with one kind of thing together.
_GROUPS = {
    "Expressions": "tests/feel/golden/diagnostics",
    "Policy files": "tests/policy/wrong",
    "YAML and JSON": "tests/policy/golden/yaml",
    "Facts": "tests/policy/golden/facts",
    "Facts schemas": "tests/policy/golden/facts_schema",
}
_SHOWN = re.compile(r"^\S.*: (?:错误|警告)\[([\w-]+)\]")
_HEAD = """\
# Diagnostics

Every code that an error or a finding may have. A code keeps its meaning once it is released.
First those with an example, as `policydsl` shows it in both languages; then, in a table, the
rest. A code may have several wordings; the example is one of them. `…` stands for what is
particular to a case.
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the code says of a diagnostic where it is made; `…` for what is filled in."""

    code: str
    room: str
    zh: str
    en: str
    help_zh: str
    help_en: str


def diagnostic_page() -> str:
    """The page: a section of examples for each group, and a table of the codes without one."""
    parts = [_HEAD]
    done: set[str] = set()
    for title, folder in _GROUPS.items():
        found = {code: text for code, text in _examples(folder).items() if code not in done}
        done |= set(found)
        parts.append(f"## {title}\n")
        parts += [f"### {code}\n\n```text\n{text}\n```\n" for code, text in sorted(found.items())]
    rest = {each.code: each for each in wordings() if each.code not in done}
    parts.append("## Others\n\n| code | 中文 | English |\n| --- | --- | --- |")
    rows = [_row(rest[code]) for code in sorted(rest)]
    return "\n".join([*parts, *rows]) + "\n"


def _row(each: Wording) -> str:
    zh = " ".join(filter(None, (each.zh, each.help_zh and f"办法：{each.help_zh}")))
    en = " ".join(filter(None, (each.en, each.help_en and f"Way out: {each.help_en}")))
    return f"| `{each.code}` | {_cell(zh)} | {_cell(en)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _examples(folder: str) -> Mapping[str, str]:
    """Code → the diagnostic, from the golden file with the shortest name."""
    found: dict[str, str] = {}
    files = sorted((ROOT / folder).glob("*.txt"), key=lambda path: (len(path.name), path.name))
    for path in files:
        for text in re.split(r"\n\n(?=\S)", path.read_text(encoding="utf-8").strip()):
            match = _SHOWN.match(text)
            if match and len(text) < 2000:
                found.setdefault(match[1], text)
    return found


def wordings() -> Iterator[Wording]:
    """Each diagnostic of the package whose code stands where it is made."""
    for path, tree in package_trees():
        room = shown(path).split("/")[1].removesuffix(".py")
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                texts = _assigned_texts(function)
                for call in _calls(function, "Diagnostic"):
                    arguments = dict(
                        zip(("code", "message", "place", "help"), call.args, strict=False)
                    )
                    arguments |= {each.arg: each.value for each in call.keywords if each.arg}
                    zh, en = _text(arguments.get("message"), texts)
                    help_zh, help_en = _text(arguments.get("help"), texts)
                    for code in _codes(arguments["code"]):
                        yield Wording(code, room, zh, en, help_zh, help_en)


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _codes(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(str(code)):
            yield code
        case ast.IfExp():
            yield from _codes(node.body)
            yield from _codes(node.orelse)
        case _:
            pass


def _assigned_texts(function: ast.FunctionDef) -> dict[str, ast.Call]:
    found: dict[str, ast.Call] = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign([ast.Name(name)], ast.Call(ast.Name("Text")) as call):
                found[name] = call
            case _:
                pass
    return found


def _text(node: ast.expr | None, texts: Mapping[str, ast.Call]) -> tuple[str, str]:
    """The two languages of a `Text(…)`, written out or by a local name."""
    match node:
        case ast.Name(name) if name in texts:
            return _text(texts[name], {})
        case ast.Call(ast.Name("Text"), [zh, en]):
            return _filled(zh), _filled(en)
        case ast.IfExp():
            return _text(node.body, texts)
        case _:
            return "", ""


def _filled(node: ast.expr) -> str:
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(_filled(part) for part in parts)
        case _:
            return "…"
