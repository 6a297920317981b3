"""Missing facts: DMN 1.5's nulls (§10.3.2.11, tables 38 and 39) where a null means "not known".

An answer that would be the same whatever the fact is, is given; any other names the fact.
"""

import pytest

from feel_expressions import value_of
from policydsl.feel.values import CauseKind, FactList, Null, Record, Value, missing
from spec_rows import Expected, Row, assert_row

U = CauseKind.MISSING_FACT
FACTS: dict[str, Value] = {
    "u": missing("u"),
    "v": missing("v"),
    "person": Record({"name": "Ann", "age": missing("person.age")}, "person"),
    "rooms": FactList(
        (
            Record({"id": "r1", "area": missing("rooms[1].area")}, "rooms[1]"),
            Record({"id": "r2", "area": value_of("30")}, "rooms[2]"),
        ),
        "rooms",
    ),
}
# Kleene's tables with u for the third value.
LOGIC: list[Row] = [
    ("u and true", U),
    ("u and false", "false"),
    ("false and u", "false"),
    ("u and u", U),
    ("u and null", U),
    ("u or true", "true"),
    ("true or u", "true"),
    ("u or false", U),
    ("u or v", U),
    ("u or null", U),
    ("not(u)", U),
    ("not(u and false)", "true"),
    ("all([true, u])", U),
    ("all([false, u])", "false"),
    ("any([true, u])", "true"),
    ("any([false, u])", U),
]
COMPARED: list[Row] = [
    ("u = 1", U),
    ("u != 1", U),
    ("u < 1", U),
    ("u = v", U),
    ("u = null", "true"),
    ("u != null", "false"),
    ("u between 1 and 2", U),
    ("3 between u and 2", "false"),
    ("1 between u and 2", U),
    ("u in [1..2]", U),
    ("u in (1, 2)", U),
    ("1 in (1, u)", "true"),
    ("1 in (2, u)", U),
    ("[1, u] = [2, u]", "false"),
    ("[1, u] = [1, 2]", U),
    ("[u] = [1, 2]", "false"),
    ("{a: u, b: 1} = {a: 1, b: 2}", "false"),
    ("u instance of number", U),
]
CALCULATED: list[Row] = [
    ("u + 1", U),
    ("u * 0", U),
    ("-u", U),
    ("u + v", U),
    ("abs(u)", U),
    ("sum([1, u])", U),
    ("count([1, u])", "2"),
    ("string(u)", U),
    ("list contains([1, u], 1)", "true"),
    ("list contains([2, u], 1)", U),
    ("u.name", U),
    ("u[1]", U),
    ("u[item > 1]", U),
]
CHOSEN: list[Row] = [
    ("if u then 1 else 2", U),
    ("if u then 1 else 1", "1"),
    ("if u > 1 then 1 else 2", U),
    ("if u = null then 1 else 2", "1"),
    ("if true then 1 else u", "1"),
    ("if false then 1 else u", U),
    ("for x in u return x", U),
    ("some x in u satisfies x", U),
    ("some x in [u, 1] satisfies x = 1", "true"),
    ("some x in [u, 2] satisfies x = 1", U),
    ("every x in [u, 2] satisfies x = 1", "false"),
    ("every x in [u, 1] satisfies x = 1", U),
    ("every x in [] satisfies u", "true"),
    ("some x in [] satisfies u", "false"),
]
RECORDS: list[Row] = [
    ("person.name", '"Ann"'),
    ("person.age", U),
    ("person.age >= 18", U),
    ("person.age = null", "true"),
    ("count(rooms)", "2"),
    ("rooms[2].area", "30"),
    ("rooms[1].area", U),
    ('rooms[id = "r2"].area', "[30]"),
    ("rooms[area > 20]", U),
    ("sum(rooms.area)", U),
    ("some room in rooms satisfies room.area >= 30", "true"),
    ("some room in rooms satisfies room.area > 30", U),
    ("every room in rooms satisfies room.area > 30", "false"),
    ("every room in rooms satisfies room.area >= 30", U),
]


@pytest.mark.parametrize("text, expected", LOGIC + COMPARED + CALCULATED + CHOSEN + RECORDS)
def test_what_is_not_known(text: str, expected: Expected) -> None:
    assert_row(text, expected, **FACTS)


@pytest.mark.parametrize(
    "text, facts",
    [
        ("u + v", ["u", "v"]),
        ("v or u", ["v", "u"]),
        ("u + u", ["u"]),
        ("person.age > u", ["person.age", "u"]),
        ("sum(rooms.area)", ["rooms[1].area"]),
        ("if u then v else 1", ["u", "v"]),
        ("rooms[area > 20]", ["rooms[1].area"]),
    ],
)
def test_an_unknown_names_its_facts(text: str, facts: list[str]) -> None:
    value = value_of(text, **FACTS)
    assert isinstance(value, Null)
    assert value.unknown
    assert [cause.fact for cause in value.causes] == facts
