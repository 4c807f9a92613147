"""Which stretch of an item's text answers a question: by its meaning, by the rare words they share,
and by whether it has what is asked for. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from agent.evidence import stems
from core.model import Evidence
from readers.common import rarity
from readers.text import fold, stem, words

SHARED, COVERED = 0.06, 0.1
"""What shared words add to the cosine: for each power of ten of their rarity, and for the share of
all that the question's words tell."""

FITTING, LACKING = 0.1, 0.2
"""What is added where the stretch has the kind of figure asked for, and taken off where it has not.
"""

CALLED = 0.25
"""What is added to a figure beside the name of the attribute that is asked about."""

ANSWERS, SURELY, NEARLY = 0.38, 0.5, 0.15
"""Least score of a stretch that answers a question about one item, of one that does whatever item
it is asked of, and of one that is only among the nearest. Of our own questions held against items
that they were not asked of, most of those above the second found an answer there, too; all that an
item does not answer stayed below the first, but one that shared half of a compound with its text.
"""

WORDY = 0.3
"""Cosine of a stretch of which only the words are known."""


@dataclass(frozen=True)
class Passage:
    """A stretch of an item's text, and its cosine to the question where it is known."""

    span: Evidence
    cosine: float | None = None


@dataclass(frozen=True)
class Found:
    """The stretch that answers a question best, how well, and what it shares of the words: in
    powers of ten of their rarity, and as a share of all that the question's words tell.
    """

    span: Evidence
    score: float
    shared: float
    covered: float = 0.0

    @property
    def sure(self) -> bool:
        """Whether it answers whatever item was asked about."""
        return self.score >= SURELY


_NUMBER = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|dozen|hundred|thousand|couple)\b"
)
_FITS = {
    "far": r"\b(?:km|kilomet\w{2,4}|miles?|mi|min|mins|minutes?|met(?:re|er)s?|yards?|blocks?|walk"
    r"|hours?|stone)\b|\d ?(?:km|mi|m|min)\b",
    "heavy": r"\b\d[\d.,]{0,8}[ -]?(?:kgs?|kilos?|lbs?|pounds?|tons?|tonnes?)\b",
    "long": r"\b(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|since)\b"
    r"|\b20\d\d\b",
    "quick": r"\b(?:seconds?|minutes?|mins?|hours?|days?|mph|knots)\b|\d ?(?:km|mph)\b",
    "old": r"\baged?\b|\byears? old\b|\b(?:am|is|are|was|both|and|turning) \d\d\b|\bsince\b"
    r"|\b(?:1[89]|20)\d\d\b",
    "day": r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:daily|weekdays|weekends?)\b",
    "when": r"\b(?:1[89]|20)\d\d\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\b",
}  # fmt: skip
"""What a stretch must have that answers a question of a kind; any number answers the others."""

_PATTERNS = {kind: re.compile(pattern) for kind, pattern in {**_FITS, "number": _NUMBER}.items()}
_HOW = re.compile(
    r"\bhow (many|much|old|long|far|heavy|big|fast|quick|quickly|warm|hot|cold|large|high|wide|tall"
    r"|deep|full)\b"
)
_DAY, _WHEN = re.compile(r"\b(?:what|which) day"), re.compile(r"\bwhen\b|\bwhat (?:year|yr)\b")


def figure_asked(question: str) -> str | None:
    """The kind of figure that a question asks for, if any."""
    said = fold(question)
    if how := _HOW.search(said):
        kind = {"fast": "quick", "quickly": "quick"}.get(how.group(1), how.group(1))
        return kind if kind in _PATTERNS else "number"
    if _DAY.search(said):
        return "day"
    return "when" if _WHEN.search(said) else None


def ranked(
    passages: Iterable[Passage],
    question: str,
    called: Sequence[str] = (),
    known: Collection[str] = (),
) -> list[Found]:
    """The passages by how well they answer a question, the earlier of equals first.

    Args:
        passages: of one item.
        question: what was asked, without the words that name the item.
        called: what an attribute is called that is asked for and that the item does not state.
        known: stems of words that only name the item.
    """
    asked = {stem(t.text.lower()): t.text.lower() for t in words(question)}
    asked = {word: text for word, text in asked.items() if word not in known}
    whole = sum(map(rarity, asked.values()))
    kind = figure_asked(question)
    names = {stem(t.text.lower()) for name in called for t in words(name)}
    found: list[Found] = []
    for passage in passages:
        held = stems(passage.span.text)
        shared = sum(rarity(asked[word]) for word in held & {*asked})
        score = WORDY if passage.cosine is None else passage.cosine
        score += SHARED * shared + (COVERED * shared / whole if whole else 0.0)
        score += _fitting(kind, fold(passage.span.text))
        if names & held and _has_figure(passage.span.text):
            score += CALLED
        found.append(Found(passage.span, score, shared, shared / whole if whole else 0.0))
    return sorted(found, key=lambda one: -one.score)


def _fitting(kind: str | None, text: str) -> float:
    if kind is None:
        return 0.0
    return FITTING if _PATTERNS[kind].search(text) else -LACKING


def _has_figure(text: str) -> bool:
    return any(c.isdigit() for c in text)
