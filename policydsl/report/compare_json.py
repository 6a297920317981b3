"""A comparison of policies as JSON-ready data."""

from __future__ import annotations

from typing import Any

from policydsl.analysis.compare import Demand, Pair, PolicyComparison, order_of
from policydsl.analysis.compare.results import Standing
from policydsl.text.diagnostic import Text
from policydsl.trace_json import value_to_json


def comparison_to_json(found: PolicyComparison) -> dict[str, Any]:
    """For `trace_json.dump_json`. Columns are named by their number, from 0.

    A pair's `relation` is as from `one` to `other`: `tightened` where `other` is stricter, null
    where it is not settled. Edges of an order lead from a group of columns to a stricter one;
    over shared conditions there is no order, since each pair shares others.
    """
    return {
        "assumed": found.assumed,
        "items": found.items,
        "columns": [
            {
                "asked": each.key,
                "title": _text(each.title),
                "policies": [program.policy for program in each.programs],
                "policy": each.main.policy,
                "decision": each.decision,
            }
            for each in found.columns
        ],
        "criteria": [
            {
                "id": row.criterion.id,
                "title": _text(row.criterion.title),
                "demands": [[_demand(each) for each in cell] for cell in row.cells],
                "strictest": list(row.strictest),
            }
            for row in found.rows
        ],
        "whole": _order(found),
        "shared": {
            "pairs": [_pair(pair, pair.shared) for pair in found.pairs if pair.shared],
        },
    }


def _order(found: PolicyComparison) -> dict[str, Any]:
    relations = {(pair.one, pair.other): pair.whole.comparison.relation for pair in found.pairs}
    order = order_of(len(found.columns), relations)
    return {
        "groups": [list(group) for group in order.groups],
        "edges": [list(edge) for edge in order.edges],
        "pairs": [_pair(pair, pair.whole) for pair in found.pairs],
    }


def _pair(pair: Pair, standing: Standing) -> dict[str, Any]:
    found = standing.comparison
    return {
        "one": pair.one,
        "other": pair.other,
        "relation": found.relation.value if found.relation else None,
        "basis": found.basis.value,
        "shown": [
            {"worse": each.worse, "rules": list(each.rules), "facts": dict(each.facts)}
            for each in standing.shown
        ],
        "obstacles": [
            {"subject": str(each.subject), "reason": _text(each.reason)} for each in found.obstacles
        ],
    }


def _demand(demand: Demand) -> dict[str, Any]:
    return {
        "value": value_to_json(demand.value),
        "side": demand.side,
        "unit": _text(demand.unit) if demand.unit else None,
        "subject": demand.subject,
        "title": _text(demand.title),
        "clauses": list(demand.clauses),
        "document": demand.document,
        "always": demand.always,
    }


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
