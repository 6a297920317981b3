"""The nearest known spelling of a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None where none is near. Works for Chinese too."""
    from difflib import get_close_matches

    candidates = sorted(set(known))
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    cutoff = 0.5 if len(word) <= 4 else 0.6
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else None
