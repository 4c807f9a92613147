"""What a search is about, to tell wishes from words about something else: tasks, orders, trivia."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from agent.listening.markup import codelike
from domains import Pack
from guards.asides import asides, asked

Vectors = NDArray[np.float32]

FEWEST_SENTENCES = 100
"""Sentences of a catalogue from which it is known what it speaks of."""

FAR = 0.25
"""How much closer to something else than to the catalogue, in cosine, a sentence is an aside by
itself. Of 1,555 things that written people said, one held such a sentence."""

JUDGED, SEVERAL = 4, 3
"""Words of a sentence that can be judged, and such sentences of a text that is by their mean."""

EARLY = 0.05, 0.35
CLEAR = 0.15, 0.5
"""Lean to the catalogue and cosine with it that a sentence needs in a text that also speaks of
something else: before that, and after it, where a wish must be told from many other sentences."""

_SENTENCE = re.compile(r"\S(?:.*?(?:[.!?](?=\s)|$))", re.M)


class Sentence(NamedTuple):
    """A sentence, where it ends, how close it is to the catalogue, and how much more so than to
    words about something else.
    """

    text: str
    end: int
    close: float
    lean: float

    @property
    def judged(self) -> bool:
        """Whether it has words enough to be judged by itself."""
        return len(self.text.split()) >= JUDGED

    @property
    def aside(self) -> bool:
        """Whether it is about something else, whatever stands beside it."""
        return self.judged and self.lean <= -FAR

    def passes(self, least: tuple[float, float]) -> bool:
        """Whether it is about the search by this much lean and closeness."""
        return self.lean >= least[0] and self.close >= least[1]


@dataclass(frozen=True)
class Subject:
    """Unit vectors of what a search speaks of and of what it does not; see :func:`subject`."""

    search: Vectors
    elsewhere: Vectors
    encoder: CachedEncoder
    known: bool

    def heeded(self, text: str, whole: int, suspect: bool, stories: bool = False) -> str:
        """What of a text may be about the search: all of it, some of its sentences, or nothing.

        ``whole`` is how many characters at the beginning stand as they were typed, ``suspect``
        whether something else in the message spoke to a program, ``stories`` whether people may
        begin with their own story, as in an opening. Nearest examples decide (Cover and Hart,
        Nearest neighbor pattern classification, 1967).
        """
        if not self.known or (not suspect and len(text.split()) < JUDGED):
            return text
        said = self._sentences(text)
        kept = (
            _kept(said, whole)
            if suspect or _wanders(said, stories)
            else [s for s in said if not s.aside]
        )
        return text if len(kept) == len(said) else " ".join(sentence.text for sentence in kept)

    def _sentences(self, text: str) -> list[Sentence]:
        found = list(_SENTENCE.finditer(text))
        vectors = self.encoder.encode([match.group() for match in found])
        close = (vectors @ self.search.T).max(axis=1, initial=0)
        far = (vectors @ self.elsewhere.T).max(axis=1, initial=0)
        return [
            Sentence(match.group(), match.end(), float(near), float(near - other))
            for match, near, other in zip(found, close, far, strict=True)
        ]


def subject(pack: Pack, sentences: Vectors, encoder: CachedEncoder) -> Subject:
    """The subject of a pack whose catalogue holds these sentences (unit vectors, n × dimension).

    What the pack asks and offers, and what is said to any adviser, belong to it too.
    """
    said = encoder.learn([*dict.fromkeys((*_spoken(pack), *asked()))])
    known = len(sentences) >= FEWEST_SENTENCES
    search = np.concatenate([said, sentences]) if known else said
    return Subject(search, encoder.learn(asides()), encoder, known)


def _spoken(pack: Pack) -> Iterable[str]:
    yield from pack.opening.examples
    for attribute in pack.attributes:
        yield from filter(None, (attribute.ask, *(c.shown for c in attribute.choices)))


def _wanders(said: list[Sentence], stories: bool) -> bool:
    """Whether a text of several sentences is about something else in part, or on the whole."""
    leans = [sentence.lean for sentence in said if sentence.judged]
    astray = not stories and len(leans) >= SEVERAL and sum(leans) <= 0
    return astray or (len(said) > 1 and any(s.aside or codelike(s.text) for s in said))


def _kept(said: list[Sentence], whole: int) -> list[Sentence]:
    """The sentences that are about the search in a text that also speaks of something else."""
    kept, early = [], True
    for sentence in said:
        early = early and sentence.end <= whole and sentence.passes(EARLY)
        if (early or sentence.passes(CLEAR)) and not codelike(sentence.text):
            kept.append(sentence)
    return kept
