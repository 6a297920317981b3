"""The names that an expression leaves to those around it."""

from __future__ import annotations

from collections.abc import Iterator

from policydsl.feel import tree
from policydsl.feel.walk import children


def free_names(node: tree.Node) -> Iterator[str]:
    """The names of a tree that it does not bind itself, as written."""
    return _free(node, frozenset())


def _free(node: tree.Node, bound: frozenset[str]) -> Iterator[str]:
    match node:
        case tree.Name(name):
            if name not in bound:
                yield name
        case tree.For() | tree.Quantified():
            body = node.body if isinstance(node, tree.For) else node.condition
            for each in node.iterators:
                yield from _free(each.domain, bound)
                if each.end is not None:
                    yield from _free(each.end, bound)
                bound |= {each.name}
            yield from _free(body, bound)
        case tree.FunctionDefinition(parameters=parameters, body=body):
            yield from _free(body, bound | {each.name for each in parameters})
        case tree.ContextLiteral(entries):
            for entry in entries:
                yield from _free(entry.value, bound)
                bound |= {entry.key}
        case _:
            for child in children(node):
                yield from _free(child, bound)
