"""Programs as generated plain Python, for single records: the interpreter's statuses, fast.

`compile_program` writes a module; its `run` takes stated facts and gives small numbers, in the
order of `Compiled.fields`. What has no code is asked of FEEL's interpreter, by that part alone.
"""

from policydsl.engines.python.compiled import Compiled, Written, compile_program, write_program
from policydsl.engines.python.traced import ItemShape, Traced, compile_traced
from policydsl.engines.results import STATUSES, VERDICTS, Field, codes_of, named
from policydsl.runtime.values import BARE, FAULT, NOT_ABOUT, BeyondBoundsError

__all__ = [
    "BARE",
    "FAULT",
    "NOT_ABOUT",
    "STATUSES",
    "VERDICTS",
    "BeyondBoundsError",
    "Compiled",
    "Field",
    "ItemShape",
    "Traced",
    "Written",
    "codes_of",
    "compile_program",
    "compile_traced",
    "named",
    "write_program",
]
