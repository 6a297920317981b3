"""Policies as generated code, kept on disk: a process starts from it in little time of its own.

What is kept is looked up by the question alone; whether it is still right is told by the state of
every file and folder that the answer followed from, this package's own code included.
"""

from __future__ import annotations

import os
import time

from policydsl.runtime import kept_code
from policydsl.runtime.compiled_policy import CompiledPolicy, functions_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from policydsl.analysis.single_records import SingleRecords
    from policydsl.api import Policy
    from policydsl.policy.library import Library

_PACKAGE = os.path.dirname(__file__)
_ROOMS = ("runtime", "text", "feel", "policy", "engines")


def compile_policy(
    policy: str,
    as_of: datetime.date | str | None = None,
    *,
    folders: tuple[str | Path, ...] = (),
) -> CompiledPolicy:
    """A policy by its id, as `load` finds it, ready to run: from disk where it was kept before.

    Raises PolicyError, or UsageError for the day.
    """
    day = "" if as_of is None else as_of if isinstance(as_of, str) else as_of.isoformat()
    around = [os.path.abspath(each) for each in folders]
    name = kept_code.name_of(("policy", policy, day, _PACKAGE, *around))
    kept = kept_code.read(name)

    def whole() -> _Whole:
        return _Whole(_loaded(policy, as_of, folders)[0])

    if kept is not None:
        about, fields, code, missing = kept
        found = functions_of(code, missing)
        return CompiledPolicy(about, fields, found["evaluate"], found["fits"], whole)
    since = time.time_ns()
    return _compile(name, *_loaded(policy, as_of, folders), around, since)


def _loaded(
    policy: str, as_of: datetime.date | str | None, folders: tuple[str | Path, ...]
) -> tuple[Policy, Library]:
    from policydsl.api import Policies
    from policydsl.policy.shipped import shipped_policies

    policies = Policies(*folders, shipped_policies())
    return policies.load(policy, as_of), policies.library


def _compile(
    name: str, policy: Policy, library: Library, around: list[str], since: int
) -> CompiledPolicy:
    """Writes the code; keeps it where that can be done."""
    from policydsl.engines.python import write_program
    from policydsl.engines.python.fitting import write_fitting
    from policydsl.engines.results import fields_of, name_of

    paths = sorted({*_own_code(), *map(os.path.abspath, library.read_so_far()), *_below(around)})
    states = kept_code.states_of(paths)
    written = write_program(policy.program)
    code = compile(written.source + write_fitting(policy.program.facts), f"<{policy.id}>", "exec")
    fields = tuple((each.kind, name_of(each)) for each in fields_of(policy.program))
    about = (policy.id, policy.version, policy.digest, policy.day)
    kept_code.write(name, states, (about, fields, code, written.with_model), since)
    found = functions_of(code, written.with_model)
    return CompiledPolicy(about, fields, found["evaluate"], found["fits"], lambda: _Whole(policy))


def _own_code() -> Iterator[str]:
    yield __file__
    for room in _ROOMS:
        for folder, _, files in os.walk(os.path.join(_PACKAGE, room)):
            yield from (os.path.join(folder, each) for each in files if each.endswith(".py"))


def _below(folders: list[str]) -> Iterator[str]:
    """Given folders and all in them: a new file anywhere may change what an id means."""
    for each in folders:
        yield from (folder for folder, _, _ in os.walk(each))


class _Whole:
    """A policy with its model, for what generated code leaves to it."""

    def __init__(self, policy: Policy) -> None:
        from policydsl.analysis.single_records import SingleRecords

        self._policy = policy
        self._records: SingleRecords = SingleRecords.of(policy.program)

    def stated(self, facts: Mapping[str, object] | bytes | str | os.PathLike[str]) -> Any:
        from pathlib import Path

        source = Path(facts) if isinstance(facts, str | os.PathLike) else facts
        return self._policy.facts(source).stated

    def run(self, stated: Mapping[str, Any]) -> tuple[Any, ...]:
        return self._records.compiled.run(stated)
