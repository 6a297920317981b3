"""Regular expressions: those of XPath and no others, in bounded time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feel_expressions import cause_of, value_of
from policydsl.feel.values import CauseKind
from policydsl.feel.xpath_regex import MAX_PATTERN_LENGTH, PatternError, matches, replace, split
from policydsl.text.diagnostic import Text

# text, pattern, flags, whether it matches
MATCHES = [
    ("abracadabra", "bra", "", True),
    ("abracadabra", "^bra", "", False),
    ("abracadabra", "^a.*a$", "", True),
    ("34010020200001", "^[0-9]{14}$", "", True),
    ("", "", "", True),
    ("b", "a|", "", True),
    ("职业技能", "^\\p{IsCJKUnifiedIdeographs}{4}$", "", True),
    ("abc", "^\\p{Lu}", "", False),
    ("a1", "^\\i\\c$", "", True),
    ("1a", "^\\i", "", False),
    ("一", "^\\d$", "", False),
    ("٣", "^\\d$", "", True),
    ("a,b", "^a\\Wb$", "", True),
    ("a b", "^a\\sb$", "", True),
    ("a\u00a0b", "^a\\sb$", "", False),
    # . ^ $ and the flags s and m
    ("a\nb", "a.b", "", False),
    ("a\rb", "a.b", "", False),
    ("a\nb", "a.b", "s", True),
    ("a\nb", "^b$", "", False),
    ("a\nb", "^b$", "m", True),
    ("a\n", "a$", "", False),
    ("\nabcd\ndefg\n", "^$", "m", True),
    ("abcd\n\ndefg\n ", "^$", "m", True),
    ("abcd\ndefg\n", "^$", "m", False),
    ("a", "^*a$?", "", True),
    # flag i
    ("abc", "ABC", "i", True),
    ("K", "\u212a", "i", True),
    ("x", "[A-Z-[OI]]", "i", True),
    ("o", "[A-Z-[OI]]", "i", False),
    ("q", "[^Q]", "i", False),
    ("m", "[\\p{Lu}]", "i", False),
    ("m", "[\\P{Lu}]", "i", True),
    ("M", "[m\\p{Nd}]", "i", True),
    ("A", "[a-z-[\\p{Lu}]]", "i", False),
    ("aA", "(a)\\1", "i", True),
    # flags x and q
    ("hello world", "hello\\ sworld", "x", True),
    ("hello world", " hel lo[ ]world ", "x", True),
    ("hello world", "\\p{ I s B a s i c L a t i n }+", "x", True),
    ("[a", "\\ [ a", "x", True),
    ("#", "#", "x", True),
    ("a.b", "a.b", "q", True),
    ("axb", "a.b", "q", False),
    ("A.B(", "a.b(", "qi", True),
    # classes
    ("e", "[a-z-[aeiou]]", "", False),
    ("f", "[a-z-[aeiou]]", "", True),
    ("e", "[a-z-[a-z-[aeiou]]]", "", True),
    ("5", "[^a-z-[0-4]]", "", True),
    ("4", "[^a-z-[0-4]]", "", False),
    ("-", "[a-]", "", True),
    ("-", "[-a]", "", True),
    ("-", "[0-9-.]", "", True),
    ("-", "[^a-d-b-c]", "", False),
    ("-", "[a--[a]]", "", True),
    ("^", "[a^]", "", True),
    ("&", "[a&&b]", "", True),
    ("]", "[\\]]", "", True),
    (".", "[.]", "", True),
    ("x", "[.]", "", False),
    ("_", "[\\w-[_]]", "", False),
    # repeats and back-references
    ("aaa", "^a{3}$", "", True),
    ("aaa", "^a{4,}$", "", False),
    ("aaa", "^a{0,2}$", "", False),
    ("aaaa", "^(aa)+?$", "", True),
    ("abab", "^(ab)\\1$", "", True),
    ("aa0", "^(a)\\10$", "", True),
    ("b", "^(a)?b\\1$", "", True),
    ("abcabc", "^(?:a(bc))(?:a\\1)$", "", True),
]

# what XPath refuses, and the place in the pattern that is blamed
REFUSED = [
    ("(?P<year>a)", 1),
    ("(?=a)", 1),
    ("(?i)a", 1),
    ("a++", 3),
    ("a{2}+", 5),
    ("*a", 1),
    ("a|*", 3),
    ("a{,3}", 2),
    ("a{3,1}", 2),
    ("a{x}", 2),
    ("a)", 2),
    ("a(b", 2),
    ("a]", 2),
    ("a}", 2),
    ("[a", 1),
    ("[]", 2),
    ("[^]", 3),
    ("[-[a]]", 3),
    ("[a[b]]", 3),
    ("[z-a]", 4),
    ("[--z]", 3),
    ("[a-[b]c]", 6),
    ("[a-\\d]", 5),
    ("(asd)[\\1]", 8),
    ("a\\b", 3),
    ("\\A", 2),
    ("\\u0041", 2),
    ("\\", 1),
    ("\\0", 2),
    ("(.)\\2", 5),
    ("(a\\1)", 4),
    ("\\pL", 2),
    ("\\p{Lx}", 3),
    ("\\p{IsNowhere}", 3),
    ("\\p{ IsBasicLatin}", 3),
    ("\\p{Greek}", 3),
]

TOO_MUCH = [
    "a" * (MAX_PATTERN_LENGTH + 1),
    "(" * 40 + ")" * 40,
    "[a-" * 40 + "[b]" + "]" * 40,
    "(a{1000}){1000}",
    "a{99999999999}",
]

REPLACEMENTS = [
    ("banana", "(an)+", "**", "b**a"),
    ("banana", "[aeiouy]", "[$0]", "b[a]n[a]n[a]"),
    ("abcd", "(ab)|(a)", "[1=$1][2=$2]", "[1=ab][2=]cd"),
    ("abracadabra", "a.*?a", "*", "*c*bra"),
    ("abracadabra", "a(.)", "a$1$1", "abbraccaddabbra"),
    ("AAAA", "A+?", "b", "bbbb"),
    ("0123456789", "(\\d{3})(\\d{3})(\\d{4})", "($1) $2-$3", "(012) 345-6789"),
    ("abc", "(b)", "$12", "ab2c"),
    ("abc", "b", "$9", "ac"),
    ("abc", "b", "$00", "ab0c"),
    ("abc", "b", "\\$1\\\\", "a$1\\c"),
    ("abc", "d", "x", "abc"),
]


@pytest.mark.parametrize("text, pattern, flags, expected", MATCHES)
def test_a_pattern_finds_what_xpath_says(
    text: str, pattern: str, flags: str, expected: bool
) -> None:
    assert matches(text, pattern, flags) is expected


@pytest.mark.parametrize("pattern, place", REFUSED)
def test_a_pattern_that_xpath_does_not_know_is_refused_at_its_place(
    pattern: str, place: int
) -> None:
    with pytest.raises(PatternError) as caught:
        matches("a", pattern)
    assert not caught.value.limit
    assert caught.value.message.en.startswith(f"character {place} of the pattern: ")
    assert caught.value.message.zh.startswith(f"正则表达式第 {place} 个字符处：")


@pytest.mark.parametrize("pattern", TOO_MUCH)
def test_a_pattern_that_would_grow_without_bound_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        matches("a", pattern)
    assert caught.value.limit


@pytest.mark.parametrize("text, pattern, replacement, expected", REPLACEMENTS)
def test_a_replacement_may_name_groups(
    text: str, pattern: str, replacement: str, expected: str
) -> None:
    assert replace(text, pattern, replacement) == expected


def test_with_flag_q_neither_pattern_nor_replacement_has_special_characters() -> None:
    assert replace("a.c", ".", "$1\\", "q") == "a$1\\c"


@pytest.mark.parametrize("replacement", ["$", "$x", "\\", "a\\1"])
def test_a_replacement_with_a_stray_mark_is_refused(replacement: str) -> None:
    with pytest.raises(PatternError, match="in a replacement is only allowed as"):
        replace("abc", "b", replacement)


@pytest.mark.parametrize("pattern", ["", "x*", "^", "a|"])
def test_a_pattern_that_finds_the_empty_text_neither_replaces_nor_splits(pattern: str) -> None:
    with pytest.raises(PatternError, match="finds the empty text"):
        replace("abc", pattern, "-")
    with pytest.raises(PatternError, match="finds the empty text"):
        split("abc", pattern)


@pytest.mark.parametrize(
    "text, pattern, expected",
    [
        ("John Doe", "\\s", ("John", "Doe")),
        ("a;b;c;;", ";", ("a", "b", "c", "", "")),
        ("焊工、电工，钳工", "[、，]", ("焊工", "电工", "钳工")),
        ("", ";", ("",)),
    ],
)
def test_splitting_gives_one_piece_more_than_there_are_matches(
    text: str, pattern: str, expected: tuple[str, ...]
) -> None:
    assert split(text, pattern) == expected


def test_a_match_that_backtracks_without_end_is_stopped() -> None:
    with pytest.raises(PatternError, match="took too long") as caught:
        matches("a" * 60 + "b", "(a|aa)+$")
    assert caught.value.limit


def test_a_replacement_that_grows_without_bound_is_stopped() -> None:
    with pytest.raises(PatternError) as caught:
        replace("a" * 2_000, "a", "b" * 1_000)
    assert caught.value.limit


@pytest.mark.parametrize(
    "text, kind",
    [
        ('matches("a", "(?=a)")', CauseKind.WRONG_ARGUMENT),
        ('matches("a", "a", "X")', CauseKind.WRONG_ARGUMENT),
        ('matches("a", "a", " ")', CauseKind.WRONG_ARGUMENT),
        ('replace("a", "a*", "b")', CauseKind.WRONG_ARGUMENT),
        ('split("a", "[a")', CauseKind.WRONG_ARGUMENT),
        ('matches("a", "a{99999}")', CauseKind.LIMIT),
    ],
)
def test_in_an_expression_a_refused_pattern_is_null_with_the_reason(
    text: str, kind: CauseKind
) -> None:
    cause = cause_of(text)
    assert cause.kind is kind
    assert cause.message.en.startswith(text.partition("(")[0] + ": ")


def test_in_an_expression_flags_may_be_null() -> None:
    assert value_of('matches("abracadabra", "bra", null)') is True


patterns = st.text(st.sampled_from("ab1-^$.|*+?{},()[]\\pdsiLuN: "), max_size=14)


@given(patterns, st.text("smix", max_size=3), st.text("ab1- \n", max_size=8))
def test_any_text_is_a_pattern_or_refused_in_both_languages(
    pattern: str, flags: str, text: str
) -> None:
    problem = Text("", "")
    try:
        matches(text, pattern, flags)
    except PatternError as error:
        problem = error.message
    assert bool(problem.zh) == bool(problem.en)


@given(st.text(max_size=20), st.text(max_size=5))
def test_a_literal_pattern_finds_what_contains_finds(text: str, part: str) -> None:
    assert matches(text, part, "q") is (part in text)


@given(st.text(max_size=20), st.text(min_size=1, max_size=3))
def test_splitting_and_joining_by_a_literal_gives_the_text_again(text: str, mark: str) -> None:
    escaped = "".join("\\" + char if char in "\\|.?*+(){}-[]^$" else char for char in mark)
    assert mark.join(split(text, escaped)) == text
