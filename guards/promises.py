"""What we never say: promises, projections, advice to buy, praise, tax and legal advice.

In the spirit of the SEC Marketing Rule (17 CFR 275.206(4)-1) and FINRA Rule 2210: no promise, no
projection, no unsubstantiated praise, nothing that reads as a recommendation to trade.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from core.model import Frozen
from guards.promise_patterns import PATTERNS, TRIGGERS

QUOTED = ("promise", "no risk", "projection")
"""Families that are cut even from what the source says of its item; the others only bind us."""

_DENIABLE = frozenset(PATTERNS) - {"advice"}
"""Families where "not" makes an honest sentence ("returns are not guaranteed")."""

_NEGATION = re.compile(
    r"""\b(?:not(?!\s+(?:only|just|merely))|no(?![\s-](?:doubt|question|way|brainer))|never(?!\s+fail)
    |nobody|nothing|none|neither|nor|cannot|without(?!\s+(?:a\s+)?(?:doubt|fail|question))|\w+n't)\b""",
    re.I | re.X,
)
_BREAK = re.compile(r"[.;:!?,—–()]|\b(?:but|yet|because|since|so)\b", re.I)
_END = re.compile(r"[.!?]")
_REACH = 5
"""Words that a negation reaches forward."""

_FOLD = str.maketrans({"‘": "'", "’": "'", "`": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


class Promise(Frozen):
    """Something we never say: which family, and the words of it."""

    family: str
    words: str


def find_promise(
    text: str, *, families: Iterable[str] = tuple(PATTERNS), forbidden: Iterable[str] = ()
) -> Promise | None:
    """The first of these families found in a text, None where there is none.

    ``forbidden`` are a pack's own phrases, found as whole words whatever the case. A sentence that
    denies what it names ("returns are not guaranteed") is fine, except for advice: "you should not
    buy" is advice as well.
    """
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).translate(_FOLD))
    lower = folded.lower()
    for phrase in forbidden:
        if phrase.lower() in lower and _phrase(phrase).search(folded):
            return Promise(family="forbidden", words=phrase)
    for family in families:
        if not any(trigger in lower for trigger in TRIGGERS[family]):
            continue
        for match in _pattern(family).finditer(folded):
            if _asked(folded, match) and family == "projection":
                continue
            if not (family in _DENIABLE and _denied(folded, match, family)):
                return Promise(family=family, words=match.group(0).strip())
    return None


def without_promises(text: str) -> str:
    """What a source says, without the sentences that promise (families QUOTED)."""
    sentences = re.split(r"(?<=[.!?])\s+|\n+", text)
    kept = [s for s in sentences if find_promise(s, families=QUOTED) is None]
    return text if len(kept) == len(sentences) else " ".join(kept)


@cache
def _pattern(family: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in PATTERNS[family]), re.I | re.X)


@cache
def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.I)


def _asked(text: str, match: re.Match[str]) -> bool:
    """Whether the match begins a sentence that asks ("Should sales be growing?")."""
    before, after = text[: match.start()].rstrip(), _END.search(text, match.end())
    opens = not before or before[-1] in ".!?;:"
    return opens and after is not None and after.group() == "?"


def _denied(text: str, match: re.Match[str], family: str) -> bool:
    before = _BREAK.split(text[: match.start()])[-1]
    near = " ".join(before.split()[-_REACH:])
    inside = "" if family in ("no risk", "tax or law") else match.group(0)
    return bool(_NEGATION.search(f"{near} {inside}"))
