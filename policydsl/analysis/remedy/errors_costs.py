"""Diagnostics about costs files."""

from __future__ import annotations

from collections.abc import Iterable

from policydsl.text.diagnostic import Diagnostic, Text
from policydsl.text.source import Place


def not_a_cost(place: Place, written: str) -> Diagnostic:
    """A cost that is no number, or less than nothing."""
    return Diagnostic(
        "costs-figure",
        Text(f"“{written}”不是费用", f"“{written}” is no cost"),
        place,
        Text("写一个不小于零的数，如 2 或 0.5", "write a number from zero, such as 2 or 0.5"),
    )


def not_a_figure(place: Place, written: str) -> Diagnostic:
    """A bound or step that is no number."""
    return Diagnostic(
        "costs-figure",
        Text(f"“{written}”不是数", f"“{written}” is no number"),
        place,
        Text("写一个数，如 120", "write a number, such as 120"),
    )


def not_positive(place: Place, key: str) -> Diagnostic:
    """A step, or a number of items, of zero or less."""
    return Diagnostic(
        "costs-figure",
        Text(f"“{key}”应大于零", f"“{key}” must be more than zero"),
        place,
        Text("例如 step: 0.5", "such as step: 0.5"),
    )


def not_whole(place: Place, key: str) -> Diagnostic:
    """A figure of a whole-number fact with decimals."""
    return Diagnostic(
        "costs-figure",
        Text(f"这项事实是整数，“{key}”也应是整数", f"the fact is whole, and so must “{key}” be"),
        place,
        Text("例如 most: 12", "such as most: 12"),
    )


def bounds_crossed(place: Place) -> Diagnostic:
    """`least` above `most`."""
    return Diagnostic(
        "costs-figure",
        Text("least 大于 most", "least is more than most"),
        place,
        Text("对调，或改其中一个", "swap them, or change one"),
    )


def key_does_not_fit(place: Place, key: str, what: Text, fitting: Iterable[str]) -> Diagnostic:
    """A key that says nothing of facts of this kind."""
    listed = ", ".join(fitting)
    return Diagnostic(
        "costs-key",
        Text(f"“{key}”不能用于{what.zh}", f"“{key}” says nothing of {what.en}"),
        place,
        Text(f"这里可以写：{listed}", f"here may stand: {listed}"),
    )


def movement_does_not_fit(place: Place, written: str, what: Text) -> Diagnostic:
    """`grows` or `shrinks` of something without order."""
    return Diagnostic(
        "costs-change",
        Text(f"{what.zh}没有增减，不能写 {written}", f"{what.en} cannot be said to {written[:-1]}"),
        place,
        Text("写 never（不能改）或 free（可以改）", "write never (cannot change) or free (can)"),
    )


def said_twice(place: Place, path: str) -> Diagnostic:
    """The same fact by its id and by its Chinese name."""
    return Diagnostic(
        "costs-twice",
        Text(f"“{path}”已经写过", f"“{path}” was said before"),
        place,
        Text("只留一处", "keep one of them"),
    )


def unknown_value(place: Place, written: str, known: Iterable[str]) -> Diagnostic:
    """A value under `to` that the enumeration lacks."""
    listed = ", ".join(known)
    return Diagnostic(
        "costs-value",
        Text(f"没有取值“{written}”", f"there is no value “{written}”"),
        place,
        Text(f"可以写：{listed}", f"it may be: {listed}"),
    )
