"""Pages are reachable and tell of this version."""

import re
import tomllib
from pathlib import Path

import pytest

import policydsl
from checkout import ROOT, shown, written_files

DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def relative_links(page: Path) -> list[Path]:
    """The files of this checkout that a Markdown page links to, code aside."""
    targets = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
    return [
        (page.parent / target.partition("#")[0]).resolve()
        for target in targets
        if not re.match(r"[a-z]+:|#", target)
    ]


@pytest.mark.parametrize(
    "page", [path for path in written_files() if path.suffix == ".md"], ids=shown
)
def test_links_lead_somewhere(page: Path) -> None:
    assert [str(target) for target in relative_links(page) if not target.exists()] == []


def test_every_decision_is_in_the_index() -> None:
    pages = {path for path in DECISIONS.glob("*.md") if path.name != "README.md"}
    assert {path for path in relative_links(DECISIONS / "README.md") if path in pages} == pages


def test_the_changelog_tells_of_this_version() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert policydsl.__version__ in headings


def test_constraints_pin_what_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    requirements = [*project["dependencies"], *(line for extra in extras for line in extra)]
    names = {re.split(r"[\[>=]", line)[0] for line in requirements} - {"policydsl"}
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert names - set(re.findall(r"^([\w-]+)==\d[\w.]*$", pins, re.MULTILINE)) == set()
