"""Expressions that give dates: facts, terms after them, working days, days of a year."""

from __future__ import annotations

from functools import partial

from policydsl.testing.writing.draft import Draft, Options, inside
from policydsl.testing.writing.vocabulary import Known


def has_dates(draft: Draft, known: Known) -> bool:
    """Whether anything in scope gives a date."""
    return bool(known.kind("date") or draft.dates)


def date(draft: Draft, known: Known, depth: int) -> str:
    """A date that rests on facts where there are any."""
    options: Options = [(4, partial(str, fact.text)) for fact in known.kind("date")]
    options += [(2, partial(str, name)) for name in draft.dates]
    if not options:
        return draft.day()
    if depth > 0:
        options.append((4, partial(_moved, draft, known, depth - 1)))
    return draft.one_of(options)


def _moved(draft: Draft, known: Known, depth: int) -> str:
    base = date(draft, known, depth)
    match draft.draw.integer(0, 6):
        case 0:
            return f"{inside(base)} + {draft.months()}"
        case 1:
            return f"{inside(base)} + {draft.days()}"
        case 2:
            return f"{inside(base)} - {draft.pick((draft.months(), draft.days()))}"
        case 3:
            return f"working days after({base}, {draft.figure('working_day')})"
        case 4:
            return f"working days before({base}, {draft.figure('working_day')})"
        case 5:
            return f"date in year({inside(base)}.year, {draft.month_day()})"
        case _:
            return f"date in year({inside(base)}.year + 1, {draft.month_day()})"


def date_condition(draft: Draft, known: Known, depth: int) -> str:
    """A comparison of dates, or of the time between them."""
    one = date(draft, known, depth)
    other = date(draft, known, depth) if draft.chance(50) else draft.day()
    match draft.draw.integer(0, 7):
        case 0 | 1 | 2 | 3:
            operator = draft.pick((">=", "<=", "<", ">", "=", "!="))
            return f"{inside(one)} {operator} {inside(other)}"
        case 4:
            return f"{inside(one)} between {inside(other)} and {inside(date(draft, known, depth))}"
        case 5:
            return f"{inside(one)} in [{draft.day()}..{draft.day()}]"
        case 6:
            return f"{inside(one)} - {inside(other)} {draft.pick(('>=', '<'))} {draft.days()}"
        case _:
            return f"is working day({one})"
