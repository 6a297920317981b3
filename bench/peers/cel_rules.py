"""The policy for Google's CEL (cel-expr-python, over its C++ library)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.peers.rules import Institution, Peer, as_it_is

VARIABLES = ("institution", "occupations", "premises", "record", "staff")


def _every(condition: str) -> str:
    """An empty list does not meet a rule."""
    return f"size(occupations) > 0 && occupations.all(o, {condition})"


EXPRESSIONS = (
    "premises.office.area >= 50",
    "premises.office.suited",
    "staff.managers >= 2",
    "staff.examiners >= 5",
    "record.good_credit",
    "record.no_violations",
    "institution.independent_legal_person",
    "institution.applicant_type in ['technical_school', 'employer']",
    _every("o.theory.area >= 60"),
    _every("o.theory.seats >= 30"),
    _every("o.practical.workstations >= 10"),
    _every("o.practical.hd_video_monitoring"),
    _every("size(o.levels) > 0 && o.levels.all(l, l.own_certified_examiners >= 5)"),
    _every("size(o.levels) > 0 && o.levels.all(l, l.site_suited)"),
)


def peers() -> Iterator[Peer]:
    """One expression that gives a list, and an expression for each rule over one activation."""
    from cel_expr_python import cel

    environment = cel.NewEnv(variables=dict.fromkeys(VARIABLES, cel.Type.DYN))
    whole = environment.compile(f"[{', '.join(EXPRESSIONS)}]")
    rules = [environment.compile(text) for text in EXPRESSIONS]

    def one(institution: Institution) -> Any:
        return _known(whole.eval(data=institution).plain_value(), list)

    def apart(institution: Institution) -> list[Any]:
        activation = environment.Activation(institution)
        return [_known(rule.eval(activation).value(), bool) for rule in rules]

    yield Peer("CEL, one expression", "cel-expr-python", as_it_is, one)
    yield Peer("CEL, an expression a rule", "cel-expr-python", as_it_is, apart)


def _known(value: Any, kind: type) -> Any:
    """CEL hands errors out as values; a caller has to look."""
    if not isinstance(value, kind):
        raise ValueError(value)
    return value
