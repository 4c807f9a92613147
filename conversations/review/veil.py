"""Hides what reviewers need not see: contact data, health, names, and what was redacted by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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


def without_names_said(said: Any, value: Any) -> Any:
    """A JSON-like value without the names of people in a message, word by word: a reply may quote
    a part of one, which is no name by itself.
    """
    text = said.get("text") if isinstance(said, dict) else None
    names = find_names(text) if isinstance(text, str) else []
    words = {word for a, b in names for word in re.findall(r"\w{3,}", str(text)[a:b])}
    if not words:
        return value
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words)))})\b", re.I)
    return _mapped(value, lambda text: pattern.sub(NAME, text))


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """A JSON-like value with every string in it changed, keys as they are."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _mapped(inner, change) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mapped(inner, change) for inner in value]
    return value


def veiled_values(value: Any, redacted: Sequence[str] = (), *, personal: bool = False) -> Any:
    """A JSON-like value with every string in it veiled, keys as they are."""
    return _mapped(value, lambda text: veiled(text, redacted, personal=personal))
