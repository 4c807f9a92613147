"""Answers about the items shown: each by name, from what is stored, and honest about the rest."""

from __future__ import annotations

import pytest

from agent.item_answers import (
    MOST_COMPARED,
    UNSURE,
    Part,
    about,
    answer,
    compare,
    details,
    drawbacks,
    listed,
    missing,
    standing,
    unlisted,
)
from agent.listing import Order, comparing
from agent.passages import ANSWERS, NEARLY, SURELY, Found
from agent.recommending import placed
from core.model import Evidence, Item, ItemValue, Place, Range, Reading, Stated, Wish
from domains import load_pack

PACK = load_pack("stays")


def item(n: int, cleaned: str = "", **stated: ItemValue) -> Item:
    return Item(
        id=str(n), pack="stays", title=f"Home {n}", url=None, summary="", cleaned=cleaned,
        attributes={id: Stated(value=value) for id, value in stated.items()}, available=True,
    )  # fmt: skip


FIRST = item(1, guests=4.0, amenities=("Free parking", "Wifi"), rating=4.5)
SECOND = item(2, guests=2.0, pets=True, rating=4.9)
THIRD = item(3, amenities=("Wifi",))
ALL = [(1, FIRST), (2, SECOND), (3, THIRD)]
GUESTS = (Reading(attribute="guests"),)
PARKING = (Reading(attribute="amenities", value="Free parking"),)
NOTHING = "I find nothing about that in"


def quoted(*numbers: int) -> dict[str, Evidence]:
    return {str(n): Evidence(text=f"Words of {n}.", start=0, end=11) for n in numbers}


def test_one_item_is_named_with_what_it_states() -> None:
    assert about([(2, SECOND)], GUESTS, {}, None, PACK) == "2. Home 2: Sleeps: 2 people."


def test_what_is_not_stated_is_looked_for_in_its_text() -> None:
    said = about([(3, THIRD)], GUESTS, quoted(3), None, PACK)
    assert said == "3. Home 3: Its listing says: “Words of 3.”"
    silent = about([(3, THIRD)], GUESTS, {}, None, PACK)
    assert silent == f"3. Home 3: {NOTHING} its listing."


def test_those_that_tell_nothing_are_named_together() -> None:
    assert about(ALL, GUESTS, {}, None, PACK).split("\n") == [
        "1. Home 1: Sleeps: 4 people.", "2. Home 2: Sleeps: 2 people.",
        f"{NOTHING} the listing of number 3.",
    ]  # fmt: skip
    assert about(ALL, PARKING, {}, None, PACK).split("\n") == [
        "1. Home 1: What is there: Free parking.", f"{NOTHING} the listings of numbers 2 and 3.",
    ]  # fmt: skip
    assert about(ALL, (), {}, None, PACK) == f"{NOTHING} any of the three listings."
    assert about(ALL[:2], (), {}, None, PACK) == f"{NOTHING} either listing."


@pytest.mark.parametrize(("most", "order"), [(True, ["2", "1"]), (False, ["1", "2"])])
def test_a_comparison_is_in_order(most: bool, order: list[str]) -> None:
    rated = (Reading(attribute="rating"),)
    head, *lines = about(ALL, rated, {}, Order("rating", most), PACK).split("\n")
    assert head == f"By rating, the {'highest' if most else 'lowest'} first:"
    assert [line[0] for line in lines[:2]] == order
    assert lines[2] == f"{NOTHING} the listing of number 3."


def test_where_an_item_stands_and_what_it_lacks() -> None:
    wish = Wish(attribute="guests", value=Range(min=3))
    said = standing([(2, SECOND)], 5, [wish], PACK)
    assert said.startswith("Home 2 is shown once, as number 2 of 5. It sleeps 2 people")


def test_what_is_missing() -> None:
    assert missing(["Toledo"], 5) == "“Toledo” is not among the five that I have shown you."
    assert missing(["Lyon", "Nice"], 1) == (
        "“Lyon” or “Nice” is not among the one that I have shown you."
    )


@pytest.mark.parametrize(
    "text", ["One sentence. " * 100, "word " * 300, "Wordwordword, " * 90, "A line\n" * 200]
)
def test_details_end_with_whole_words(text: str) -> None:
    said = details([(1, item(1, text, guests=4.0))], PACK)
    head, text_of = said.split("\n\n", 1)
    assert head == "Home 1. Sleeps: 4 people."
    kept = text_of.removesuffix(" …")
    assert len(kept) <= 900
    assert text.startswith(kept)
    assert not text[len(kept) : len(kept) + 1].isalnum()


