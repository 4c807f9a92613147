"""Yes-or-no attributes: "they want people, yes", "not a charity", "no, with the gas company …"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from agent.listening.acts import polarity
from agent.listening.anecdote import is_story
from agent.listening.cache import CachedEncoder
from agent.listening.negation import disliked, negated
from agent.listening.phrase import Phrase, phrases
from domains import Attribute
from readers.vocabulary import Match, Vocabulary

EXACTLY = 0.95
"""Confidence of a flag whose very words were said."""

NEAREST = 3
"""So many of the words of a side, the nearest in meaning, tell how near the side is."""

LIKE, LEAD = 0.38, 0.03
"""Mean cosine that the nearer side must reach, and by which it must lead: on answers of known
meaning such leads are right nineteen times in twenty.
"""

LONGEST = 14
"""Words of an answer whose sense is compared as a whole; of a longer one, piece by piece."""

_TRUE, _FALSE = "true", "false"


@dataclass(frozen=True)
class Flagged:
    """A flag that was read, how sure that is (0..1), and where."""

    value: bool
    confidence: float
    span: tuple[int, int]


class FlagReader:
    """Reads one flag attribute by its words for true and false, and by yes and no.

    What people answer (``answers_true``, ``answers_false``) counts when it was asked alone.
    """

    def __init__(self, attribute: Attribute, encoder: CachedEncoder) -> None:
        self._encoder = encoder
        self._told = {
            True: [*attribute.words_true, *attribute.answers_true],
            False: [*attribute.words_false, *attribute.answers_false],
        }
        self._words = Vocabulary(
            {
                _TRUE: [*_own(attribute.label_true), *attribute.words_true],
                _FALSE: [*_own(attribute.label_false), *attribute.words_false],
            }
        )
        self._answers = Vocabulary(
            {
                _TRUE: [*_own(attribute.label_true), *self._told[True]],
                _FALSE: [*_own(attribute.label_false), *self._told[False]],
            }
        )

    def answer(self, text: str) -> Flagged | None:
        """The flag as the answer to its question: its words first, then a yes or a no."""
        pieces = phrases(text)
        named = self._named(pieces, self._answers)
        said = [
            (p, found) for p in phrases(text, softly=True) if (found := polarity(p)) is not None
        ]
        firm = [f for f in named if f.confidence > 0.8]
        if firm:
            return firm[-1]
        if said:
            return Flagged(said[0][1], 0.9, said[0][0].span)
        return named[-1] if named else self._sensed(text)

    def _sensed(self, text: str) -> Flagged | None:
        """The side whose words are nearer in meaning, where none of them was said; of a long
        answer the piece that tells most.
        """
        if not (self._told[True] and self._told[False]):
            return None
        whole = len(text.split()) <= LONGEST
        pieces = [text] if whole else [p.text for p in phrases(text) if not is_story(p.plain)]
        leads = [self._lead(piece) for piece in pieces]
        lead = max(leads, key=abs, default=0.0)
        if abs(lead) < LEAD:
            return None
        return Flagged(lead > 0, min(0.9, 0.6 + abs(lead)), (0, len(text)))

    def _lead(self, text: str) -> float:
        """By how much the words for true are nearer than those for false; 0 where none is near."""
        vector = self._encoder.encode([text])[0]
        yes, no = (
            float(np.sort(self._encoder.learn(self._told[side]) @ vector)[-NEAREST:].mean())
            for side in (True, False)
        )
        return yes - no if max(yes, no) >= LIKE else 0.0

    def mention(self, text: str, least: float = EXACTLY) -> Flagged | None:
        """The flag where something else was asked: only its own words, and not in a story."""
        named = [f for f in self._named(phrases(text), self._words) if f.confidence >= least]
        return named[-1] if named else None

    def _named(self, pieces: tuple[Phrase, ...], known: Vocabulary) -> list[Flagged]:
        found = [(p, self._flagged(p, m)) for p in pieces for m in known.find(p.text)]
        firm = [f for p, f in found if not is_story(p.plain)]
        return firm or [Flagged(f.value, 0.7, f.span) for _, f in found]

    def _flagged(self, piece: Phrase, match: Match) -> Flagged:
        denied = negated(piece.text, match.span[0]) or disliked(piece.text[match.span[1] :])
        value = (match.value == _TRUE) is not denied
        start = piece.span[0]
        return Flagged(value, EXACTLY * match.score, (start + match.span[0], start + match.span[1]))


def _own(label: str) -> list[str]:
    """A label that says more than yes or no."""
    return [] if label in ("Yes", "No") else [label]
