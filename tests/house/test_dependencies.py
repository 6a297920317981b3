"""What the package imports from outside, what it declares, and when it is loaded."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator

from checkout import ROOT, package_trees

# The import's name, where it is not the distribution's.
IMPORT_NAMES = {
    "chinesecalendar": "chinese_calendar",
    "python-stdnum": "stdnum",
    "pyyaml": "yaml",
    "z3-solver": "z3",
}
# Spark's own, without which it passes no Arrow on.
COMPANIONS = {"pandas"}
HEAVY = "chinese_calendar hypothesis jsonschema lark msgspec polars pyspark pytest stdnum yaml z3"


def declared() -> set[str]:
    """Import names of the run-time dependencies, extras for users included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    requirements = [*project["dependencies"]]
    for name in extras.keys() - {"bench", "dev"}:
        requirements += extras[name]
    names = {requirement.split(">=")[0] for requirement in requirements}
    others = {name for name in names if not name.startswith("policydsl[")} - COMPANIONS
    return {IMPORT_NAMES.get(name, name) for name in others}


def top_level_imports(tree: ast.Module) -> Iterator[str]:
    """First parts of the names that a module imports, wherever the statement stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.split(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module.split(".")[0]


def test_dependencies_are_those_that_are_imported() -> None:
    imported = {name for _, tree in package_trees() for name in top_level_imports(tree)}
    assert imported - sys.stdlib_module_names - {"policydsl"} == declared()


def test_importing_the_package_loads_no_heavy_library() -> None:
    program = "import sys, policydsl; print(*sorted(set(sys.modules) & set(sys.argv[1:])))"
    run = subprocess.run(
        [sys.executable, "-c", program, *HEAVY.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == []
