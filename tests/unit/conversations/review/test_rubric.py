"""The rubric as data."""

from __future__ import annotations

import pytest

from conversations.review.rubric import checked_label, rubric
from core.errors import InvalidMessage


def test_every_label_has_a_key_of_its_own() -> None:
    assert [label.id for label in rubric()] == [
        "good_match", "wrong_reading", "needless_question", "missed_question",
        "unsupported_reason", "tone", "unsafe", "other",
    ]  # fmt: skip
    assert len({label.key for label in rubric()}) == len(rubric())
    assert [label.id for label in rubric() if not label.fault] == ["good_match"]


def test_only_labels_of_the_rubric_can_be_given() -> None:
    assert checked_label("tone", "turn") == "tone"
    with pytest.raises(InvalidMessage, match="good_match"):
        checked_label("x", "turn")
