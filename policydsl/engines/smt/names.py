"""What the names of a program stand for in a space, each found when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policydsl.engines.smt.choose import UNKNOWN_VALUE
from policydsl.engines.smt.constants import constant
from policydsl.engines.smt.space import Space
from policydsl.engines.smt.symbolic import Symbolic
from policydsl.engines.smt.unencodable import Unencodable
from policydsl.policy.model import Program


class Names(Mapping[str, Symbolic]):
    """Facts, parameters, uses, definitions and decisions, the later ones before the earlier.

    `computed` gives the value of a use, definition or decision. What cannot be encoded raises
    Unencodable whenever it is asked for.
    """

    def __init__(self, program: Program, space: Space, computed: Callable[[str], Symbolic]) -> None:
        self._program = program
        self._space = space
        self._computed = computed
        self._uses = {use.name for use in program.uses}
        self._found: dict[str, Symbolic | Unencodable] = {}

    def __getitem__(self, name: str) -> Symbolic:
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._find(name)
        if isinstance(found, Unencodable):
            raise found
        return found

    def _find(self, name: str) -> Symbolic | Unencodable:
        program = self._program
        if name in program.definitions or name in program.decisions or name in self._uses:
            try:
                return self._computed(name)
            except Unencodable as error:
                return error
        if name in program.parameters:
            return constant(program.parameters[name].value, self._space.context.atoms)
        if name in self._space.root.section.members:
            return self._space.root.members[name]
        if name in program.facts.root.members:
            return UNKNOWN_VALUE
        raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        program = self._program
        return (
            name in program.definitions
            or name in program.decisions
            or name in program.parameters
            or name in program.facts.root.members
            or name in self._uses
        )

    def __iter__(self) -> Iterator[str]:
        program = self._program
        yield from dict.fromkeys(
            (
                *program.facts.root.members,
                *program.parameters,
                *self._uses,
                *program.definitions,
                *program.decisions,
            )
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)
