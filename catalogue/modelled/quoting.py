"""Finds in a text what somebody quotes from it."""

from __future__ import annotations

import re

from core.model import Evidence

LONGEST = 400
"""Characters of a quotation at most: more is the text, not its evidence."""

_WORD = re.compile(r"\S+")
_QUOTES = str.maketrans("’‘“”–—", "''\"\"--")


def quoted(text: str, quote: str) -> Evidence | None:
    """Where a quotation stands in a text; None where it does not, or says nothing.

    Blanks, capitals and the shapes of quotation marks may differ.
    """
    words = [re.escape(word) for word in _WORD.findall(quote.translate(_QUOTES))]
    if not words or len(quote) > LONGEST or not re.search(r"\w", quote):
        return None
    found = re.search(r"\s+".join(words), text.translate(_QUOTES), re.I)
    return (
        Evidence(text=text[found.start() : found.end()], start=found.start(), end=found.end())
        if found
        else None
    )
