"""What number a figure means that somebody wrote with words."""

import pytest

from policydsl.policy.facts import facts_from_text
from policydsl.policy.facts.facts_figures import number_meant
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.text.diagnostic import FactsError

YUAN = ("yuan", "元", "yuan")
WAN_YUAN = ("ten_thousand_yuan", "万元", "ten thousand yuan")
METRE = ("metre", "米", "m")
AREA = ("m2", "平方米", "m²")


@pytest.mark.parametrize(
    "text, unit, meant",
    [
        ("120万", YUAN, "1200000"),
        ("120万元", YUAN, "1200000"),
        ("1.5亿元", YUAN, "150000000"),
        ("120元", YUAN, "120"),
        ("120万元", WAN_YUAN, "120"),
        ("120万", WAN_YUAN, "120"),
        ("2亿元", WAN_YUAN, "20000"),
        ("5000元", WAN_YUAN, "0.5"),
        ("0.95公里", METRE, None),
        ("950米", METRE, "950"),
        ("95 %", METRE, None),
        ("1,000 平方米", AREA, "1000"),
        ("50㎡", AREA, "50"),
        ("1,00", AREA, None),
        ("１２０", AREA, "120"),
        ("四级", ("level", "级", "level"), "4"),
        ("4级", (), "4"),
        ("-40", AREA, "-40"),
        ("许多", AREA, None),
        ("", AREA, None),
    ],
)
def test_what_is_meant(text: str, unit: tuple[str, ...], meant: str | None) -> None:
    assert number_meant(text, unit) == meant


def test_a_fraction_is_no_whole_number() -> None:
    assert number_meant("1.23万", whole=True) == "12300"
    assert number_meant("1.5", whole=True) is None


@pytest.mark.parametrize(
    "written, way_out",
    [("50 平方米", "请写成 50"), ("0.05公顷", "只写数字，单位是平方米")],
)
def test_whoever_writes_a_unit_is_told_the_number(written: str, way_out: str) -> None:
    with pytest.raises(FactsError) as caught:
        facts_from_text(f"premises: {{office: {{area: {written}}}}}", "x.yaml", load_facts_schema())
    assert [each.help.zh for each in caught.value.diagnostics if each.help] == [way_out]
