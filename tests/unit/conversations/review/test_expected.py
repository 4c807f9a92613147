"""What a reviewer writes as the right reading."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.review.expected import reading_of
from core.errors import InvalidMessage
from domains import load_pack

PACK = load_pack("businesses")


@pytest.mark.parametrize(
    ("attribute", "stance", "words", "value"),
    [
        ("state", "want", " Ohio ", "Ohio"),
        ("franchise", "avoid", "Yes", True),
        ("asking_price", "want", "$100,000..200000", {"min": 100_000, "max": 200_000}),
        ("asking_price", "want", "..200000", {"min": None, "max": 200_000}),
        ("employees", "want", "4", {"min": 4, "max": 4}),
        ("state", "any", "Ohio", None),
    ],
)
def test_readings(attribute: str, stance: str, words: str, value: Any) -> None:
    expected = {"attribute": attribute, "stance": stance, "value": value}
    assert reading_of(PACK, attribute, stance, words) == expected


@pytest.mark.parametrize(
    ("attribute", "stance", "words"),
    [
        ("none", "want", "x"), ("state", "wants", "x"), ("state", "want", " "),
        ("franchise", "want", "perhaps"), ("employees", "want", "many"),
        ("employees", "want", "9..4"), ("employees", "want", "nan"), ("employees", "want", ".."),
        ("asking_price", "want", "1e400"), ("asking_price", "want", "9" * 400),
        ("state", "want", "x" * 1_000),
    ],
)  # fmt: skip
def test_what_is_none(attribute: str, stance: str, words: str) -> None:
    with pytest.raises(InvalidMessage):
        reading_of(PACK, attribute, stance, words)
