"""JSON read straight to results says what the facts' own reader and the plain code say."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn_programs import draw_program
from given_facts import EVERY_RULE, given_facts
from policydsl.analysis.single_records import SingleRecords
from policydsl.engines.python.typed import Typed, compile_typed
from policydsl.policy.building.build import build
from policydsl.policy.facts import facts_from_bytes
from policydsl.policy.model import Program
from policydsl.policy.reading.read_policy import read_policy
from policydsl.text.diagnostic import FactsError
from policydsl.text.source import Source
from shipped_programs import examples, shipped
from small_policies import HEAD, program
from written_json import JsonWriter

PROGRAMS = 12
INSTITUTIONS = 8
RULES = {
    "plain": 'is stated(plain) or plain = "a"',
    "short": 'contains(short, "a")',
    "kind": 'kind in ("a")',
    "day": "day >= date(2000, 1, 1)",
    "open": "open",
    "reason": "is stated(reason)",
    "count": "count >= 5",
    "share": "share > 0.5",
    "figure": "figure + any > 1",
    "inside": "is stated(inside)",
    "boxed": 'get value(aside, "remark") != null',
    "deeper": "inside.area >= 1 and inside.deeper.suited",
    "marks": "some mark in marks satisfies mark > 0.5",
    "words": '"a" in words',
    "things": "every thing in things satisfies thing.size > 1",
    "sizes": "sum(things.size) > 1",
    "whole": "things[size > 1][1].size > 1 and is stated(things[1].levels)",
}


@cache
def asking() -> SingleRecords:
    """A policy that asks for facts of every kind, in code and through FEEL's interpreter."""
    lines = [HEAD.format(policy="test/typed", effective="{from: 2024-01-01}"), "decisions:"]
    lines += ["  met:", "    title: {zh: 条件, en: Met}", "    checklist:"]
    for name, requirement in RULES.items():
        lines += [f"      - rule: {name}", f"        title: {{zh: {name}, en: {name}}}"]
        lines += ["        clause: '1'", f"        require: '{requirement}'"]
    lines += ["      - rule: ranks", "        title: {zh: 级, en: Ranks}", "        clause: '1'"]
    lines += ["        for: [thing in things, level in thing.levels]"]
    lines += ["        require: level.rank > 2", "        empty: fail"]
    lines += ["  figure_given:", "    title: {zh: 数, en: Figure}", "    value: figure"]
    document = read_policy(Source("typed.yaml", "\n".join(lines) + "\n"))
    return SingleRecords.of(build(document, EVERY_RULE, {}).program)


def read(data: bytes, records: SingleRecords) -> object:
    """What the facts' reader and the plain code say, or the messages of what is wrong."""
    try:
        facts = facts_from_bytes(data, "facts.json", records.compiled.program.facts)
    except FactsError as wrong:
        return wrong.diagnostics
    return plain(records.compiled.run(facts.stated))


def plain(result: tuple[Any, ...]) -> tuple[Any, ...]:
    """A result with its figure, which may be an int, as it is written."""
    *codes, figure = result
    return (*codes, str(Decimal(figure)) if isinstance(figure, int | Decimal) else figure)


def told(data: bytes, records: SingleRecords) -> object:
    try:
        return plain(records.of_json(data))
    except FactsError as wrong:
        return wrong.diagnostics


