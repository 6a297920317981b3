"""Expressions that are true or false, in the ways that policies have."""

from __future__ import annotations

from functools import partial

from policydsl.testing.drawing import pick
from policydsl.testing.writing import numbers
from policydsl.testing.writing.days import date_condition, has_dates
from policydsl.testing.writing.draft import Draft, Options, inside
from policydsl.testing.writing.vocabulary import Fact, Known, Listed, kind_of

OPERATORS = (">=", "<=", ">", "<", "=", "!=")
PLACES = ("合肥", "佛山")


def condition(draft: Draft, known: Known, depth: int) -> str:
    """A condition that rests on facts where there are any in scope."""
    options: Options = []
    if known.kind("boolean"):
        options.append((4, partial(_boolean, draft, known)))
    if known.kind("integer", "number") or (depth > 0 and known.lists):
        options.append((8, partial(_comparison, draft, known, depth)))
    if known.kind("enumeration"):
        options.append((4, partial(_choice, draft, known)))
    if known.kind("string"):
        options.append((1, partial(_string, draft, known)))
    if has_dates(draft, known):
        options.append((5, partial(date_condition, draft, known, depth)))
    if draft.booleans:
        options.append((2, partial(draft.pick, draft.booleans)))
    if draft.enumerations:
        options.append((2, partial(_decided, draft)))
    if known.facts or known.lists:
        options.append((1, partial(_is_stated, draft, known)))
    if not options:
        return draft.pick(("true", "false"))
    if depth > 0:
        options += _compound(draft, known, depth - 1)
    return draft.one_of(options)


def _compound(draft: Draft, known: Known, depth: int) -> Options:
    options: Options = [
        (4, partial(_joined, draft, known, depth)),
        (2, partial(_not, draft, known, depth)),
        (1, partial(_either, draft, known, depth)),
    ]
    for each in known.lists:
        options.append((3, partial(_quantified, draft, known, each, depth)))
        if list(Known(lists=(each,)).listed("enumeration")) or _is_choice(each):
            options.append((1, partial(_among, draft, each, depth)))
    return options


def _boolean(draft: Draft, known: Known) -> str:
    text = pick(draft.draw, known.kind("boolean")).text
    return text if not draft.chance(20) else f"{text} = {draft.pick(('true', 'false'))}"


def _comparison(draft: Draft, known: Known, depth: int) -> str:
    left = numbers.number(draft, known, depth)
    assert left is not None  # asked only where there is one
    right = numbers.like(draft, known, left.unit, depth)
    of_any_unit = known.kind("integer", "number")
    if left.unit is None and of_any_unit and draft.chance(20):
        right = pick(draft.draw, of_any_unit).text
    text = inside(left.text)
    match draft.draw.integer(0, 7):
        case 0:
            return f"{text} between {inside(right)} and {draft.figure(left.unit)}"
        case 1:
            start, end = draft.pick(("[", "(")), draft.pick(("]", ")"))
            return f"{text} in {start}{draft.figure(left.unit)}..{inside(right)}{end}"
        case 2:
            return f"{inside(right)} {draft.pick(OPERATORS)} {text}"
        case _:
            return f"{text} {draft.pick(OPERATORS)} {inside(right)}"


def _choice(draft: Draft, known: Known) -> str:
    fact = pick(draft.draw, known.kind("enumeration"))
    values = tuple(value for value, _ in fact.leaf.values)
    match draft.draw.integer(0, 3):
        case 0:
            return f'{fact.text} = "{draft.pick(values)}"'
        case 1:
            return f"{fact.text} in {draft.values(values)}"
        case 2:
            return f'{fact.text} != "{draft.pick(values)}"'
        case _:
            return f"not({fact.text} in {draft.values(values)})"


def _string(draft: Draft, known: Known) -> str:
    strings = known.kind("string")
    text = pick(draft.draw, strings).text
    operator = draft.pick(("=", "!="))
    if draft.chance(30):
        return f"{text} {operator} {pick(draft.draw, strings).text}"
    return f'{text} {operator} "{draft.pick(PLACES)}"'


def _decided(draft: Draft) -> str:
    name, values = pick(draft.draw, draft.enumerations)
    return f'{name} {draft.pick(("=", "!="))} "{draft.pick(values)}"'


def _is_stated(draft: Draft, known: Known) -> str:
    things = [fact.text for fact in known.facts] + [each.text for each in known.lists]
    return f"is stated({draft.pick(things)})"


def _joined(draft: Draft, known: Known, depth: int) -> str:
    word = draft.pick((" and ", " or "))
    parts = [inside(condition(draft, known, depth)) for _ in range(2 + draft.chance(25))]
    return word.join(parts)


def _not(draft: Draft, known: Known, depth: int) -> str:
    return f"not({condition(draft, known, depth)})"


def _either(draft: Draft, known: Known, depth: int) -> str:
    test, one, other = (condition(draft, known, depth) for _ in range(3))
    return f"if {test} then {one} else {other}"


def items_of(each: Listed, name: str) -> Known:
    """What is in scope for an item that goes by a name."""
    if isinstance(each.item, Known):
        return each.item.under(name)
    return Known((Fact(name, each.item),))


def _quantified(draft: Draft, known: Known, each: Listed, depth: int) -> str:
    quantifier = draft.pick(("some", "every"))
    name = draft.iteration(each)
    mine = items_of(each, name)
    scope = mine + known if draft.chance(25) else mine
    domain = numbers.filtered(draft, each, depth) if draft.chance(25) else each.text
    return f"{quantifier} {name} in {domain} satisfies {condition(draft, scope, depth)}"


def _is_choice(each: Listed) -> bool:
    return not isinstance(each.item, Known) and kind_of(each.item) == "enumeration"


def _among(draft: Draft, each: Listed, depth: int) -> str:
    if isinstance(each.item, Known):
        fact = pick(draft.draw, each.item.kind("enumeration"))
        leaf, text = fact.leaf, f"{numbers.filtered(draft, each, depth)}.{fact.text}"
    else:
        leaf, text = each.item, each.text
    value = draft.pick([value for value, _ in leaf.values])
    return draft.pick((f'list contains({text}, "{value}")', f'"{value}" in {text}'))
