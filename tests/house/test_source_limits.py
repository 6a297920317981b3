"""Files and functions stay small enough to be read at once; every module says what it is."""

import ast

from checkout import package_trees, shown

FILE_LINES = 350
FUNCTION_LINES = 60


def test_no_module_is_longer_than_its_limit() -> None:
    lengths = {
        shown(path): len(path.read_text(encoding="utf-8").splitlines())
        for path, _ in package_trees()
    }
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{shown(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in package_trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}


def test_every_module_says_what_it_is() -> None:
    assert [shown(path) for path, tree in package_trees() if not ast.get_docstring(tree)] == []
