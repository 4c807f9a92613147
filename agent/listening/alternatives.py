"""Values named as alternatives: "a laundromat or a car wash" wishes for either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agent.listening.meaning import Meaning, Meant
from agent.listening.negation import negated
from readers.vocabulary import Match

_OR = re.compile(
    r"(?:\s+\w+)?\s*(?:,|/|&|\b(?:and/or|or|and)\b)\s*(?:(?:maybe|perhaps|possibly|even|else|an?|the|some"
    r"|small|little|nice|good|local|old|another)\s+)*(?:\w+\s+)?",
    re.I,
)
"""What may stand between two alternatives: a joining word, articles, and a word on either side."""


def alternatives(
    meaning: Meaning, text: str, named: Sequence[Match]
) -> list[tuple[tuple[int, int], Meant]]:
    """Where a text names several values of one attribute side by side, what each of them means.

    Args:
        meaning: the values of the attribute.
        text: the person's words.
        named: the values that it names, with where.

    Returns:
        The stretch of each alternative and what it means by itself, in the order of the text; empty
        unless there are two or more with different values.
    """
    spans = sorted({m.span for m in named if not negated(text, m.span[0])})
    if len(spans) < 2 or not all(_OR.fullmatch(text[a[1] : b[0]]) for a, b in pairwise(spans)):
        return []
    found: dict[str, tuple[tuple[int, int], Meant]] = {}
    for start, end in spans:
        meant = meaning.weigh(text[start:end])
        if meant is not None:
            found.setdefault(meant.value, ((start, end), meant))
    return list(found.values()) if len(found) > 1 else []
