"""Which value of a vocabulary somebody means by words of their own.

Two kinds of evidence are added as log-odds: words that name a value outright, and the similarity of
meaning between the answer and what is known of each value (sentence embeddings, cosine). A softmax
over the values and one more outcome, "none of these", makes them weights.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agent.listening.cache import CachedEncoder
from agent.listening.negation import negated
from core.model import Kind
from domains import Attribute, Choice
from readers.common import is_common
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

FEW = 7
"""Values of a category that tells the manner or state of a thing, not what it is."""

LEAST = 0.004
"""Weights below this are dropped."""

DESCRIBED = 40
"""So many of the words of a value are compared by meaning, the first; all name it."""

LEFT = 0.8
"""What the values that were not denied weigh together."""

_TRADE = re.compile(
    r"\s+(?:support|services?|compan(?:y|ies)|firms?|consult\w*|help ?desk)\b", re.I
)
"""What makes "it" the abbreviation after all."""

_PART = re.compile(r"(?:part(?:ly|ially|ial)?|half)\b", re.I)
_PARTLY = re.compile(
    r"\b(?:part(?:ly|ially)?|half|some(?:times)?|a bit|a few|a little|mixed?|one or two days"
    r"|(?:one|two|three|a|few|couple of) (?:days?|mornings?|afternoons?)(?: or (?:two|three|so))?)"
    r"(?: (?:of|the|it|its|it['’]s|that|them|their|is|are|was|can|be|being|done|could|would|may"
    r"|might|should|week|a|time|people|folks?|staff|work|working|days?|team|done|every|each))*\s+$",
    re.I,
)
"""What before a value makes it the value in between: "part of it's from home"."""

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
        spelt = {name for c in choices for name in (*own_names(c), *c.words)}
        self._abbreviations = {
            n.lower() for n in spelt if n.isupper() and len(n) <= 3 and is_common(n.lower())
        }
        self._names = Vocabulary({c.value: [*own_names(c), c.shown] for c in choices})
        self._prior = COMMON * np.log(
            np.array([1 + counts.get(v, 0) for v in self.values], dtype=np.float32)
        )
        self._prior -= self._prior.max(initial=0.0)
        self._halfway = _halfway(choices)
        self._described, self._owner = _descriptions(choices)
        self._encoder = encoder
        self._vectors: NDArray[np.float32] | None = None

    @property
    def several(self) -> bool:
        """Whether an item has several of these values, out of a closed vocabulary."""
        return self.attribute.type is Kind.CATEGORIES and bool(self.attribute.choices)

    def load(self) -> None:
        """Encode the descriptions of the values, once."""
        if self._vectors is None:
            self._vectors = self._encoder.learn(self._described)

    def named(self, text: str) -> list[Match]:
        """The values that a text names by any of their words."""
        return [m for m in self._words.find(text) if not self._mere(text, m)]

    def _mere(self, text: str, match: Match) -> bool:
        """Whether a match is a small word that only looks like an abbreviation: "it", not "IT"."""
        word = text[slice(*match.span)]
        return (
            not word.isupper()
            and word.lower() in self._abbreviations
            and not _TRADE.match(text[match.span[1] :])
        )

    def without(self, denied: Collection[str]) -> tuple[tuple[str, float], ...]:
        """Weights of the values but these, as often as items have them, together ``LEFT``."""
        shares = {v: float(np.exp(self._prior[i])) for v, i in self._index.items()}
        left = {v: share for v, share in shares.items() if v not in denied}
        whole = sum(left.values())
        ordered = sorted(left.items(), key=lambda share: -share[1])
        return tuple((v, round(LEFT * share / whole, 4)) for v, share in ordered)

    def outright(self, text: str) -> list[Match]:
        """The values that a text names by their own names, no synonyms."""
        return [m for m in self._names.find(text) if m.score > 0.93]

    @property
    def paraphrased(self) -> bool:
        """Whether the words of a value say the same as the value: themes, and the few values of a
        manner or state; the many words of a kind of thing name members of it.
        """
        return self.attribute.type is Kind.CATEGORIES or len(self.values) <= FEW

    def called(self, text: str) -> str | None:
        """The one value that a short text is a name of, synonyms included, if there is one."""
        length = len(words(text))
        whole = {
            m.value
            for m in self.named(text)
            if m.score > 0.93 and len(words(text[slice(*m.span)])) >= length
        }
        return next(iter(whole)) if len(whole) == 1 else None

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
        matches = self.named(text) if self.values else []
        if not self.values or (sense is None and not matches):
            return None
        logits = self._prior + self._lexical(matches, text)
        for match in self.named(refused) if refused else ():
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
            if self._halfway is not None and _PARTLY.search(text[: match.span[0]]):
                i = self._halfway
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


def _halfway(choices: Sequence[Choice]) -> int | None:
    """The one value that says of itself that it is only partly so, if there is one."""
    found = [i for i, c in enumerate(choices) if _PART.match(c.shown) or _PART.match(c.value)]
    return found[0] if len(found) == 1 else None


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
    """What is encoded of each value: its label, its description, and each of its first
    words.
    """
    texts: list[str] = []
    owners: list[int] = []
    for i, choice in enumerate(choices):
        leaf = _BRANCH.split(choice.shown)[-1]
        about = f"{leaf}: {choice.about}" if choice.about else leaf
        words = choice.words[:DESCRIBED]
        told = dict.fromkeys((about, ", ".join((leaf, *words)), *words, leaf))
        texts += told
        owners += [i] * len(told)
    return texts, np.array(owners, dtype=np.int64)
