"""Whether a message is a question about the items shown, rather than a wish. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.listening.acts import positions
from core.model import Heard

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

_SHOWN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|these|those|this one|that one|this place|that place)\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a text is a question."""
    return text.rstrip().endswith("?") or bool(_ASKS.match(text))


def inquires(text: str) -> bool:
    """Whether a text asks something in particular of the items it names."""
    return asks(text) and not _MORE.match(text)


def inquiry(text: str, heard: Heard, titles: Sequence[str]) -> Heard | None:
    """The message as a question about some of the five, or all of them; None where it is none.

    ``titles`` are those of the five. Local listening understands most that names an item; this
    finds those that speak of "it" or "them", where nothing else was understood for certain.
    """
    known = set(heard.acts) <= {"answer", "empty", "details", "unsure"} and not heard.critiques
    if not titles or not known or not asks(text):
        return None
    about = heard.about or positions(text, titles)
    if not about and not _SHOWN.search(text):
        return None
    everything = about or tuple(range(1, len(titles) + 1))
    return Heard(acts=("details",), about=everything)
