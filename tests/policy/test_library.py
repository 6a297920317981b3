"""Folders of policies: which there are, which version holds on a day, what it links to."""

import datetime
import hashlib
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from policydsl.policy.library import Library
from policydsl.policy.shipped import shipped_policies
from policydsl.policy.versions import undeclared_gaps
from policydsl.text.diagnostic import Diagnostic, PolicyError
from small_policies import OFFICE, policy_text, write_policy

A = "anhui/filing"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def refused(ask: Callable[[], object]) -> Diagnostic:
    with pytest.raises(PolicyError) as caught:
        ask()
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


def with_area(area: int) -> str:
    return OFFICE.replace("value: 50", f"value: {area}")


def least_area(library: Library, policy: str, as_of: str | None = None) -> str:
    program = library.program(policy, day(as_of) if as_of else None)
    return str(program.parameters["area_min"].value)


@pytest.fixture
def three_versions(tmp_path: Path) -> Path:
    """In force from 2020, from 2022 until the end of 2023, and again from 2025."""
    write_policy(tmp_path, A, "2020-01-01", with_area(20))
    until = "{from: 2022-03-01, until: 2023-12-31}"
    write_policy(tmp_path, A, "2022-03-01", with_area(22), until)
    again = "{from: 2025-01-01, gap_before: true}"
    write_policy(tmp_path, A, "2025-01-01", with_area(25), again)
    return tmp_path


def test_versions_are_listed_by_date_with_their_last_days(three_versions: Path) -> None:
    library = Library.open(three_versions)
    assert library.policies() == (A,)
    spans = [(version.start, version.end) for version in library.versions(A)]
    assert spans == [
        ("2020-01-01", "2022-02-28"),
        ("2022-03-01", "2023-12-31"),
        ("2025-01-01", None),
    ]


@pytest.mark.parametrize(
    "as_of, area",
    [
        ("2020-01-01", "20"),
        ("2022-02-28", "20"),
        ("2022-03-01", "22"),
        ("2023-12-31", "22"),
        ("2025-01-01", "25"),
        ("2999-01-01", "25"),
        (None, "25"),
    ],
)
def test_the_version_in_force_on_a_day_is_taken(
    three_versions: Path, as_of: str | None, area: str
) -> None:
    assert least_area(Library.open(three_versions), A, as_of) == area


@pytest.mark.parametrize(
    "as_of, code",
    [
        ("2019-12-31", "before-first-version"),
        ("2024-01-01", "version-gap"),
        ("2024-12-31", "version-gap"),
    ],
)
def test_a_day_without_a_version_is_refused(three_versions: Path, as_of: str, code: str) -> None:
    library = Library.open(three_versions)
    assert refused(lambda: library.program(A, day(as_of))).code == code


def test_a_day_after_the_last_version_is_refused(tmp_path: Path) -> None:
    write_policy(tmp_path, A, "2020-01-01", effective="{from: 2020-01-01, until: 2020-12-31}")
    library = Library.open(tmp_path)
    found = refused(lambda: library.program(A, day("2021-01-01")))
    assert found.code == "after-last-version"
    assert least_area(library, A) == "50"


def test_a_gap_that_nothing_declares_is_an_error_of_its_own(tmp_path: Path) -> None:
    write_policy(tmp_path, A, "2020-01-01", effective="{from: 2020-01-01, until: 2020-12-31}")
    write_policy(tmp_path, A, "2022-01-01")
    library = Library.open(tmp_path)
    found = refused(lambda: library.program(A, day("2021-06-01")))
    assert found.code == "undeclared-version-gap"
    assert [each.code for each in undeclared_gaps(library.versions(A))] == [found.code]


def test_versions_that_meet_leave_no_gap(three_versions: Path) -> None:
    assert undeclared_gaps(Library.open(three_versions).versions(A)) == ()


def test_an_unknown_policy_is_refused_with_the_nearest(three_versions: Path) -> None:
    library = Library.open(three_versions)
    found = refused(lambda: library.program("anhui/filling"))
    assert found.code == "unknown-policy"
    assert found.help is not None
    assert A in found.help.en


def test_overlapping_versions_are_refused(tmp_path: Path) -> None:
    write_policy(tmp_path, A, "2020-01-01", effective="{from: 2020-01-01, until: 2022-01-01}")
    write_policy(tmp_path, A, "2022-01-01")
    assert refused(lambda: Library.open(tmp_path).versions(A)).code == "version-overlap"


