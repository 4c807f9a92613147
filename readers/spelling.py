"""Slips of the pen: words that nobody knows, put as a known word that is all but the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from readers.common import commonness, is_common
from readers.text import fold, stem, unaccented

SHORTEST = 4
"""Letters of a word that may be a slip."""

LONG = 8
"""Letters from which a word of the catalogue may be two slips away."""

USUAL = 1e-5
"""Share of English text from which a word is one that people mean."""

ENDINGS = ("er", "r", "est", "st", "ish", "ly", "y", "less", "ness", "ful", "able")
_LETTERS = re.compile(r"[A-Za-z]{4,24}")
_FOR = re.compile(r"(?<![\w.,$€£-])4 (?=(?:me|us|u|you|my|him|her|them|the)\b)")
_GLUED = re.compile(r"(?<![\w.,$€£])(\d{1,4}(?:\.\d)?)([A-Za-z]{2,12})(?!\w)")


class Spelling:
    """Corrects the slips of people who look for something.

    Distances are those of optimal string alignment (Damerau 1964): one letter wrong, too many, too
    few, or two in the wrong order. A word of the catalogue wins over one of English.

    Args:
        terms: words and phrases of the catalogue: values, places, names of attributes.
        known: tells further words that are no slips, such as names of places.
    """

    def __init__(self, terms: Iterable[str], known: Callable[[str], bool]) -> None:
        plain = [_plain(term) for term in terms]
        self._terms = {w for term in plain for w in _LETTERS.findall(term)}
        self._whole = {w for term in plain for w in term.split()}
        self._stems = {stem(word) for word in self._terms}
        self._known = known
        self._near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in {*self._terms, *_usual()}:
            self._near[word[0], len(word)].append(word)
        self._corrected = lru_cache(maxsize=4096)(self._correct)

    def corrected(self, text: str) -> str:
        """The text with its slips put right, and figures apart from the catalogue's words ("2br"),
        and "4 me" as "for me"; what is no slip stays as it is.
        """
        if not text.isascii():
            return text
        loud = text.isupper()
        text = _GLUED.sub(self._apart, _FOR.sub("for ", text))
        return _LETTERS.sub(lambda found: self._cased(found[0], loud), text)

    def _apart(self, glued: re.Match[str]) -> str:
        figure, word = glued.groups()
        return f"{figure} {word}" if _plain(word) in self._whole else glued[0]

    def _cased(self, word: str, loud: bool) -> str:
        name = not (word.islower() or word.istitle() or (loud and word.isupper()))
        meant = word.lower() if name else self._corrected(word.lower())
        if meant == word.lower():
            return word
        return meant.upper() if word.isupper() else meant.title() if word[0].isupper() else meant

    def _correct(self, word: str) -> str:
        if is_common(word) or stem(word) in self._stems or self._known(word) or _derived(word):
            return word
        if word.endswith("in") and is_common(f"{word}g"):
            return f"{word}g"
        best = max(self._candidates(word), default=None)
        return word if best is None else best[-1]

    def _candidates(self, word: str) -> Iterable[tuple[int, bool, float, str]]:
        """Words that may be meant: how near (negative), whether of the catalogue, how common."""
        for length in range(len(word) - 2, len(word) + 3):
            for other in self._near.get((word[0], length), ()):
                own = other in self._terms
                most = 2 if own and min(len(word), length) >= LONG else 1
                far = OSA.distance(word, other, score_cutoff=most)
                if far <= most:
                    yield -far, own, commonness(other), other


def _derived(word: str) -> bool:
    """Whether a word is made of a common one: "dearer", "homely"."""
    bases = [stem(word), *(word.removesuffix(end) for end in ENDINGS if word.endswith(end))]
    return any(map(is_common, bases))


def _plain(text: str) -> str:
    return unaccented(fold(text))


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    from wordfreq import get_frequency_dict

    every = get_frequency_dict("en", wordlist="small")
    return frozenset(
        word for word, share in every.items() if share >= USUAL and _LETTERS.fullmatch(word)
    )
