"""No pattern that meets people's or catalogue text costs more than its text is long."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys

from tests.structure.test_rooms import ROOT, modules

PUMPING = ROOT / "tests" / "structure" / "pumping.py"
MOST_SECONDS = 600
"""Of CPU, after which the measuring process is ended: a runaway cannot hang the tests."""

NOT_YET = ("agent/listening/", "evaluation/")
"""Where patterns are not measured: `evaluation` meets no stranger's text; the patterns of listening
are to be replaced, and are left to the two attempts that a message gets."""

FROZEN = (
    (
        r"^(?:any|anything)(?: (?:way|one|kind|is|are|be))*(?:(?: (?:to|for|with|by|about|on|of|in"
        r"|at|either|neither|or|it|that|this|one|way|the|other|all|me|us|so|much|too|very|long|as|is"
        r"|are|much|lot|a|bit|one|part|side))*)$",
        0,
    ),
    (
        r"\b(?:account|acct)\s*(?:number|no|num|\#)?\.?\s*(?:is|:|\#)?\s*"
        r"(?P<value>[A-Z]{0,4}\d[\d\s-]{4,20}\d)\b",
        re.I,
    ),
    (r"\s+count(?:y|ies)\b", re.I),
    (r"\S*\d\S*", 0),
)
"""Patterns as some stood here: two that froze a server, and two that were quadratic."""

SILENCE = "agent/listening/silence.py"
LINEAR = ((r"\s{0,4}count(?:y|ies)\b", re.I), (r"(?<!\S)[^\s\d]*+\d\S*", 0), (r"\w+", 0))

Told = list[str] | None


def pumped(patterns: list[tuple[str, int]]) -> list[Told]:
    """What is amiss with each pattern, as a process of its own measured it."""
    done = subprocess.run(
        [sys.executable, str(PUMPING)],
        input="".join(f"{json.dumps(one)}\n" for one in patterns),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS)),
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(patterns), f"it ended at {patterns[len(told)]}: {done.stderr}"
    return told


def compiled() -> dict[tuple[str, int], str]:
    """Every pattern that the modules of the rooms compile when imported, and where."""
    code = """
import importlib, json, re, sys
from re import _compiler
root, found, real = sys.argv[1], {}, _compiler.compile
def recording(pattern, flags=0):
    made, frame = real(pattern, flags), sys._getframe(1)
    while frame.f_code.co_filename.endswith("re/__init__.py"):
        frame = frame.f_back
    path = frame.f_code.co_filename
    if isinstance(pattern, str) and path.startswith(root) and ".venv" not in path:
        found.setdefault((made.pattern, made.flags), f"{path[len(root) + 1:]}:{frame.f_lineno}")
    return made
re.purge()
_compiler.compile = recording
for name in sys.argv[2:]:
    importlib.import_module(name)
print(json.dumps([[*key, where] for key, where in found.items()]))
"""
    names = modules()
    names = [name for name in names if not name.endswith("__main__")]
    done = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), *names],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    lines = json.loads(done.stdout.splitlines()[-1])
    return {(pattern, flags): where for pattern, flags, where in lines}


def test_the_pumps_find_what_froze_a_server() -> None:
    told = pumped([*FROZEN, *LINEAR])
    assert all(told[: len(FROZEN)])
    assert not any(told[len(FROZEN) :])


def test_every_repeat_of_every_pattern_is_linear() -> None:
    found = compiled()
    assert len(found) > 300
    measured = [one for one, where in found.items() if not where.startswith(NOT_YET)]
    measured += [one for one, where in found.items() if where.startswith(SILENCE)]
    told = pumped(measured)
    amiss = {found[one]: how for one, how in zip(measured, told, strict=True) if how}
    assert amiss == {}
