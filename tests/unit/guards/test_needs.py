"""Tables of messages that get a prepared answer, and of ordinary ones that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from domains import load_pack, pack_ids
from domains.pack import Care
from guards.health import find_health
from guards.incoming import screen
from guards.needs import EXAMPLES, FORMS, Need, examples, find_need, look_alikes
from guards.outgoing import Guard

TABLES = Path(__file__).parent / "tables"


def table(name: str) -> list[str]:
    return (TABLES / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("need", EXAMPLES)
def test_each_table_is_large_enough(need: Need) -> None:
    assert len(set(examples()[need])) >= 60
    assert len(set(look_alikes())) >= 60 * len(EXAMPLES)


@pytest.mark.parametrize(
    ("need", "text"), [(need, text) for need in FORMS for text in examples()[need]]
)
def test_a_need_is_seen(need: str, text: str) -> None:
    assert find_need(text) == need
    assert find_need(text.replace("'", "’").upper()) == need


@pytest.mark.parametrize("text", look_alikes())
def test_an_ordinary_wish_is_left_alone(text: str) -> None:
    assert find_need(text) is None


BURDEN = (
    "the kids would get more out of my life insurance than out of me",
    "there is more in my life insurance than in me she says, and maybe I am worth more gone",
    "I am worth more dead than alive",
    "honestly I'm worth more dead",
    "they'd get more money from my life insurance, so why bother",
    "I'd be more use to them dead",
    "worth more to everybody dead",
    "I am more good to my family gone",
    "more value to my sons when I'm gone",
    "everybody would be better off without me",
    "my life insurance is worth more than I am",
    "they would be better off with the insurance money than with me",
    "everybody would be better off if I was gone",
    "my kids would be better off once I'm gone",
    "she'd be better off if i were dead",
    "there's no point going on anymore",
    "what is the point in carrying on",
    "no use living like this",
    "some days I don't see much use in going on",
    "I do not see the point of going on",
)
"""What somebody says who feels to be a burden."""

NO_BURDEN = (
    "I want to buy a life insurance agency in Ohio",
    "no point in going on about the price",
    "I would be better off with the insurance company than with the bank",
    "what's the use of carrying on a lease for a year",
    "we'd be better off if I was nearer to town",
    "is there any point in living over the shop",
    "no use going to see it",
    "my wife's life insurance paid out so I have 300k",
    "a shop that is worth more than its price",
    "is the stock worth more than the building?",
    "the land is worth more without the house",
    "I get more out of a garden than out of golf",
    "does it have more use as a cafe",
    "more money from my pension next year",
    "the lease is worth more than the machines",
    "we would be better off with a lake nearby",
    "an agency that sells life insurance for more than one company",
)


@pytest.mark.parametrize("text", BURDEN)
def test_who_feels_to_be_a_burden_is_met_with_care(text: str) -> None:
    assert find_need(text) == "distress"


@pytest.mark.parametrize("text", NO_BURDEN)
def test_insurance_and_worth_are_ordinary_words(text: str) -> None:
    assert find_need(text) is None


@pytest.mark.parametrize("text", table("health"))
def test_a_fact_about_health_is_cut(text: str) -> None:
    screened = screen(text)
    assert "health" in screened.flags
    assert "[health removed]" in screened.text
    assert "removed" not in screened.wishes
    assert screen(screened.text).text == screened.text


@pytest.mark.parametrize("text", table("health_not"))
def test_health_as_a_topic_stays(text: str) -> None:
    assert find_health(text) == []


@pytest.mark.parametrize("pack", pack_ids())
def test_what_packs_have_prepared_may_be_said(pack: str) -> None:
    guard, loaded = Guard(load_pack(pack)), load_pack(pack)
    told = (
        loaded.human, loaded.notice, loaded.disclosure, loaded.opening.greeting, loaded.opening.ask,
        *loaded.opening.examples, *(getattr(loaded.care, name) for name in Care.model_fields),
    )  # fmt: skip
    for text in told:
        assert guard.check_text(text).verdict == "allow", text
    for attribute in loaded.attributes:
        for text in (attribute.ask, attribute.why, attribute.explain):
            assert guard.check_text(text).verdict == "allow", text
        for choice in attribute.choices:
            assert guard.check_text(choice.shown, quoting=True).verdict == "allow", choice
