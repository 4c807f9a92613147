"""What reviewers do not see."""

from __future__ import annotations

import pytest

from conversations.review.veil import veiled, veiled_values


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a bakery in Ohio", "a bakery in Ohio"),
        ("mail me at ann@example.org", "mail me at [e-mail removed]"),
        ("please ask for Daniel Miller", "please ask for [name hidden]"),
    ],
)
def test_personal_data(text: str, seen: str) -> None:
    assert veiled(text) == seen
    assert veiled(veiled(text)) == seen
    assert veiled(text, personal=True) == text


def test_words_redacted_by_hand() -> None:
    text = "The (old) Mill; the OLD\n mill"
    assert veiled(text, ["old mill"]) == "The (old) Mill; the [redacted]"
    assert veiled(text, ["(old)", "(old) mill"]) == "The [redacted]; the OLD\n mill"
    assert veiled(text, ["mill"], personal=True) == "The (old) [redacted]; the OLD\n [redacted]"


def test_values_of_every_shape() -> None:
    value = {"mill": ["the mill", 1, None, {"a": ("mill",)}]}
    assert veiled_values(value, ["mill"]) == {
        "mill": ["the [redacted]", 1, None, {"a": ["[redacted]"]}]
    }
