"""All policies of one or more folders: listed, dated, and loaded as checked programs.

A library reads each file once and keeps what it made of it; open a new one to see changed files.
It may be used from several threads. No clock is read: who asks says the date.
"""

from __future__ import annotations

import datetime
from _thread import RLock
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policydsl.policy import errors_library as errors
from policydsl.policy.building.linking import Files, Resolved, build_resolved, resolve
from policydsl.policy.kept_programs import kept_program
from policydsl.policy.model import Program
from policydsl.policy.reading.document import PolicyHead, Word
from policydsl.policy.shipped import shipped_policies
from policydsl.policy.versions import (
    CASES_SUFFIX,
    VersionInfo,
    head_of,
    in_force,
    in_succession,
    is_policy_file,
    read_policy_head,
    read_version,
    version_of,
)
from policydsl.text.diagnostic import PolicyError
from policydsl.text.source import Place, Source

if TYPE_CHECKING:
    from policydsl.policy.building.build import Built


class Library:
    """The policies found under some folders: `<folder>/<jurisdiction>/<policy>/<date>.yaml`."""

    def __init__(self, roots: tuple[Path, ...], listed: Callable[[], tuple[str, ...]]) -> None:
        """Use `Library.open`."""
        self._roots = roots
        self._listed = listed
        self._lock = RLock()
        self._files = Files()
        self._versions: dict[str, tuple[VersionInfo, ...]] = {}
        self._built: dict[Resolved, Built] = {}
        self._programs: dict[Resolved, Program] = {}

    @classmethod
    def open(cls, *folders: str | Path) -> Library:
        """The policies in these folders; without any, those that come with the package.

        A folder may also be a jurisdiction's or a single policy's: then only what is in it is
        listed, and links are looked up around it. Raises PolicyError for a folder that is not
        there or holds no policy.
        """
        given = [Path(folder) for folder in folders] or [shipped_policies()]
        roots: dict[Path, None] = {}
        listed: dict[str, None] = {}
        shipped = shipped_policies()
        for folder in given:
            if folder == shipped and folder.is_dir():
                roots[folder] = None
                continue
            if not folder.is_dir():
                raise PolicyError(errors.no_such_folder(str(folder)))
            policy_folders = _policy_folders(folder)
            if not policy_folders:
                raise PolicyError(errors.no_policies(str(folder)))
            root = _root(folder, policy_folders)
            roots[root] = None
            within = [each for each in policy_folders if _is_within(each, root)]
            listed.update(dict.fromkeys(_id(each, root) for each in within))
        whole = (shipped,) if shipped in given else ()

        @cache
        def ids() -> tuple[str, ...]:
            """Walking through the shipped folder waits until somebody wants to see all of it."""
            return tuple(sorted({*listed, *_folders_by_id(whole)}))

        return cls(tuple(roots), ids)

    def policies(self) -> tuple[str, ...]:
        """The ids of the policies, sorted."""
        return self._listed()

    def versions(self, policy: str) -> tuple[VersionInfo, ...]:
        """A policy's versions by date. Reads only the heads of its files.

        Raises PolicyError for a policy that is not there, and for files whose name, folder or
        dates contradict one another.
        """
        return self._versions_of(policy, None)

    def case_files(self, policy: str) -> tuple[Path, ...]:
        """The files of test cases that lie beside a policy's versions, sorted."""
        folders = {version.path.parent for version in self.versions(policy)}
        return tuple(sorted(path for each in folders for path in each.glob(f"*{CASES_SUFFIX}")))

    def program(self, policy: str, as_of: datetime.date | None = None) -> Program:
        """The version in force on a day, with the versions of that day of all it links to.

        Without a day: the newest version. Raises PolicyError.
        """
        with self._lock:
            return self._program(*self._version_on(policy, as_of))

    def built(self, policy: str, as_of: datetime.date | None = None) -> Built:
        """As `program`, with the document and the uses of names that it was made of."""
        with self._lock:
            return self._build(*self._version_on(policy, as_of))

    def read_so_far(self) -> tuple[Path, ...]:
        """Every file that an answer so far may follow from, and every folder looked into.

        Folders are also named where they are not there: a policy may appear in them.
        """
        from policydsl.policy.shipped import shipped_schemas

        with self._lock:
            policies = tuple(self._versions)
            versions = [each.path for name in policies for each in self._versions[name]]
            files = (*self._files.paths(), *versions)
            sources = {each for known in self._programs.values() for each in known.facts.sources}
            folders = [root / name for root in self._roots for name in policies]
        schema = shipped_schemas() / "facts.schema.json"
        return (*dict.fromkeys((*folders, *files, schema, *map(Path, sources))),)

    def program_at(self, path: str | Path, as_of: datetime.date | None = None) -> Program:
        """The program of one file, wherever it lies, or of the one policy in a folder.

        Links are looked up in this library and in the folders around the file. Raises PolicyError.
        """
        library, version, day = self._version_at(Path(path), as_of)
        with library._lock:
            return library._program(version, day)

    def built_at(self, path: str | Path, as_of: datetime.date | None = None) -> Built:
        """As `program_at`, with the document and the uses of names that it was made of."""
        library, version, day = self._version_at(Path(path), as_of)
        with library._lock:
            return library._build(version, day)

    def days_at(self, path: str | Path) -> tuple[datetime.date, ...]:
        """The days on which the program of a file is another one: its first day in force, and
        each later one on which a version of what it links to, near or far, starts.

        Raises PolicyError.
        """
        library, version = self._placed(Path(path))
        days = {version.start}
        waiting, seen = [version.path], set[str]()
        while waiting:
            for link in _links(read_policy_head(waiting.pop())):
                if link.text in seen:
                    continue
                seen.add(link.text)
                linked = library._versions_of(link.text, link.place)
                waiting.extend(each.path for each in linked)
                days.update(each.start for each in linked if each.start > version.start)
        last = version.end or max(days)
        return tuple(datetime.date.fromisoformat(day) for day in sorted(days) if day <= last)

    def _version_on(
        self, policy: str, as_of: datetime.date | None
    ) -> tuple[VersionInfo, str | None]:
        """The version in force on a day, and the day by which its links are followed."""
        versions = self._versions_of(policy, None)
        day = as_of.isoformat() if as_of else None
        version = in_force(versions, day) if day else versions[-1]
        return version, day or version.end

    def _version_at(
        self, path: Path, as_of: datetime.date | None
    ) -> tuple[Library, VersionInfo, str | None]:
        """The version in a file or folder, the library to build it in, and the day for links."""
        if path.is_dir():
            around = Library.open(path)
            if len(around.policies()) > 1:
                raise PolicyError(errors.several_policies(str(path), around.policies()))
            library = self._beside(around._roots)
            return library, *library._version_on(around.policies()[0], as_of)
        library, version = self._placed(path)
        day = as_of.isoformat() if as_of else None
        if day and (day < version.start or (version.end is not None and day > version.end)):
            problem = errors.not_this_version(version.place, day, version.start, version.end)
            raise PolicyError(problem)
        return library, version, day or version.end

    def _placed(self, path: Path) -> tuple[Library, VersionInfo]:
        """A file as a version, and this library with the folders around it."""
        head = read_policy_head(path)
        root = _root_of_file(path, head.policy.text)
        if root is None:
            return self, version_of(path, head)
        library = self._beside((root,))
        return library, library._checked(path, head.policy.text)

    def built_text(self, text: str, path: str | Path, as_of: datetime.date | None = None) -> Built:
        """As `built_at`, for a text that `path` may come to hold but need not hold yet."""
        path = Path(path)
        source = Source(str(path), text)
        head = head_of(source)
        root = _root_of_file(path, head.policy.text)
        library = Library((root,) if root else (), self._listed)._beside(self._roots)
        library._files.put(path, source)
        version = version_of(path, head)
        return library._build(version, as_of.isoformat() if as_of else version.end)

    def _checked(self, path: Path, policy: str) -> VersionInfo:
        """A file in its place among the other versions, by the name that it was asked for."""
        for version in self.versions(policy):
            if version.path.resolve() == path.resolve():
                return replace(version, path=path)
        return read_version(path, policy)

    def _beside(self, roots: tuple[Path, ...]) -> Library:
        """This library with more folders, looked at first."""
        known = {root.resolve() for root in self._roots}
        more = tuple(root for root in roots if root.resolve() not in known)
        return Library((*more, *self._roots), self._listed) if more else self

    def _program(self, version: VersionInfo, day: str | None) -> Program:
        """The program alone: from disk where it was built before."""
        try:
            resolved = resolve(version.path, day, self._files.head, self._linked)
        except PolicyError:
            # Something is wrong; what is said first is said in the order of building.
            return self._build(version, day).program
        if resolved not in self._programs:
            self._programs[resolved] = kept_program(
                resolved, self._files, lambda: self._build(version, day).program
            )
        return self._programs[resolved]

    def _build(self, version: VersionInfo, day: str | None) -> Built:
        documents = self._files.document
        resolved = resolve(version.path, day, lambda path: documents(path).head, self._linked)
        return build_resolved(resolved, self._files, self._built)

    def _linked(self, policy: str, day: str | None, place: Place) -> VersionInfo:
        """The version that a link means."""
        versions = self._versions_of(policy, place)
        return in_force(versions, day, place) if day else versions[-1]

    def _versions_of(self, policy: str, asked_at: Place | None) -> tuple[VersionInfo, ...]:
        with self._lock:
            if policy not in self._versions:
                self._versions[policy] = self._read_versions(policy, asked_at)
            return self._versions[policy]

    def _read_versions(self, policy: str, asked_at: Place | None) -> tuple[VersionInfo, ...]:
        folders = _folders_of(policy, self._roots)
        if not folders:
            known = sorted(_folders_by_id(self._roots))
            raise PolicyError(errors.unknown_policy(policy, known, asked_at))
        found: list[VersionInfo] = []
        for folder in folders:
            paths = [path for path in sorted(folder.iterdir()) if is_policy_file(path)]
            if _is_within(folder, shipped_policies()):
                # A copy at work hides the shipped file of the same day.
                days = {version.path.name for version in found}
                paths = [path for path in paths if path.name not in days]
            found += [read_version(path, policy) for path in paths]
        return in_succession(found)


