"""From one version to all files that it needs on a day, and from those to its program."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policydsl.policy import errors_library as errors
from policydsl.policy.facts.facts_schema import FactsSchema, load_facts_schema
from policydsl.policy.model import Change
from policydsl.policy.reading.document import PolicyDocument, PolicyHead, Word
from policydsl.policy.source.source_files import decode_source, read_data
from policydsl.policy.versions import VersionInfo, kept_head
from policydsl.text.diagnostic import PolicyError
from policydsl.text.digests import sha256
from policydsl.text.source import Place, Source

if TYPE_CHECKING:
    from policydsl.policy.building.build import Built

# The version that a link to a policy means on a day (None: the newest), asked for at a place.
Linked = Callable[[str, str | None, Place], VersionInfo]


class Files:
    """Policy files, each read once."""

    def __init__(self) -> None:
        self._documents: dict[Path, PolicyDocument] = {}
        self._heads: dict[Path, PolicyHead] = {}
        self._data: dict[Path, bytes] = {}
        self._sources: dict[Path, Source] = {}

    def put(self, path: Path, source: Source) -> None:
        """From now on the file is taken to hold this text."""
        self._sources[path] = source
        self._data[path] = source.text.encode("utf-8")

    def paths(self) -> tuple[Path, ...]:
        """The files read so far."""
        return (*dict.fromkeys((*self._data, *self._heads, *self._documents)),)

    def data(self, path: Path) -> bytes:
        """The file's bytes. Raises PolicyError."""
        if path not in self._data:
            self._data[path] = read_data(path, str(path))
        return self._data[path]

    def source(self, path: Path) -> Source:
        """The file's text. Raises PolicyError."""
        if path not in self._sources:
            self._sources[path] = decode_source(self.data(path), str(path))
        return self._sources[path]

    def head(self, path: Path) -> PolicyHead:
        """What the head of the file says; the rest may hold anything. Raises PolicyError."""
        if path not in self._heads:
            self._heads[path] = kept_head(self.source(path))
        return self._heads[path]

    def document(self, path: Path) -> PolicyDocument:
        """The file as typed data. Raises PolicyError."""
        if path not in self._documents:
            from policydsl.policy.reading.read_policy import read_policy

            self._documents[path] = read_policy(self.source(path))
        return self._documents[path]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A file and, for one day, the files that its links mean."""

    path: Path
    base: Resolved | None
    uses: tuple[tuple[str, Resolved], ...]


def resolve(
    path: Path,
    day: str | None,
    head_of: Callable[[Path], PolicyHead],
    linked: Linked,
    way: tuple[str, ...] = (),
) -> Resolved:
    """Follows `extends` and `uses`. Raises PolicyError for a missing version, or a circle."""
    head = head_of(path)
    way = (*way, head.policy.text)

    def follow(link: Word) -> Resolved:
        if link.text in way:
            loop = (*way[way.index(link.text) :], link.text)
            raise PolicyError(errors.link_cycle(link.place, loop))
        version = linked(link.text, day, link.place)
        return resolve(version.path, day, head_of, linked, way)

    return Resolved(
        path,
        follow(head.extends) if head.extends else None,
        tuple((use.name.text, follow(use.policy)) for use in head.uses),
    )


def build_resolved(
    resolved: Resolved, files: Files, built: MutableMapping[Resolved, Built]
) -> Built:
    """The program of resolved files. Each is built once and kept in `built`."""
    from policydsl.policy.building.build import build

    if resolved not in built:
        document, changes = _merged(resolved, files)
        used = {
            name: build_resolved(each, files, built).program
            for name, each in _all_uses(resolved).items()
        }
        base = files.document(resolved.base.path).reference if resolved.base else None
        built[resolved] = build(
            document,
            _facts(document.head.facts),
            used,
            digest=_digest(resolved, files),
            base=base,
            changes=changes,
            documents=dict(_base_documents(resolved, files)),
        )
    return built[resolved]


def _base_documents(resolved: Resolved, files: Files) -> Iterator[tuple[str, str]]:
    """Each base, near or far, with the notice that it encodes."""
    base = resolved.base
    while base is not None:
        document = files.document(base.path)
        yield document.reference, document.head.citation.document
        base = base.base


def _merged(resolved: Resolved, files: Files) -> tuple[PolicyDocument, tuple[Change, ...]]:
    own = files.document(resolved.path)
    if resolved.base is None:
        return own, ()
    from policydsl.policy.building.refine import refine

    base, _ = _merged(resolved.base, files)
    return refine(base, own)


def _all_uses(resolved: Resolved) -> dict[str, Resolved]:
    """Own uses and those of the bases, by name."""
    inherited = _all_uses(resolved.base) if resolved.base else {}
    return inherited | dict(resolved.uses)


def _facts(addition: Word | None) -> FactsSchema:
    return load_facts_schema(addition=addition_path(addition) if addition else None)


def addition_path(addition: Word) -> Path:
    """A facts file beside the policy file that names it."""
    return Path(addition.place.outermost().source.name).parent / addition.text


def _digest(resolved: Resolved, files: Files) -> str:
    """SHA-256 over the files: own, base, uses, each with its own first; then facts files.

    For a policy in one file it is that file's SHA-256.
    """
    paths = list(dict.fromkeys(_paths(resolved)))
    additions = [files.document(path).head.facts for path in paths]
    paths += dict.fromkeys(addition_path(each) for each in additions if each)
    digest = sha256()
    for path in paths:
        digest.update(files.data(path))
    found: str = digest.hexdigest()
    return found


def _paths(resolved: Resolved) -> Iterator[Path]:
    yield resolved.path
    if resolved.base:
        yield from _paths(resolved.base)
    for _, each in resolved.uses:
        yield from _paths(each)
