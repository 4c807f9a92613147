"""A small pack with one item of every kind of attribute, and a card that is right in every part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.model import Evidence, Item, Kind, Place, Range, Stated, Wish
from core.reply import Compromise, Fact, Reason, Recommendation
from domains import Attribute, Availability, Choice, Pack
from guards.outgoing import Guard

TODAY = date(2026, 5, 1)
CLEANED = (
    "Family bakery on Elm Street, founded by Rosa Marino. Sales of $1.2 million in 2025, "
    "14 employees, ovens by Bongard. Open 24/7."
)


def span(text: str) -> Evidence:
    start = CLEANED.index(text)
    return Evidence(text=text, start=start, end=start + len(text))


def attribute(id: str, type: Kind, **more: Any) -> Attribute:
    return Attribute(id=id, type=type, label=id.replace("_", " ").capitalize(), **more)


@pytest.fixture(scope="session")
def pack() -> Pack:
    return Pack.model_validate(
        {
            "id": "shops",
            "title": "Shops",
            "noun": {"one": "shop", "many": "shops"},
            "fields": {"id": "id", "title": "title", "texts": ["text"]},
            "opening": {"greeting": "Hello.", "ask": "What?", "examples": ["A bakery"]},
            "disclosure": "A program.",
            "notice": "Not advice.",
            "human": "Call 555-010-9999.",
            "embed": "{cleaned}",
            "forbidden": ["turnkey"],
            "availability": Availability(attribute="status", shown=("available",)),
            "attributes": [
                attribute(
                    "industry",
                    Kind.CATEGORY,
                    choices=(Choice(value="food", label="Food & Drink"), Choice(value="trades")),
                    reason="Its field is {value}.",
                ),
                attribute("tags", Kind.CATEGORIES),
                attribute("place", Kind.PLACE, reason="It is in {value}."),
                attribute("price", Kind.MONEY, compromise="It costs {value}; you said {wish}."),
                attribute("revenue", Kind.MONEY),
                attribute("staff", Kind.NUMBER, unit="people"),
                attribute("since", Kind.YEAR),
                attribute("parking", Kind.FLAG, reason="It has parking."),
                attribute("activity", Kind.TEXT),
                attribute("status", Kind.CATEGORY),
            ],
        }
    )


@pytest.fixture
def item() -> Item:
    places = (
        Place(name="Boston, Massachusetts", kind="city"),
        Place(name="Massachusetts", kind="state"),
        Place(name="New England", kind="region"),
        Place(name="United States", kind="country"),
    )
    return Item(
        id="b1",
        pack="shops",
        title="Marino's Bakery",
        url="https://shops.example/b1",
        summary="A family bakery with 14 people.",
        cleaned=CLEANED,
        available=True,
        attributes={
            "industry": Stated(value="food"),
            "tags": Stated(value=("bakery", "wholesale")),
            "place": Stated(value=places),
            "price": Stated(value=1_450_000.0),
            "revenue": Stated(value=1_200_000.0, evidence=span("Sales of $1.2 million in 2025")),
            "staff": Stated(value=14.0, evidence=span("14 employees")),
            "since": Stated(value=1994.0),
            "parking": Stated(value=False, default=True),
            "status": Stated(value="available"),
        },
    )


@pytest.fixture
def wishes() -> list[Wish]:
    return [
        Wish(attribute="industry", value="food", must=True),
        Wish(attribute="price", value=Range(max=1_000_000)),
        Wish(attribute="staff", value=Range(max=20)),
    ]


@pytest.fixture
def card() -> Recommendation:
    return Recommendation(
        item_id="b1",
        title="Marino's Bakery",
        url="https://shops.example/b1",
        summary="A family bakery with 14 people.",
        facts=(
            Fact(attribute="price", label="Price", value="$1,450,000"),
            Fact(attribute="place", label="Place", value="Boston, Massachusetts"),
        ),
        match=0.4,
        reasons=(
            Reason(text="Its field is Food & Drink.", attribute="industry"),
            Reason(text="Staff: 14 people.", attribute="staff", evidence=span("14 employees")),
            Reason(
                text="In its own words: “Family bakery on Elm Street”",
                evidence=span("Family bakery on Elm Street"),
            ),
        ),
        compromises=(
            Compromise(text="It costs $1.45M; you said up to $1,000,000.", attribute="price"),
        ),
    )


@pytest.fixture(scope="session")
def guard(pack: Pack) -> Guard:
    """The real guard, guardrails-ai included."""
    built = Guard(pack)
    built.prepare()
    return built
