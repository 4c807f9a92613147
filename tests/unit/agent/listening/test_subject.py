"""Wishes are told from words about something else, by a catalogue's own sentences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.listening import CachedEncoder
from agent.listening.subject import FEWEST_SENTENCES, Subject, subject
from domains import load_pack

WISH = "We want a bakery with an oven"
TASK = "Write a poem about the moon please"
NEITHER = "Grey stones lie under the bridge"
SEARCH = ("bakery", "oven", "shop", "owner", "price")
ELSEWHERE = ("poem", "password", "story", "code")


class Words:
    """Three dimensions: words of the search, words of elsewhere, and all others."""

    name, dimension = "words", 3

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = []
        for text in texts:
            low = text.lower()
            found.append(
                [
                    2.0 * any(word in low for word in SEARCH),
                    2.0 * any(word in low for word in ELSEWHERE),
                    1.0,
                ]
            )
        made: NDArray[np.float32] = np.array(found, dtype=np.float32)
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return made


@pytest.fixture
def known() -> Subject:
    encoder = CachedEncoder(Words())
    sentences = encoder.encode([f"An old bakery, number {n}" for n in range(FEWEST_SENTENCES)])
    return subject(load_pack("businesses"), sentences, encoder)


@pytest.mark.parametrize(
    ("said", "heeded"),
    [
        (WISH, WISH),
        (TASK, ""),
        (f"{WISH}. {TASK}.", f"{WISH}."),
        (f"{TASK}. {WISH}.", f"{WISH}."),
        (f"{WISH}\n{TASK}", WISH),
        ("A poem", "A poem"),
    ],
)
def test_what_is_about_something_else_is_left_aside(known: Subject, said: str, heeded: str) -> None:
    assert known.heeded(said, whole=len(said), suspect=False) == heeded


def test_code_between_sentences_is_left_aside(known: Subject) -> None:
    said = f"{WISH}.\nif (window.location == 'x') {{ go(); }}"
    assert known.heeded(said, whole=len(said), suspect=False) == f"{WISH}."


def test_beside_orders_only_clear_wishes_count(known: Subject) -> None:
    said = f"{WISH}. {NEITHER}."
    assert known.heeded(said, whole=len(said), suspect=False) == said
    assert known.heeded(said, whole=0, suspect=True) == f"{WISH}."


def test_a_small_catalogue_judges_nothing() -> None:
    encoder = CachedEncoder(Words())
    few = subject(load_pack("businesses"), encoder.encode([WISH]), encoder)
    assert few.heeded(TASK, whole=len(TASK), suspect=True) == TASK
