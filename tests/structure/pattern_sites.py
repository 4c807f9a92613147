"""Where the rooms make patterns: every call of ``re``, read from the source and seen at run time.

Run it with names of modules: it imports them, has texts read by whatever compiles patterns late,
and writes ``[pattern, flags, [file, line, column]]`` of all patterns that were asked for.
"""

from __future__ import annotations

import ast
import importlib
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import CodeType
from typing import Any

CALLS = frozenset(
    ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
)
INSIDE = re.__file__
ROOT = Path(__file__).parents[2]
LISTINGS = 12
SAID = 'Dr. Anna Smith of Akron, Ohio wrote "a steady shop" for unit W16, 12 years old. Call 216.'

End = tuple[str, int, int]
"""A file, and the line and column at which a call in it ends: no two calls end at one place."""


@dataclass(frozen=True)
class Made:
    """A compiled pattern, and the call that asked for it."""

    pattern: str
    flags: int
    end: End


@dataclass(frozen=True)
class Site:
    """A call of ``re`` in the source.

    ``made`` is what it compiles, where that stands there word for word; ``name`` what the pattern
    is called in the module, where it is kept there.
    """

    end: End
    code: str
    made: Made | None
    name: str = ""


def sites(path: str, source: str) -> Iterator[Site]:
    """The calls of ``re`` in a file.

    Raises:
        ValueError: a function of ``re`` is imported by name, renamed or handed on, so that its
            calls cannot be found.
    """
    tree = ast.parse(source)
    called = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {id(n.value): _last(n.targets[0]) for n in tree.body if isinstance(n, ast.Assign)}
    for node in ast.walk(tree):
        _plain(path, node)
        if not (isinstance(node, ast.Attribute) and node.attr in CALLS and _is_re(node.value)):
            continue
        if id(node) not in called:
            raise ValueError(f"{path}:{node.lineno}: re.{node.attr} is handed on")
        call = called[id(node)]
        end = (path, call.end_lineno or 0, call.end_col_offset or 0)
        made = _literal(call, node.attr, end)
        yield Site(end, ast.unparse(call), made, names.get(id(call), ""))


