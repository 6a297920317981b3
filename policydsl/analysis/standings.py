"""How a rule or a checklist stands on its way from refusing to admitting, as formulas.

A checklist's verdict is that of its worst rule, in this order:

| standing | a mandatory rule | an in-principle rule | the verdict then     |
| -------- | ---------------- | -------------------- | -------------------- |
| 0        | fails            |                      | ineligible           |
| 1        | is unknown       |                      | undetermined         |
| 2        |                  | fails                | conditional          |
| 3        |                  | is unknown           | undetermined         |
| 4        | else             | else; preferences    | eligible             |

“Is unknown” is an unknown that may fail. So rules may be compared without those that two versions
share, and a verdict can get no better where none of its rules does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policydsl.analysis.witnesses import BEST, STANDINGS, Outcome
from policydsl.policy.model import Checklist, Force, Program
from policydsl.trace import Verdict

if TYPE_CHECKING:
    from policydsl.engines.smt import Formula, RuleTerms


@dataclass(frozen=True, slots=True)
class Standing:
    """`at_least[k]` says that it stands at `k` or better; `at_least[0]` always holds."""

    at_least: tuple[Formula, ...]

    def worse_than(self, other: Standing) -> Formula:
        """It stands below where the other does."""
        from policydsl.engines.smt import any_of

        pairs = zip(self.at_least[1:], other.at_least[1:], strict=True)
        return any_of(~mine & its for mine, its in pairs)

    @property
    def open(self) -> Formula:
        """A checklist's verdict is then undetermined."""
        return (self.at_least[1] & ~self.at_least[2]) | (self.at_least[3] & ~self.at_least[4])


def rule_standing(terms: RuleTerms, force: Force) -> Standing:
    """A rule of a force by itself."""
    ranks = STANDINGS[force]
    return Standing(
        tuple(
            terms.level_at_least(next(level for level in range(3) if ranks[level] >= rank))
            for rank in range(BEST + 1)
        )
    )


def worst(standings: Iterable[Standing]) -> Standing:
    """Of several: where the worst of them stands; of none, the best."""
    from policydsl.engines.smt import all_of

    found = tuple(standings)
    return Standing(
        tuple(all_of(each.at_least[rank] for each in found) for rank in range(BEST + 1))
    )


def checklist_standing(rules: Iterable[Standing], in_doubt: Formula) -> Standing:
    """A checklist of these rules, where it is about the institution.

    Where it is `in_doubt` whether it is, the verdict is undetermined whatever the rules say.
    """
    from policydsl.engines.smt import TRUE

    inner = worst(rules)
    better = (~in_doubt & each for each in inner.at_least[2:])
    return Standing((TRUE, in_doubt | inner.at_least[1], *better))


def force_of(program: Program, decision: str, rule_id: str) -> Force:
    """The force of a rule of a checklist."""
    body = program.decisions[decision].body
    assert isinstance(body, Checklist)
    return next(rule.force for rule in body.rules if rule.id == rule_id)


def verdict_stood(verdict: Verdict) -> tuple[int, ...]:
    """Where a checklist with this verdict may stand; nowhere if it is not about the institution."""
    match verdict:
        case Verdict.INELIGIBLE:
            return (0,)
        case Verdict.UNDETERMINED:
            return (1, 3)
        case Verdict.CONDITIONAL:
            return (2,)
        case Verdict.ELIGIBLE:
            return (BEST,)
        case Verdict.NOT_APPLICABLE:
            return ()


def worse_verdict(was: Outcome, now: Outcome) -> bool:
    """Whether the verdicts of one institution differ, and the second is no better."""
    if was.verdict is now.verdict or was.verdict is None or now.verdict is None:
        return False
    before, after = verdict_stood(was.verdict), verdict_stood(now.verdict)
    return bool(before) and bool(after) and min(after) < max(before)
