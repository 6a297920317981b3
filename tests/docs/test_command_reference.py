"""`docs/cli.md` is the commands' own help, and leaves none of them out."""

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from checkout import ROOT
from doc_commands import command_page, commands

PAGE = ROOT / "docs" / "cli.md"


@pytest.mark.docs
def test_the_command_reference_is_fresh(golden: Callable[[Path, str], None]) -> None:
    golden(PAGE, command_page())


@pytest.mark.parametrize("name", commands())
def test_a_command_and_each_of_its_options_stand_on_the_page(name: str) -> None:
    _, heading, rest = PAGE.read_text(encoding="utf-8").partition(f"\n## {name}\n")
    assert heading
    section = rest.partition("\n## ")[0]
    options = [each for each in commands()[name].params if isinstance(each, click.Option)]
    written = {word for option in options for word in option.opts}
    assert written - set(re.findall(r"(?<!\S)--?[\w-]+", section)) == set()


@pytest.mark.parametrize("name", commands())
def test_a_command_is_told_in_both_languages(name: str) -> None:
    text = commands()[name].help or ""
    assert re.search("[一-鿿]", text)
    assert re.search("[A-Za-z]{3,} [a-z]", text)
    for option in commands()[name].params:
        if isinstance(option, click.Option):
            assert re.search("[一-鿿].* / .*[a-z]|.*[一-鿿]", option.help or ""), option.name
