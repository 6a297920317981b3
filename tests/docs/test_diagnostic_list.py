"""`docs/diagnostics.md` lists every code, each with what it says and a way out."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import ROOT
from doc_diagnostics import diagnostic_page, wordings

PAGE = ROOT / "docs" / "diagnostics.md"


@pytest.mark.docs
def test_the_list_of_diagnostics_is_fresh(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, diagnostic_page())


def listed() -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"^(?:### |\| `)([\w-]+)", text, re.MULTILINE)


def test_a_code_is_listed_once() -> None:
    assert len(set(listed())) == len(listed())


def test_every_code_in_the_package_is_listed() -> None:
    assert {each.code for each in wordings()} - set(listed()) == set()


def test_many_are_found() -> None:
    assert len({each.code for each in wordings()}) > 100
