"""The stretches of a message that tell of what is looked for: they are compared with the catalogue
by their meaning. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agent.listening.utterance import Span, Utterance
from core.model import Act, Range
from readers.text import words

TELLING = frozenset({"answer", "show", "more", "reject", "like"})
TALKING = frozenset({"smalltalk", "thanks", "human", "fraud", "advice", "explain"})
"""Kinds of message whose words tell of what is looked for; these, while nothing is shown yet."""


def worded(
    read: Utterance, acts: Sequence[Act], shown: bool = False, wishes_only: bool = False
) -> list[Span]:
    """The stretches to compare with the catalogue by meaning: all that was said, stories too, but
    what is refused, taken back or of no matter. A figure says nothing by its meaning.

    ``wishes_only``: only sentences that state a wish.
    """
    wished = [c.span for c in read.changes if c.tag == "want"]
    refused = [c.span for c in read.changes if c.tag != "want"]
    telling = {*acts} & (TELLING if shown else TELLING | TALKING)
    if not telling or (not wished and (refused or {"show", "more"} & {*acts})):
        return []
    figures = [c.span for c in read.changes if c.tag == "want" and isinstance(c.value, Range)]
    dropped = [*refused, *figures]
    return [
        part
        for span in sentences(read.text)
        if not wishes_only or any(a < span[1] and span[0] < b for a, b in wished)
        for part in _without(span, dropped)
    ]


def joined_spans(text: str, spans: Sequence[Span]) -> str | None:
    """Stretches of a text as one; None where nothing is left."""
    pieces = (text[a:b].strip(" ,;.\n") for a, b in spans)
    return " ".join(" ".join(piece for piece in pieces if piece).split()) or None


def sentences(text: str) -> list[Span]:
    """The spans of a text's sentences and lines."""
    ends = [
        i + 1
        for i, c in enumerate(text)
        if c == "\n" or (c in ".!?" and text[i + 1 : i + 2] in ("", " ", "\n"))
    ]
    cuts = [0, *ends, len(text)]
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _without(span: Span, dropped: Sequence[Span]) -> list[Span]:
    kept, at = [], span[0]
    for a, b in sorted(dropped):
        if a < span[1] and at < b:
            kept.append((at, max(at, a)))
            at = max(at, min(b, span[1]))
    kept.append((at, span[1]))
    return [(a, b) for a, b in kept if b > a]


LEAST_LETTERS = 3
"""Letters of the shortest word whose meaning tells anything by itself."""


def says_nothing(text: str) -> bool:
    """Whether a text has no word that could mean anything, as "aa" or "x"."""
    return all(len(token.text) < LEAST_LETTERS for token in words(text))
