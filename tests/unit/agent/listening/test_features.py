"""What grammar and vocabulary say of each token as a mention of each attribute."""

from __future__ import annotations

import numpy as np
import pytest

from agent.listening.domain import Domain
from agent.listening.features import COUNT, NAMES, features
from agent.listening.mentions import find_mentions
from tests.unit.agent.listening.made import ATTRIBUTES, Floats, tokens

INDEX = {a.id: i for i, a in enumerate(ATTRIBUTES)}


def found(text: str, domain: Domain, asked: str | None = None) -> Floats:
    return features(find_mentions(text, domain), tokens(text), asked, domain)


def at(text: str, word: str, attribute: str, feature: str, domain: Domain) -> float:
    rows = found(text, domain)
    row = next(i for i, (a, b) in enumerate(tokens(text)) if text[a:b] == word)
    return float(rows[row, INDEX[attribute], NAMES.index(feature)])


@pytest.mark.parametrize("text", ["", "a bakery", "two bedrooms in Ohio, since 1990, for $2.5M?"])
@pytest.mark.parametrize("asked", [None, "opening", "price"])
def test_one_row_a_token_and_every_number_a_share(
    domain: Domain, text: str, asked: str | None
) -> None:
    rows = found(text, domain, asked)
    assert rows.shape == (len(tokens(text)), len(ATTRIBUTES), COUNT)
    assert rows.dtype == np.float32
    assert ((rows >= 0) & (rows <= 1)).all()


def test_the_attribute_asked_for_is_marked(domain: Domain) -> None:
    asked, opening = NAMES.index("asked"), NAMES.index("opening")
    rows = found("about 300", domain, "price")
    assert (rows[:, INDEX["price"], asked] == 1).all()
    assert rows[:, :, asked].sum() == len(rows)
    assert rows[:, :, opening].sum() == 0
    rows = found("about 300", domain, "opening")
    assert (rows[:, :, opening] == 1).all()
    assert rows[:, :, asked].sum() == 0
    rows = found("about 300", domain)
    assert rows[:, :, [asked, opening]].sum() == 0


@pytest.mark.parametrize(
    ("text", "word", "attribute", "feature"),
    [
        ("3 bedrooms", "3", "rooms", "figure_unit_after"),
        ("bedrooms: 3", "3", "rooms", "figure_unit_before"),
        ("12 employees", "12", "staff", "figure_unit_after"),
        ("$500k", "500k", "price", "figure_money"),
        ("since 1998", "1998", "built", "figure_year"),
        ("4 of us", "4", "guests", "figure_people"),
        ("95 a night", "95", "rate", "figure_period"),
        ("three nights", "three", "stay", "figure_unit_after"),
        ("20% of it", "20", "price", "figure_percent"),
        ("a bakery", "bakery", "kind", "value_exact"),
        ("the price", "price", "price", "name_exact"),
        ("two bedrooms", "bedrooms", "rooms", "name"),
    ],
)
def test_what_is_said_outright_counts_fully(
    domain: Domain, text: str, word: str, attribute: str, feature: str
) -> None:
    assert at(text, word, attribute, feature, domain) == 1


@pytest.mark.parametrize(
    ("text", "word", "attribute", "feature"),
    [
        ("3 bedrooms", "3", "staff", "figure_unit_after"),
        ("12 employees", "12", "rooms", "figure_unit_after"),
        ("$500k", "500k", "staff", "figure_money"),
        ("$500k", "500k", "built", "figure_year"),
        ("4 of us", "4", "rooms", "figure_people"),
        ("95 a night", "95", "price", "figure_period"),
        ("a bakery", "bakery", "extras", "value"),
        ("in Ohio", "Ohio", "about", "place"),
        ("1998", "1998", "price", "figure_scale"),
    ],
)
def test_and_not_for_another_attribute(
    domain: Domain, text: str, word: str, attribute: str, feature: str
) -> None:
    assert at(text, word, attribute, feature, domain) < 0.3


def test_a_place_counts_by_how_sure_it_is(domain: Domain) -> None:
    assert at("in Ohio", "Ohio", "place", "place", domain) > 0.9
    assert at("in Ohio", "in", "place", "place", domain) == 0


def test_the_nearer_the_unit_the_more_it_counts(domain: Domain) -> None:
    near, far, none = (
        at(text, "3", "rooms", "figure_unit_after", domain)
        for text in ("3 bedrooms", "3 really big bedrooms", "3 really big gardens")
    )
    assert near > far > none == 0


@pytest.mark.parametrize(
    ("text", "word", "likelier", "than"),
    [
        ("around 450,000", "450,000", "price", "rate"),
        ("around 140", "140", "rate", "guests"),
        ("around 3", "3", "rooms", "rate"),
        ("around 15,000", "15,000", "fee", "rate"),
        ("around 1,200,000", "1,200,000", "price", "fee"),
    ],
)
def test_the_scale_of_the_catalogue_tells_attributes_apart(
    domain: Domain, text: str, word: str, likelier: str, than: str
) -> None:
    def scale(attribute: str) -> float:
        row = next(i for i, (a, b) in enumerate(tokens(text)) if a < b and text[a:] == word)
        return float(found(text, domain)[row, INDEX[attribute], NAMES.index("figure_scale")])

    assert scale(likelier) > 0.4
    assert scale(likelier) > 2 * scale(than)