def test_two_versions_of_one_day_are_refused(tmp_path: Path) -> None:
    write_policy(tmp_path / "one", A, "2020-01-01")
    write_policy(tmp_path / "two", A, "2020-01-01")
    library = Library.open(tmp_path / "one", tmp_path / "two")
    assert refused(lambda: library.program(A)).code == "version-same-day"


def test_the_same_folder_given_twice_counts_once(three_versions: Path) -> None:
    library = Library.open(three_versions, three_versions / "." / "anhui" / "..")
    assert len(library.versions(A)) == 3


def test_a_file_named_by_another_day_is_refused(tmp_path: Path) -> None:
    write_policy(tmp_path, A, "2020-01-01", name="2020-01-02")
    assert refused(lambda: Library.open(tmp_path).versions(A)).code == "file-name-differs"


def test_a_file_named_by_no_day_is_refused(tmp_path: Path) -> None:
    write_policy(tmp_path, A, "2020-01-01", name="draft")
    assert refused(lambda: Library.open(tmp_path).versions(A)).code == "file-name-no-date"


def test_a_policy_in_the_wrong_folder_is_refused(tmp_path: Path) -> None:
    write_policy(tmp_path, A, "2020-01-01")
    wrong = write_policy(tmp_path, "anhui/other", "2020-01-01")
    wrong.write_text(policy_text(policy=A), encoding="utf-8")
    assert refused(lambda: Library.open(tmp_path).versions("anhui/other")).code == "folder-differs"


def test_a_folder_that_is_not_there_or_empty_is_refused(tmp_path: Path) -> None:
    assert refused(lambda: Library.open(tmp_path / "none")).code == "no-such-folder"
    assert refused(lambda: Library.open(tmp_path)).code == "no-policies"


def test_test_cases_are_no_versions(three_versions: Path) -> None:
    cases = three_versions / A / "2020-01-01.cases.yaml"
    cases.write_text("cases: []\n", encoding="utf-8")
    library = Library.open(three_versions)
    assert len(library.versions(A)) == 3
    assert library.case_files(A) == (cases,)


def test_listing_versions_does_not_read_what_follows_the_head(tmp_path: Path) -> None:
    path = write_policy(tmp_path, A, "2020-01-01", "decisions:\n  filing: [unclosed\n")
    (version,) = Library.open(tmp_path).versions(A)
    assert (version.version, version.path) == ("1.0.0", path)
    assert refused(lambda: Library.open(tmp_path).program(A)).code.startswith("yaml-")


def test_part_of_a_library_lists_less_and_links_the_same(tmp_path: Path) -> None:
    write_policy(tmp_path, "national/size", "2017-01-01")
    uses = "uses:\n  size: {policy: national/size, decision: filing}\n"
    write_policy(tmp_path, A, "2020-01-01", uses + OFFICE)
    library = Library.open(tmp_path / "anhui")
    assert library.policies() == (A,)
    assert library.program(A).uses[0].program.policy == "national/size"


def test_links_mean_the_versions_of_the_day(three_versions: Path) -> None:
    uses = f"uses:\n  other: {{policy: {A}, decision: filing}}\n"
    write_policy(three_versions, "anhui/second", "2021-01-01", uses + OFFICE)
    library = Library.open(three_versions)

    def linked_area(as_of: str | None) -> str:
        program = library.program("anhui/second", day(as_of) if as_of else None)
        return str(program.uses[0].program.parameters["area_min"].value)

    assert [linked_area(each) for each in ("2021-01-01", "2022-03-01", None)] == ["20", "22", "25"]
    gap = refused(lambda: linked_area("2024-06-01"))
    assert gap.code == "version-gap"
    assert gap.place is not None
    assert gap.place.source.name.endswith("2021-01-01.yaml")


@pytest.mark.parametrize("link", ["extends: anhui/b", "uses: {x: {policy: anhui/b, decision: f}}"])
def test_links_in_a_circle_are_refused(tmp_path: Path, link: str) -> None:
    write_policy(tmp_path, "anhui/a", "2020-01-01", f"{link}\n{OFFICE}")
    write_policy(tmp_path, "anhui/b", "2020-01-01", f"extends: anhui/a\n{OFFICE}")
    found = refused(lambda: Library.open(tmp_path).program("anhui/a"))
    assert found.code == "link-cycle"
    assert "anhui/a → anhui/b → anhui/a" in found.message.en


