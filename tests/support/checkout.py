"""The files of this checkout, for tests about the house itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "policydsl"

_GENERATED = re.compile(
    r"__pycache__|build|dist|.*\.egg-info|\.git|\.venv|\.hypothesis|\..*_cache|\.coverage.*"
)


def written_files(directory: Path = ROOT) -> Iterator[Path]:
    """Every file a person wrote, leaving out what tools generate."""
    for path in sorted(directory.iterdir()):
        if _GENERATED.fullmatch(path.name) or path.is_symlink():
            continue
        if path.is_dir():
            yield from written_files(path)
        else:
            yield path


def shown(path: Path) -> str:
    """The path as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


def package_trees() -> Iterator[tuple[Path, ast.Module]]:
    """Each module of the package with its syntax tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
