"""Needs that no pattern sees: messages close in meaning to what people in need have said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.listening import CachedEncoder
from guards.needs import NEEDS, Need, examples, look_alikes
from models.encoder import Encoder

CLOSE = 0.55
"""Cosine with an example from which a message means the same, if no ordinary wish is closer."""
FEWEST_WORDS = 4
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
    needs = tuple(encode(examples()[need]) for need in NEEDS)
    return Meanings(needs, encode(look_alikes()))


def need_by_meaning(text: str, encoder: Encoder) -> Need | None:
    """The need whose example is closest in meaning to a message; None where none is close."""
    if len(text.split()) < FEWEST_WORDS or not _OF_PEOPLE.search(text):
        return None
    known, vector = meanings(encoder), encoder.encode([text])[0]
    closeness = [float((vectors @ vector).max()) for vectors in known.needs]
    best = int(np.argmax(closeness))
    ordinary = float((known.ordinary @ vector).max())
    return NEEDS[best] if closeness[best] >= max(CLOSE, ordinary) else None
