"""Words shared with the item that is looked for: a dialogue that gives it away proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_SHARED = 3
WORD = re.compile(r"[^\W_]+")


def runs(text: str, length: int = LONGEST_SHARED + 1) -> set[tuple[str, ...]]:
    """Every run of so many words, in small letters, punctuation left out."""
    words = WORD.findall(text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def leaks(said: Iterable[str], text: str) -> bool:
    """Whether anything said shares four words in a row with a text."""
    hidden = runs(text)
    return any(runs(one) & hidden for one in said)
