"""Which words are ordinary English, so that they are not taken for a name or a slip of the pen."""

from __future__ import annotations

import math
from functools import lru_cache


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    # Imported here: the word list is read from disk by the first call.
    from wordfreq import get_frequency_dict

    return get_frequency_dict("en", wordlist="small")


def is_common(word: str) -> bool:
    """Whether a lower-case word is among the 29,000 most used in English (wordfreq, small)."""
    return word in _frequencies()


def commonness(word: str) -> float:
    """The share of a lower-case word among the words of English text; 0 for a rare one."""
    return _frequencies().get(word, 0.0)


def rarity(word: str) -> float:
    """How much a shared word says: powers of ten below one word in a thousand, at least 0."""
    return max(0.0, -math.log10(commonness(word) + 1e-7) - 3)
