"""Which value of a vocabulary somebody means by words of their own.

Two kinds of evidence are added as log-odds: words that name a value outright, and the similarity of
meaning between the answer and what is known of each value (sentence embeddings, cosine). A softmax
over the values and one more outcome, "none of these", makes them weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from agent.listening.negation import negated
from domains import Attribute, Choice
from readers.text import words
from readers.vocabulary import Match, Vocabulary

SHARPNESS = 14.0
"""Log-odds per unit of cosine, fitted on answers whose true value is known."""

NAMED = 4.5
"""Log-odds for words that name a value outright, alone in naming it."""

LONGER = 0.6
"""Log-odds for every further word of such a phrase: the longer, the less by chance."""

COMMON = 0.5
"""Log-odds per unit of log count: values that many items have are meant more often."""

OTHER = 0.28
"""The cosine at which an answer is as likely to mean none of the values."""

LEAST = 0.004
"""Weights below this are dropped."""

_BRANCH = re.compile(r"\s*->\s*")
_PARTS = re.compile(r"\s*(?:&|/|,|\band\b|->|\bor\b)\s*", re.I)


@dataclass(frozen=True)
class Meant:
    """Weights of the values, best first (sum at most 1), and the words that named one of them."""

    weights: tuple[tuple[str, float], ...]
    named: tuple[Match, ...]

    @property
    def value(self) -> str:
        """The likeliest value."""
        return self.weights[0][0]

    @property
    def confidence(self) -> float:
        """Its weight."""
        return self.weights[0][1]


class Meaning:
    """The values of one category or categories attribute, ready to be compared with answers."""

    def __init__(
        self, attribute: Attribute, counts: Mapping[str, int], encoder: CachedEncoder
    ) -> None:
        known = {c.value: c for c in attribute.choices}
        self.attribute = attribute
        self.values = tuple(known) + tuple(v for v in counts if v not in known)
        choices = [_told(attribute, known.get(v) or Choice(value=v)) for v in self.values]
        self._index = {v: i for i, v in enumerate(self.values)}
        self._words = Vocabulary(
            {c.value: [*own_names(c), *label_names(c), *c.words] for c in choices}
        )
        self._names = Vocabulary({c.value: [*own_names(c), c.shown] for c in choices})
        self._prior = COMMON * np.log(
            np.array([1 + counts.get(v, 0) for v in self.values], dtype=np.float32)
        )
        self._prior -= self._prior.max(initial=0.0)
        self._described, self._owner = _descriptions(choices)
        self._encoder = encoder
        self._vectors: NDArray[np.float32] | None = None

    def load(self) -> None:
        """Encode the descriptions of the values, once."""
        if self._vectors is None:
            self._vectors = self._encoder.learn(self._described)

    def named(self, text: str) -> list[Match]:
        """The values that a text names by any of their words."""
        return self._words.find(text)

    def outright(self, text: str) -> list[Match]:
        """The values that a text names by their own names, no synonyms."""
        return [m for m in self._names.find(text) if m.score > 0.93]

    def exactly(self, text: str) -> str | None:
        """The value whose own name (not a synonym) a short text is, if there is one."""
        matches = self.outright(text)
        length = len(words(text))
        whole = [m for m in matches if len(words(text[slice(*m.span)])) >= length]
        return whole[0].value if len({m.value for m in whole}) == 1 else None

    def weigh(self, text: str, refused: str = "", *, sense: str | None = None) -> Meant | None:
        """What a text means, by its words and, given ``sense``, by the meaning of that part of it.

        ``refused`` are words of things that are ruled out. None when there is no evidence.
        """
        matches = self._words.find(text) if self.values else []
        if not self.values or (sense is None and not matches):
            return None
        logits = self._prior + self._lexical(matches, text)
        for match in self._words.find(refused) if refused else ():
            logits[self._index[match.value]] -= NAMED * match.score
        other = OTHER * SHARPNESS
        if sense is None:
            other = NAMED / 2
        else:
            logits = logits + SHARPNESS * self._similar(sense)
        return Meant(self._softmax(logits, other), tuple(matches))

    def _lexical(self, matches: Sequence[Match], text: str) -> NDArray[np.float32]:
        logits = np.zeros(len(self.values), dtype=np.float32)
        sharing: dict[tuple[int, int], int] = {}
        for match in matches:
            sharing[match.span] = sharing.get(match.span, 0) + 1
        for match in matches:
            i = self._index[match.value]
            longer = LONGER * (len(words(text[slice(*match.span)])) - 1)
            points = NAMED * match.score + longer - float(np.log(sharing[match.span]))
            if negated(text, match.span[0]):
                logits[i] -= points
            else:
                logits[i] = max(logits[i], points) + (0.5 if logits[i] > 0 else 0.0)
        return logits

    def _similar(self, text: str) -> NDArray[np.float32]:
        self.load()
        assert self._vectors is not None
        cosines = self._vectors @ self._encoder.encode([text])[0]
        best = np.full(len(self.values), -1.0, dtype=np.float32)
        np.maximum.at(best, self._owner, cosines)
        return best

    def _softmax(
        self, logits: NDArray[np.floating[Any]], other: float
    ) -> tuple[tuple[str, float], ...]:
        peak = max(float(logits.max()), other)
        shares = np.exp(logits - peak)
        shares /= shares.sum() + np.exp(other - peak)
        order = np.argsort(-shares, kind="stable")
        return tuple(
            (self.values[i], round(float(shares[i]), 4))
            for i in order
            if shares[i] >= LEAST or i == order[0]
        )


def _told(attribute: Attribute, choice: Choice) -> Choice:
    """A value with all that the pack says it is called, in its source too, and what it is derived
    from.
    """
    spelt = attribute.extract.get("map") or {}
    table = (attribute.extract.get("derive") or {}).get("table") or {}
    words = [
        *choice.words,
        *attribute.synonyms.get(choice.value, ()),
        *(str(name) for name, meant in spelt.items() if meant == choice.value),
        *(str(name) for name in table.get(choice.value) or ()),
    ]
    return choice.model_copy(update={"words": tuple(dict.fromkeys(words))})


def own_names(choice: Choice) -> list[str]:
    """A value's own name and the members of such as "Health & care"."""
    leaf = _BRANCH.split(choice.value)[-1]
    members = [part for part in _PARTS.split(leaf) if len(part) > 2]
    return list(dict.fromkeys((choice.value, leaf, *members)))


def label_names(choice: Choice) -> list[str]:
    """The label of a value, and its members."""
    members = [part for part in _PARTS.split(choice.shown) if len(part) > 2]
    return list(dict.fromkeys((choice.shown, *members)))


def _descriptions(choices: Sequence[Choice]) -> tuple[list[str], NDArray[np.int64]]:
    """What is encoded of each value: its label, its description, and each of its words."""
    texts: list[str] = []
    owners: list[int] = []
    for i, choice in enumerate(choices):
        leaf = _BRANCH.split(choice.shown)[-1]
        about = f"{leaf}: {choice.about}" if choice.about else leaf
        told = dict.fromkeys((about, ", ".join((leaf, *choice.words)), *choice.words, leaf))
        texts += told
        owners += [i] * len(told)
    return texts, np.array(owners, dtype=np.int64)
