"""A policy as generated code: from facts to statuses; what is rare is left to the whole engine."""

from __future__ import annotations

from policydsl.runtime import tables, values
from policydsl.runtime.json_facts import plain_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping
    from types import CodeType
    from typing import Any, Protocol

    Evaluate = Callable[[Mapping[str, Any]], tuple[Any, ...]]
    Fits = Callable[[object], dict[str, Any] | None]

    class Whole(Protocol):
        """The policy with its model: reads facts of any form, and evaluates all that there is."""

        def stated(self, facts: Mapping[str, object] | bytes | str | os.PathLike[str]) -> Any:
            """The facts that are stated. Raises FactsError."""

        def run(self, stated: Mapping[str, Any]) -> tuple[Any, ...]:
            """The result for stated facts."""


STATUS_WORDS = ("not_applicable", "pass", "unknown", "unknown", "fail")
VERDICT_WORDS = ("eligible", "conditional", "undetermined", "ineligible", "not_applicable")


class NeedsModelError(Exception):
    """A part of the policy is evaluated by FEEL's interpreter, which is not loaded yet."""


class _Objects:
    """Stands for what code holds beside its text until the model is loaded."""

    def __getitem__(self, place: int) -> Any:
        raise NeedsModelError


def _needs_model(*_: object) -> Any:
    raise NeedsModelError


def _no_budget() -> None:
    """Work is counted only where FEEL's interpreter does it."""


def functions_of(code: CodeType, missing: tuple[str, ...]) -> dict[str, Any]:
    """What generated code defines. `missing` are the functions that come with the model."""
    scope: dict[str, Any] = {**vars(values), **vars(tables), "OBJECTS": _Objects()}
    scope |= dict.fromkeys(missing, _needs_model)
    scope["budget"] = _no_budget
    exec(code, scope)
    return scope


class CompiledPolicy:
    """One version of a policy, ready to run: no trace, all statuses, in microseconds.

    `names` tell what stands where in a result: `filing` is a decision's verdict or value,
    `filing.office-area` one of its rules' or groups' status. It may be shared between threads.
    """

    __slots__ = (
        "_evaluate",
        "_fits",
        "_kinds",
        "_model",
        "_whole",
        "day",
        "digest",
        "id",
        "names",
        "version",
    )

    def __init__(
        self,
        about: tuple[str, str, str, str],
        fields: tuple[tuple[str, str], ...],
        evaluate: Evaluate,
        fits: Fits,
        whole: Callable[[], Whole],
    ) -> None:
        """`about`: id, version, digest, day. `fields`: kinds (see `engines.results`) and names."""
        self.id, self.version, self.digest, self.day = about
        self.names = tuple(name for _, name in fields)
        self._kinds = tuple(kind for kind, _ in fields)
        self._evaluate = evaluate
        self._fits = fits
        self._whole = whole
        self._model: Whole | None = None

    def __repr__(self) -> str:
        return f"<CompiledPolicy {self.id} {self.version}>"

    def evaluate(
        self, facts: Mapping[str, object] | bytes | str | os.PathLike[str]
    ) -> dict[str, Any]:
        """Verdicts, values and statuses by name, for a dict, JSON bytes, or a file of facts.

        A value that is not known, or of a decision that is not about the institution, is None.
        Raises FactsError.
        """
        found: dict[str, Any] = {}
        result = self.run(self.stated(facts))
        for kind, name, value in zip(self._kinds, self.names, result, strict=True):
            if kind == "verdict":
                found[name] = VERDICT_WORDS[value]
            elif kind == "value":
                bare = values.is_null(value) or value is values.NOT_ABOUT
                found[name] = None if bare else value
            else:
                found[name] = STATUS_WORDS[value]
        return found

    def stated(self, facts: Mapping[str, object] | bytes | str | os.PathLike[str]) -> Any:
        """The facts that are stated, checked, as `run` wants them. Raises FactsError."""
        plain = facts if type(facts) is dict else None
        if type(facts) is bytes:
            plain = plain_json(facts)
        found = None if plain is None else self._fits(plain)
        return self.model().stated(facts) if found is None else found

    def run(self, stated: Mapping[str, Any]) -> tuple[Any, ...]:
        """The result for facts that were checked, in the order of `names`, as small numbers.

        Statuses: 0 not applicable, 1 pass, 2 and 3 unknown (3 may fail), 4 fail; verdicts: 0
        eligible, 1 conditional, 2 undetermined, 3 ineligible, 4 not applicable.
        """
        try:
            return self._evaluate(stated)
        except (NeedsModelError, values.BeyondBoundsError):
            self._evaluate = self.model().run
            return self._evaluate(stated)

    def model(self) -> Whole:
        """The policy with its model, loaded when it is first needed."""
        if self._model is None:
            self._model = self._whole()
        return self._model
