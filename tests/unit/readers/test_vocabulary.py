from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.vocabulary import Vocabulary

TRADES = Vocabulary(
    {
        "HVAC": ["hvac", "heating and cooling", "air conditioning"],
        "Plumbing": ["plumbing", "plumber"],
        "Bakery": ["bakery", "bake shop", "bread"],
        "Landscaping": ["landscaping", "lawn care", "yard work", "mowing"],
        "AI": ["ai", "artificial intelligence", "machine learning"],
        "Health": ["healthcare", "medical", "doctors"],
        "Insurance": ["insurance"],
        "Health insurance": ["health insurance"],
    }
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a bakery", ["Bakery"]),
        ("two bakeries", ["Bakery"]),
        ("BAKERIES!", ["Bakery"]),
        ("Heating & Cooling", ["HVAC"]),
        ("heating/cooling", ["HVAC"]),
        ("lawncare", ["Landscaping"]),
        ("health care", ["Health"]),
        ("artifical inteligence", ["AI"]),
        ("a plummbing outfit", ["Plumbing"]),
        ("medicl things", ["Health"]),
        ("mowed lawns", ["Landscaping"]),
        ("health insurance", ["Health insurance"]),
        ("I like my doctor. Insurance bores me", ["Health", "Insurance"]),
        ("I paid the air fare", []),
        ("maintain", []),
        ("broad", []),
        ("said", []),
        ("", []),
    ],
)
def test_values_are_found_by_their_words(text: str, values: list[str]) -> None:
    assert [match.value for match in TRADES.find(text)] == values


def test_the_word_itself_scores_best() -> None:
    exact, folded, alike = (TRADES.find(t)[0].score for t in ("bakery", "bakeries", "bakerry"))
    assert exact == 1.0
    assert exact > folded > alike > 0.88


def test_a_word_of_several_values_gives_each() -> None:
    both = Vocabulary({"Food": ["kitchen"], "Building": ["kitchen"]})
    assert [match.value for match in both.find("a kitchen")] == ["Building", "Food"]


def test_ordinary_words_are_not_taken_for_slips() -> None:
    assert Vocabulary({"Banking": ["banking"]}).find("baking") == []


@given(st.text(max_size=200))
def test_matches_lie_inside_any_text(text: str) -> None:
    for match in TRADES.find(text):
        assert 0 <= match.span[0] < match.span[1] <= len(text)
        assert 0 < match.score <= 1
