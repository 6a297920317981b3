"""The policy for datalogic-py: JSONLogic in Rust."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bench.peers.rules import Peer, as_it_is


def _fact(path: str) -> Any:
    return {"var": path}


def _least(path: str, figure: int) -> Any:
    return {">=": [_fact(path), figure]}


def _every(path: str, condition: Any) -> Any:
    """JSONLogic's `all` is false of an empty list, as the policy has it."""
    return {"all": [_fact(path), condition]}


RULES: list[Any] = [
    _least("premises.office.area", 50),
    _fact("premises.office.suited"),
    _least("staff.managers", 2),
    _least("staff.examiners", 5),
    _fact("record.good_credit"),
    _fact("record.no_violations"),
    _fact("institution.independent_legal_person"),
    {"in": [_fact("institution.applicant_type"), ["technical_school", "employer"]]},
    _every("occupations", _least("theory.area", 60)),
    _every("occupations", _least("theory.seats", 30)),
    _every("occupations", _least("practical.workstations", 10)),
    _every("occupations", _fact("practical.hd_video_monitoring")),
    _every("occupations", _every("levels", _least("own_certified_examiners", 5))),
    _every("occupations", _every("levels", _fact("site_suited"))),
]


def peers() -> Iterator[Peer]:
    """From dicts, from JSON, and from facts that were parsed before."""
    import datalogic_py

    engine = datalogic_py.Engine()
    rule, session = engine.compile(RULES), engine.session()
    of = "datalogic-py"
    yield Peer("datalogic-py", of, as_it_is, lambda facts: session.evaluate(rule, facts))
    yield Peer("datalogic-py, from JSON", of, json.dumps, lambda text: session.evaluate(rule, text))
    yield Peer(
        "datalogic-py, parsed before",
        of,
        lambda institution: datalogic_py.DataHandle(json.dumps(institution)),
        lambda handle: session.evaluate_data(rule, handle),
    )