def test_items_side_by_side_have_their_own_numbers() -> None:
    said = compare([(2, SECOND), (5, item(5, guests=6.0))], PACK)
    assert "2. Home 2\n5. Home 5" in said
    assert "Sleeps: 2. 2 people · 5. 6 people" in said


def test_others_take_the_places_of_those_that_went() -> None:
    new = [item(n) for n in (6, 7, 8)]
    shown = placed([FIRST, THIRD, *new], ["1", None, "3", None], (), PACK)
    assert [one.id for one in shown] == ["1", "6", "3", "7", "8"]


def test_what_meets_the_new_wish_comes_first_among_the_others() -> None:
    new = [item(6, guests=2.0), item(7, guests=6.0)]
    wish = Wish(attribute="guests", value=Range(min=5))
    shown = placed([FIRST, *new], [None, "1"], [wish], PACK)
    assert [one.id for one in shown] == ["7", "1", "6"]


def test_fewer_others_than_places() -> None:
    assert [one.id for one in placed([THIRD], [None, "3"], (), PACK)] == ["3"]


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("who has more guests", Order("guests", True)),
        ("which sleeps fewer", Order("guests", False)),
        ("which has the best rating", Order("rating", True)),
        ("which is cheapest", Order("price_per_night", False)),
        ("the higher rated?", Order("rating", True)),
        ("is it open", None),
    ],
)
def test_what_a_question_compares_by(question: str, order: Order | None) -> None:
    named = ["rating"] if "rat" in question else ["guests"] if order else []
    named = [] if "cheap" in question else named
    assert comparing(question, named, PACK) == order


def found(text: str, score: float, shared: float = 0.0) -> list[Found]:
    return [Found(Evidence(text=text, start=0, end=len(text)), score, shared)]


def said(text: str) -> str:
    return f"Its listing says: “{text}”"


BIG = "A big house."


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (ANSWERS, [said(BIG)]), (ANSWERS - 0.01, [f"{UNSURE} “{BIG}”"]),
        (NEARLY - 0.01, []),
    ],
)  # fmt: skip
def test_how_surely_a_stretch_answers_is_said(score: float, told: list[str]) -> None:
    part = Part("is it big", (), False)
    assert answer(THIRD, part, found(BIG, score), PACK) == told


def test_two_stretches_are_the_nearest() -> None:
    near = [*found(BIG, NEARLY + 0.1), *found("A red door.", NEARLY), *found("A hen.", NEARLY)]
    part = Part("is it haunted", (), False)
    assert answer(THIRD, part, near, PACK) == [f"{UNSURE} “{BIG}” “A red door.”"]


def test_of_several_items_only_what_surely_answers_is_told() -> None:
    part = Part("is it big", (), False, alone=False, few=False)
    assert answer(THIRD, part, found(BIG, SURELY), PACK) == [said(BIG)]
    assert answer(THIRD, part, found(BIG, SURELY - 0.01), PACK) == []


def test_what_is_stated_needs_no_words_that_share_none_with_the_question() -> None:
    part = Part("how many guests", GUESTS, True)
    assert answer(FIRST, part, found("Four can sleep here.", 0.9), PACK) == ["Sleeps: 4 people."]
    shared = found("Up to four guests sleep here.", 0.9, 1.5)
    assert answer(FIRST, part, shared, PACK) == ["Sleeps: 4 people.", said(shared[0].span.text)]


def test_words_that_say_more_than_the_value_stand_beside_it() -> None:
    parking = Part("is the parking gated", PARKING, False)
    gated = found("The parking is gated.", 0.7, 2.5)
    assert answer(FIRST, parking, gated, PACK) == [
        "What is there: Free parking.", said("The parking is gated."),
    ]  # fmt: skip


def test_a_value_of_the_item_is_no_answer_about_what_it_speaks_of() -> None:
    part = Part("how old is Zephyrus", (Reading(attribute="rating"),), True)
    cat = item(5, "Zephyrus the cat is nine.", rating=4.5)
    told = answer(cat, part, found("Zephyrus the cat is nine.", 0.6, 3.0), PACK)
    assert told == [said("Zephyrus the cat is nine.")]


