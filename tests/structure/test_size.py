"""Files and functions stay small enough to read in one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for path in ROOT.glob("*/**/*.py")
    if not path.relative_to(ROOT).parts[0].startswith((".", "tests"))
)
FILE, FUNCTION, MEDIAN, GRAPH = 500, 40, 10, 120
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            assert node.end_lineno is not None
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_there_is_something_to_measure() -> None:
    assert len(FILES) > 20


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE, f"{lines} lines"


def test_functions_are_short() -> None:
    sizes = dict(found for path in FILES for found in functions(path))
    assert {name: size for name, size in sizes.items() if size > FUNCTION} == {}
    assert median(sizes.values()) <= MEDIAN


def test_the_graph_is_wiring_only() -> None:
    lines = (ROOT / "agent" / "graph.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= GRAPH
