"""The null that several make together is unknown where one of them is, however many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policydsl.feel.values import MAX_CAUSES, UNKNOWN_KINDS, Cause, CauseKind, Null, merge
from policydsl.text.diagnostic import Text


def cause(kind: CauseKind, number: int) -> Cause:
    return Cause(kind, Text(f"原因{number}", f"cause {number}"))


CAUSES = st.builds(cause, st.sampled_from(CauseKind), st.integers(0, 60))
ORDINARY = st.builds(
    cause, st.sampled_from([k for k in CauseKind if k not in UNKNOWN_KINDS]), st.integers(0, 99)
)
NULLS = st.lists(st.lists(CAUSES, max_size=15).map(lambda found: Null(tuple(found))), max_size=8)


@given(NULLS)
def test_a_merged_null_is_unknown_where_one_is(nulls: list[Null]) -> None:
    assert merge(nulls).unknown is any(each.unknown for each in nulls)


@given(NULLS)
def test_each_cause_stands_once_and_in_order(nulls: list[Null]) -> None:
    found = merge(nulls).causes
    every = list(dict.fromkeys(each for null in nulls for each in null.causes))
    assert len(found) == min(len(every), MAX_CAUSES)
    assert [each for each in every if each in found] == list(found)
    assert found[: MAX_CAUSES - 1] == tuple(every)[: MAX_CAUSES - 1]


@given(st.lists(ORDINARY, min_size=MAX_CAUSES, unique=True), st.lists(ORDINARY, max_size=5))
def test_the_only_unknown_is_kept_though_it_comes_late(
    before: list[Cause], after: list[Cause]
) -> None:
    late = cause(CauseKind.MISSING_FACT, 1)
    merged = merge([Null(tuple(before)), Null((late, *after))])
    assert merged.unknown
    assert len(merged.causes) == MAX_CAUSES
    assert merged.causes[-1] == late


def test_other_values_bring_no_causes() -> None:
    assert merge([True, "a", Null(), (Null((cause(CauseKind.LIMIT, 1),)),)]).causes == ()
