"""What OLD and NEW mean: a policy's version, a file, a folder, or one of these as Git had it."""

from __future__ import annotations

import datetime
import re
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from policydsl.analysis.diff import errors_versions as errors
from policydsl.policy.library import Library
from policydsl.policy.model import Program
from policydsl.policy.selection import policy_files
from policydsl.policy.shipped import shipped_policies
from policydsl.policy.source.dates import real_date
from policydsl.text.diagnostic import PolicyError, UsageError

_DATED = re.compile(r"(?P<policy>[^@]+)@(?P<day>.*)")
_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<path>.+)")


@dataclass(frozen=True, slots=True)
class Version:
    """A program and how it was asked for. `folder` is where Git's files were laid out."""

    program: Program
    asked: str
    revision: str | None = None
    folder: str = ""

    def file(self, name: str) -> str:
        """A file's name as the reader knows it: `REV:path` for what Git had, else from here."""
        path = Path(name)
        if self.revision is not None and path.is_relative_to(self.folder):
            return f"{self.revision}:{path.relative_to(self.folder).as_posix()}"
        here = Path.cwd()
        return str(path.relative_to(here)) if path.is_relative_to(here) else name


def version(asked: str, folders: Sequence[Path] = ()) -> Version:
    """The version asked for; `folders` are looked in besides the shipped policies.

    Raises PolicyError for what cannot be found or loaded, UsageError for what Git does not have.
    """
    path = Path(asked)
    if path.exists() or (path.suffix in {".yaml", ".yml"} and ":" not in asked):
        return Version(_at(path, _library(folders)), asked)
    revision = _REVISION.fullmatch(asked)
    if revision is not None:
        with TemporaryDirectory() as root:
            return _of_revision(asked, revision["revision"], revision["path"], Path(root))
    dated = _DATED.fullmatch(asked)
    if dated is None:
        return Version(_library(folders).program(asked), asked)
    if not real_date(dated["day"]):
        raise UsageError(errors.no_such_day(dated["policy"], dated["day"]))
    day = datetime.date.fromisoformat(dated["day"])
    return Version(_library(folders).program(dated["policy"], day), asked)


def _library(folders: Sequence[Path]) -> Library:
    return Library.open(*folders, shipped_policies())


def _at(path: Path, library: Library) -> Program:
    if path.is_dir():
        return library.program_at(path)
    (file,) = policy_files([path])
    return library.program_at(file)


def _of_revision(asked: str, revision: str, path: str, root: Path) -> Version:
    """The file or folder at a revision, with all that lies around it there."""
    top = Path(_git("rev-parse", "--show-toplevel").decode().strip()).resolve()
    inside = (Path.cwd() / path).resolve()
    if revision.startswith("-") or not _git_has(f"{revision}^{{commit}}", top):
        raise UsageError(errors.no_such_revision(revision))
    if not inside.is_relative_to(top):
        raise UsageError(errors.not_in_revision(revision, path))
    within = inside.relative_to(top)
    if not _git_has(f"{revision}:{within.as_posix()}", top):
        raise UsageError(errors.not_in_revision(revision, path))
    around = _around(within)
    wanted = [] if around == Path() else ["--", around.as_posix()]
    archive = _git("archive", "--format=tar", revision, *wanted, folder=top)
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(root, filter="data")
    program = _library_of(root / around).program_at(root / within)
    return Version(program, asked, revision, str(root))


def _around(within: Path) -> Path:
    """What holds all that a policy extends and uses: `<jurisdiction>/<policy>/<date>.yaml` is in
    the folder of all policies."""
    for _ in range(3 if within.suffix else 2):
        within = within.parent
    return within


def _library_of(folder: Path) -> Library:
    try:
        return Library.open(folder)
    except PolicyError:
        return Library.open(shipped_policies())


def _git(*arguments: str, folder: Path | None = None) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    except FileNotFoundError:
        raise UsageError(errors.no_git()) from None
    except subprocess.CalledProcessError as problem:
        told = problem.stderr.decode(errors="replace").strip()
        raise UsageError(errors.git_failed(told)) from None
    return done.stdout


def _git_has(name: str, top: Path) -> bool:
    found = subprocess.run(
        ["git", "cat-file", "-e", name], cwd=top, check=False, capture_output=True
    )
    return found.returncode == 0
