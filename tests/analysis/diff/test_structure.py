"""What differs in the text: every kind of thing, matched by id or by what it says."""

from __future__ import annotations

from itertools import permutations

import pytest

from amended_policies import amended, shipped_version, told_changes
from policydsl.analysis.diff.changes import Edit
from policydsl.analysis.diff.difference import Difference
from policydsl.analysis.diff.matching import match
from policydsl.analysis.diff.structure import structure
from policydsl.analysis.diff.versions import Version
from policydsl.analysis.same_text import Meanings, foreign_facts
from policydsl.report.diff_json import difference_to_json
from policydsl.report.diff_report import difference_to_markdown
from policydsl.trace_json import dump_json

ANHUI = "anhui/evaluation-body-filing"
POLICIES = (
    ANHUI,
    "foshan/evaluation-body-filing",
    "guangxi/evaluation-body-filing",
    "hebei/evaluation-body-renewal",
    "shandong/evaluation-body-renewal",
    "national/enterprise-size",
)


def text_alone(old: Version, new: Version) -> Difference:
    """The changes of the text, with nothing said of what they mean."""
    foreign = foreign_facts(old.program, new.program)
    before, after = Meanings(old.program, foreign), Meanings(new.program, foreign)
    return Difference(old, new, structure(before, after).changes, (), (), ())


def edits(*replaced: tuple[str, str]) -> dict[str, Edit]:
    """The edits of the only thing that differs, by aspect."""
    found = text_alone(shipped_version(ANHUI), amended(ANHUI, replaced))
    (change,) = found.changes
    return {edit.aspect: edit for edit in change.edits}


@pytest.mark.parametrize("old, new", tuple(permutations(POLICIES, 2)))
def test_any_two_policies_are_put_into_words(old: str, new: str) -> None:
    found = text_alone(shipped_version(old), shipped_version(new))
    for text in (
        difference_to_markdown(found, "zh"),
        difference_to_markdown(found, "en"),
        dump_json(difference_to_json(found)),
    ):
        assert "object at 0x" not in text
        assert "Text(" not in text
        assert " None" not in text


def test_a_policy_and_itself_differ_in_nothing() -> None:
    for policy in POLICIES:
        assert text_alone(shipped_version(policy), shipped_version(policy)).changes == ()


def test_what_stands_at_the_head() -> None:
    found = edits(
        ("issued: 2020-03-26", "issued: 2020-04-01"),
        ("effective: {from: 2020-03-26}", "effective: {from: 2020-05-01}"),
        ("zh: 安徽省技能人才评价机构备案,", "zh: 安徽省技能人才评价机构备案办法,"),
    )
    assert set(found) == {"issued", "start", "title"}
    assert (found["start"].before, found["start"].after) == ("2020-03-26", "2020-05-01")


def test_an_expression_written_otherwise_with_the_same_meaning_says_so() -> None:
    written = "occupation.theory.area >= theory_area_min"
    assert edits((written, "occupation.theory.area >= 60"))["require"].same
    assert not edits((written, "occupation.theory.area >= 61"))["require"].same


def test_spaces_and_comments_are_no_change() -> None:
    found = amended(
        ANHUI,
        [
            ("require: staff.managers >= 1", "require: staff.managers   >=   1  # 一人"),
            ("# ── 四、人员 ──", "# ── 人员 ──"),
        ],
    )
    assert text_alone(shipped_version(ANHUI), found).changes == ()


def test_a_table_whose_columns_changed_has_other_rows() -> None:
    old = shipped_version("national/enterprise-size")
    new = amended(
        "national/enterprise-size",
        [("        - {when: {industry: 农林牧渔业}, then: micro, clause: table}\n", "")],
    )
    assert told_changes(text_alone(old, new)) == ("row 4 removed",)


@pytest.mark.parametrize(
    "old, new, moved",
    [
        ("abcd", "abcd", ""),
        ("abcd", "bcda", "a"),
        ("abcd", "dabc", "d"),
        ("abcd", "acxd", ""),
        ("abcdef", "badcfe", "bdf"),
    ],
)
def test_as_few_things_as_possible_have_moved(old: str, new: str, moved: str) -> None:
    found = match(tuple(old), tuple(new), lambda each: each)
    shifted = {pair.new for pair in found.pairs if pair.moved}
    assert len(shifted) == len(moved)
    assert found.added == tuple(each for each in new if each not in old)
    assert found.removed == tuple(each for each in old if each not in new)


def test_what_one_way_does_not_match_the_next_may() -> None:
    found = match(("a1", "b2"), ("c2", "a9"), lambda each: each[0], lambda each: each[1])
    assert [(pair.old, pair.new) for pair in found.pairs] == [("b2", "c2"), ("a1", "a9")]
