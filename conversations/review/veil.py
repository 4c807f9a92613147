"""Hides what reviewers need not see: contact data, health, names, and what was redacted by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from guards.incoming import discreet
from guards.names import find_names

NAME, WORDS = "[name hidden]", "[redacted]"


def veiled(text: str, redacted: Sequence[str] = (), *, personal: bool = False) -> str:
    """The text without contact, account and health facts, names of people, and redacted words.

    ``redacted`` are words or passages; they are hidden wherever they stand, however capitalised.
    ``personal``: nothing else is hidden.
    """
    for words in sorted(redacted, key=len, reverse=True):
        text = re.sub(_spaced(words), WORDS, text, flags=re.I)
    if personal:
        return text
    text = discreet(text, NAME)
    for start, end in reversed(find_names(text)):
        text = f"{text[:start]}{NAME}{text[end:]}"
    return text


def _spaced(words: str) -> str:
    """A pattern of these words, whatever space is between them."""
    return r"\s+".join(map(re.escape, words.split()))


def veiled_values(value: Any, redacted: Sequence[str] = (), *, personal: bool = False) -> Any:
    """A JSON-like value with every string in it veiled, keys as they are."""
    if isinstance(value, str):
        return veiled(value, redacted, personal=personal)
    if isinstance(value, dict):
        return {
            key: veiled_values(inner, redacted, personal=personal) for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [veiled_values(inner, redacted, personal=personal) for inner in value]
    return value
