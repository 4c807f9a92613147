"""Names of people are found where the words around them say that they are names."""

from __future__ import annotations

import pytest

from evaluation.names import evaluate
from guards.names import find_names, first_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Contact Ruth Malone for keys.", ["Ruth Malone"]),
        ("Ask for Dan, or call Mrs. Oduya.", ["Dan", "Oduya"]),
        ("Hosted by Lena and Otto.", ["Lena", "Otto"]),
        ("Fine views.\nThanks,\nRoy", ["Roy"]),
        ("Ida Berg [phone removed]", ["Ida Berg"]),
        ("Call Broker in Madison, Wisconsin.", []),
        ("Dan's Boats sells to Jackson County.", []),
        ("Owner will carry; manager stays.", []),
    ],
)
def test_names_behind_cues(text: str, names: list[str]) -> None:
    assert [text[a:b] for a, b in find_names(text)] == names


def test_the_labelled_sentences() -> None:
    scores = evaluate()
    assert scores.found + len(scores.missed) >= 75
    assert scores.recall >= 0.95
    assert scores.precision >= 0.95


def test_first_names_are_plain_words() -> None:
    assert len(first_names()) > 500
    assert all(name.isalpha() and name.islower() for name in first_names())
