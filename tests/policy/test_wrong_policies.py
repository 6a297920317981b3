"""Each file of `wrong/` is a policy with one mistake: one diagnostic, at the place it names."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policydsl.policy.building.build import build
from policydsl.policy.facts.facts_schema import load_facts_schema
from policydsl.policy.reading.read_policy import read_policy
from policydsl.policy.source.source_files import read_source
from policydsl.text.diagnostic import Diagnostic, PolicyError
from policydsl.text.render import render

WRONG = sorted((Path(__file__).parent / "wrong").glob("*.yaml"))
PLACE = re.compile(r"# at (\d+):(\d+)\n")


def diagnostics_of(path: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(PolicyError) as caught:
        build(read_policy(read_source(path, path.name)), load_facts_schema(), {})
    return caught.value.diagnostics


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_one_mistake_is_said_once_at_its_place_in_both_languages(
    path: Path, golden: Callable[[Path, str], None]
) -> None:
    (diagnostic,) = diagnostics_of(path)
    assert diagnostic.place is not None
    place = diagnostic.place.outermost()
    stated = PLACE.match(path.read_text(encoding="utf-8"))
    assert stated is not None
    assert place.source.position(place.span.start) == (int(stated[1]), int(stated[2]))
    golden(path.with_suffix(".txt"), render(diagnostic) + "\n")


def test_there_are_many_and_each_golden_text_has_its_policy() -> None:
    assert len(WRONG) >= 60
    texts = {path.stem for path in (Path(__file__).parent / "wrong").glob("*.txt")}
    assert texts == {path.stem for path in WRONG}


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_messages_speak_both_languages(path: Path) -> None:
    (diagnostic,) = diagnostics_of(path)
    assert re.search("[一-鿿]", diagnostic.message.zh)
    assert diagnostic.message.en
    assert diagnostic.message.en != diagnostic.message.zh


def test_all_mistakes_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "wrong" / "unknown-name.yaml").read_text(encoding="utf-8")
    path = tmp_path / "several.yaml"
    path.write_text(
        text.replace("area_mim", "aera_min\n        empty: fail").replace("1.0.0", "1.0"),
        encoding="utf-8",
    )
    with pytest.raises(PolicyError) as caught:
        read_policy(read_source(path))
    assert [each.code for each in caught.value.diagnostics] == ["malformed-word", "key-without-use"]


def test_no_more_than_twenty_are_said() -> None:
    lines = "".join(f"  p{n}: {{value: x}}\n" for n in range(30))
    path = Path(__file__).parent / "wrong" / "unknown-name.yaml"
    source = read_source(path)
    text = source.text.replace("decisions:", f"  # more\n{lines}decisions:", 1)
    document = read_policy(type(source)("many.yaml", text))
    with pytest.raises(PolicyError) as caught:
        build(document, load_facts_schema(), {})
    assert len(caught.value.diagnostics) == 20
