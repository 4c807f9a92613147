"""Whether a message is a question about the items shown, rather than a wish. Pure."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"^\W*(?:and |but |so |ok |okay )?(?:is|are|was|were|does|do|did|has|have|had|can|could|would"
    r"|will|should|may|what|which|how|who|whose|when|where|why)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(?:(?:can|could|would|will) (?:you|i) )?(?:please )?(?:tell|show|give|see|read|hear|open"
    r"|expand|describe|explain|(?:what|how) about)\b",
    re.IGNORECASE,
)
"""Asks for everything about an item, not for something."""


def asks(text: str) -> bool:
    """Whether a text is a question."""
    return text.rstrip().endswith("?") or bool(_ASKS.match(text))


def inquires(text: str) -> bool:
    """Whether a text asks something in particular of the items it names."""
    return asks(text) and not _MORE.match(text)