BUSINESSES = load_pack("businesses")
MILL = Item(
    id="m", pack="businesses", title="Cider Mill", url=None, summary="", available=True,
    cleaned="The presses are from 1988.", attributes={"established": Stated(value=1961.0)},
)  # fmt: skip


@pytest.mark.parametrize(
    "subject",
    ["the presses", "its machines", "the roof", "their trucks", "that boiler", "the vats",
     "the ovens", "his tools", "the wells", "the trees"],
)  # fmt: skip
def test_how_old_a_thing_of_it_is_does_not_tell_the_year_of_its_founding(subject: str) -> None:
    part = Part(f"how old are {subject}", (Reading(attribute="established"),), True)
    near = found("The presses are from 1988.", NEARLY)
    assert answer(MILL, part, near, BUSINESSES) == [f"{UNSURE} “The presses are from 1988.”"]


@pytest.mark.parametrize("subject", ["the business", "the mill", "the company", "this one", "it"])
def test_how_old_it_is_does(subject: str) -> None:
    part = Part(f"how old is {subject}", (Reading(attribute="established"),), True)
    told = answer(MILL, part, found("The presses are from 1988.", NEARLY), BUSINESSES)
    assert told == ["Year founded: 1961."]


def test_several_items_are_told_only_if_in_the_place_asked_for() -> None:
    paris = Place(name="Paris, France", kind="city")
    part = Part("which is in Paris", (Reading(attribute="place", value=paris),), True, alone=False)
    assert answer(item(6, place=(paris,)), part, (), PACK) == ["Place: Paris, France."]
    elsewhere = item(7, place=(Place(name="Lyon, France", kind="city"),))
    assert answer(elsewhere, part, (), PACK) == []


def test_an_item_that_is_not_shown_has_no_number() -> None:
    assert listed([(0, FIRST)], {"1": "Sleeps: 4 people."}, None, PACK) == (
        "Home 1: Sleeps: 4 people."
    )
    assert listed([(0, FIRST)], {"1": ""}, None, PACK).startswith("Home 1: I find nothing")


def test_a_place_is_said_by_its_narrowest_name() -> None:
    city = Place(name="Antwerp, Belgium", kind="city")
    home = item(4, place=(city, Place(name="Belgium", kind="country")))
    said = about([(4, home)], (Reading(attribute="place"),), {}, None, PACK)
    assert said == "4. Home 4: Place: Antwerp, Belgium."


def test_why_is_answered_with_the_text_beside_the_figure() -> None:
    rated = (Reading(attribute="rating"),)
    told = about([(1, FIRST)], rated, quoted(1), None, PACK, reason=True)
    assert told == "1. Home 1: Rating: 4.5 out of 5. Its listing says: “Words of 1.”"
    silent = about([(1, FIRST)], rated, {}, None, PACK, reason=True)
    assert silent.endswith("Why that is so its listing does not say.")


def test_a_comparison_names_what_it_leaves_out() -> None:
    many: dict[str, ItemValue] = {
        "place": (Place(name="Bristol, United Kingdom", kind="city"),), "area": "Clifton",
        "price_per_night": 90.0, "guests": 4.0, "room": "Entire place", "kind": ("Flat",),
        "bedrooms": 2.0, "beds": 3.0, "bathrooms": 1.0,
    }  # fmt: skip
    said = compare([(1, item(1, "", **many)), (2, item(2))], PACK).split("\n")
    assert len([line for line in said if " · " in line]) == MOST_COMPARED
    assert said[-1] == "They also differ in: bedrooms, beds and bathrooms."


def test_what_speaks_against_an_item() -> None:
    wish = Wish(attribute="guests", value=Range(min=3))
    said = drawbacks([(2, SECOND)], [wish], quoted(2), PACK)
    assert said.startswith("2. Home 2: It sleeps 2 people; you asked for at least 3 people.")
    assert "Its listing says: “Words of 2.”" in said
    assert "It does not state: place" in said


def test_what_keeps_an_item_out_of_those_shown() -> None:
    wish = Wish(attribute="guests", value=Range(min=3))
    head = "“Home 2” is in my list, but not among those shown."
    assert unlisted([SECOND], [wish], PACK) == (
        f"{head} It sleeps 2 people; you asked for at least 3 people."
    )
    assert unlisted([SECOND], [], PACK) == f"{head} Others fit better what you told me so far."
    sold = item(9, status="sold")
    assert "Availability: Sold." in unlisted([sold], [], load_pack("businesses"))
