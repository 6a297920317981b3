"""Checking the policies under some paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from policydsl.analysis.check import messages
from policydsl.analysis.check.findings import CheckRun, Finding, Kept, PolicyCheck, Unsettled
from policydsl.analysis.check.inquiry import Inquiry
from policydsl.analysis.check.outcome_checks import outcome_findings
from policydsl.analysis.check.refinement_checks import refinement_findings
from policydsl.analysis.check.rule_checks import rule_findings
from policydsl.analysis.check.table_checks import table_findings
from policydsl.policy.library import Library
from policydsl.policy.model import Checklist, Decision, Program, Table
from policydsl.policy.selection import policy_files

Progress = Callable[[int, int], None]
ITEMS = 2
TIMEOUT_SECONDS = 20.0


def check_paths(
    paths: Sequence[Path],
    folders: Sequence[Path] = (),
    progress: Progress | None = None,
    *,
    items: int = ITEMS,
    timeout_seconds: float = TIMEOUT_SECONDS,
) -> CheckRun:
    """Checks every policy file under the paths; `folders` hold policies that they link to.

    Looks at institutions with at most `items` items in any list, and `timeout_seconds` at most on
    any question. Raises PolicyError for files that cannot be used.
    """
    files = policy_files(paths)
    library = Library.open(*folders)
    checks = []
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files))
        program = library.program_at(path)
        checks.append(check_program(program, path, folders, items, timeout_seconds))
    return CheckRun(tuple(checks))


def check_program(
    program: Program, path: Path, folders: Sequence[Path], items: int, timeout_seconds: float
) -> PolicyCheck:
    """All findings about one version, those it keeps as remarks apart.

    What a refinement extends is looked for around `path` and in `folders`.
    """
    inquiry = Inquiry.about(program, items, timeout_seconds)
    found = [
        finding
        for decision in program.decisions.values()
        for finding in decision_findings(inquiry, decision)
    ]
    for each in refinement_findings(program, (path.parent, *folders), items, timeout_seconds):
        if isinstance(each, Finding):
            found.append(each)
        else:
            inquiry.unsettled[each] = None
    remarks = {(each.finding, each.subject): each for each in program.remarks}
    kept = [
        Kept(each, remarks[each.code, each.subject])
        for each in found
        if (each.code, each.subject) in remarks
    ]
    findings = [each for each in found if (each.code, each.subject) not in remarks]
    findings += _stale(program, kept, inquiry.unsettled)
    return PolicyCheck(
        policy=program.policy,
        version=program.version,
        path=path,
        items=items,
        schema=program.facts,
        findings=tuple(sorted(findings, key=_place)),
        kept=tuple(kept),
        unsettled=tuple(inquiry.unsettled),
    )


def decision_findings(inquiry: Inquiry, decision: Decision) -> Iterator[Finding]:
    """What is wrong with one decision. Of a base's parts only those that say it themselves."""
    name = decision.name
    if decision.when is not None:
        applies = inquiry.encoded(
            name, decision.place, lambda: inquiry.encoding.applies(name)["yes"]
        )
        if applies is None:
            return
        if inquiry.never(name, decision.place, applies):
            if decision.origin is None:
                yield Finding(messages.decision_never_applies(decision), name)
            return
    if isinstance(decision.body, Checklist):
        yield from rule_findings(inquiry, decision, decision.body)
    if decision.origin is not None and not isinstance(decision.body, Checklist):
        return
    if isinstance(decision.body, Table):
        yield from table_findings(inquiry, decision, decision.body)
    if decision.origin is None:
        yield from outcome_findings(inquiry, decision)


def _stale(
    program: Program, kept: Sequence[Kept], unsettled: Iterable[Unsettled]
) -> Iterator[Finding]:
    """Remarks on what was not found, unless it could not be looked for."""
    used = [each.remark for each in kept]
    open_subjects = {each.subject for each in unsettled}
    for remark in program.remarks:
        if remark not in used and remark.subject not in open_subjects:
            said = messages.remark_without_finding(remark.place, remark.finding, remark.subject)
            yield Finding(said, remark.subject)


def _place(finding: Finding) -> int:
    place = finding.diagnostic.place
    return place.outermost().span.start if place else -1
