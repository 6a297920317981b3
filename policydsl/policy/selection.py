"""Which policy and case files a path on the command line means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from policydsl.policy import errors_library as errors
from policydsl.policy.source.dates import real_date
from policydsl.policy.versions import is_policy_file
from policydsl.text.diagnostic import Diagnostic, PolicyError

CASES_ENDING = ".cases.yaml"


def policy_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The policy files among and under the paths; a case file stands for the policy beside it.

    Raises PolicyError for a path that is not there, or holds no policy.
    """
    return tuple(dict.fromkeys(found for path in paths for found in _of(path)))


def case_files(policy: Path) -> tuple[Path, ...]:
    """The case files beside a policy file: `2020-03-26.cases.yaml`, `2020-03-26.x.cases.yaml`."""
    return tuple(sorted(policy.parent.glob(f"{policy.stem}*{CASES_ENDING}")))


def is_root(path: Path) -> bool:
    """Whether a folder holds jurisdictions, not just one jurisdiction's or one policy's files."""
    return path.is_dir() and any(is_policy_file(each) for each in path.glob("*/*/*.yaml"))


def is_case_file(path: Path) -> bool:
    return path.name.endswith(CASES_ENDING)


def misnamed(folder: Path) -> Iterator[Diagnostic]:
    """Dated files under a folder that nobody would read: `.yml`, `2020-03-26.case.yaml`."""
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.case.yaml")]):
        stem = path.name.split(".")[0]
        if real_date(stem):
            yield errors.misnamed(str(path), _better_name(path))


def _better_name(path: Path) -> str:
    name = path.name.removesuffix(".yml").removesuffix(".yaml")
    return re.sub(r"\.cases?$", ".cases", name) + ".yaml"


def strays(folder: Path) -> Iterator[Diagnostic]:
    """Case files under a folder whose version is not there."""
    for path in sorted(folder.rglob(f"*{CASES_ENDING}")):
        stem = path.name.split(".")[0]
        if not path.with_name(f"{stem}.yaml").exists():
            beside = [each.stem for each in path.parent.glob("*.yaml") if is_policy_file(each)]
            yield errors.cases_of_nothing(str(path), stem, beside)


def _of(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(each for each in path.rglob("*.yaml") if is_policy_file(each))
        problems = [*misnamed(path), *strays(path)]
        if problems:
            raise PolicyError(*problems)
        if not found:
            raise PolicyError(errors.no_policies(str(path)))
        return found
    if not path.exists():
        raise PolicyError(errors.no_such_path(str(path)))
    if not is_case_file(path):
        return [path]
    policy = path.with_name(path.name.split(".")[0] + ".yaml")
    if not policy.exists():
        raise PolicyError(*(each for each in strays(path.parent) if path.name in each.message.en))
    return [policy]
