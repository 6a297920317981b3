"""Amendments of other policies: each comparison says what was changed and what it does."""

from pathlib import Path

import pytest

from amended_policies import (
    Amendment,
    amendments,
    compared,
    differing,
    false_witnesses,
    told_changes,
    told_decisions,
    told_rules,
)

OTHERS = amendments(Path(__file__).parent / "amendments" / "others.yaml")


@pytest.mark.parametrize("amendment", OTHERS, ids=str)
def test_an_amendment_is_said_to_do_what_it_does(amendment: Amendment) -> None:
    found = compared(amendment)
    rules, decisions = told_rules(found), told_decisions(found)
    assert told_changes(found) == amendment.changes
    assert differing(rules) == differing(amendment.rules)
    assert differing(decisions) == differing(amendment.decisions)
    # What is said to be equivalent in the file was proved, not found to be the same text.
    assert amendment.rules.items() <= rules.items()
    assert amendment.decisions.items() <= decisions.items()
    assert false_witnesses(found) == []
