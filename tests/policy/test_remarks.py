"""`remarks`: findings of a check that lie in the notice itself."""

from pathlib import Path

from policydsl.policy.library import Library
from policydsl.report.policy_page import policy_to_markdown
from policydsl.text.diagnostic import Text
from small_policies import OFFICE, program, write_policy

REMARKS = """\
remarks:
  rule-implied:
    filing.office: {zh: 通知先总说一次, en: said once for all}
  rule-never-fails:
    filing.office: 又说一次
"""


def test_a_remark_has_its_finding_its_subject_and_its_words() -> None:
    first, second = program(OFFICE + REMARKS).remarks
    assert (first.finding, first.subject) == ("rule-implied", "filing.office")
    assert first.note == Text("通知先总说一次", "said once for all")
    assert (second.finding, second.note) == ("rule-never-fails", Text("又说一次", "又说一次"))
    assert second.place.source.text[second.place.span.start :].startswith("filing.office")


def test_the_page_of_a_policy_shows_its_remarks() -> None:
    assert "通知先总说一次" in policy_to_markdown(program(OFFICE + REMARKS), "zh")


def test_a_refinement_has_remarks_of_its_own(tmp_path: Path) -> None:
    write_policy(tmp_path, "anhui/filing", "2020-01-01", OFFICE + REMARKS)
    write_policy(tmp_path, "hefei/filing", "2021-01-01", "extends: anhui/filing\n")
    assert Library.open(tmp_path).program("hefei/filing").remarks == ()
