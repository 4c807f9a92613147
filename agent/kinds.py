"""Whether items are of the kind that was described in words: is there a bookshop among them? Pure.

Nobody labels the kinds of things that people describe, so the claim rests on two signs: how close
an item's vector is to the description, and how much of what tells in the description its title and
its text have in common with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.holding import holding
from catalogue.snapshot import Snapshot
from catalogue.top import largest
from core.model import Item, Kind, Place, Wish
from domains import Pack
from readers.common import rarity
from readers.tables import word_set
from readers.text import fold, stem, words

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

MOST_TELLING = 5
"""Telling words of a description up to which it names a kind rather than tells a story."""

CLOSEST, SHARING, LIKELIEST = 30, 10, 20
"""Items that are looked at: the closest in meaning, those with the most words in common, and the
likeliest to match."""

LEAST_TOLD = 0.3
"""What the commonest word tells, in powers of ten as :func:`readers.common.rarity`."""

COSINE, TITLE, TEXT, OFFSET = 5.35, 2.61, 4.40, -6.20
"""Log-odds that an item is of the kind. Fitted by logistic regression to the likeliest item of each
of 99 descriptions of businesses, startups and stays (52 of kinds that exist there, 47 of kinds that
do not), and measured on 99 others."""

NONE, NEAR, SURELY = -0.5, 0.40, 0.5
"""An item is not of the kind below NONE and farther than the cosine NEAR: on the 99 descriptions
kept aside, the claim that there is none was right in 33 of 34, and made for .70 of the kinds that
do not exist (.97 and .59 on the others). What it gets wrong are other words for a thing
(undertaker). From SURELY on an item is taken to be of it."""

PLAIN = word_set("framing", "around") | word_set("framing", "empty") | word_set("framing", "slight")

EMPTY = PLAIN | word_set("framing", "kinds")
"""Words of a description that tell no kind from another."""

TOLD = frozenset(
    ["i", "i'm", "i'd", "i'll", "i've", "me", "my", "we", "us", "our", "you", "your", "while",
     "when", "because", "if", "so"]
)  # fmt: skip
"""Words by which a description tells of somebody rather than names a kind."""

RARE, MOST_BESIDE = 1.0, 2
"""Rarity of a word that tells of what is looked for, and how many of them may stand beside a
description that is all of the kind: who says "wine, beer, whisky" means no distillery."""

MOST_OF_IT = 15
"""Items of a kind up to which it tells them from others: "software" is no kind among startups."""


@dataclass(frozen=True)
class Described:
    """A kind that was described: its words as said, and what each of their stems tells; ``alone``
    where hardly anything else was said of what is looked for, so that it is all of the kind.
    """

    said: str
    telling: Mapping[str, float]
    alone: bool = True


@dataclass(frozen=True)
class Looked:
    """An item that was looked at: how likely it is of the kind (log-odds), how close in meaning,
    and whether it lies in the places wished.
    """

    id: str
    score: float
    cosine: float
    here: bool

    @property
    def may_be(self) -> bool:
        """Whether it may be of the kind."""
        return self.score >= NONE or self.cosine >= NEAR


@dataclass(frozen=True)
class Found:
    """What was found of a kind.

    ``of_it`` are the items that surely are of it, unless they are very many: those in the places
    wished first, the likeliest to match before others. ``anywhere`` and ``here`` tell whether any
    may be of it, of all that may be shown and of those in the places wished.
    """

    described: Described
    of_it: tuple[str, ...]
    anywhere: bool
    here: bool


def described(wishes: Sequence[Wish], spoken: Sequence[str], pack: Pack) -> Described | None:
    """The kind that is wished in words; None where it is told as a story, or in words for anything.

    It is the first text attribute of a pack that says what an item is.

    Args:
        wishes: what is noted.
        spoken: what was said of what is looked for, the description included.
        pack: the domain.
    """
    first = next((a.id for a in pack.attributes if a.type is Kind.TEXT), None)
    said = ", ".join(told_kinds(wishes, first, pack))
    if not said or TOLD & {fold(word.text) for word in words(said)}:
        return None
    found = telling(said, pack)
    if not 0 < len(found) <= MOST_TELLING:
        return None
    named = telling(" ".join(w.value.name for w in wishes if isinstance(w.value, Place)), pack)
    rest = telling(" ".join(spoken), pack)
    beside = [w for w, weight in rest.items() if weight >= RARE and w not in {*found, *named}]
    return Described(said, found, alone="," not in said and len(beside) <= MOST_BESIDE)


def told_kinds(wishes: Sequence[Wish], attribute: str | None, pack: Pack) -> list[str]:
    """The descriptions wished of an attribute; of several those with a word that tells something:
    of "used" and "bookshop" the second.
    """
    said = [
        str(w.value) for w in wishes if w.attribute == attribute and w.stance == "want" and w.value
    ]
    rare = [one for one in said if max(telling(one, pack).values(), default=0.0) >= RARE]
    return rare or said


def telling(said: str, pack: Pack) -> Mapping[str, float]:
    """The stems of a description that tell one kind from another, and how much."""
    own = {fold(word.text) for word in words(f"{pack.noun.one} {pack.noun.many}")}
    left = [w for word in words(said) if (w := fold(word.text)) not in EMPTY | own]
    return {stem(word): max(LEAST_TOLD, rarity(word)) for word in left}


def score(item: Item, cosine: float, kind: Described) -> float:
    """The log-odds that an item is of a kind; ``cosine``: of its vector and what was said."""
    title, text = share(kind.telling, item.title), share(kind.telling, item.cleaned)
    return COSINE * cosine + TITLE * title + TEXT * text + OFFSET


def share(told: Mapping[str, float], text: str) -> float:
    """How much of what tells a text has, 0..1."""
    written = {stem(fold(word.text)) for word in words(text)}
    held = sum(weight * _written(word, written) for word, weight in told.items())
    return held / sum(told.values())


def _written(word: str, written: Collection[str]) -> float:
    if word in written:
        return 1.0
    return max((alike(word, other) for other in written), default=0.0)


AKIN, STEM = 0.8, 5
"""What a related word counts, and least letters that it must share."""


def alike(one: str, other: str) -> float:
    """Whether two stems are the same word, or one a part of the other ("microbrewery", "brewery"),
    or of one root ("roastery", "roaster").
    """
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < STEM:
        return 0.0
    if longer.endswith(shorter):
        return AKIN
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    shared = len(shorter) if shared is None else shared
    return AKIN if shared >= STEM and shared >= 0.6 * len(longer) else 0.0


def places(wishes: Sequence[Wish], snapshot: Snapshot, pack: Pack) -> Bools:
    """Which items lie in one of the places wished, bool[n]; all where none is."""
    inside = np.ones(len(snapshot.ids), np.bool_)
    for attribute in pack.attributes:
        wanted = [
            w.value
            for w in wishes
            if w.attribute == attribute.id and w.stance == "want" and isinstance(w.value, Place)
        ]
        column = snapshot.columns.get(attribute.id)
        if wanted and column is not None:
            inside &= np.any([holding(column, value) for value in wanted], axis=0)
    return inside


def looked_at(cosines: Floats, lexical: Floats, among: Bools) -> list[int]:
    """The rows that may be of a kind: the closest and those with the most words, of some items."""
    rows = np.flatnonzero(among)
    near = rows[largest(cosines[rows], min(CLOSEST, len(rows)))]
    named = rows[largest(lexical[rows], min(SHARING, len(rows)))]
    return [int(row) for row in dict.fromkeys([*near.tolist(), *named.tolist()])]


def found(kind: Described, looked: Sequence[Looked]) -> Found:
    """What was found of a kind; ``looked``: the items looked at, the likeliest to match first."""
    sure = sorted((one for one in looked if one.score >= SURELY), key=lambda one: not one.here)
    return Found(
        kind,
        tuple(one.id for one in sure) if len(sure) <= MOST_OF_IT else (),
        anywhere=any(one.may_be for one in looked),
        here=any(one.may_be and one.here for one in looked),
    )
