"""Which sentence of an item's text best supports what the person said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agent.state import Spoken
from catalogue.likeness import Likened
from core.model import Evidence, Kind
from domains import Pack
from readers.common import rarity
from readers.text import stem, words

CLOSE_ENOUGH = 0.45
"""Least cosine of a sentence that is worth quoting. Of items drawn at random, at most one in twenty
has a sentence as close, however much was said; of the items wanted, four to seven in ten (by
written people, who said one to four things)."""

SHARED = 0.02
"""What a shared rare word adds to the cosine, for each power of ten of its rarity: the weight that
best told the item wanted from others (area under the curve .96 against .95 without)."""

NAMED = (Kind.PLACE, Kind.NUMBER, Kind.MONEY, Kind.YEAR, Kind.FLAG)
"""Answers of these kinds are met by facts, and say nothing that a sentence could support."""


def descriptions(spoken: Sequence[Spoken], pack: Pack) -> list[str]:
    """What was said of the thing wanted itself: all words but answers about places and figures."""
    named = {attribute.id for attribute in pack.attributes if attribute.type in NAMED}
    return [words.text for words in spoken if words.attribute not in named]


def quotes(likened: Mapping[str, Sequence[Likened]], said: Sequence[str]) -> Mapping[str, Evidence]:
    """By item id, the sentence to quote; items without one that is close enough are left out.

    Rare words in common choose among the sentences that are close in meaning; they make none close.
    """
    wanted = {word for text in said for word in stems(text)}
    found = {}
    for id, sentences in likened.items():
        close = [sentence for sentence in sentences if max(sentence.cosines) >= CLOSE_ENOUGH]
        if close:
            found[id] = max(close, key=lambda sentence: support(sentence, wanted)).span
    return found


FIGURE = 1.0
"""What a shared figure of two digits or a unit says, in powers of ten, as
:func:`readers.common.rarity`."""

TOLD_BY_WORDS, MOST_OF_IT = 1.0, 0.6
"""Least rarity of the words in common for which a sentence is quoted whatever its meaning, and
least share that it has of all that the question's words tell.
"""


def found_by_words(
    spans: Sequence[Evidence], question: str, called: Sequence[str] = (), figures: bool = False
) -> Evidence | None:
    """Of an item's whole text the stretch that has most of a question's telling words in it; None
    where none has enough.

    Args:
        spans: the stretches.
        question: what was asked, without the words that name the item.
        called: what the attribute that is asked about is called; any of it will do.
        figures: whether the answer must have a figure.
    """
    asked = {stem(t.text.lower()): weight(t.text.lower()) for t in words(question)}
    names = {stem(t.text.lower()) for name in called for t in words(name)}
    best, most = None, 0.0
    for span in spans:
        held = stems(span.text)
        told = sum(asked[word] for word in held & {*asked})
        told += TOLD_BY_WORDS if figures and held & names else 0.0
        if told > most and (not figures or any(c.isdigit() for c in span.text)):
            best, most = span, told
    whole = sum(asked.values()) if not figures else 0.0
    return best if most >= max(TOLD_BY_WORDS, MOST_OF_IT * whole) else None


def weight(word: str) -> float:
    """How much a word of a question tells: figures, too."""
    return FIGURE if word.isdigit() else rarity(word)


def support(sentence: Likened, wanted: set[str]) -> float:
    """How well a sentence supports what was said: its meaning, and rare words in common."""
    shared = stems(sentence.span.text) & wanted
    return max(sentence.cosines) + SHARED * sum(map(rarity, shared))


def stems(text: str) -> set[str]:
    """The stems of a text's words."""
    return {stem(token.text.lower()) for token in words(text)}
