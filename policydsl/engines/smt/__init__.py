"""Programs as formulas: a symbolic interpreter with exactly the interpreter's meaning, over Z3.

A `Space` is one institution of which nothing is known yet; an `Encoding` says of a program, in
formulas over that space, when each rule has which status and each decision which result; a
`Solver` finds institutions for which a formula holds, or proves that there are none. Nobody
outside this room sees Z3: `Formula` is opaque.
"""

from policydsl.engines.smt.bounds import Bounds
from policydsl.engines.smt.concrete import ValuesIn, values_in
from policydsl.engines.smt.fact_variables import FactVariable
from policydsl.engines.smt.formula import FALSE, TRUE, Formula, all_of, any_of, iff, implies
from policydsl.engines.smt.model import Model
from policydsl.engines.smt.program import Encoding
from policydsl.engines.smt.results import (
    LEVELS,
    NotEncodable,
    RowTerms,
    RuleTerms,
    TruthTerms,
)
from policydsl.engines.smt.solving import Answer, Solver
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.engines.smt.values import SymbolicValue, same_value
from policydsl.engines.smt.witness import witness

__all__ = [
    "FALSE",
    "LEVELS",
    "TRUE",
    "Answer",
    "Bounds",
    "Encoding",
    "FactVariable",
    "Formula",
    "Model",
    "NotEncodable",
    "RowTerms",
    "RuleTerms",
    "Solver",
    "Space",
    "SymbolicValue",
    "TruthTerms",
    "Unencodable",
    "ValuesIn",
    "all_of",
    "any_of",
    "iff",
    "implies",
    "same_value",
    "values_in",
    "witness",
]
