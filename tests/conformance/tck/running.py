"""Running cases: each passes, fails, or is skipped, with what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import ParseError

from policydsl.feel.builtins.call import call_named
from policydsl.feel.builtins.signature import Builtin
from policydsl.feel.clock import using_clock
from policydsl.feel.values import Value
from tck import model
from tck.cases import Expected, Given, TestCase, read_cases
from tck.comparison import matches
from tck.evaluation import Evaluation, Library, types_of, value_at
from tck.model import GraphElement, Reference
from tck.profile import EXCLUDED, LEVELS, beyond
from tck.read_model import read_model

# Any moment will do: the suite only asks of what kind now() and today() are.
_CLOCK = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case. `reason` says why it failed or was skipped."""

    level: str
    folder: str
    case: str
    state: str
    reason: str = ""


def folders(suite: Path, wanted: Iterable[str] = ()) -> list[Path]:
    """The suite's folders of the claimed levels, or those of the wanted names among them."""
    names = set(wanted)
    return [
        folder
        for level in LEVELS
        for folder in sorted((suite / level).glob("*/"))
        if folder.is_dir() and (not names or folder.name in names)
    ]


def run_folder(folder: Path, *, everything: bool = False) -> list[Outcome]:
    """The outcomes of all cases of a folder; those outside the profile are skipped.

    A file that cannot be read fails as one case.
    """
    outcomes: list[Outcome] = []
    for path in sorted(folder.glob("*-test-*.xml")):
        try:
            outcomes += [_outcome(case, folder, everything) for case in read_cases(path)]
        except (ParseError, ValueError, OSError) as error:
            name = f"{folder.name}/{path.name}"
            outcomes.append(Outcome(folder.parent.name, folder.name, name, FAILED, str(error)))
    return outcomes


def _outcome(case: TestCase, folder: Path, everything: bool) -> Outcome:
    place = folder.parent.name, folder.name, case.id
    reason = None if everything else EXCLUDED.get(folder.name) or _beyond_profile(case)
    if reason is not None:
        return Outcome(*place, SKIPPED, reason)
    wrong = run_case(case)
    return Outcome(*place, PASSED) if wrong is None else Outcome(*place, FAILED, wrong)


def _beyond_profile(case: TestCase) -> str | None:
    library = library_of(case.model.parent)
    if case.invocable is not None:
        return "asks a decision service or a function directly"
    named = elements_named(case, library)
    reasons = (beyond(named[each.name], library) for each in case.expected if each.name in named)
    return next((reason for reason in reasons if reason is not None), None)


@cache
def model_at(path: Path) -> model.Model:
    """The model in a file, read once."""
    return read_model(path)


@cache
def library_of(folder: Path) -> Library:
    """All models of a folder."""
    models = map(model_at, sorted(folder.glob("*.dmn")))
    return {each.namespace: each for each in models}


def elements_named(case: TestCase, library: Library) -> Mapping[str, Reference]:
    """The elements of the case's own model, by name."""
    namespace = model_at(case.model).namespace
    return {
        each.variable.name: (namespace, id_) for id_, each in library[namespace].elements.items()
    }


def run_case(case: TestCase) -> str | None:
    """None where all results are as expected, else what differs."""
    library = library_of(case.model.parent)
    named = elements_named(case, library)
    absent = [each.name for each in case.expected if (case.invocable or each.name) not in named]
    if absent:
        return f"the model has no {', '.join(absent)}"
    with using_clock(_CLOCK):
        given = _given(case.given, named, library)
        evaluation = Evaluation(library, given)
        found = [(each, _result(each, case, named, evaluation)) for each in case.expected]
    wrong = [
        f"{each.name}: {_shown(value)}, expected {_shown(each.value)}"
        for each, value in found
        if not matches(value, each.value)
    ]
    return "; ".join(wrong) or None


def _shown(value: Value) -> str:
    text = str(value)
    return text if len(text) <= 200 else text[:200] + "…"


def _given(
    given: Iterable[Given], named: Mapping[str, Reference], library: Library
) -> dict[Reference, Value]:
    """Facts by element, each of the type that its element declares."""
    values: dict[Reference, Value] = {}
    for each in given:
        reference = _in_namespace(each, library) if each.namespace else named.get(each.name)
        if reference is not None:
            element = library[reference[0]].elements[reference[1]]
            types = types_of(reference[0], library)
            values[reference] = types.fitted(each.value, element.variable.type_ref)
    return values


def _in_namespace(given: Given, library: Library) -> Reference | None:
    found = library.get(given.namespace or "")
    elements: Mapping[str, GraphElement] = {} if found is None else found.elements
    ids = [id_ for id_, each in elements.items() if each.variable.name == given.name]
    return (given.namespace or "", ids[0]) if ids else None


def _result(
    expected: Expected, case: TestCase, named: Mapping[str, Reference], evaluation: Evaluation
) -> Value:
    reference = named[case.invocable or expected.name]
    value = value_at(reference, evaluation)
    if case.invocable is None or not isinstance(value, Builtin):
        return value
    called = evaluation.library[reference[0]].elements[reference[1]]
    result = call_named(value, {each.name: each.value for each in case.given}, lambda f, _: f)
    several = isinstance(called, model.DecisionService) and len(called.outputs) > 1
    return result[expected.name] if several and isinstance(result, dict) else result
