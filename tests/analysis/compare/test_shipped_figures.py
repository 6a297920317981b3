"""The figures of the five notices, side by side, as officers read them."""

from collections.abc import Callable
from pathlib import Path

from policydsl.analysis.compare import (
    PolicyComparison,
    columns_of,
    read_criteria,
    shipped_criteria,
)
from policydsl.analysis.compare.rows import rows_of
from policydsl.policy.shipped import shipped_policies
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.compare_report import criteria_blocks

PLACES = ("anhui", "shandong", "guangxi", "foshan", "hebei")


def test_the_figures_of_the_five_notices(golden: Callable[[Path, str], None]) -> None:
    columns = columns_of([str(shipped_policies() / place) for place in PLACES])
    criteria = read_criteria(shipped_criteria(), columns[0].main.facts)
    found = PolicyComparison(columns, rows_of(columns, criteria), (), None, 1)
    page = blocks_to_markdown(criteria_blocks(found, "zh"), "zh")
    golden(Path(__file__).parent / "golden" / "figures.zh.md", page)