@pytest.mark.parametrize(
    "link, code",
    [
        ("extends: anhui/fling", "unknown-policy"),
        ("uses: {x: {policy: anhui/fling, decision: f}}", "unknown-policy"),
        ("uses: {x: {policy: anhui/filing, decision: filling}}", "unknown-decision"),
    ],
)
def test_a_link_to_nothing_is_refused_where_it_stands(
    three_versions: Path, link: str, code: str
) -> None:
    write_policy(three_versions, "anhui/second", "2020-01-01", f"{link}\n{OFFICE}")
    found = refused(lambda: Library.open(three_versions).program("anhui/second"))
    assert found.code == code
    assert found.place is not None
    assert found.help is not None
    assert "filing" in found.help.en


def test_a_base_without_a_version_on_the_day_is_refused(three_versions: Path) -> None:
    write_policy(three_versions, "hefei/filing", "2019-01-01", f"extends: {A}\n")
    library = Library.open(three_versions)
    found = refused(lambda: library.program("hefei/filing", day("2019-06-01")))
    assert found.code == "before-first-version"
    assert found.place is not None


def test_a_single_file_is_its_own_sha_256(three_versions: Path) -> None:
    path = three_versions / A / "2022-03-01.yaml"
    program = Library.open(three_versions).program(A, day("2022-03-01"))
    assert program.digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_digest_covers_linked_files(three_versions: Path) -> None:
    write_policy(three_versions, "hefei/filing", "2020-01-01", f"extends: {A}\n")
    before = Library.open(three_versions).program("hefei/filing").digest
    base = three_versions / A / "2025-01-01.yaml"
    base.write_text(base.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert Library.open(three_versions).program("hefei/filing").digest != before


def test_a_program_is_made_once(three_versions: Path) -> None:
    library = Library.open(three_versions)
    with ThreadPoolExecutor(4) as pool:
        programs = list(pool.map(lambda _: library.program(A, day("2022-03-01")), range(8)))
    assert all(program is programs[0] for program in programs)
    assert library.program(A, day("2022-03-02")) is programs[0]


def test_a_file_may_be_loaded_by_its_path(three_versions: Path) -> None:
    library = Library.open(three_versions)
    path = three_versions / A / "2020-01-01.yaml"
    assert library.program_at(path).effective.start == "2020-01-01"
    assert library.program_at(path, day("2022-02-28")).effective.start == "2020-01-01"
    found = refused(lambda: library.program_at(path, day("2022-03-01")))
    assert found.code == "not-in-force"


def test_a_folder_with_one_policy_may_be_loaded_by_its_path(three_versions: Path) -> None:
    library = Library.open(three_versions)
    program = library.program_at(three_versions / A, day("2022-03-01"))
    assert program.effective.start == "2022-03-01"
    write_policy(three_versions, "anhui/other", "2020-01-01")
    found = refused(lambda: library.program_at(three_versions / "anhui"))
    assert found.code == "several-policies"


def test_a_file_outside_any_library_may_have_any_name(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(policy_text(policy=A), encoding="utf-8")
    assert Library.open().program_at(path).policy == A


def test_a_text_not_yet_written_may_be_loaded(three_versions: Path) -> None:
    library = Library.open(three_versions)
    path = three_versions / A / "2025-01-01.yaml"
    changed = path.read_text(encoding="utf-8").replace("value: 25", "value: 99")
    built = library.built_text(changed, path)
    assert str(built.program.parameters["area_min"].value) == "99"
    assert least_area(library, A) == "25"


def test_facts_of_a_policy_s_own_are_added(tmp_path: Path) -> None:
    path = write_policy(
        tmp_path, A, "2020-01-01", "facts: own.json\n" + OFFICE.replace("office.area", "archive")
    )
    (path.parent / "own.json").write_text(
        '{"type": "object", "properties": {"premises": {"type": "object", "properties": '
        '{"archive": {"title": "Archive", "x-zh": "档案室面积", "type": "number", '
        '"x-unit": "m2"}}}}}',
        encoding="utf-8",
    )
    program = Library.open(tmp_path).program(A)
    assert program.facts.label_of("premises.archive") is not None


def test_the_shipped_policies_load() -> None:
    library = Library.open()
    for policy in library.policies():
        assert library.program(policy).decisions


def test_a_copy_of_a_shipped_policy_hides_the_shipped_file(tmp_path: Path) -> None:
    shipped = shipped_policies()
    shutil.copytree(shipped / "national", tmp_path / "national")
    library = Library.open(tmp_path, shipped)
    (version,) = library.versions("national/enterprise-size")
    assert version.path.is_relative_to(tmp_path)


def test_a_folder_above_the_policies_may_be_given(tmp_path: Path) -> None:
    write_policy(tmp_path / "mine" / "policies", A, "2020-01-01")
    assert Library.open(tmp_path).policies() == (A,)
