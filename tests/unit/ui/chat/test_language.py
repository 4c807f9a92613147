"""The interface in several languages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ui.chat.language import DEFAULT, LANGUAGES, language_of, merged, ours, theirs, words


def leaves(tree: Any, path: str = "") -> dict[str, str]:
    if not isinstance(tree, dict):
        return {path: str(tree)}
    return {k: v for key, below in tree.items() for k, v in leaves(below, f"{path}/{key}").items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_with_the_same_places_to_fill(language: str) -> None:
    english, other = leaves(ours(DEFAULT)), leaves(ours(language))
    assert english.keys() == other.keys()
    for key, text in english.items():
        # What a pack calls its items is a word of the pack's language: others may do without.
        places, theirs_too = (
            sorted(set(re.findall(r"\{\w+\}", one)) - {"{items}"}) for one in (text, other[key])
        )
        assert places == theirs_too, key
        assert bool(text) == bool(other[key]), key
    assert merged(theirs(language), ours(language)).keys() >= theirs(DEFAULT).keys()


def test_no_word_was_left_in_english() -> None:
    same = {key for key, text in words("es").items() if text == words()[key]}
    assert same <= {"size_normal"}


@pytest.mark.parametrize(
    ("cookies", "accepted", "language"),
    [
        ("", "", "en-US"),
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "fr-FR,es;q=0.5", "es"),
        ("", "xx", "en-US"),
        ("a=b; firstfive_language=es", "en-GB", "es"),
        ("firstfive_language=en-US", "es", "en-US"),
        ("firstfive_language=nonsense", "es", "es"),
    ],
)
def test_the_browser_chooses(cookies: str, accepted: str, language: str) -> None:
    assert language_of(cookies, accepted) == language
