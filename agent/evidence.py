"""Which sentence of an item's text speaks most of what the person said."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

import numpy as np

from core.model import Evidence, Item
from models.encoder import Encoder
from readers.common import commonness
from readers.text import stem, words

SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*")
SHORTEST, LONGEST = 20, 240
MOST = 20
FINALISTS = 3
CLOSE_ENOUGH = 0.3
"""Least cosine of a sentence that is worth quoting: below it, sentences share only small talk."""


def sentences(item: Item) -> list[Evidence]:
    """The sentences of an item's text after its title, as spans of the cleaned text."""
    begin = len(item.title) if item.cleaned.startswith(item.title) else 0
    found = []
    for match in SENTENCE.finditer(item.cleaned, begin):
        text = match.group().strip()
        if SHORTEST <= len(text) <= LONGEST:
            start = match.start() + match.group().index(text)
            found.append(Evidence(text=text, start=start, end=start + len(text)))
    return found[:MOST]


def finalists(item: Item, said: Sequence[str]) -> list[Evidence]:
    """The few sentences that share most rare words with what was said; the first ones if none."""
    wanted = {word for text in said for word in stems(text)}
    return sorted(
        sentences(item),
        key=lambda s: -sum(rarity(word) for word in stems(s.text) & wanted),
    )[:FINALISTS]


def rarity(word: str) -> float:
    """How much a shared word says: powers of ten below one word in a thousand, at least 0."""
    return max(0.0, -math.log10(commonness(word) + 1e-7) - 3)


def stems(text: str) -> set[str]:
    """The stems of a text's words."""
    return {stem(token.text) for token in words(text)}


def quotes(items: Sequence[Item], said: Sequence[str], encoder: Encoder) -> Mapping[str, Evidence]:
    """By item id, the sentence closest in meaning to any text said, if one is close at all.

    Rare shared words choose the finalists, because encoding every sentence would take too long.
    """
    spans = [(item.id, span) for item in items for span in finalists(item, said)]
    if not said or not spans:
        return {}
    likeness = encoder.encode([span.text for _, span in spans]) @ encoder.encode(said).T
    best = likeness.max(axis=1)
    found: dict[str, Evidence] = {}
    for n in np.argsort(-best):
        id, span = spans[n]
        if best[n] >= CLOSE_ENOUGH:
            found.setdefault(id, span)
    return found
