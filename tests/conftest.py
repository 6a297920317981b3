"""What every test may use: Hypothesis profiles and the `golden` fixture."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from golden_files import mismatch, update_wanted

# No test asserts a time, so no example has a deadline. Checks draw the same examples every time;
# at the desk each run tries new ones and remembers what failed.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


# Programs are kept apart from the user's own, once for all processes of a run.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _kept = tempfile.TemporaryDirectory(prefix="policydsl-tests-")
    atexit.register(_kept.cleanup)
    os.environ["POLICYDSL_CACHE"] = _kept.name


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file; UPDATE_GOLDEN=1 rewrites the file instead.

    A relative path starts at the test file's directory.
    """
    update = update_wanted(os.environ)

    def compare(path: Path, actual: str) -> None:
        difference = mismatch(request.path.parent / path, actual, update=update)
        if difference is not None:
            pytest.fail(difference, pytrace=False)

    return compare
