"""Text that is no speech: markup, program code, rows of signs."""

from __future__ import annotations

import re

from agent.listening.ears import Ears
from core.model import Heard, Kind

SPOKEN = 0.6
"""The least share of letters, among the signs that are no spaces, of what people say in words."""

_CODE = re.compile(
    r"[{}]|</?[a-z!]|[a-z\"'/]>(?!\s*\d)|['\"]\s*;|;\s*--|\w\(['\"\d]*\)|\w\.\w+\(|==|&&|\|\||\$\(|=\s*['\"]"
    r"|\b(?:drop|alter|truncate)\s+table\b|\bunion\s+(?:all\s+)?select\b|\bselect\s+\*",
    re.I,
)


def codelike(text: str) -> bool:
    """Whether a text holds markup or code, so that its words mean nothing."""
    return bool(_CODE.search(text))


def wordy(text: str) -> bool:
    """Whether a text is made of words, so that its meaning can be compared."""
    signs = [c for c in text if not c.isspace()]
    return sum(c.isalpha() for c in signs) >= SPOKEN * len(signs)


def uncoded(heard: Heard, ears: Ears) -> Heard:
    """What may be believed of a text with code in it: figures and places, no words."""
    firm = {a.id for a in ears.pack.attributes if a.type.numeric or a.type is Kind.PLACE}
    kept = tuple(r for r in heard.readings if r.attribute in firm)
    acts = heard.acts if kept else tuple(a for a in heard.acts if a != "answer") or ("empty",)
    return heard.model_copy(update={"readings": kept, "text": None, "acts": acts, "sure": False})
