"""Yes-or-no attributes: "they want people, yes", "not a charity", "no, with the gas company …"."""

from __future__ import annotations

from dataclasses import dataclass

from agent.listening.acts import polarity
from agent.listening.anecdote import is_story
from agent.listening.cache import CachedEncoder
from agent.listening.negation import disliked, negated
from agent.listening.phrase import Phrase, phrases
from domains import Attribute
from readers.vocabulary import Match, Vocabulary

EXACTLY = 0.95
"""Confidence of a flag whose very words were said."""

LIKE, LEAD = 0.45, 0.15
"""Cosine that the nearer side must reach, and by which it must lead."""

LONGEST = 14
"""Words of an answer whose sense is compared."""

_TRUE, _FALSE = "true", "false"


@dataclass(frozen=True)
class Flagged:
    """A flag that was read, how sure that is (0..1), and where."""

    value: bool
    confidence: float
    span: tuple[int, int]


class FlagReader:
    """Reads one flag attribute by its words for true and false, and by yes and no."""

    def __init__(self, attribute: Attribute, encoder: CachedEncoder) -> None:
        self._encoder = encoder
        self._told = {
            True: [*attribute.words_true, attribute.label_true],
            False: [*attribute.words_false, attribute.label_false],
        }
        self._words = Vocabulary(
            {
                _TRUE: [attribute.label_true, *attribute.words_true]
                if attribute.label_true != "Yes"
                else attribute.words_true,
                _FALSE: [attribute.label_false, *attribute.words_false]
                if attribute.label_false != "No"
                else attribute.words_false,
            }
        )

    def answer(self, text: str) -> Flagged | None:
        """The flag as the answer to its question: its words first, then a yes or a no."""
        pieces = phrases(text)
        named = self._named(pieces)
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
        """The side whose words are clearly nearer in meaning (cosine), where none of them was
        said.
        """
        if len(text.split()) > LONGEST or not (self._told[True][:-1] and self._told[False][:-1]):
            return None
        vector = self._encoder.encode([text])[0]
        yes, no = (
            float((self._encoder.learn(self._told[side]) @ vector).max()) for side in (True, False)
        )
        if max(yes, no) < LIKE or abs(yes - no) < LEAD:
            return None
        return Flagged(yes > no, 0.6, (0, len(text)))

    def mention(self, text: str, least: float = EXACTLY) -> Flagged | None:
        """The flag where something else was asked: only its own words, and not in a story."""
        named = [f for f in self._named(phrases(text)) if f.confidence >= least]
        return named[-1] if named else None

    def _named(self, pieces: tuple[Phrase, ...]) -> list[Flagged]:
        found = [
            (p, f) for p in pieces for m in self._words.find(p.text) if (f := self._flagged(p, m))
        ]
        firm = [f for p, f in found if not is_story(p.plain)]
        return firm or [Flagged(f.value, 0.7, f.span) for _, f in found]

    def _flagged(self, piece: Phrase, match: Match) -> Flagged:
        denied = negated(piece.text, match.span[0]) or disliked(piece.text[match.span[1] :])
        value = (match.value == _TRUE) is not denied
        start = piece.span[0]
        return Flagged(value, EXACTLY * match.score, (start + match.span[0], start + match.span[1]))