def matched_whole(source: str) -> frozenset[str]:
    """What the patterns are called that texts have to match from end to end."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    whole = (f for f in calls if isinstance(f, ast.Attribute) and f.attr == "fullmatch")
    return frozenset(_last(f.value) for f in whole if not _is_re(f.value))


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_re(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "re"


def _plain(path: str, node: ast.AST) -> None:
    """Raises where ``re`` goes by another name."""
    if isinstance(node, ast.Import) and any(a.name == "re" and a.asname for a in node.names):
        raise ValueError(f"{path}:{node.lineno}: re is renamed")
    if isinstance(node, ast.ImportFrom) and node.module == "re":
        raise ValueError(f"{path}:{node.lineno}: a function of re is imported by name")


def _literal(call: ast.Call, name: str, end: End) -> Made | None:
    """What a call compiles, where that needs no name but ``re`` to be known."""
    at = {"compile": 1, "split": 3, "sub": 4, "subn": 4}.get(name, 2)
    given = {k.arg: k.value for k in call.keywords}
    pattern = call.args[0] if call.args else given.get("pattern")
    flags = call.args[at] if len(call.args) > at else given.get("flags", ast.Constant(0))
    parts = [part for one in (pattern, flags) if one for part in ast.walk(one)]
    if not pattern or any(isinstance(part, ast.Name) and part.id != "re" for part in parts):
        return None
    both = ast.Expression(ast.copy_location(ast.Tuple([pattern, flags], ast.Load()), call))
    text, number = eval(compile(ast.fix_missing_locations(both), "", "eval"), {"re": re})
    return made_of(re.compile(text, number), end)


def made_of(pattern: re.Pattern[Any], end: End) -> Made:
    """A pattern as it is measured: one of bytes like its twin of text."""
    if isinstance(pattern.pattern, bytes):
        return Made(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII, end)
    return Made(pattern.pattern, pattern.flags, end)


def recording(root: Path, found: dict[Made, None]) -> Callable[..., Any]:
    """What to put in the place of ``re._compile``: it notes what the code below ``root`` asks for.

    The function lies behind all others of ``re``, and is called also where the pattern is cached.
    """
    real: Callable[..., re.Pattern[Any]] = vars(re)["_compile"]
    inside, venv = f"{root}/", f"{root}/.venv/"

    def compiling(pattern: Any, flags: Any) -> re.Pattern[Any]:
        made, frame = real(pattern, flags), sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename == INSIDE:
            frame = frame.f_back
        path = frame.f_code.co_filename
        if path.startswith(inside) and not path.startswith(venv):
            found[made_of(made, _end(frame.f_code, frame.f_lasti, inside))] = None
        return made

    return compiling


@cache
def _end(code: CodeType, at: int, inside: str) -> End:
    _, line, _, column = list(code.co_positions())[at // 2]
    return code.co_filename.removeprefix(inside), line or 0, column or 0


def read_everything() -> None:
    """Calls what compiles a pattern only when it is needed, for everything it can be needed for."""
    _packs()
    _catalogue()
    _guards()


def _packs() -> None:
    from catalogue.checking.check import check
    from domains import load_pack, pack_folder, pack_ids
    from guards.promises import find_promise
    from guards.telling.attributes import cues

    for id in pack_ids():
        pack, file = load_pack(id), pack_folder(id) / "pack.yaml"
        check(id, file.read_text("utf-8"), str(file))
        cues(pack.attributes)
        for phrase in pack.forbidden:
            find_promise(phrase, forbidden=(phrase,))


def _catalogue() -> None:
    from catalogue.boilerplate import without_boilerplate
    from catalogue.modelled.quoting import quoted
    from catalogue.prepare import prepare, recipe_of
    from catalogue.proposing.draft import propose
    from catalogue.record import Record
    from domains import load_pack

    shipped = files("domains").joinpath("businesses", "listings.jsonl").read_text("utf-8")
    lines = shipped.splitlines()[:LISTINGS]
    recipe = recipe_of(load_pack("businesses"), {})
    for n, line in enumerate(lines):
        prepare(recipe, Record(n, str(n), "", json.loads(line)))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as source:
        source.write("\n".join(lines))
        source.flush()
        propose("shops", source.name)
    without_boilerplate("A shop | Shop Finder | Shop Finder no 12", "shopfinder")
    assert quoted(SAID, "a steady shop")


def _guards() -> None:
    from conversations.review.veil import veiled, without_names_said
    from core.model import Evidence, Place
    from guards.grounding import Grounds, ungrounded, unknown_names
    from guards.located import unlocated
    from guards.needs import find_need
    from guards.promise_patterns import PATTERNS, TRIGGERS
    from guards.promises import find_promise
    from guards.telling.words import told_words

    for family in PATTERNS:
        find_promise(" ".join(TRIGGERS[family]), families=(family,))
    find_need("a small shop with steady trade")
    grounds = Grounds(("A steady shop in Akron, unit W17",))
    ungrounded(SAID, grounds)
    unknown_names(SAID, grounds)
    told_words(SAID)
    unlocated(
        SAID, (Place(name="Akron, Ohio", kind="city"),), Evidence(text="Ohio", start=0, end=4)
    )
    assert veiled(SAID, ("steady   shop",)) != SAID
    assert without_names_said({"text": SAID}, SAID) != SAID


def main(names: list[str]) -> None:
    """Write what the modules compile when imported and when used."""
    found: dict[Made, None] = {}
    re.purge()
    vars(re)["_compile"] = recording(ROOT, found)
    for name in names:
        importlib.import_module(name)
    read_everything()
    sys.stdout.write(f"\n{json.dumps([(one.pattern, one.flags, one.end) for one in found])}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
