"""`docs/language.md` tells of every builtin function as it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import ROOT
from doc_functions import START, with_functions
from policydsl.feel.builtins.table import BUILTINS

PAGE = ROOT / "docs" / "language.md"


@pytest.mark.docs
def test_the_table_of_functions_is_fresh(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, with_functions(PAGE.read_text(encoding="utf-8")))


def test_every_function_has_its_entry() -> None:
    generated = PAGE.read_text(encoding="utf-8").partition(START)[2]
    assert sorted(re.findall(r"^### (.+)$", generated, re.MULTILINE)) == sorted(BUILTINS)
