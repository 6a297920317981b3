"""Whatever is done to a policy file, it loads or says what is wrong with it."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from policydsl.policy.building.build import build
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.library import Library
from policydsl.policy.publishing.lint import lint
from policydsl.policy.publishing.normalise import normalise
from policydsl.policy.publishing.rename import rename
from policydsl.policy.reading.read_policy import read_policy
from policydsl.text.diagnostic import PolicyError
from policydsl.text.render import render_all, to_json
from policydsl.text.source import Source

LIBRARY = Library.open()
SHIPPED = {policy: LIBRARY.program(policy).source for policy in LIBRARY.policies()}
FACTS = load_facts_schema()
# What officers type and YAML or FEEL stumbles over.
SCRAPS = st.sampled_from(
    [
        "", "|", ": ", " #", "- ", ">", "'", '"', "[", "]", "{", "}", ",", "，", "（", "&a",
        "*a", "!x", "%", "@", "~", "yes", "null", "true", "2024-02-30", "1_000", "012",
        "1e999", "for", "when:", "rule: x", "value: 1", "title:", "。", "\ufeff", "\u2028",
        "if", "((((((", "][", "- - - -", "<<: *a", "? a", "---", "...", "require: a b c",
        "policy: x/y",
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Source]:
    """A shipped policy with a line deleted, doubled, moved, or with something put into it."""
    policy = draw(st.sampled_from(sorted(SHIPPED)))
    source = SHIPPED[policy]
    lines = source.text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[at])))
        scrap = draw(SCRAPS | st.text(max_size=8))
        lines[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [lines[at], lines[at]],
                    [lines[other]],
                    [lines[at][:column]],
                    [lines[at][:column] + scrap + lines[at][column:]],
                    [lines[at][:column] + scrap],
                    ["  " + lines[at]],
                    [lines[at].lstrip()],
                ]
            )
        )
        lines = lines or [""]
    return policy, Source(source.name, "\n".join(lines))


def load(policy: str, source: Source) -> None:
    document = read_policy(source)
    program = LIBRARY.program(policy)
    used = {use.name: use.program for use in program.uses}
    if any(each.name.text not in used for each in document.head.uses) or document.head.extends:
        return
    built = build(document, FACTS, used)
    for finding in lint(built):
        assert finding.place is not None
    rename(built, "zh")
    normalise(source)


def refusal(attempt: Callable[[], object]) -> PolicyError | None:
    try:
        attempt()
    except PolicyError as error:
        return error
    return None


@settings(max_examples=150)
@given(mutated())
def test_a_mutated_policy_loads_or_says_why_not(given_: tuple[str, Source]) -> None:
    policy, source = given_
    refused = refusal(lambda: load(policy, source))
    if refused is None:
        return
    assert 1 <= len(refused.diagnostics) <= 20
    for diagnostic in refused.diagnostics:
        assert diagnostic.place is not None
        outer = diagnostic.place.outermost()
        assert 0 <= outer.span.start <= outer.span.end <= len(outer.source.text)
        assert to_json(diagnostic)["line"]
    assert render_all(refused.diagnostics)


@given(st.text())
def test_any_text_is_a_policy_or_no_policy(text: str) -> None:
    refused = refusal(lambda: read_policy(Source("any.yaml", text)))
    assert refused is None or refused.diagnostics
