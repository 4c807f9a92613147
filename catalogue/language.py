"""Which passages of a text are in a language that the readers of a catalogue are not served in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNLIKELY = 0.02
"""Probability of the served language below which a sentence is in another."""

FEWEST_WORDS = 5
FEWEST_ASKED = 3
"""Plain words that can be judged at least; of a question fewer do."""

ODD_LETTERS = 4
ODD_SHARE = 0.15
"""Letters of another script that settle it alone, and their share where they are fewer."""

LAST_LATIN = 0x24F
_ENDS = "。！？؟।"
_SENTENCE = re.compile(rf"(?:[^\n.!?{_ENDS}]|[.!?](?=\S))+[.!?{_ENDS}]*")
_WORD = re.compile(r"(?<![\w/.@&#+-])[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w/@&+]|\.\w)")
_ASKS = re.compile(rf"[?¿{_ENDS[1:3]}]")
_COMMON = {
    "en": re.compile(
        r"\b(?:the|and|of|with|for|from|our|your|you|this|that|are|we|it|its|to|by|be|which|who"
        r"|near|will|can|what|how|when|where|their|they|there|have|not|new|only"
        r"|lol|thx|thanks|pls|plz|yeah|yep|nope|gonna|wanna|gimme|dunno|dude|ain't|y'all)\b",
        re.I,
    )
}
"""Words that few sentences of a language go without, and none of another: a quick yes."""


def foreign(text: str, served: str) -> list[tuple[int, int]]:
    """The sentences that are surely not in the language ``served`` (ISO 639-1): spans, in order.

    By py3langid (Lui & Baldwin, langid.py, 2012), and by the script. What has too few words to
    tell, as names and headings have, counts as served.
    """
    found = (match.span() for match in _SENTENCE.finditer(text))
    return [(a, b) for a, b in found if _is_foreign(text[a:b], served)]


def tongue_of(text: str, served: str) -> str | None:
    """The language (ISO 639-1) of a text that is wholly in another than ``served``, else None.

    Sentences that have too few words to tell count neither way.
    """
    found = foreign(text, served)
    telling = (m.span() for m in _SENTENCE.finditer(text) if _tells(m[0], served))
    against = sum(b - a for a, b in telling if (a, b) not in found)
    covered = sum(b - a for a, b in found)
    if not found and _is_foreign(" ".join(_WORD.findall(text)).lower(), served):
        found = [(0, len(text))]
    elif not found or covered < 0.8 * (covered + against):
        return None
    best = str(_identifier().rank(" ".join(text[a:b] for a, b in found))[0][0])
    return best if best != served else None


def _is_foreign(sentence: str, served: str) -> bool:
    if not sentence.isascii() and _is_odd(sentence):
        return True
    words = " ".join(_WORD.findall(sentence))
    if served in _COMMON and _COMMON[served].search(words):
        return False
    return _tells(sentence, served) and probability(words, served) < UNLIKELY


def _tells(sentence: str, served: str) -> bool:
    """Whether a sentence has words enough to tell its language, or one of ``served`` alone."""
    words = _WORD.findall(sentence)
    if served in _COMMON and _COMMON[served].search(" ".join(words)):
        return True
    plain = [word for n, word in enumerate(words) if n == 0 or word.islower()]
    return len(plain) >= (FEWEST_ASKED if _ASKS.search(sentence) else FEWEST_WORDS)


def _is_odd(sentence: str) -> bool:
    letters = [c for c in unicodedata.normalize("NFKC", sentence) if c.isalpha()]
    odd = sum(ord(character) > LAST_LATIN for character in letters)
    return odd >= ODD_LETTERS or (odd > 1 and odd >= ODD_SHARE * len(letters))


def probability(text: str, served: str) -> float:
    """How likely (0..1) a text is in a language, by its letters."""
    return float(dict(_identifier().rank(text)).get(served, 1.0))


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
