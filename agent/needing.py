"""Needs that no pattern sees: messages close in meaning to what people in need have said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.listening import CachedEncoder
from guards.needs import NEEDS, Need, look_alikes, meant
from models.encoder import Encoder

CLOSE = 0.4
APART = 0.05
NEAREST = 3
"""Mean cosine with so many of a need's examples from which a message means the same, if it is that
much above the mean with ordinary wishes. Chosen on half of a table of unseen wordings. Of a second
table, with which nothing was chosen, seven of 48 that show a need are missed; of 1,647 things
that written people said seven are taken for one."""
FEWEST_WORDS = 4
PLAIN = 0.5
"""Closeness that a need has at least in the first message of a conversation."""
PLAINER = 0.6
"""The same for a need that was just answered: maybe it was misread, and the person goes on."""
_OF_PEOPLE = re.compile(
    r"\b(?:i|i'?m|i'?ve|me|my|he|she|they|we|us|you|some(?:one|body)|any(?:one|body)|there)\b", re.I
)
"""Needs are told of people; descriptions of items mostly are not."""


class Meanings(NamedTuple):
    """Unit vectors of the examples of each need, in the order of NEEDS, and of ordinary wishes."""

    needs: tuple[NDArray[np.float32], ...]
    ordinary: NDArray[np.float32]


def meanings(encoder: Encoder) -> Meanings:
    """The examples, encoded once; a :class:`CachedEncoder` keeps them for the next start."""
    same: Any = encoder
    return _meanings(same)


@lru_cache(maxsize=2)
def _meanings(encoder: Any) -> Meanings:
    encode = encoder.learn if isinstance(encoder, CachedEncoder) else encoder.encode
    needs = tuple(encode(meant()[need]) for need in NEEDS)
    return Meanings(needs, encode(look_alikes()))


def need_by_meaning(
    text: str,
    encoder: Encoder,
    search: NDArray[np.float32] | None = None,
    *,
    first: bool = False,
    before: Need | None = None,
) -> Need | None:
    """The need whose example is closest in meaning to a message; None where none is close.

    ``search`` are unit vectors of what the catalogue speaks of: a message that is closer to them is
    about the search ("sending a friend five dollars by text message"). The ``first`` message tells
    what is looked for, often by a story of money and trouble: there it takes more, but in distress.
    ``before`` is what the message before was answered as: to be that again takes more still.
    """
    if len(text.split()) < FEWEST_WORDS or not _OF_PEOPLE.search(text):
        return None
    known, vector = meanings(encoder), encoder.encode([text])[0]
    closeness = [_near(vectors @ vector) for vectors in known.needs]
    best = int(np.argmax(closeness))
    enough = max(CLOSE, _near(known.ordinary @ vector) + APART)
    if search is not None and len(search) >= NEAREST:
        enough = max(enough, _near(search @ vector))
    if first and NEEDS[best] != "distress":
        enough = max(enough, PLAIN)
    if NEEDS[best] == before:
        enough = max(enough, PLAINER)
    return NEEDS[best] if closeness[best] >= enough else None


def _near(cosines: NDArray[np.float32]) -> float:
    return float(np.sort(cosines)[-NEAREST:].mean())
