from __future__ import annotations

import pytest

from agent.listening import Listener, Pending

OPENING = Pending("opening")


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        (
            "A small hotel or inn near the coast, we would run it",
            "Hospitality & lodging",
        ),
        ("I want to buy a laundromat in Ohio under 400k", "Personal services"),
        ("something medical", "Health & care"),
        ("a bakery", "Food & beverage"),
        ("I've always wanted to own an inn", "Hospitality & lodging"),
        ("a plumbing business in Ohio", "Home services"),
        ("no restaurants, please. A dog kennel perhaps", "Pets & animals"),
        ("I worked in a bank, I would like to buy a car wash", "Automotive"),
    ],
)
def test_the_thing_asked_for(businesses: Listener, text: str, industry: str) -> None:
    read = [r for r in businesses.hear(text, OPENING).readings if r.attribute == "industry"]
    assert [(r.value, r.stance) for r in read] == [(industry, "want")]
    assert 0.5 <= read[0].confidence <= 0.8
    assert read[0].weights[0][0] == industry


@pytest.mark.parametrize(
    "text",
    [
        "I ran a car lot for thirty years. Is there anything that keeps salesmen fired up?",
        "I was a nurse for thirty years",
        "My husband had a bakery; I want something quiet",
        "I once wanted a bakery",
        "restaurant supply house",
        "a place near a hotel",
    ],
)
def test_stories_and_surroundings_ask_for_nothing(businesses: Listener, text: str) -> None:
    read = businesses.hear(text, OPENING).readings
    assert [r for r in read if r.attribute == "industry"] == []


def test_doubt_lowers_the_confidence(businesses: Listener) -> None:
    sure, doubted = (
        businesses.hear(text, OPENING).readings[0].confidence for text in ("a farm", "maybe a farm")
    )
    assert doubted < sure


@pytest.mark.parametrize(
    ("text", "industries"),
    [
        ("a small laundromat or car wash in Ohio", {"Personal services", "Automotive"}),
        ("I want a bar or a plumbing company", {"Food & beverage", "Home services"}),
        ("a bakery or a gym", {"Food & beverage", "Sports & recreation"}),
    ],
)
def test_alternatives_are_wishes_of_their_own(
    businesses: Listener, text: str, industries: set[str]
) -> None:
    read = [r for r in businesses.hear(text, OPENING).readings if r.attribute == "industry"]
    assert {r.value for r in read} == industries
    assert all(r.confidence >= 0.5 for r in read)


def test_alternatives_in_an_answer(businesses: Listener) -> None:
    read = businesses.hear("restaurants or laundromats", Pending("industry")).readings
    assert {r.value for r in read} == {"Food & beverage", "Personal services"}


@pytest.mark.parametrize("text", ["a company that keeps me busy", "I want an outfit I can run"])
def test_what_any_item_is_called_names_nothing(businesses: Listener, text: str) -> None:
    read = businesses.hear(text, OPENING).readings
    assert [r for r in read if r.attribute == "industry"] == []


@pytest.mark.parametrize(
    ("asked", "text", "read"),
    [
        ("established", "fewer than 20 employees", {"employees"}),
        ("established", "for 20 years", {"established"}),
        ("employees", "asking under 500k", {"asking_price"}),
    ],
)
def test_a_figure_counts_what_stands_beside_it(
    businesses: Listener, asked: str, text: str, read: set[str]
) -> None:
    found = businesses.hear(text, Pending(asked)).readings
    assert {r.attribute for r in found} == read
