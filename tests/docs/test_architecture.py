"""`ARCHITECTURE.md` names what is there, and leaves no room out."""

import re

from checkout import PACKAGE, ROOT

TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ROOMS = TEXT.partition("## The rooms")[2].partition("\n## ")[0]
NAMED = re.findall(r"`((?:policydsl|policies|examples|schemas|tests|docs)/[\w./-]*)`", TEXT)


def test_everything_that_is_named_exists() -> None:
    assert len(NAMED) > 20
    assert [name for name in NAMED if not (ROOT / name).exists()] == []


def test_every_room_is_named() -> None:
    rooms = {f"policydsl/{path.name}/" for path in PACKAGE.glob("*/") if any(path.glob("*.py"))}
    modules = {f"policydsl/{path.name}" for path in PACKAGE.glob("[!_]*.py")}
    policy = {f"policydsl/policy/{path.name}/" for path in (PACKAGE / "policy").glob("[!_]*/")}
    within = {name for name in NAMED if name in ROOMS}
    # Of the policy room its inner rooms are named, each in a row of its own.
    assert (rooms - {"policydsl/policy/"} | modules | policy) - within == set()
