"""Where days are counted, institutions of a few months are looked at before all centuries."""

from policydsl.engines.smt import Encoding, Solver, Space, same_value
from small_policies import program

VALUE = """\
decisions:
  month:
    title: {zh: 一个月, en: A month}
    value: filing_record.filed_on + duration("P1M")
  days:
    title: {zh: 三十天, en: Thirty days}
    value: filing_record.filed_on + duration("P30D")
"""


def test_a_month_is_shorter_and_longer_than_thirty_days_and_the_same() -> None:
    both = program(VALUE)
    space = Space.of([both])
    encoding = Encoding(both, space)
    month, days = encoding.value("month"), encoding.value("days")
    for wanted in (month.less(days), days.less(month), same_value(month, days) & ~month.unknown):
        answer = Solver(space, timeout_seconds=10).ask(wanted)
        assert answer.kind == "yes"
        assert answer.model is not None
        assert "filed_on" in answer.model.facts()["filing_record"]
