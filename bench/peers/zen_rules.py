"""The policy for zen-engine (GoRules): as one expression, and as a decision graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bench.peers.rules import NAMES, Peer, as_it_is


def _every(condition: str) -> str:
    """An empty list does not meet a rule."""
    return f"len(occupations) > 0 and all(occupations, {condition})"


EXPRESSIONS = {
    "office-area": "premises.office.area >= 50",
    "office-suited": "premises.office.suited",
    "managers": "staff.managers >= 2",
    "examiners": "staff.examiners >= 5",
    "good-credit": "record.good_credit",
    "no-violations": "record.no_violations",
    "legal-person": "institution.independent_legal_person",
    "applicant": "institution.applicant_type in ['technical_school', 'employer']",
    "theory-area": _every("#.theory.area >= 60"),
    "theory-seats": _every("#.theory.seats >= 30"),
    "workstations": _every("#.practical.workstations >= 10"),
    "monitoring": _every("#.practical.hd_video_monitoring"),
    "level-examiners": _every(
        "len(#.levels) > 0 and all(#.levels, #.own_certified_examiners >= 5)"
    ),
    "level-site": _every("len(#.levels) > 0 and all(#.levels, #.site_suited)"),
}
ONE = f"[{', '.join(EXPRESSIONS.values())}]"


def _key(name: str) -> str:
    return name.replace("-", "_")


def graph() -> dict[str, Any]:
    """A decision: its input, one node with all expressions, its output."""
    expressions = [
        {"id": name, "key": _key(name), "value": text} for name, text in EXPRESSIONS.items()
    ]
    nodes: list[dict[str, Any]] = [
        {"id": "in", "type": "inputNode"},
        {"id": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode"},
    ]
    for node in nodes:
        node.update(name=node["id"], position={"x": 0, "y": 0})
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "rules"},
        {"id": "2", "sourceId": "rules", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}


def _met(response: Any) -> list[Any]:
    result = response["result"]
    return [result[_key(name)] for name in NAMES]


def _engine() -> Any:
    """With its decision loaded: made by `create_decision` it would take six times as long."""
    import zen

    return zen.ZenEngine({"loader": {"type": "static", "content": {"filing": graph()}}})


def peers() -> Iterator[Peer]:
    """The kept expression on dicts and on JSON, and the loaded decision."""
    import zen

    expression, engine = zen.compile_expression(ONE), _engine()
    of = "zen-engine"
    yield Peer("zen-engine, one expression", of, as_it_is, expression.evaluate)
    yield Peer("zen-engine, one expression, from JSON", of, json.dumps, expression.evaluate)
    yield Peer(
        "zen-engine, decision", of, as_it_is, lambda facts: engine.evaluate("filing", facts), _met
    )


def tracing() -> Iterator[Peer]:
    """The decision with its trace: the result of each expression."""
    engine = _engine()
    yield Peer(
        "zen-engine, decision with its trace",
        "zen-engine",
        as_it_is,
        lambda facts: engine.evaluate("filing", facts, {"trace": True}),
        _met,
    )
