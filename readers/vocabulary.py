"""Finding the values of a vocabulary in a text by the words that people use for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from core.model import Frozen
from readers.common import is_common
from readers.text import Token, fold, stem, unaccented, words

_FUZZY_LENGTH = 5
_COMPOUND = 7
_BREAK = re.compile(r"[.,;:!?\n]\s|\n")
_SILENT = frozenset({"and", "n"})


class Match(Frozen):
    """A vocabulary value found in a text; ``score`` is 1 for the word itself, less if alike."""

    value: str
    score: float
    span: tuple[int, int]


class Vocabulary:
    """Values and the words for them, ready to be found in any number of texts.

    Args:
        terms: each value with the words and phrases that mean it (the value itself is not added).
        threshold: least likeness (0..100, rapidfuzz ratio) of a misspelt word of 5 letters or more.
    """

    def __init__(self, terms: Mapping[str, Sequence[str]], *, threshold: float = 88.0) -> None:
        self._threshold = threshold
        self._phrases: dict[tuple[str, ...], dict[str, set[str]]] = {}
        self._starts: dict[str, int] = {}
        spelt: set[str] = set()
        for value, phrases in terms.items():
            for phrase in phrases:
                plain = [word for word in map(_plain, _texts(phrase)) if word not in _SILENT]
                if not plain:
                    continue
                self._add(value, plain, " ".join(plain))
                if len(plain) == 2 and len("".join(plain)) >= _COMPOUND:
                    self._add(value, ["".join(plain)], " ".join(plain))
                spelt.update(plain)
        self._known = {stem(word) for word in spelt}
        self._buckets = _buckets(spelt)
        self._corrected = lru_cache(maxsize=4096)(self._correct)

    def _add(self, value: str, plain: list[str], form: str) -> None:
        key = tuple(map(stem, plain))
        self._phrases.setdefault(key, {}).setdefault(value, set()).add(form)
        self._starts[key[0]] = max(self._starts.get(key[0], 0), len(key))

    def find(self, text: str) -> list[Match]:
        """The values that a text names, in the order of the text.

        Longer phrases beat the shorter ones they overlap, then the better score wins. Words that
        mean several values give a match for each.
        """
        tokens = [token for token in words(text) if _plain(token.text) not in _SILENT]
        plain = [_plain(token.text) for token in tokens]
        stems = [self._corrected(word) for word in plain]
        room = _room(text, tokens)
        found: list[tuple[int, float, int, str]] = []
        for i, (start, _) in enumerate(stems):
            for length in range(min(self._starts.get(start, 0), room[i]), 0, -1):
                found += self._at(i, length, plain, stems)
            if room[i] > 1 and len(plain[i]) + len(plain[i + 1]) >= _COMPOUND:
                found += self._compound(i, plain[i] + plain[i + 1])
        return _resolved(found, tokens)

    def _compound(self, i: int, word: str) -> list[tuple[int, float, int, str]]:
        """Two words for one of the vocabulary: "health care" for "healthcare"."""
        values = self._phrases.get((stem(word),), {})
        return [(2, 0.95, i, value) for value, forms in values.items() if word in forms]

    def _at(
        self, i: int, length: int, plain: list[str], stems: list[tuple[str, float]]
    ) -> list[tuple[int, float, int, str]]:
        part = stems[i : i + length]
        values = self._phrases.get(tuple(word for word, _ in part))
        if not values:
            return []
        said = " ".join(plain[i : i + length])
        like = min(score for _, score in part)
        return [
            (length, 1.0 if said in forms else min(0.95, like), i, value)
            for value, forms in values.items()
        ]

    def _correct(self, word: str) -> tuple[str, float]:
        """The stem of a word, or of the vocabulary's word that it misspells, with the likeness."""
        base = stem(word)
        if base in self._known or len(word) < _FUZZY_LENGTH or is_common(word):
            return base, 1.0
        near = [
            w for n in (-2, -1, 0, 1, 2) for w in self._buckets.get((word[0], len(word) + n), ())
        ]
        best = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=self._threshold)
        return (stem(best[0]), best[1] / 100) if best else (base, 1.0)


def _texts(phrase: str) -> list[str]:
    return [token.text for token in words(phrase)]


def _plain(word: str) -> str:
    return unaccented(fold(word))


def _room(text: str, tokens: list[Token]) -> list[int]:
    """For each word, how many words from it on stand in one stretch without punctuation."""
    room: list[int] = []
    for i in range(len(tokens) - 1, -1, -1):
        apart = i + 1 == len(tokens) or _BREAK.search(text, tokens[i].end, tokens[i + 1].start)
        room.append(1 if apart else room[-1] + 1)
    return room[::-1]


def _buckets(spelt: set[str]) -> dict[tuple[str, int], list[str]]:
    buckets: dict[tuple[str, int], list[str]] = {}
    for word in sorted(spelt):
        if len(word) >= _FUZZY_LENGTH:
            buckets.setdefault((word[0], len(word)), []).append(word)
    return buckets


def _resolved(found: list[tuple[int, float, int, str]], tokens: list[Token]) -> list[Match]:
    taken: dict[int, tuple[int, int, float]] = {}
    kept: list[Match] = []
    for length, score, i, value in sorted(found, key=lambda f: (-f[0], -f[1], f[2], f[3])):
        here = (i, length, score)
        if any(taken.get(j, here) != here for j in range(i, i + length)):
            continue
        taken.update(dict.fromkeys(range(i, i + length), here))
        span = (tokens[i].start, tokens[i + length - 1].end)
        kept.append(Match(value=value, score=score, span=span))
    return sorted(kept, key=lambda match: (match.span, -match.score, match.value))
