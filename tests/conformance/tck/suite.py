"""Where the suite is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tck.profile import LEVELS

ROOT = Path(__file__).resolve().parents[3]
VARIABLE = "DMN_TCK"
HOW_TO_GET_IT = (
    "The DMN TCK is not here. Clone https://github.com/dmn-tck/tck and name the folder:"
    f" {VARIABLE}=<clone>/TestCases, or --tck <clone>/TestCases."
)


def find_suite(given: Path | None, environment: Mapping[str, str]) -> Path | None:
    """The folder that holds the compliance levels: as given, as $DMN_TCK says, or beside the
    checkout in `shared/tck`. None where there is none.
    """
    named = given or (Path(environment[VARIABLE]) if environment.get(VARIABLE) else None)
    for candidate in (named,) if named else (ROOT.parent / "shared" / "tck",):
        for folder in (candidate, candidate / "TestCases"):
            if any((folder / level).is_dir() for level in LEVELS):
                return folder
    return None
