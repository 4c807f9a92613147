"""Questions are short and in plain words."""

from __future__ import annotations

import re

import pytest

from domains import load_pack, pack_ids

GRADE = 8.0
LONGEST = 20
"""Words of a question."""


def syllables(word: str) -> int:
    """About how many a word has: its groups of vowels, without a silent e."""
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and found > 1
    return max(1, found - silent)


def grade(text: str) -> float:
    """The school grade that can read it (Kincaid and others, 1975)."""
    words = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.?!]+", text)))
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def test_the_formula() -> None:
    assert grade("The cat sat on the mat.") < 1
    assert grade("Multinational diversification necessitates intermediation.") > 20


@pytest.mark.parametrize("id", pack_ids())
def test_questions_are_short_and_easy_to_read(id: str) -> None:
    pack = load_pack(id)
    asked = [attribute.ask for attribute in pack.attributes if attribute.ask] + [pack.opening.ask]
    hard = {text: round(grade(text), 1) for text in asked if grade(text) > GRADE}
    assert hard == {}
    assert [text for text in asked if len(text.split()) > LONGEST] == []
