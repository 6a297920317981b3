"""The Python interface: open policies, pick a version, evaluate, read or render the result.

Everything here is immutable and may be shared between threads. All errors are `DiagnosticError`s.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from policydsl.text.diagnostic import Diagnostic, Language, Text, UsageError

if TYPE_CHECKING:
    from policydsl.batch.evaluator import TableEvaluator
    from policydsl.policy.facts import Facts
    from policydsl.policy.library import Library
    from policydsl.policy.model import Program
    from policydsl.trace import Trace

Day = datetime.date | str
Form = Literal["text", "markdown", "html", "json"]


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One version of a policy, loaded and checked. `day` is what it was asked for, if anything."""

    program: Program
    day: str

    @property
    def id(self) -> str:
        return self.program.policy

    @property
    def version(self) -> str:
        return self.program.version

    @property
    def title(self) -> Text:
        return self.program.title

    @property
    def digest(self) -> str:
        """SHA-256 over the policy files that take part: what an auditor compares."""
        return self.program.digest

    @property
    def decisions(self) -> tuple[str, ...]:
        """The names of its decisions, in the order of the file."""
        return tuple(self.program.decisions)

    def facts(self, source: Mapping[str, object] | Path | str | bytes) -> Facts:
        """Facts of an institution: a dict, a YAML or JSON file, or the bytes of one.

        Numbers in a dict are int or Decimal, never float. Raises FactsError.
        """
        from policydsl.policy import facts

        match source:
            case bytes():
                return facts.facts_from_bytes(source, "facts", self.program.facts)
            case str() | Path():
                return facts.read_facts_file(Path(source), self.program.facts, str(source))
            case _:
                return facts.facts_from_data(source, self.program.facts)

    def evaluate(
        self,
        facts: Facts | Mapping[str, object] | Path | str | bytes,
        decision: str,
        *,
        detail: bool = False,
    ) -> Trace:
        """One decision on one institution. Raises FactsError, or UsageError for the name."""
        from policydsl.engines.interpreter import evaluate

        return evaluate(self.program, self._facts(facts), self.day, decision, detail=detail)

    def evaluate_all(
        self,
        facts: Facts | Mapping[str, object] | Path | str | bytes,
        *,
        detail: bool = False,
    ) -> tuple[Trace, ...]:
        """Every decision on one institution, in the order of the policy file."""
        from policydsl.engines.interpreter import evaluate_all

        return evaluate_all(self.program, self._facts(facts), self.day, detail=detail)

    def for_tables(self) -> TableEvaluator:
        """This version ready for Polars frames and for many records; with the extra `columns`.

        Raises UsageError where that is not installed.
        """
        try:
            from policydsl.batch.evaluator import TableEvaluator
        except ModuleNotFoundError as problem:
            if problem.name != "polars":
                raise
            raise UsageError(tables_needed()) from None
        return TableEvaluator.of(self.program)

    def _facts(self, facts: Facts | Mapping[str, object] | Path | str | bytes) -> Facts:
        from policydsl.policy.facts import Facts as Known

        return facts if isinstance(facts, Known) else self.facts(facts)


class Policies:
    """The policies of some folders; without any, those that come with the package."""

    __slots__ = ("_library",)

    def __init__(self, *folders: str | Path) -> None:
        """Raises PolicyError for a folder without policies."""
        from policydsl.policy.library import Library

        self._library: Library = Library.open(*folders)

    @property
    def library(self) -> Library:
        """What they are read by, for questions about many policies."""
        return self._library

    def ids(self) -> tuple[str, ...]:
        """All policies, sorted: `anhui/evaluation-body-filing`, …"""
        return self._library.policies()

    def versions(self, policy: str) -> tuple[str, ...]:
        """The first days of a policy's versions, as ISO dates, oldest first."""
        return tuple(version.start for version in self._library.versions(policy))

    def load(self, policy: str, as_of: Day | None = None) -> Policy:
        """The version in force on a day, or the newest. Raises PolicyError."""
        newest = self._library.versions(policy)[-1].start
        day = read_day(newest if as_of is None else as_of)
        return Policy(self._library.program(policy, day), day.isoformat())

    def load_file(self, path: str | Path, as_of: Day | None = None) -> Policy:
        """The policy of one file, or of the one policy's folder. Raises PolicyError."""
        newest = self._library.program_at(path).effective.start
        day = read_day(newest if as_of is None else as_of)
        return Policy(self._library.program_at(path, day), day.isoformat())


def load(policy: str | Path, as_of: Day | None = None, *, folders: tuple[Path, ...] = ()) -> Policy:
    """A policy by its id, file or folder; `folders` are looked in besides the shipped policies.

    Without `as_of` it is the newest version, evaluated as of its first day: no clock is read.
    """
    from policydsl.policy.shipped import shipped_policies

    policies = Policies(*folders, shipped_policies())
    path = Path(policy)
    looks_like_path = path.suffix in {".yaml", ".yml"} or (policy != "" and path.is_dir())
    if isinstance(policy, Path) or looks_like_path:
        return policies.load_file(path, as_of)
    return policies.load(str(policy), as_of)


def render(
    traces: Trace | tuple[Trace, ...],
    form: Form = "text",
    language: Language = "zh",
    *,
    detail: bool = False,
) -> str:
    """Traces as text, Markdown, a whole HTML page, or JSON (one object, or a list of them)."""
    from policydsl.report.trace_html import traces_to_html
    from policydsl.report.trace_markdown import traces_to_markdown
    from policydsl.report.trace_text import traces_to_text
    from policydsl.trace import Trace as One
    from policydsl.trace_json import dump_json, trace_to_json

    several = (traces,) if isinstance(traces, One) else tuple(traces)
    match form:
        case "text":
            return traces_to_text(several, language, colour=False, detail=detail)
        case "markdown":
            return traces_to_markdown(several, language, detail=detail)
        case "html":
            return traces_to_html(several, language, detail=detail)
        case "json":
            data = [trace_to_json(trace) for trace in several]
            return dump_json(data[0] if isinstance(traces, One) else data)


def read_day(day: Day) -> datetime.date:
    """A day from `YYYY-MM-DD`, and from nothing else that Python takes for a date."""
    if isinstance(day, datetime.date) and not isinstance(day, datetime.datetime):
        return day
    if isinstance(day, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        with suppress(ValueError):
            return datetime.date.fromisoformat(day)
    message = Text(f"“{day}”不是日期", f"“{day}” is not a date")
    help_ = Text("写成 2024-12-31", "write it as 2024-12-31")
    raise UsageError(Diagnostic("bad-date", message, help=help_))


def tables_needed() -> Diagnostic:
    """What to install for tables."""
    return Diagnostic(
        "tables-needed",
        Text(
            "处理表格要用的库没有安装",
            "the libraries for tables are not installed here",
        ),
        help=Text(
            '安装：pip install "policydsl[columns]"',
            'install them: pip install "policydsl[columns]"',
        ),
    )
