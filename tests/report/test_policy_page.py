"""The page of a policy, kept to the letter, and what holds of every page."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from policydsl.policy.library import Library
from policydsl.policy.shipped import shipped_policies
from policydsl.report.blocks import Block, Bullets, Heading, Numbered, Paragraph, Table, Terms
from policydsl.report.policy_page import (
    policy_page,
    policy_to_html,
    policy_to_markdown,
    policy_to_text,
)
from policydsl.text.diagnostic import Language
from policydsl.text.width import text_width
from report_policies import CITY, PROVINCE, program

Golden = Callable[[Path, str], None]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SHIPPED = Library.open(shipped_policies())
NAMES = {"province": PROVINCE, "city": CITY}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_text(golden: Golden, name: str, language: Language) -> None:
    text = policy_to_text(program(NAMES[name]), language, colour=False)
    golden(Path(f"golden/policies/{name}.{language}.txt"), text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_markdown(golden: Golden, name: str, language: Language) -> None:
    text = policy_to_markdown(program(NAMES[name]), language)
    golden(Path(f"golden/policies/{name}.{language}.md"), text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_html(golden: Golden, language: Language) -> None:
    golden(Path(f"golden/policies/city.{language}.html"), policy_to_html(program(CITY), language))


def words_in(block: Block) -> list[str]:
    match block:
        case Heading(_, text) | Paragraph(text, _):
            return [text]
        case Terms(entries, _):
            return [part for entry in entries for part in entry]
        case Bullets(items):
            return list(items)
        case Table(heads, rows):
            return [*heads, *(cell for row in rows for cell in row)]
        case Numbered(entries):
            return [
                part
                for entry in entries
                for part in (entry.title, *entry.tags, *(p for line in entry.lines for p in line))
            ]


@pytest.mark.parametrize("policy", SHIPPED.policies())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_policy_has_a_page_that_names_all_of_it(
    policy: str, language: Language
) -> None:
    shown = SHIPPED.program(policy)
    page = policy_page(shown, language)
    text = "\n".join(part for block in page for part in words_in(block))
    for thing in (*shown.parameters.values(), *shown.decisions.values()):
        assert thing.title.in_language(language) in text
    for clause in shown.not_encoded:
        assert clause.reason.in_language(language) in text


@pytest.mark.parametrize("policy", SHIPPED.policies())
def test_a_shipped_policy_reads_in_chinese(policy: str) -> None:
    """No fact, figure or function is left under its id where it has a Chinese name."""
    page = policy_page(SHIPPED.program(policy), "zh")
    for block in page:
        if isinstance(block, Numbered):
            for entry in block.entries:
                required = [text for name, text in entry.lines if name == "要求"]
                assert required
                assert [text for text in required if "_" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [44, 60, 88, 120])
def test_no_line_is_wider_than_the_terminal(language: Language, width: int) -> None:
    text = policy_to_text(program(CITY), language, colour=False, width=width)
    assert [line for line in text.splitlines() if text_width(line) > width] == []


@pytest.mark.parametrize("policy", SHIPPED.policies())
@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_policies_fit_a_terminal(policy: str, language: Language) -> None:
    text = policy_to_text(SHIPPED.program(policy), language, colour=False, width=80)
    assert [line for line in text.splitlines() if text_width(line) > 80] == []
