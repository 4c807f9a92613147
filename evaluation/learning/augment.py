"""Copies of labelled utterances: with the slips of people who type, and among other words."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from evaluation.learning.examples import Row
from readers.text import fold

COPIES = 0.3
"""Share of utterances that are taught a second time, mistyped."""

SLIPS, TWISTED, SMALL = 0.15, 0.6, 0.4
"""Share of long words with a slip; of slips, two letters in the wrong order, the others a wrong
letter; of copies, all in small letters."""

AMONG, MOST = 0.12, 420
"""Share of utterances that are taught once more beside one that wishes nothing; characters of both
together.
"""

HALF = 0.5
IDLE = frozenset({"wish", "smalltalk", "order", "greeting", "thanks"})
"""Kinds of message that leave a wish beside them what it is."""

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


def wishes_nothing(row: Row) -> bool:
    """Whether nothing that a row's text says changes the profile, or asks for something."""
    return row["act"] in IDLE and not (
        row["changes"] or row.get("unusable") or row.get("partial") or row.get("about")
    )


def among(row: Row, other: Row, random: Random) -> dict[str, Any] | None:
    """A row whose text stands before or after one that wishes nothing; None where the two are too
    long, or where a labelled stretch stands in the other one, too.
    """
    text, more = row["text"].strip(), other["text"].strip()
    stretches = [c.get("words") or "" for c in row["changes"] or ()]
    stretches += row.get("unusable") or ()
    if len(text) + len(more) >= MOST or any(fold(words) in fold(more) for words in stretches):
        return None
    first, second = (more, text) if random.random() < HALF else (text, more)
    end = "" if first[-1:] in ".!?" else "."
    return {**row, "text": f"{first}{end} {second}"}
