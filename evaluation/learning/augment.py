"""Copies of labelled utterances with the slips of people who type."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from evaluation.learning.examples import Row

COPIES = 0.3
"""Share of utterances that are taught a second time, mistyped."""

SLIPS, TWISTED, SMALL = 0.15, 0.6, 0.4
"""Share of long words with a slip; of slips, two letters in the wrong order, the others a wrong
letter; of copies, all in small letters."""

LETTERS = "aeiourstnl"
_LONG = re.compile(r"[A-Za-z]{5,}")


def mistyped(text: str, random: Random) -> str:
    """The text with slips in some of its longer words, **of the same length**."""
    letters = list(text)
    for word in _LONG.finditer(text):
        if random.random() < SLIPS:
            i = random.randrange(word.start() + 1, word.end() - 1)
            if random.random() < TWISTED:
                letters[i], letters[i - 1] = letters[i - 1], letters[i]
            else:
                letters[i] = random.choice(LETTERS)
    slipped = "".join(letters)
    small = slipped.lower()
    return small if random.random() < SMALL and len(small) == len(text) else slipped


def mistyped_row(row: Row, random: Random) -> dict[str, Any]:
    """A row with its text mistyped; every labelled stretch stays where it stands."""
    text = mistyped(row["text"], random)

    def there(words: str) -> str:
        at = row["text"].find(words)
        return text[at : at + len(words)] if at >= 0 else words

    changes = [{**c, "words": there(c.get("words") or "")} for c in row["changes"] or ()]
    unusable = [there(words) for words in row.get("unusable") or ()]
    return {**row, "text": text, "changes": changes, "unusable": unusable}
