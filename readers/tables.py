"""Loading the data tables of this room, once each."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, Any]:
    """The table ``readers/data/<name>.yaml``; every scalar in it is a string."""
    text = (files("readers") / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    # This loader makes strings, lists and mappings only; it cannot build objects.
    loader = yaml.CBaseLoader(text)
    try:
        loaded: dict[str, Any] = loader.get_single_data()
    finally:
        loader.dispose()
    return loaded


@lru_cache(maxsize=32)
def word_set(name: str, row: str) -> frozenset[str]:
    """A row of words of a table; an underscore in a word stands for a space."""
    return frozenset(word.replace("_", " ") for word in table(name)[row].split())
