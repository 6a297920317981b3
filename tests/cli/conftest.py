"""Commands are run in this folder, beside their files, and not in the desk's environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_line import LEFT_OUT


@pytest.fixture(autouse=True)
def _in_this_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LEFT_OUT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(Path(__file__).parent)
