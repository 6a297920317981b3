"""The parts of the search: prices, steps of figures, and the cheapest levels over some needs."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from policydsl.analysis.remedy.cheapest import Need, cheapest, price_of, support
from policydsl.analysis.remedy.costs import Terms
from policydsl.analysis.remedy.facets import Facet, day_number, day_text
from policydsl.analysis.remedy.price import Price
from policydsl.analysis.remedy.whereabouts import value_at, whereabouts, with_values

AMOUNTS = st.integers(0, 5).map(Decimal)


def terms(fixed: Decimal, per_unit: Decimal, step: Decimal = Decimal(1)) -> Terms:
    return Terms("free", fixed, per_unit, None, None, step, None, Decimal(0))


@given(st.decimals(-50, 50, places=2), st.integers(0, 40), st.sampled_from(["0.01", "0.5", "1"]))
def test_a_level_leads_to_a_value_and_back(old: Decimal, level: int, step: str) -> None:
    for way in ("up", "down"):
        facet = Facet("a", way, old, terms(Decimal(0), Decimal(0), Decimal(step)))
        value = facet.value_at(level)
        assert facet.level_of(value) == level
        assert (value - old) * (1 if way == "up" else -1) >= (0 if level == 0 else -Decimal(step))
        if level:
            assert value % Decimal(step) == 0


@given(st.integers(0, 200), st.integers(0, 60))
def test_levels_cost_more_the_further_they_go(old: int, level: int) -> None:
    for way in ("up", "down"):
        facet = Facet("a", way, Decimal(old), terms(Decimal(0), Decimal(0)))
        assert facet.price(level) < facet.price(level + 1)


@given(st.integers(-100_000, 100_000))
def test_days_count(number: int) -> None:
    assert day_number(day_text(number)) == number


@st.composite
def needs(draw: st.DrawFn) -> list[Need]:
    facets = [
        Facet(
            name,
            draw(st.sampled_from(["up", "down"])),
            Decimal(10),
            terms(draw(AMOUNTS), draw(AMOUNTS)),
        )
        for name in "abcd"
    ]
    one = st.dictionaries(st.sampled_from(facets), st.integers(1, 3), min_size=1, max_size=3)
    return draw(st.lists(one, max_size=5))


def meets(levels: dict[Facet, int], wanted: Sequence[Need]) -> bool:
    return all(any(levels.get(f, 0) >= n for f, n in need.items()) for need in wanted)


def tried(wanted: Sequence[Need], barred: Sequence[frozenset[str]]) -> Price | None:
    facets = sorted({facet for need in wanted for facet in need}, key=lambda facet: facet.key)
    prices = [
        price_of(levels)
        for values in product(range(4), repeat=len(facets))
        if meets(levels := dict(zip(facets, values, strict=True)), wanted)
        and not any(each <= support(levels) for each in barred)
    ]
    return min(prices, default=None)


@given(needs(), st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1), max_size=3))
def test_the_cheapest_levels_are_those_that_trying_all_finds(
    wanted: list[Need], barred: list[frozenset[str]]
) -> None:
    found = cheapest(wanted, barred)
    expected = tried(wanted, barred)
    if found is None:
        assert expected is None
    else:
        assert meets(dict(found), wanted)
        assert price_of(found) == expected


STATED = {"a": {"b": Decimal(1)}, "xs": [{"n": Decimal(2)}, {"ys": [{"m": True}]}]}


def test_a_fact_is_there_in_a_list_not_stated_or_in_an_item_to_come() -> None:
    assert whereabouts("a.b", STATED) == ("there", Decimal(1))
    assert whereabouts("a.c", STATED) == ("there", None)
    assert whereabouts("z.c", STATED) == ("there", None)
    assert whereabouts("xs[2].ys[1].m", STATED) == ("there", True)
    assert whereabouts("xs[1].ys[1].m", STATED) == ("unknown", None)
    assert whereabouts("xs[3].n", STATED) == ("new", None)
    assert whereabouts("z.xs[1].n", STATED) == ("unknown", None)


def test_values_are_set_on_a_copy() -> None:
    changed = with_values(STATED, {"a.b": None, "xs[1].n": Decimal(3), "z.c": "neu"})
    assert changed == {
        "a": {},
        "xs": [{"n": Decimal(3)}, {"ys": [{"m": True}]}],
        "z": {"c": "neu"},
    }
    assert value_at("xs[1].n", STATED) == 2
