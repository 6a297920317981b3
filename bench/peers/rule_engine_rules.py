"""The policy for rule-engine: a rule language in Python.

Facts are read as items: as attributes of dicts they would take it twice as long.
"""

from __future__ import annotations

from collections.abc import Iterator

from bench.peers.rules import Institution, Peer, as_it_is


def _every(condition: str) -> str:
    """An empty list does not meet a rule."""
    return f"occupations.length > 0 and $all([{condition} for o in occupations])"


EXPRESSIONS = (
    "premises['office']['area'] >= 50",
    "premises['office']['suited']",
    "staff['managers'] >= 2",
    "staff['examiners'] >= 5",
    "record['good_credit']",
    "record['no_violations']",
    "institution['independent_legal_person']",
    "institution['applicant_type'] in ['technical_school', 'employer']",
    _every("o['theory']['area'] >= 60"),
    _every("o['theory']['seats'] >= 30"),
    _every("o['practical']['workstations'] >= 10"),
    _every("o['practical']['hd_video_monitoring']"),
    _every(
        "o['levels'].length > 0 and $all([l['own_certified_examiners'] >= 5 for l in o['levels']])"
    ),
    _every("o['levels'].length > 0 and $all([l['site_suited'] for l in o['levels']])"),
)


def peers() -> Iterator[Peer]:
    """A rule of its own for each."""
    import rule_engine

    rules = [rule_engine.Rule(text) for text in EXPRESSIONS]

    def ask(institution: Institution) -> list[bool]:
        return [rule.matches(institution) for rule in rules]

    yield Peer("rule-engine", "rule-engine", as_it_is, ask)
