"""Every room is this checkout's, is listed everywhere, and is quick and quiet to import."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOOLS = PROJECT["tool"]
ROOMS: list[str] = TOOLS["hatch"]["build"]["targets"]["wheel"]["packages"]
HEAVY = (
    "chainlit",
    "guardrails",
    "langchain_aws",
    "langchain_openai",
    "litellm",
    "onnxruntime",
    "onnx",
    "jax",
    "optax",
)
LOADED_APART = ("ui.chat", "evaluation.learning.tuning")
"""Chainlit's own modules, which Chainlit loads and which write its folders when they are imported;
and what `make learn` loads, once it has installed jax, which the product does without."""


def modules() -> list[str]:
    found = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found)
    return sorted(
        name.removesuffix(".__init__") for name in names if not name.startswith(LOADED_APART)
    )


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_the_one_of_this_checkout(room: str) -> None:
    spec = importlib.util.find_spec(room)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin) == ROOT / room / "__init__.py"


def test_the_lists_of_rooms_agree() -> None:
    code = sorted({*ROOMS} - {"migrations"})
    assert code == sorted(TOOLS["importlinter"]["root_packages"])
    assert {*ROOMS, "scripts", "tests"} == set(TOOLS["mypy"]["files"])
    layers = TOOLS["importlinter"]["contracts"][0]["layers"]
    assert code == sorted(" | ".join(layers).split(" | "))


def test_the_tests_are_no_package() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


DOORS = [*ROOMS, "agent.graph", "ui.cli"]
IMPORT = """
import importlib, os, socket, sys
def refuse(*args, **kwargs): raise SystemExit(f"network at import: {args}")
socket.socket.connect = socket.getaddrinfo = refuse
for name in sys.argv[1].split(","):
    importlib.import_module(name)
print(*sorted(set(sys.argv[2].split(",")) & set(sys.modules)))
print(*sorted(os.listdir(".")), *sorted(os.listdir(os.environ["HOME"])))
"""


def imported(folder: Path, names: list[str], without: tuple[str, ...]) -> tuple[int, str, str]:
    """Exit code, output (unwanted modules; files made) and errors of importing modules afresh."""
    (home := folder / "home").mkdir()
    (here := folder / "here").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, ",".join(names), ",".join(without)],
        cwd=here, env={**kept, "HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_importing_opens_nothing_and_writes_nothing(tmp_path: Path) -> None:
    assert imported(tmp_path, modules(), ("nothing",)) == (0, "\n\n", "")


def test_the_doors_open_without_heavy_libraries(tmp_path: Path) -> None:
    assert imported(tmp_path, DOORS, HEAVY) == (0, "\n\n", "")


def own_imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}


def test_packs_hold_data_and_no_code() -> None:
    code = sorted(path.relative_to(ROOT / "domains") for path in (ROOT / "domains").rglob("*.py"))
    assert list(map(str, code)) == ["__init__.py", "brief.py", "extract.py", "pack.py", "schema.py"]


def test_no_code_that_ships_names_a_pack() -> None:
    packs = {path.parent.name for path in (ROOT / "domains").glob("*/pack.yaml")}
    assert len(packs) > 2
    for room in {*ROOMS} - {"evaluation"}:
        for path in (ROOT / room).rglob("*.py"):
            named = packs & set(strings(path))
            assert not named, f"{path.relative_to(ROOT)} names {named}"


def strings(path: Path) -> list[str]:
    """The strings of a module that are no documentation: those that are a value somewhere."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def test_what_ships_does_not_import_its_tests() -> None:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            outside = {name.split(".")[0] for name in own_imports(path)} & {"tests", "scripts"}
            assert not outside, f"{path.relative_to(ROOT)} imports {outside}"
