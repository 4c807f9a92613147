"""A long message is cut into windows: all of it, none too long, after sentences where it can be."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.listening.utterance import MOST_WINDOWS, WINDOW, whole_words, windows

LONGEST = 8_000

SENTENCE = "I would like a small bakery in a quiet town. "
TEXTS = {
    "short sentences": SENTENCE * 200,
    "one endless word": "a" * LONGEST,
    "blanks": " " * LONGEST,
    "one one one": "one " * 2000,
    "parentheses": "(" * LONGEST,
    "lines": "a bakery\n" * 1000,
    "sentences of half a window": ("a" * (WINDOW // 2 + 2) + ". ") * 40,
    "words of half a window": ("a" * (WINDOW // 2 + 2) + " ") * 40,
}


@given(st.text(alphabet="ab .,!?\n;", max_size=3000))
def test_windows_follow_each_other_and_cover_everything(text: str) -> None:
    found = list(windows(text))
    assert [a for a, _ in found] == [0, *(b for _, b in found)][: len(found)]
    assert "".join(text[a:b] for a, b in found) == text
    assert all(0 < b - a <= WINDOW for a, b in found)


@pytest.mark.parametrize("name", TEXTS)
def test_no_more_windows_than_are_read(name: str) -> None:
    """Everything that may be typed lies in some window that is read."""
    text = TEXTS[name][:LONGEST]
    assert math.ceil(len(text) / WINDOW) <= len(list(windows(text))) <= MOST_WINDOWS


def test_a_cut_comes_after_a_sentence() -> None:
    text = SENTENCE * 30
    assert all(text[:b].rstrip().endswith(".") for _, b in windows(text))


@pytest.mark.parametrize("mark", [", ", "; ", " ", "\n", "! ", "? "])
def test_else_after_a_part_of_one_or_a_word(mark: str) -> None:
    text = f"bakery{mark}" * 200
    assert all(
        text[:b].rstrip().endswith(("bakery", mark.strip() or "y")) for _, b in windows(text)
    )


def test_a_short_text_is_one_window() -> None:
    assert list(windows("a bakery")) == [(0, 8)]
    assert list(windows("")) == []


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("I don't care", (2, 5), (2, 7)),
        ("I don't care", (5, 12), (2, 12)),
        ("I don't care", (6, 7), (2, 7)),
        ("a garden here", (2, 5), (2, 8)),
        ("a garden here", (4, 8), (2, 8)),
        ("a garden, here", (2, 8), (2, 8)),
        ("the shops' yard", (4, 9), (4, 9)),
        ("'a cafe'", (1, 7), (1, 7)),
        ("Ohio", (0, 2), (0, 4)),
        ("Ohio", (0, 4), (0, 4)),
        ("it’s quiet", (0, 2), (0, 4)),
    ],
)
def test_what_is_told_never_cuts_a_word(
    text: str, cut: tuple[int, int], whole: tuple[int, int]
) -> None:
    assert whole_words(cut, 0, text) == whole
    assert whole_words(cut, 3, f"so {text}") == (whole[0] + 3, whole[1] + 3)
