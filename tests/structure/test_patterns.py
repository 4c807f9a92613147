"""No pattern that meets people's or catalogue text costs more than its text is long."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.structure.pattern_sites import CALLS, End, Made, Site, matched_whole, sites
from tests.structure.test_rooms import ROOMS, ROOT, modules

HERE = ROOT / "tests" / "structure"
MOST_SECONDS = 600
"""Of CPU, after which the measuring process is ended: a runaway cannot hang the tests."""

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
    (r"(?:rents?|renting)(?: (?:at|at only|only|of))* \d", 0),
)
"""Patterns as some stood here: three that froze a server, and two that were quadratic."""

PLANTED = (
    (r"(?:a|aa)+b", 0),  # exponential
    (r"(?:a|aa){20}c", 0),  # exponential, though of a greatest length
    (r"(?=\w+ \w+!)\w", 0),  # quadratic, in what is only looked ahead at
    (r"x[ab]*b[ab]*y", 0),  # quadratic from one place
    (r"[ab]+c", 0),  # quadratic from all places together
)
LINEAR = ((r"\s{0,4}count(?:y|ies)\b", re.I), (r"(?<!\S)[^\s\d]*+\d\S*", 0), (r"\w+", 0))
WHOLE = (r"(?:\w+ ?)*", 0)
"""Linear where texts are searched; exponential where all of a text has to match."""

Pattern = tuple[str, int]
Told = list[str] | None


def pumped(patterns: Iterable[Pattern], whole: Iterable[Pattern] = ()) -> dict[Pattern, Told]:
    """What is amiss with each pattern, as a process of its own measured it."""
    asked = list(dict.fromkeys(patterns))
    whole = frozenset(whole)
    done = subprocess.run(
        [sys.executable, str(HERE / "pumping.py")],
        input="".join(f"{json.dumps([*one, one in whole])}\n" for one in asked),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS)),
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(asked), f"it ended at {asked[len(told)]}: {done.stderr}"
    return dict(zip(asked, told, strict=True))


@cache
def sources() -> dict[str, str]:
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted(files)}


@cache
def written() -> tuple[Site, ...]:
    """Every call of ``re`` in the rooms."""
    return tuple(site for path, source in sources().items() for site in sites(path, source))


@cache
def used() -> frozenset[Made]:
    """What the rooms ask ``re`` for when they are imported, and when they read texts."""
    names = [name for name in modules() if not name.endswith("__main__")]
    done = subprocess.run(
        [sys.executable, str(HERE / "pattern_sites.py"), *names],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout.splitlines()[-1])
    return frozenset(Made(pattern, flags, (path, *at)) for pattern, flags, (path, *at) in rows)


def unseen(found: Iterable[Site], seen: frozenset[End]) -> list[str]:
    """The calls of which it is not known what they compile."""
    return [f"{s.end[0]}:{s.end[1]} {s.code}" for s in found if not s.made and s.end not in seen]


def whole_ends() -> frozenset[End]:
    """Where patterns are made that a text has to match from end to end, as far as names tell."""
    named = {path: matched_whole(source) for path, source in sources().items()}
    upper = {name for names in named.values() for name in names if name.isupper()}
    unnamed = {path for path, names in named.items() if any(not name.isupper() for name in names)}
    return frozenset(
        site.end
        for site in written()
        if site.code.startswith("re.fullmatch(")
        or site.name in upper
        or (not site.name and site.end[0] in unnamed)
    )


def test_the_pumps_find_what_froze_a_server_and_what_is_planted() -> None:
    told = pumped([*FROZEN, *PLANTED, *LINEAR])
    assert [one for one in (*FROZEN, *PLANTED) if not told[one]] == []
    assert [one for one in LINEAR if told[one]] == []


def test_what_has_to_match_from_end_to_end_is_pumped_so() -> None:
    assert pumped([WHOLE])[WHOLE] is None
    assert pumped([WHOLE], [WHOLE])[WHOLE] is not None


def test_it_is_known_what_every_call_compiles() -> None:
    assert len(written()) > 300
    assert unseen(written(), frozenset(made.end for made in used())) == []


PLANTED_SOURCE = """
import re
KEPT = re.compile("a+")
def inline(text):
    return re.sub(r"b+", "", text, flags=re.I)
def late(words):
    return re.compile(words + "c+")
def is_one(text):
    return KEPT.fullmatch(text)
"""


def test_calls_within_functions_are_found() -> None:
    kept, inline, late = sites("planted.py", PLANTED_SOURCE)
    assert (kept.made and kept.made.pattern, kept.name) == ("a+", "KEPT")
    assert inline.made
    assert (inline.made.pattern, inline.made.flags) == ("b+", re.I | re.U)
    assert unseen((kept, inline, late), frozenset()) == ["planted.py:7 re.compile(words + 'c+')"]
    assert unseen((late,), frozenset({late.end})) == []
    assert matched_whole(PLANTED_SOURCE) == {"KEPT"}


@pytest.mark.parametrize(
    "source",
    [
        "from re import sub",
        "import re as r",
        *(f"import re\nmap(re.{n}, ())" for n in sorted(CALLS)),
    ],
)
def test_no_call_can_hide(source: str) -> None:
    with pytest.raises(ValueError, match=r"^planted\.py:"):
        list(sites("planted.py", source))


def test_what_is_compiled_late_is_recorded_where_it_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    folder.mkdir()
    folder.joinpath("late.py").write_text(PLANTED_SOURCE + 'late("x")\ninline("")\n')
    code = (
        "import json, re, sys; from pathlib import Path; import pattern_sites as p; found = {}; "
        f"re.__dict__['_compile'] = p.recording(Path({str(folder)!r}), found); import late; "
        "print(json.dumps([(m.pattern, m.end) for m in found]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": f"{HERE}:{folder}"},
    )  # fmt: skip
    found = {pattern: tuple(end) for pattern, end in json.loads(done.stdout)}
    ends = {site.end for site in sites("late.py", PLANTED_SOURCE)}
    assert {found["a+"], found["b+"], found["xc+"]} == ends


def test_every_repeat_of_every_pattern_is_linear() -> None:
    made = {*used(), *(site.made for site in written() if site.made)}
    assert len(made) > 900
    ends = whole_ends()
    assert len(ends) > 20
    whole = [(one.pattern, one.flags) for one in made if one.end in ends]
    told = pumped([(one.pattern, one.flags) for one in made], whole)
    amiss = [(one.end, told[one.pattern, one.flags]) for one in made]
    assert sorted(f"{end}: {how}" for end, how in amiss if how) == []
