"""Copies of labelled utterances: every label still stands where it belongs."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from evaluation.learning.augment import among, mistyped_row, wishes_nothing

ROW: dict[str, Any] = {
    "pack": "businesses", "text": "a quiet bakery in Ohio", "act": "wish", "unusable": ["quiet"],
    "changes": [
        {"attribute": "activity", "words": "bakery"}, {"attribute": "state", "words": "in Ohio"},
    ],
}  # fmt: skip
IDLE: dict[str, Any] = {
    "pack": "businesses", "text": "It rained all night", "act": "smalltalk", "changes": [],
}  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_a_mistyped_copy_keeps_its_stretches(seed: int) -> None:
    copy = mistyped_row(ROW, Random(seed))
    assert len(copy["text"]) == len(ROW["text"])
    assert all(c["words"] in copy["text"] for c in copy["changes"])
    assert all(words in copy["text"] for words in copy["unusable"])


@pytest.mark.parametrize("seed", range(4))
def test_among_other_words_the_labels_are_the_same(seed: int) -> None:
    longer = among(ROW, IDLE, Random(seed))
    assert longer is not None
    assert {**longer, "text": ""} == {**ROW, "text": ""}
    assert ROW["text"] in longer["text"]
    assert IDLE["text"] in longer["text"]


def test_words_that_stand_twice_are_not_put_together() -> None:
    assert among(ROW, {**IDLE, "text": "In Ohio it rained"}, Random(1)) is None
    assert among(ROW, {**IDLE, "text": "rain " * 100}, Random(1)) is None


def test_what_asks_for_something_is_not_idle() -> None:
    assert wishes_nothing(IDLE)
    assert not wishes_nothing(ROW)
    assert not wishes_nothing({**IDLE, "act": "human"})
    assert not wishes_nothing({**IDLE, "unusable": ["by May"]})
