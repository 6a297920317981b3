"""Whole paths for names that stand deeper in the facts than their writer thought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from policydsl.policy.facts.facts_schema import FactsSchema
from policydsl.text.diagnostic import Diagnostic, Text

UNKNOWN_NAME = "unknown-name"
_MAX_PATHS = 3


def with_whole_paths(problems: Iterable[Diagnostic], facts: FactsSchema | None) -> list[Diagnostic]:
    """The problems; where an unknown name is a fact inside a section, the help is its path."""
    return [_with_path(each, facts) for each in problems]


def _with_path(problem: Diagnostic, facts: FactsSchema | None) -> Diagnostic:
    if problem.code != UNKNOWN_NAME or problem.place is None or facts is None:
        return problem
    span = problem.place.span
    paths = _paths(problem.place.source.text[span.start : span.end], facts)
    if not paths:
        return problem
    zh = "、".join(paths)
    return replace(
        problem,
        help=Text(f"要写全路径：{zh}", f"write its whole path: {', '.join(paths)}"),
    )


def _paths(name: str, facts: FactsSchema) -> list[str]:
    """The paths, in the language of the name, of facts of that name that lie in no list."""
    found = []
    for info in facts.facts():
        for path in (info.path, info.zh_path):
            if "." in path and "[]" not in path and path.rpartition(".")[2] == name:
                found.append(path)
                break
    return found[:_MAX_PATHS]
