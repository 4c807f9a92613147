"""Messages that need a prepared answer: distress, fraud against the person, advice, a human.

Found here by form; the heads of :mod:`agent.listening` weigh the meaning beside it. What is found
is answered with the pack's own words, and nothing else is read from the message; so a pattern must
be one that ordinary wishes do not match.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from guards.need_patterns import PATTERNS

Need = Literal["distress", "fraud", "protected", "advice", "human"]

NEEDS: tuple[Need, ...] = ("distress", "fraud", "protected", "advice", "human")
"""In the order that counts when a message shows several."""

FORMS: tuple[Need, ...] = ("distress", "fraud")
"""The needs that are also found by form: the careful side, where missing one weighs most."""

EXAMPLES: tuple[Need, ...] = ("distress", "fraud", "advice", "human")
"""The needs of which there are tables of what people have said."""

_FOLD = str.maketrans({"‘": "'", "’": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_APOSTROPHES = re.compile(r"(?<=\w)'(?=\w)")


def find_need(text: str) -> Need | None:
    """The first need that a message shows, in the order of NEEDS; None for ordinary messages.

    Apostrophes may be missing, as people type them.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD).lower()
    plain = " ".join(_APOSTROPHES.sub("", folded).split())
    return next((need for need in FORMS if _pattern(need).search(plain)), None)


@cache
def examples() -> Mapping[Need, tuple[str, ...]]:
    """What people have been known to say, by need."""
    return {need: _read(need) for need in EXAMPLES}


@cache
def meant() -> Mapping[Need, tuple[str, ...]]:
    """The same, and what people in need say in words that no pattern knows."""
    return {need: (*examples()[need], *_read(f"{need}_meant")) for need in EXAMPLES}


@cache
def look_alikes() -> tuple[str, ...]:
    """Ordinary wishes in much the same words."""
    return tuple(text for need in EXAMPLES for text in _read(f"{need}_not"))


def _read(name: str) -> tuple[str, ...]:
    text = files("guards").joinpath("data", "needs", f"{name}.txt").read_text("utf-8")
    return tuple(text.splitlines())


@cache
def _pattern(need: Need) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in PATTERNS[need]), re.X)
