"""A lazy dataclass differs from the standard one only in when its methods are written."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from policydsl.text import lazy_dataclass as lazy


def declared(library: Any) -> dict[str, Any]:
    """The same classes, declared with either."""
    dataclass, field = library.dataclass, library.field

    @dataclass(frozen=True, slots=True)
    class Plain:
        """Two fields and a default."""

        KIND: ClassVar[str] = "plain"
        a: int
        b: str = "b"

        @property
        def both(self) -> str:
            return f"{self.a}{self.b}"

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base:
        """Keyword only."""

        span: int = field(default=0, compare=False, repr=False)

    @dataclass(frozen=True, slots=True)
    class Leaf(Base):
        """A field before those inherited."""

        value: Any
        more: tuple[int, ...] = ()

    @dataclass(frozen=True, slots=True)
    class Empty(Base):
        """Nothing of its own."""

    @dataclass(frozen=True, slots=True)
    class Made:
        """Defaults that are made, fields that are not given, and a check."""

        name: str
        known: dict[str, int] = field(default_factory=dict, hash=False)
        size: int = field(default=3, init=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("no name")

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """Compared like tuples."""

        year: int
        month: int

    @dataclass(frozen=True, slots=True, eq=False)
    class Alike:
        """All equal."""

        why: tuple[str, ...] = ()

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Alike)

        def __hash__(self) -> int:
            return 1

    @dataclass(slots=True)
    class Open:
        """May be changed."""

        left: int = 10
        seen: list[int] = field(default_factory=list)

    @dataclass(frozen=True)
    class Roomy:
        """With room for what is worked out later."""

        text: str
        number: int = 1

    @dataclass(frozen=True, slots=True)
    class Shown:
        """A way of its own to be shown."""

        a: int

        def __repr__(self) -> str:
            return "shown"

    return {each.__name__: each for each in locals().values() if dataclasses.is_dataclass(each)}


LAZY, STANDARD = declared(lazy), declared(dataclasses)
CALLS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Plain", (1,), {}),
    ("Plain", (1, "c"), {}),
    ("Plain", (), {"b": "c", "a": 2}),
    ("Plain", (), {}),
    ("Plain", (1, 2, 3), {}),
    ("Plain", (1,), {"x": 2}),
    ("Base", (), {"span": 4}),
    ("Base", (4,), {}),
    ("Leaf", ("v",), {"span": 4}),
    ("Leaf", ("v", (1, 2)), {}),
    ("Leaf", (), {}),
    ("Empty", (), {}),
    ("Made", ("n",), {}),
    ("Made", ("n", {"a": 1}), {}),
    ("Made", ("",), {}),
    ("Made", ("n",), {"size": 4}),
    ("Ordered", (2024, 2), {}),
    ("Ordered", (2023, 12), {}),
    ("Alike", (), {}),
    ("Alike", (("x",),), {}),
    ("Open", (), {}),
    ("Open", (3, [1]), {}),
    ("Roomy", ("t",), {}),
    ("Shown", (1,), {}),
]


def outcome(act: Callable[[], Any]) -> Any:
    """What a call gives, or the error it ends in."""
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - any error is compared
        return type(error)


def made(classes: dict[str, Any]) -> list[Any]:
    return [outcome(lambda: classes[name](*given, **named)) for name, given, named in CALLS]  # noqa: B023


def told(value: Any) -> Any:
    """An instance as text, without where its class was declared."""
    return repr(value).replace("declared.<locals>.", "")


def test_instances_are_made_alike() -> None:
    assert [told(each) for each in made(LAZY)] == [told(each) for each in made(STANDARD)]


@pytest.mark.parametrize("compare", ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_instances_compare_alike(compare: str) -> None:
    def table(values: list[Any]) -> list[Any]:
        instances = [each for each in values if not isinstance(each, type)]
        return [
            outcome(lambda: getattr(type(one), compare)(one, other))  # noqa: B023
            for one in instances
            for other in instances
        ]

    assert table(made(LAZY)) == table(made(STANDARD))


def test_equal_instances_have_one_hash() -> None:
    for classes in (LAZY, STANDARD):
        values = [each for each in made(classes) if not isinstance(each, type)]
        hashes = [outcome(lambda: hash(each)) for each in values]  # noqa: B023
        for one, its_hash in zip(values, hashes, strict=True):
            for other, other_hash in zip(values, hashes, strict=True):
                if isinstance(its_hash, int) and one == other:
                    assert its_hash == other_hash
        unhashable = {
            type(v).__name__ for v, h in zip(values, hashes, strict=True) if h is TypeError
        }
        assert unhashable == {"Open"}


def test_fields_that_do_not_count_do_not_count() -> None:
    leaf = LAZY["Leaf"]
    assert leaf("v", span=1) == leaf("v", span=2)
    assert hash(leaf("v", span=1)) == hash(leaf("v", span=2))
    assert leaf("v") != LAZY["Plain"](1)


@pytest.mark.parametrize("name", sorted(LAZY))
def test_what_the_standard_library_asks_is_answered(name: str) -> None:
    one, other = LAZY[name], STANDARD[name]
    assert dataclasses.is_dataclass(one)
    keys = ("name", "init", "repr", "hash", "compare", "kw_only", "default")
    assert [[getattr(each, key) for key in keys] for each in dataclasses.fields(one)] == [
        [getattr(each, key) for key in keys] for each in dataclasses.fields(other)
    ]
    assert one.__match_args__ == other.__match_args__
    assert getattr(one, "__slots__", None) == getattr(other, "__slots__", None)
    assert lazy.field_names(one) == tuple(each.name for each in dataclasses.fields(other))
    assert lazy.field_names(other) is None
    assert one.__doc__ == other.__doc__
    assert one.__qualname__ == other.__qualname__


def test_what_is_frozen_cannot_be_changed() -> None:
    plain = LAZY["Plain"](1)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'a'"):
        plain.a = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'a'"):
        del plain.a
    opened = LAZY["Open"]()
    opened.left -= 1
    assert opened.left == 9
    assert LAZY["Open"]().seen is not opened.seen


def test_replacing_makes_a_checked_copy() -> None:
    for replace in (lazy.replace, dataclasses.replace):
        plain = LAZY["Plain"](1, "c")
        assert replace(plain, a=2) == LAZY["Plain"](2, "c")
        assert replace(LAZY["Leaf"]("v", span=3), value="w").span == 3
        with pytest.raises(ValueError, match="no name"):
            replace(LAZY["Made"]("n"), name="")
        assert replace(STANDARD["Plain"](1), a=2) == STANDARD["Plain"](2)
        with pytest.raises(TypeError):
            replace(plain, x=1)


def test_copies_are_equal() -> None:
    for value in (LAZY["Leaf"]("v", (1,), span=7), LAZY["Roomy"]("t"), LAZY["Open"](1, [2])):
        for again in (copy.copy(value), copy.deepcopy(value)):
            assert again == value
            assert type(again) is type(value)
    assert copy.copy(LAZY["Leaf"]("v", span=7)).span == 7


def test_an_instance_can_be_sent_to_another_process() -> None:
    from policydsl.text.source import Place, Source, Span

    place = Place(Source("a", "b\nc"), Span(0, 1))
    again = pickle.loads(pickle.dumps(place))
    assert again == place
    assert again.source.position(2) == (2, 1)


def test_instances_are_matched_by_their_fields() -> None:
    plain = LAZY["Plain"]
    match plain(1, "c"):
        case plain(a, b):
            assert (a, b) == (1, "c")
        case _:
            raise AssertionError


def test_members_are_kept() -> None:
    assert LAZY["Plain"](1).both == "1b"
    assert LAZY["Plain"].KIND == "plain"
    assert repr(LAZY["Shown"](1)) == "shown"
    assert not hasattr(LAZY["Plain"](1), "__dict__")


def test_the_constructor_is_written_once_and_says_what_it_takes() -> None:
    import inspect

    LAZY["Leaf"]("v")
    assert [*inspect.signature(LAZY["Leaf"]).parameters] == ["value", "more", "span"]
    assert LAZY["Leaf"].__init__ is LAZY["Leaf"].__init__
