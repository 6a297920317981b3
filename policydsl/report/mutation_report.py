"""How good the cases of policies are, as text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from policydsl.analysis.mutate.mutants import Mutant
from policydsl.analysis.mutate.results import MutantResult, Score, State, VersionMutation
from policydsl.report import mutation_words as say_it
from policydsl.report import page_words
from policydsl.report.blocks import Block, Entry, Heading, Numbered, Paragraph, used_table
from policydsl.report.blocks_html import blocks_to_html
from policydsl.report.blocks_markdown import blocks_to_markdown
from policydsl.report.blocks_text import blocks_to_text
from policydsl.report.mutation_changes import change_words, subject_words
from policydsl.report.mutation_witnesses import witness_lines
from policydsl.report.places import place_words
from policydsl.report.text_page import DEFAULT_WIDTH, TextPage
from policydsl.report.words import STATUS_SIGNS, colon, say
from policydsl.text.diagnostic import Language
from policydsl.trace import Status


def mutation_to_text(
    runs: Sequence[VersionMutation],
    language: Language,
    *,
    colour: bool,
    width: int = DEFAULT_WIDTH,
) -> str:
    """The results as text for a terminal."""
    return blocks_to_text(mutation_page(runs, language), TextPage(language, colour, width))


def mutation_to_markdown(runs: Sequence[VersionMutation], language: Language) -> str:
    """The results as Markdown."""
    return blocks_to_markdown(mutation_page(runs, language), language)


def mutation_to_html(runs: Sequence[VersionMutation], language: Language) -> str:
    """The results as one page."""
    title = say_it.TITLE.in_language(language)
    return blocks_to_html(mutation_page(runs, language), language, title=title)


def mutation_to_json(runs: Sequence[VersionMutation]) -> list[dict[str, Any]]:
    """JSON-ready data for `trace_json.dump_json`: every mutant with what became of it."""
    return [
        {
            "policy": run.policy,
            "version": run.version,
            "file": str(run.path),
            "cases": run.cases,
            "failing_cases": [_text(each.name) for each in run.failing],
            "score": _score_data(run.score),
            "kinds": {kind.value: _score_data(score) for kind, score in run.by_kind().items()},
            "mutants": [_mutant_data(each, run) for each in run.results],
        }
        for run in runs
    ]


def mutation_page(runs: Sequence[VersionMutation], language: Language) -> tuple[Block, ...]:
    """The page as blocks: for each version its score and its survivors; then the total by kind."""
    blocks: list[Block] = [Heading(1, say_it.TITLE.in_language(language))]
    for run in runs:
        blocks.extend(_version(run, language))
    everything = [each for run in runs for each in run.results]
    if everything:
        blocks.append(Heading(2, say_it.BY_KIND.in_language(language)))
        blocks.append(_kinds(everything, language))
        total = Score.of(everything)
        cases = sum(run.cases for run in runs)
        blocks.append(Paragraph(_summary(total, cases, language), _tone(total)))
    return tuple(blocks)


def _version(run: VersionMutation, language: Language) -> Iterator[Block]:
    title = run.program.title.in_language(language)
    yield Heading(2, f"{title} ({run.policy} {run.version})")
    if not run.cases:
        yield Paragraph(say_it.NO_CASES.in_language(language), "fail")
    if run.failing:
        yield Paragraph(say(say_it.FAILING, language, count=len(run.failing)), "fail")
    yield Paragraph(_summary(run.score, run.cases, language), _tone(run.score))
    survivors = [each for each in run.results if each.state is State.SURVIVED]
    if survivors:
        yield Heading(3, say_it.SURVIVORS.in_language(language))
        yield Numbered(tuple(_entry(each, run, language) for each in survivors))
    equivalent = [each for each in run.results if each.state is State.EQUIVALENT]
    if equivalent:
        yield Heading(3, say_it.EQUIVALENTS.in_language(language))
        yield Numbered(tuple(_entry(each, run, language) for each in equivalent))


def _tone(score: Score) -> Any:
    return "fail" if score.counts[State.SURVIVED] else "pass"


def _summary(score: Score, cases: int, language: Language) -> str:
    counts = score.counts
    passed = not counts[State.SURVIVED]
    sign = STATUS_SIGNS[Status.PASS if passed else Status.FAIL]
    told = say(
        say_it.SUMMARY,
        language,
        cases=cases,
        mutants=sum(counts.values()),
        killed=counts[State.KILLED],
        equivalent=counts[State.EQUIVALENT],
        survived=counts[State.SURVIVED],
    )
    left = counts[State.NOT_RUN]
    if left:
        told += say(say_it.LEFT, language, left=left)
    share = f"{say_it.SHARE.in_language(language)}{colon(language)}{score.percent}%"
    return f"{sign} {told}（{share}）" if language == "zh" else f"{sign} {told} ({share})"


def _entry(result: MutantResult, run: VersionMutation, language: Language) -> Entry:
    mutant, fate = result.mutant, result.fate
    lines = [
        (
            say_it.KIND_NAMES[mutant.kind].in_language(language),
            change_words(mutant, run.program, language),
        ),
        (page_words.PLACE.in_language(language), _place(mutant, run)),
    ]
    if fate.witness is not None:
        lines.extend(witness_lines(fate.witness, run.program, language))
    if fate.reason is not None:
        lines.append((say_it.NEITHER.in_language(language), fate.reason.in_language(language)))
    if fate.reach is not None:
        lines.append((say_it.UP_TO.in_language(language), fate.reach.in_language(language)))
    return Entry(subject_words(mutant, run.program, language), (), tuple(lines))


def _kinds(results: Sequence[MutantResult], language: Language) -> Block:
    heads = [say_it.KIND_HEAD, *say_it.STATE_NAMES.values(), say_it.SHARE]
    rows = []
    for kind, name in say_it.KIND_NAMES.items():
        found = [each for each in results if each.mutant.kind is kind]
        if found:
            score = Score.of(found)
            numbers = [str(score.counts[state] or "") for state in say_it.STATE_NAMES]
            rows.append((name.in_language(language), *numbers, f"{score.percent}%"))
    return used_table(tuple(head.in_language(language) for head in heads), tuple(rows))


def _score_data(score: Score) -> dict[str, int]:
    counts = {state.value: count for state, count in score.counts.items()}
    return {**counts, "percent": score.percent}


def _mutant_data(result: MutantResult, run: VersionMutation) -> dict[str, Any]:
    mutant, fate = result.mutant, result.fate
    return {
        "kind": mutant.kind.value,
        "subject": str(mutant.subject),
        "title": {
            "zh": subject_words(mutant, run.program, "zh"),
            "en": subject_words(mutant, run.program, "en"),
        },
        "change": {
            "zh": change_words(mutant, run.program, "zh"),
            "en": change_words(mutant, run.program, "en"),
        },
        "place": _place(mutant, run),
        "state": fate.state.value,
        "case": None if fate.killer is None else _text(fate.killer.name),
        "case_place": None if fate.killer is None else place_words(fate.killer.place),
        "facts": None if fate.witness is None else dict(fate.witness.facts),
        "reason": None if fate.reason is None else _text(fate.reason),
        "reach": None if fate.reach is None else _text(fate.reach),
    }


def _place(mutant: Mutant, run: VersionMutation) -> str:
    """Where it stands, in the file by the name that was asked for."""
    outer = mutant.place.outermost()
    line, column = outer.source.position(outer.span.start)
    return f"{run.path}:{line}:{column}"


def _text(text: Any) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
