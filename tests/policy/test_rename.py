"""Rewriting names and text: what a file says stays the same."""

from pathlib import Path

import pytest

from policydsl.feel.tree import Node
from policydsl.policy.building.build import Built
from policydsl.policy.building.program_walk import parts
from policydsl.policy.library import Library
from policydsl.policy.publishing.normalise import normalise
from policydsl.policy.publishing.rename import rename
from policydsl.text.source import Source
from small_policies import OFFICE, built_policy, policy_text, write_policy

LIBRARY = Library.open()


def trees(built: Built) -> list[Node]:
    return [part.tree for part in parts(built.program)]


@pytest.mark.parametrize("policy", LIBRARY.policies())
def test_shipped_policies_mean_the_same_under_either_names(policy: str) -> None:
    built = LIBRARY.built(policy)
    path = built.program.source.name
    in_chinese = LIBRARY.built_text(rename(built, "zh"), path)
    in_english = LIBRARY.built_text(rename(in_chinese, "en"), path)
    assert trees(in_chinese) == trees(built)
    assert trees(in_english) == trees(built)
    assert in_english.program.source.text == rename(built, "en")
    assert in_chinese.program.source.text == rename(in_english, "zh")


@pytest.mark.parametrize("policy", LIBRARY.policies())
def test_shipped_policies_are_in_normal_form(policy: str) -> None:
    source = LIBRARY.built(policy).program.source
    assert normalise(source) == source.text


@pytest.mark.parametrize(
    "written, in_chinese",
    [
        ("premises.office.area >= area_min", "场所.办公用房.面积 >= 面积下限"),
        ("'premises.office.area>=area_min' # why", "'场所.办公用房.面积>=面积下限' # why"),
        ('"premises.office.area >= area\\u005Fmin"', '"场所.办公用房.面积 >= 面积下限"'),
        (
            "|\n          premises.office.area\n            >= area_min",
            "|\n          场所.办公用房.面积\n            >= 面积下限",
        ),
        (
            'premises.office.area >= area_min\n          and 机构.name = "area_min"',
            '场所.办公用房.面积 >= 面积下限\n          and 机构.名称 = "area_min"',
        ),
        (
            "some area in occupations satisfies area.theory.area > area_min",
            "some area in 各职业 satisfies area.理论考场.面积 > 面积下限",
        ),
        (
            "some 机构 in occupations satisfies 机构.name = institution.name and area_min > 0",
            "some 机构 in 各职业 satisfies 机构.名称 = institution.名称 and 面积下限 > 0",
        ),
        (
            "count(occupations[name = institution.name]) > area_min",
            "count(各职业[名称 = 机构.名称]) > 面积下限",
        ),
    ],
)
def test_names_are_rewritten_where_they_stand(written: str, in_chinese: str) -> None:
    body = OFFICE.replace("premises.office.area >= area_min", written)
    built = built_policy(body)
    text = rename(built, "zh")
    assert text == built.program.source.text.replace(
        f"require: {written}", f"require: {in_chinese}"
    )


def test_cells_and_iterators_are_rewritten_too() -> None:
    body = (
        OFFICE.replace(
            "        require:", "        for: [o in occupations, l in o.levels]\n        require:"
        )
        + """\
  route:
    title: {zh: 路线, en: Route}
    table:
      hit: first
      inputs: {kind: application.body_kind, area: premises.office.area}
      outputs: {office: {values: {city: 市}}, years: {type: number, default: area_min}}
      rows: [{when: {kind: level_body, area: '> area_min'}, then: {office: city, years: area_min}}]
"""
    )
    text = rename(built_policy(body), "zh")
    assert "[o in 各职业, l in o.各等级]" in text
    assert "{kind: 申报.评价机构类别, area: 场所.办公用房.面积}" in text
    assert "{kind: level_body, area: '> 面积下限'}, then: {office: city, years: 面积下限}" in text
    assert "default: 面积下限" in text


def test_only_the_refinement_s_own_file_is_rewritten(tmp_path: Path) -> None:
    write_policy(tmp_path, "anhui/filing", "2020-01-01")
    own = "extends: anhui/filing\ndecisions:\n  d: {title: 丁, value: area_min}\n"
    path = write_policy(tmp_path, "hefei/filing", "2020-01-01", own)
    text = rename(Library.open(tmp_path).built("hefei/filing"), "zh")
    assert text == path.read_text(encoding="utf-8").replace("area_min", "面积下限")


@pytest.mark.parametrize(
    "written, normal",
    [
        ("premises.office.area ≥ area_min", "premises.office.area >= area_min"),
        (
            '（premises.office.area ＞ area_min） and 机构.名称 ≠ "（甲）"',
            '(premises.office.area > area_min) and 机构.名称 != "（甲）"',
        ),
        ("min（premises.office.area，area_min） ＞ 0", "min(premises.office.area,area_min) > 0"),
        ("premises.office.area >= area_min   ", "premises.office.area >= area_min"),
        (
            "|\n          premises.office.area\n          ＞＝ area_min",
            "|\n          premises.office.area\n          >= area_min",
        ),
    ],
)
def test_marks_and_spaces_are_made_normal(written: str, normal: str) -> None:
    text = policy_text(OFFICE.replace("premises.office.area >= area_min", written))
    wanted = policy_text(OFFICE.replace("premises.office.area >= area_min", normal))
    assert normalise(Source("x.yaml", text)) == wanted


def test_a_comma_that_would_cut_a_cell_stays() -> None:
    row = "rows: [{when: {area: max（1，area_min）}, then: city}]"
    text = (
        policy_text(OFFICE)
        + f"""\
  route:
    title: {{zh: 路线, en: Route}}
    table:
      hit: first
      inputs: {{area: premises.office.area}}
      outputs: {{office: {{values: {{city: 市}}}}}}
      {row}
"""
    )
    assert normalise(Source("x.yaml", text)) == text.replace("（", "(").replace("）", ")")


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "  \n  \n"])
def test_a_file_ends_with_one_line_break(end: str) -> None:
    text = policy_text(OFFICE)
    assert normalise(Source("x.yaml", text.rstrip() + end)) == text


def test_line_ends_and_texts_of_several_lines_stay() -> None:
    note = "note: |\n  一行  \n  two\n"
    text = policy_text(note + OFFICE).replace("\n", "\r\n")
    assert normalise(Source("x.yaml", text)) == text
