"""Versions of a policy on disk: found by folder, read by their heads, chosen by date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from policydsl.policy import errors_library as errors
from policydsl.policy.cache.kept import kept
from policydsl.policy.cache.keys import key_of
from policydsl.policy.reading.document import PolicyHead
from policydsl.policy.source.dates import real_date
from policydsl.policy.source.source_files import read_source
from policydsl.text.diagnostic import Diagnostic, PolicyError, Text
from policydsl.text.lazy_pattern import pattern
from policydsl.text.source import Place, Source

CASES_SUFFIX = ".cases.yaml"
_TOP_LEVEL = pattern(r"^([A-Za-z_]\w*)[ \t]*:", re.MULTILINE)
_NOT_BREAK = pattern(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """One version of a policy. In force from `start` to `end`, both included; None: open.

    `end` is what the file says or, where it says nothing, the day before the next version.
    """

    policy: str
    version: str
    title: Text
    start: str
    end: str | None
    gap_before: bool
    path: Path
    place: Place


def is_policy_file(path: Path) -> bool:
    """Whether a path reads like a version of a policy: YAML, and not test cases."""
    return path.suffix == ".yaml" and not path.name.endswith(CASES_SUFFIX)


def read_policy_head(path: Path) -> PolicyHead:
    """Only the head of a policy file. Raises PolicyError with what is wrong in it."""
    return kept_head(read_source(path))


def kept_head(source: Source) -> PolicyHead:
    """As `head_of`; a head once read is kept, under a digest of the whole text."""
    key = key_of("head", (source.name, source.text))
    return kept(key, PolicyHead, lambda: head_of(source))


def head_of(source: Source) -> PolicyHead:
    """Only the head of a policy: the rest is not even read as YAML. Raises PolicyError."""
    from policydsl.policy.reading.fields import fields, raise_if_any, start_of
    from policydsl.policy.reading.read_head import HEAD_KEYS, read_head
    from policydsl.policy.reading.read_policy import POLICY, POLICY_KEYS
    from policydsl.policy.source.yaml_tree import read_yaml

    problems: list[Diagnostic] = []
    tree = read_yaml(_without_body(source, HEAD_KEYS))
    root = fields(tree, POLICY_KEYS, POLICY, problems, start_of(source))
    head = read_head(root, problems)
    raise_if_any(problems)
    return head


def _without_body(source: Source, head_keys: Sequence[str]) -> Source:
    """The source with every top-level entry that is not of the head blanked, places kept."""
    text = source.text
    starts = [(found.start(), found[1]) for found in _TOP_LEVEL.finditer(text)]
    if "policy" not in {key for _, key in starts}:
        return source
    pieces = [text[: starts[0][0]]]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    for (start, key), end in zip(starts, ends, strict=True):
        piece = text[start:end]
        pieces.append(piece if key in head_keys else _NOT_BREAK.sub(" ", piece))
    return Source(source.name, "".join(pieces))


def version_of(path: Path, head: PolicyHead) -> VersionInfo:
    """What a head says of its version; `end` as written."""
    return VersionInfo(
        policy=head.policy.text,
        version=head.version,
        title=head.title,
        start=head.effective.start,
        end=head.effective.end,
        gap_before=head.effective.gap_before,
        path=path,
        place=head.effective_place,
    )


def read_version(path: Path, folder_id: str) -> VersionInfo:
    """A version in its folder. Raises PolicyError where name or folder contradict the head."""
    head = read_policy_head(path)
    if head.policy.text != folder_id:
        raise PolicyError(errors.folder_differs(head.policy.place, folder_id, head.policy.text))
    if not real_date(path.stem):
        raise PolicyError(errors.file_name_no_date(head.policy.place, path.name))
    if path.stem != head.effective.start:
        place, day = head.effective_place, head.effective.start
        raise PolicyError(errors.file_name_differs(place, path.name, day))
    return version_of(path, head)


def in_succession(versions: Sequence[VersionInfo]) -> tuple[VersionInfo, ...]:
    """The versions by date, each with its last day in force.

    Raises PolicyError where two start on one day, or one says that it outlasts the next.
    """
    ordered = sorted(versions, key=lambda version: (version.start, str(version.path)))
    found = []
    for version, following in zip(ordered, [*ordered[1:], None], strict=True):
        if following is None:
            found.append(version)
            continue
        if version.start == following.start:
            other = str(version.path)
            problem = errors.same_day(following.place, version.policy, version.start, other)
            raise PolicyError(problem)
        if version.end is not None and version.end >= following.start:
            raise PolicyError(
                errors.overlap(following.place, version.policy, version.end, following.start)
            )
        found.append(replace(version, end=version.end or day_before(following.start)))
    return tuple(found)


def in_force(
    versions: Sequence[VersionInfo], day: str, asked_at: Place | None = None
) -> VersionInfo:
    """The version in force on a day. `versions` are in succession.

    Raises PolicyError, at `asked_at` where given, for a day before, after or between them.
    """
    started = [version for version in versions if version.start <= day]
    policy = versions[0].policy
    if not started:
        first = versions[0].start
        raise PolicyError(errors.before_first_version(policy, day, first, asked_at))
    version = started[-1]
    if version.end is None or day <= version.end:
        return version
    if len(started) == len(versions):
        raise PolicyError(errors.after_last_version(policy, day, version.end, asked_at))
    after = versions[len(started)]
    place = asked_at or after.place
    raise PolicyError(errors.in_gap(policy, day, version.end, after.start, after.gap_before, place))


def undeclared_gaps(versions: Sequence[VersionInfo]) -> tuple[Diagnostic, ...]:
    """Days between versions that no `gap_before` declares."""
    found = []
    for version, following in pairwise(versions):
        if version.end is None or following.gap_before:
            continue
        day = _shifted(version.end, 1)
        if day < following.start:
            found.append(
                errors.in_gap(
                    version.policy, day, version.end, following.start, False, following.place
                )
            )
    return tuple(found)


def day_before(day: str) -> str:
    """The day before an ISO day."""
    return _shifted(day, -1)


def _shifted(day: str, days: int) -> str:
    date = datetime.date.fromisoformat(day)
    return (date + datetime.timedelta(days=days)).isoformat()