@given(
    given_facts(EVERY_RULE.root),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_json_means_the_same_however_it_is_read(data: Any, random: Random, odd: bool) -> None:
    written = JsonWriter(random, odd=odd).whole(data)
    assert told(written, asking()) == read(written, asking())


@cache
def typed(asked: Program | None = None) -> Typed:
    found = compile_typed(asked or asking().compiled.program)
    assert found is not None
    return found


RIGHT = [
    b"{}",
    b'{"open":true,"count":7}',
    b' { "open" : true , "count" : 7 } \n',
    b'{"share":0.25,"figure":-0.5,"marks":[0.1,3]}',
    '{"plain":"电工","short":"\\u7535\\u5de5","kind":"b"}'.encode(),
    b'{"day":"2024-02-29","days":["2000-02-29"]}',
    b'{"code":"91130200MA0F5K2T3A","person":"11010519491231002X"}',
    b'{"plain":"a:b","reason":"\\"a\\" \\\\","words":["a b","c."]}',
    b'{"open":null,"count": 3,"plain":"null","inside":{"area":null}}',
    b'{"open":null,"figure":1.5}',
    b'{"inside":{"deeper":{}},"things":[{},{"size":1.50,"levels":[{"rank":3}]}]}',
]


@pytest.mark.parametrize("data", RIGHT, ids=ascii)
def test_what_is_right_is_read_straight(data: bytes) -> None:
    found = typed().run(data)
    assert found is not None
    assert plain(found) == read(data, asking())


UNSURE = [
    b'{"open":true,"open":true}',
    b'{"open":false,"open":true }',
    b'{"things":[{"size":1,"size":2}]}',
    b'{"open":true,"plain":"\\u003a","open":true}',
    b'{"open": true, "open": true, "plain": "\\u003a"}',
    b'{"share":"0.5"}',
    b'{"figure":"1"}',
    b'{"figure": "1", "plain": "\\u0022\\u0022"}',
    b'{"figure":1e-5,"any":1,"any":1}',
    b'{"figure":1}, "plain":"."}',
    b'{"figure":"1", "plain":"."}',
    b'{"figure":1e0}',
    b'{"figure":3.5}',
    b'{"share":1.0}',
    b'{"share":0.11111111111111111111111111111111111}',
    b'{"count":5.0}',
    b'{"count":true}',
    b'{"count":11}',
    b'{"any":9223372036854775808}',
    b'{"open":null,"open":true}',
    b'{"open":true,"open":null}',
    b'{"open":null,"count":1,"count":1}',
    b'{"open":null,"plain":"\\u003a","open":true}',
    b'{"open":null,"figure":"1.5"}',
    b'{"open":null,"other":null}',
    b'{"open":1}',
    b'{"plain":" "}',
    b'{"inside":{"note":" "}}',
    b'{"aside":{"remark":" "}}',
    b'{"figure":-0.0}',
    b'{"figure":1.0000000000000000000000000000000000000}',
    b'{"marks":[1e-5,1e-5,1e5,1e5],"any":1,"any":1,"plain":"."}',
    b'{"plain":""}',
    b'{"words":[" "]}',
    b'{"other":1}',
    b'{"day":"2023-02-29"}',
    b'{"day":"20240101"}',
    b'{"days":["2024-13-01"]}',
    b'{"code":"91130200MA0F5K2T3B"}',
    b'{"kind":"c"}',
    b'{"pattern":"a"}',
    b'{"inside":null}',
    b'{"things":[null]}',
    b'{"words":[]}',
    b'\xef\xbb\xbf{"open":true}',
    b'{"open":true',
    b'{"open":true}}',
    b'{"plain":"\xff"}',
    b'{"plain":"\\ud800"}',
    b"[]",
    b"",
]


@pytest.mark.parametrize("data", UNSURE, ids=ascii)
def test_what_is_wrong_or_unsure_is_left_to_the_reader(data: bytes) -> None:
    assert typed().run(data) is None
    assert told(data, asking()) == read(data, asking())


def test_facts_that_nobody_asks_for_are_checked_too() -> None:
    records = SingleRecords.of(program())
    for wrong in (b'"filed_on":"2023-02-29"', b'"filed_on":7', b'"name":7', b'"named":"a"'):
        data = b'{"filed_occupations":[{%s}]}' % wrong
        assert typed(records.compiled.program).run(data) is None
        with pytest.raises(FactsError):
            records.of_json(data)


def test_no_character_is_written_longer_than_json_must() -> None:
    """So that JSON as long as what is told of it again has lost no name."""
    from msgspec.json import decode, encode

    for number in (*range(0xD800), *range(0xE000, 0x10000), 0x10000, 0x10FFFF):
        character = chr(number)
        shortest = min(
            (json.dumps(character), json.dumps(character, ensure_ascii=False)),
            key=lambda each: len(each.encode()),
        )
        assert len(encode(character)) <= len(shortest.encode())
        assert decode(encode(character)) == character


@pytest.mark.parametrize("policy", shipped(), ids=lambda policy: policy.id)
def test_shipped_policies_and_examples(policy: Any) -> None:
    records = SingleRecords.of(policy.program)
    for stated in examples().values():
        data = JsonWriter(Random(0), odd=False).whole(stated)
        found = typed(policy.program).run(data)
        assert found is not None
        assert found == records.compiled.run(stated)


@pytest.mark.parametrize("number", range(PROGRAMS))
def test_random_programs(number: int) -> None:
    random = Random(f"typed/{number}")
    drawn = draw_program(random)
    records, straight = SingleRecords.of(drawn.program), typed(drawn.program)
    for _ in range(INSTITUTIONS):
        _, facts = drawn.institution(random)
        data = JsonWriter(random, odd=False).whole(facts.stated)
        found = straight.run(data)
        assert records.of_json(data) == records.of_facts(facts), drawn.text
        assert found in (None, records.of_facts(facts)), drawn.text


def test_many_are_told_one_by_one() -> None:
    records = SingleRecords.of(program())
    lines = [b'{"premises":{"office":{"area":%d}}}\n' % area for area in (49, 50)]
    assert list(records.of_jsons(lines)) == [(3, 4), (0, 1)]
    with pytest.raises(FactsError) as wrong:
        list(records.of_jsons([lines[0], b'{"premises":7}']))
    place = wrong.value.diagnostics[0].place
    assert place is not None
    assert place.source.name == "facts[2].json"


def test_a_great_many_items_are_left_to_the_reader() -> None:
    office = typed(program())
    for number, straight in ((6_000, True), (7_000, False), (70_000, False)):
        data = b'{"data_rows":[%s]}' % b",".join([b"{}"] * number)
        assert (office.run(data) is not None) is straight


def test_a_section_as_a_result_is_told_as_facts_are() -> None:
    body = "decisions:\n  seat:\n    title: {zh: 办公, en: Office}\n    value: premises.office\n"
    records = SingleRecords.of(program(body))
    data = b'{"premises":{"office":{"area":50}}}'
    assert records.typed is None
    assert records.of_json(data) == ({"area": 50},)


def test_without_msgspec_json_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "policydsl.engines.python.typed", None)
    for name in list(sys.modules):
        if name.partition(".")[0] == "msgspec":
            monkeypatch.setitem(sys.modules, name, None)
    records = SingleRecords.of(program())
    monkeypatch.delitem(sys.modules, "policydsl.engines.python.typed")
    monkeypatch.delitem(sys.modules, "policydsl.engines.python.structs", raising=False)
    assert records.typed is None
    assert records.of_json(b'{"premises":{"office":{"area":50}}}') == (0, 1)
