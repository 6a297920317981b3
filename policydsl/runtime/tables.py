"""What generated code of decision tables and of groups of rules needs while it runs."""

from __future__ import annotations

from policydsl.runtime.values import BARE, FAULT, as_truth, merged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


def all_held(*values: Any) -> Any:
    """A table's row: whether all its cells hold; a null without a cause is an error there."""
    if False in values:
        return False
    nulls = [FAULT if each is BARE else as_truth(each) for each in values if each is not True]
    return merged(nulls) if nulls else True


def one_answer(
    first: bool, holds: Sequence[Any], gives: Sequence[Callable[[], Any]], default: Any, same: Any
) -> Any:
    """What a table of one answer gives (hit policies first and any).

    Where several rows may match, all of them have to give the same.
    """
    certain: list[Any] = []
    possible: list[Any] = []
    nulls: list[Any] = []
    for held, value in zip(holds, gives, strict=True):
        if held is True:
            certain.append(value())
            if first:
                break
        elif held is not False:
            possible.append(value())
            nulls.append(held)
    if not _agree(certain, same):
        return None
    return settled(certain, possible, nulls, default, same)


def unique_answer(
    holds: Sequence[Any], gives: Sequence[Callable[[], Any]], default: Any, same: Any
) -> Any:
    """What a table of hit policy unique gives; where several rows match, nobody knows."""
    if sum(held is True for held in holds) > 1:
        return None
    return one_answer(False, holds, gives, default, same)


def settled(
    certain: Sequence[Any], possible: Sequence[Any], nulls: Sequence[Any], default: Any, same: Any
) -> Any:
    """The answer that the rows which match, and those that may, agree on."""
    answers = [*possible, *certain]
    if not certain:
        answers.append(default())
    if _agree(answers, same):
        return answers[0]
    told = answers if certain else answers[:-1]
    return merged([*nulls, *(None for each in told if each is None)])


def _agree(answers: Sequence[Any], same: Callable[[Any, Any], Any]) -> bool:
    return all(same(answers[0], each) is True for each in answers[1:])


def group_any(*rules: int) -> int:
    """A group of rules of which any one makes the merit."""
    if 1 in rules:
        return 1
    return 3 if 3 in rules or 2 in rules else 4 if 4 in rules else 0


def group_all(*rules: int) -> int:
    """A group of rules that make the merit together."""
    if 4 in rules:
        return 4
    return 3 if 3 in rules or 2 in rules else 1 if 1 in rules else 0
