"""Every fixed word of the reports exists in both languages and asks for the same parts."""

import re
from collections.abc import Iterator

import pytest

from policydsl.report import function_words, page_words, words
from policydsl.text.diagnostic import Text
from policydsl.trace import Status, Verdict

PART = re.compile(r"\{(\w+)\}")


def all_words() -> Iterator[tuple[str, object]]:
    for module in (words, page_words, function_words):
        for name, value in vars(module).items():
            yield f"{module.__name__.rpartition('.')[2]}.{name}", value


def fixed_words() -> Iterator[tuple[str, Text]]:
    for name, value in all_words():
        if isinstance(value, Text):
            yield name, value
        elif isinstance(value, dict):
            yield from (
                (f"{name}[{key}]", text) for key, text in value.items() if isinstance(text, Text)
            )


@pytest.mark.parametrize("text", [text for _, text in fixed_words()], ids=dict(fixed_words()))
def test_a_word_says_the_same_in_both_languages(text: Text) -> None:
    assert text.zh.strip() == text.zh != ""
    assert text.en.strip() == text.en
    assert text.en != "" or text is function_words.NAMED
    # An English phrase names its items at once, a Chinese one only where their list does not.
    parts = {language: set(PART.findall(text.in_language(language))) for language in ("zh", "en")}
    assert parts["zh"] ^ parts["en"] in (set(), {"name"}, {"name", "named"})


def test_every_status_and_verdict_has_a_word_and_a_sign_of_its_own() -> None:
    assert set(words.STATUS_NAMES) == set(words.STATUS_SIGNS) == set(Status)
    assert set(words.VERDICT_NAMES) == set(words.VERDICT_SIGNS) == set(Verdict)
    assert len(set(words.STATUS_SIGNS.values())) == len(Status)
    assert len(set(words.VERDICT_SIGNS.values())) == len(Verdict)


def test_fixed_words_are_many_enough_to_be_found() -> None:
    assert len(list(fixed_words())) > 50