def _links(head: PolicyHead) -> tuple[Word, ...]:
    """The policies that a file extends or uses."""
    extends = (head.extends,) if head.extends else ()
    return (*extends, *(use.policy for use in head.uses))


def _policy_folders(folder: Path) -> list[Path]:
    """The folders under (and including) one that hold policy files, sorted."""
    return sorted({path.parent for path in folder.rglob("*.yaml") if is_policy_file(path)})


def _folders_of(policy: str, roots: Iterable[Path]) -> list[Path]:
    """The folders of a policy, in the order of the roots."""
    found: dict[Path, Path] = {}
    parts = policy.split("/")
    # An id is the way from the root itself, not any way that leads there.
    if policy != "." and (not all(parts) or {".", ".."} & set(parts)):
        return []
    for root in roots:
        folder = root / policy
        with suppress(OSError, ValueError):  # a name that no file can have
            place = folder.resolve()
            if place == root.resolve() / policy and any(map(is_policy_file, folder.iterdir())):
                found.setdefault(place, folder)
    return list(found.values())


def _folders_by_id(roots: Iterable[Path]) -> dict[str, tuple[Path, ...]]:
    found: dict[str, tuple[Path, ...]] = {}
    for root in roots:
        for folder in _policy_folders(root):
            id_ = _id(folder, root)
            known = found.get(id_, ())
            if folder.resolve() not in {each.resolve() for each in known}:
                found[id_] = (*known, folder)
    return found


def _id(folder: Path, root: Path) -> str:
    return folder.resolve().relative_to(root.resolve()).as_posix()


def _is_within(folder: Path, root: Path) -> bool:
    """A folder given may hold other folders of policies beside the one that ids count from."""
    return folder.resolve().is_relative_to(root.resolve())


def _root(folder: Path, policy_folders: list[Path]) -> Path:
    """The folder that ids count from: the one given, or one above it where a file says so."""
    for each in policy_folders:
        for path in sorted(each.iterdir()):
            if not is_policy_file(path):
                continue
            try:
                root = _root_of_file(path, read_policy_head(path).policy.text)
            except PolicyError:
                continue
            if root is not None:
                return root
    return folder


def _root_of_file(path: Path, policy: str) -> Path | None:
    """The folder above `<jurisdiction>/<policy>/<date>.yaml`; None for a file lying elsewhere."""
    parts = policy.split("/")
    parents = path.absolute().parent
    if list(parents.parts[-len(parts) :]) != parts:
        return None
    shown = path.parent
    root = parents.parents[len(parts) - 1]
    if len(shown.parts) >= len(parts) and list(shown.parts[-len(parts) :]) == parts:
        return shown.parents[len(parts) - 1]
    return root
