"""What policies need and the standard does not have."""

from __future__ import annotations

from policydsl.feel.builtins.signature import Builtin, Example, Overload, Parameter
from policydsl.feel.types import ANY, BOOLEAN
from policydsl.feel.values import Null, Record, Value
from policydsl.text.diagnostic import Text


def is_stated(value: Value) -> bool:
    """Whether a fact was stated; a section of facts is where any fact in it was."""
    match value:
        case Null():
            return False
        case Record():
            return any(is_stated(member) for member in value.values())
        case _:
            return True


FUNCTIONS: tuple[Builtin, ...] = (
    Builtin(
        name="is stated",
        overloads=(Overload((Parameter("value", ANY),), BOOLEAN, is_stated),),
        doc=Text(
            "事实是否已填报。一组事实中有一项已填报，就算已填报。",
            "Whether a fact was stated at all. A section is where one of its facts is.",
        ),
        null_when=Text("不会", "never"),
        examples=(
            Example("is stated(0)", "true"),
            Example("is stated(null)", "false"),
        ),
        standard=False,
        section="policydsl",
        tolerates_unknown=True,
    ),
)
