"""Which policy and case files a path on the command line means."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policydsl.policy import errors_library as errors
from policydsl.policy.versions import is_policy_file
from policydsl.text.diagnostic import PolicyError

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


def _of(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(each for each in path.rglob("*.yaml") if is_policy_file(each))
        if not found:
            raise PolicyError(errors.no_policies(str(path)))
        return found
    if not path.exists():
        raise PolicyError(errors.no_such_folder(str(path)))
    return [path.with_name(path.name.split(".")[0] + ".yaml")] if is_case_file(path) else [path]
