"""A facts schema's text, with a policy's addition laid over it, as one tree of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policydsl.policy.facts import facts_schema_errors as errors
from policydsl.policy.facts.facts_schema_build import OF_ROOT, Builder
from policydsl.policy.facts.facts_schema_check import check_json_schema, read_units
from policydsl.policy.facts.facts_schema_merge import Expander, Report, SchemaNode, lay_over
from policydsl.policy.facts.facts_schema_text import SchemaText
from policydsl.policy.facts.facts_tree import FactSection
from policydsl.text.diagnostic import Diagnostic, PolicyError, Text

MAX_DIAGNOSTICS = 20


def whole_tree(
    shared: SchemaText, addition: SchemaText | None, *, checked: bool
) -> tuple[FactSection, dict[str, Text]]:
    """All facts, and the labels of their units.

    Raises `PolicyError` with all that is wrong, at most 20 diagnostics. `checked` says that
    `shared` is known to be JSON Schema.
    """
    found: dict[Diagnostic, None] = {}
    texts = (shared, addition) if addition else (shared,)
    root, units = _whole(shared, addition, found.setdefault)
    _raise_if_any(found)
    tree = Builder(units, found.setdefault).root(root)
    _raise_if_any(found)
    for text in texts[1:] if checked else texts:
        check_json_schema(text, found.setdefault)
    _raise_if_any(found)
    return tree, units


def _whole(
    shared: SchemaText, addition: SchemaText | None, report: Report
) -> tuple[SchemaNode, dict[str, Text]]:
    """The shared schema with the addition laid over it, and the units of both."""
    for text in (shared, addition):
        if text is not None and not isinstance(text.data, Mapping):
            raise PolicyError(errors.not_a_schema(text.place(())))
    root = Expander(shared, (), report).root()
    units = read_units(shared, {}, report)
    if addition is not None:
        units = read_units(addition, units, report)
        for name in addition.definitions.keys() & shared.definitions.keys():
            if addition.definitions[name] != shared.definitions[name]:
                report(errors.definition_taken(addition.place(("$defs", name)), name))
        added = Expander(addition, (shared,), report).root()
        added.keywords = {k: v for k, v in added.keywords.items() if k not in OF_ROOT}
        lay_over(root, added, report)
    return root, units


def _raise_if_any(found: Iterable[Diagnostic]) -> None:
    diagnostics = list(found)[:MAX_DIAGNOSTICS]
    if diagnostics:
        raise PolicyError(*diagnostics)
