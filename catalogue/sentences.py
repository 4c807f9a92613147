"""The sentences of an item that are worth quoting: whole ones that speak of the item itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.extraction.text import exact, plain
from core.model import Evidence
from guards.instructions import find_instructions
from guards.markup import find_markup
from guards.personal import find_personal
from guards.promises import QUOTED, find_promise

VERSION = "sentences-1"
"""Changes whenever the same text would be cut otherwise."""

SHORTEST, LONGEST = 6, 30
"""Words of a sentence: shorter ones are labels and cries, longer ones are not read to their end."""

MOST = 24
"""Sentences kept of one item, the first ones: what an item is stands near the beginning."""

FIGURES = 1 / 3
"""Share of words with digits from which a sentence is a row of figures: facts, on a card."""

CAPITALS = 0.4
"""Share of capital letters from which a line shouts."""

_BULLET = re.compile(r"^[\s•►●▪◆■✔✓»·★⭐|*–—-]+")
_WHOLE = re.compile(r"^[\"“‘'(]?[^\W_].*(?<!\.\.)[.!][\"'”’)\]]*", re.S)
_WORD = re.compile(r"(?<!\S)[^\s\w]*+\w\S*")
_CONTACT = re.compile(
    r"""^(?:please|kindly|serious|interested|for\s+(?:more|further|full|additional|details|info)
      |to\s+(?:learn|find\s+out|arrange|schedule|request|apply|receive|see|view|discuss)|inquir|enquir
      |contact|call|e-?mail|text|phone|write|reply|respond|message|send|visit|ask\s+for|see\s|click
      |learn\s+more|read\s+more|sign\s+up|join\s|apply|follow|check\s+out|reach\s+out|get\s+in\s+touch
      |book\s+a|schedule\s|view\s|listed\s+by|presented\s+by|broker|we'?re\s+hiring|we\s+are\s+hiring)
    | \b(?:do\s+not|don'?t)\s+(?:call|contact|visit|disturb|approach|speak)
    | \b(?:n\.?d\.?a\.?|non-?disclosure|confidentiality\s+agreement|proof\s+of\s+funds|tyre-?kickers
      |tire-?kickers|buyer\s+must|all\s+information|believed\s+to\s+be|deemed\s+reliable|disclaimer
      |errors\s+and\s+omissions|seller'?s\s+representations?|reasons?\s+for\s+(?:selling|(?:the\s+)?sale))\b
    | \[[^\[\]]*\ removed\]""",
    re.I | re.X,
)
_ADDRESS = re.compile(
    r"\b\d{1,5}\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.]*\s+){1,3}"
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Hwy|Highway|Pkwy|Suite|Ste)\b"
)


def sentences(title: str, cleaned: str) -> list[Evidence]:
    """The quotable sentences of a cleaned text, in its order, after the line of its title."""
    found = []
    for span in _spans(title, cleaned):
        if quotable(span.text):
            found.append(span)
    return found[:MOST]


LONGEST_TOLD = 45
"""Words of a stretch that is still repeated as an answer."""


def tellable(title: str, cleaned: str) -> list[Evidence]:
    """Every stretch of a cleaned text that may be repeated where somebody asks for it: lines,
    labels and rows of figures, too, but nothing that a guard would withhold.
    """
    return [
        piece
        for span in _spans(title, cleaned)
        for piece in _pieces(span, cleaned)
        if 1 < len(_WORD.findall(piece.text)) <= LONGEST_TOLD and not _withheld(span.text)
    ]


_BREAK = re.compile(r"[,;:)]\s+|\s[–—-]\s")


def _pieces(span: Evidence, cleaned: str) -> list[Evidence]:
    """A stretch, cut between its parts where it is too long to be repeated."""
    if len(_WORD.findall(span.text)) <= LONGEST_TOLD:
        return [span]
    found, start = [], span.start
    for mark in [*_BREAK.finditer(cleaned, span.start, span.end), None]:
        end = mark.end() if mark else span.end
        if len(_WORD.findall(cleaned[start:end])) >= LONGEST or mark is None:
            found.append(exact(cleaned, start, end))
            start = end
    return found


def quotable(text: str) -> bool:
    """Whether a sentence may be quoted: whole, of a length to be read, and about the item.

    Headings, rows of figures, addresses, calls to get in touch, disclaimers, and whatever a guard
    would withhold (promises, personal data, markup, words to programs) may not.
    """
    words = _WORD.findall(text)
    if not SHORTEST <= len(words) <= LONGEST or not _WHOLE.fullmatch(text):
        return False
    letters = [c for c in text if c.isalpha()]
    if sum(map(str.isupper, letters)) >= CAPITALS * len(letters):
        return False
    if sum(any(map(str.isdigit, word)) for word in words) >= FIGURES * len(words):
        return False
    return not (_CONTACT.search(text) or _ADDRESS.search(text) or _withheld(text))


def _withheld(text: str) -> bool:
    return bool(
        find_promise(text, families=QUOTED)
        or find_instructions(text)
        or find_markup(text)
        or find_personal(text)
    )


def _spans(title: str, cleaned: str) -> Iterator[Evidence]:
    """The spans of sentences without their bullets; what a semicolon parts is one sentence."""
    begin = len(title) if cleaned.startswith(title) else 0
    first: int | None = None
    for start, end in plain(cleaned).sentences:
        if start < begin:
            continue
        first = start if first is None else first
        if not cleaned[first:end].rstrip(" ").endswith(";"):
            bullet = _BULLET.match(cleaned, first, end)
            yield exact(cleaned, bullet.end() if bullet else first, end)
            first = None
