"""Slips are put right, and nothing else is."""

from __future__ import annotations

import pytest

from readers.place import open_gazetteer
from readers.spelling import Spelling


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    gazetteer = open_gazetteer()
    terms = [
        "Bathrooms",
        "Fintech",
        "Health & care",
        "car wash",
        "bakery",
        "Hair dryer",
        "br",
        *gazetteer.countries,
    ]
    return Spelling(terms, gazetteer.knows)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bakrey in ohoi", "bakery in ohio"),
        ("fintec in germny", "fintech in germany"),
        ("Flordia, a bakerey", "Florida, a bakery"),
        ("2 milion at most", "2 million at most"),
        ("two bathroms and a hair dreyr", "two bathrooms and a hair dryer"),
        ("less than 10 emploiees", "less than 10 employees"),
        ("somthing with a gardn", "something with a garden"),
        ("OKLAHMA OR TEXAS", "OKLAHOMA OR TEXAS"),
        ("in Massachusets or Conneticut", "in Massachusetts or Connecticut"),
        ("a restuarant by the beech", "a restaurant by the beech"),
        ("no franchse", "no franchise"),
        ("artifical inteligence", "artificial intelligence"),
        ("3br and 2bathrooms, 10k", "3 br and 2 bathrooms, 10k"),
        ("septic pumpin, huntin and cleanin", "septic pumping, hunting and cleaning"),
    ],
)
def test_slips(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.corrected(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "a laundromat in Zanesville near the Monongahela",
        "something dearer, homely, with a tannery",
        "Ypsilanti or Kalamazoo, a taqueria or a brewpub",
        "B2B SaaS, not crypto; CRM for vets",
        "call Mrs Featherstonehaugh about the Gasthaus",
        "ein Café in München, bitte",
        "wifi, AC, TV and a crockpot",
        "the Airbnb in Leith by the Shore",
    ],
)
def test_what_is_no_slip(spelling: Spelling, text: str) -> None:
    assert spelling.corrected(text) == text
