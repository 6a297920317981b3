"""What one check collects: diagnostics and the names that were used."""

from __future__ import annotations

from dataclasses import dataclass, field

from policydsl.feel.check_names import NameUse
from policydsl.feel.tree import Node
from policydsl.text.diagnostic import Diagnostic
from policydsl.text.source import Place, Source, Span


@dataclass(slots=True)
class State:
    """Filled while one expression is checked."""

    source: Source
    diagnostics: list[Diagnostic] = field(default_factory=list)
    uses: list[NameUse] = field(default_factory=list)

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def use(self, use: NameUse) -> None:
        self.uses.append(use)

    def place(self, node: Node) -> Place:
        return Place(self.source, node.span)

    def place_of(self, span: Span) -> Place:
        return Place(self.source, span)

    def uses_in_order(self) -> tuple[NameUse, ...]:
        return tuple(sorted(self.uses, key=lambda use: use.span.start))
