"""Questions about items: for something in particular, or for everything."""

from __future__ import annotations

import time

import pytest

from agent.inquiry import (
    asked_part,
    asks,
    asks_on,
    compares,
    impersonal,
    inquires,
    names_only,
    of_all,
    of_anything,
    of_catalogue,
    of_one,
    of_standing,
    requests,
)

ENOUGH = 10.0
"""Seconds of processor, on the slowest of machines: it takes a twentieth of one."""


@pytest.mark.parametrize(
    "text",
    [
        "Does the second have staff?", "what does it earn", "when was number 2 started?",
        "is number 1 making money?", "and does it have a washing machine",
        "how far is it from the sea", "number 3, has it got parking?",
    ],
)  # fmt: skip
def test_something_in_particular(text: str) -> None:
    assert asks(text)
    assert inquires(text)


@pytest.mark.parametrize(
    "text",
    [
        "tell me more about number 3", "Can you tell me about the first?", "what about 2?",
        "show me the second", "please describe it",
    ],
)  # fmt: skip
def test_everything(text: str) -> None:
    assert not inquires(text)


@pytest.mark.parametrize("text", ["a bakery in Ohio", "cheaper", "I like the second", "no", ""])
def test_no_question(text: str) -> None:
    assert not asks(text)
    assert not inquires(text)


@pytest.mark.parametrize(
    "text",
    [
        "the second, has it a garden", "number 2: who runs it", "nice. where is the first",
        "the bakery one! tell me who buys that", "I wonder whether the third is open",
        "well, does it pay", "the first one - ok - what does it earn?", "do you know if it is sold",
        "so how big is the team", "but is there a lift", "hm, which has a lease",
    ],
)  # fmt: skip
def test_a_question_within_a_message(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("part", [",", ", ", "…so,", "!", "a,", "hm:"])
def test_a_message_of_many_clauses_costs_no_more_than_its_length(part: str) -> None:
    """8,000 commas took a minute: each of them was looked at with all that came after it."""
    begun = time.process_time()
    assert not asks((part * 8_000)[:8_000] + "a")
    assert time.process_time() - begun < ENOUGH


@pytest.mark.parametrize(
    "text", ["a flat in Bristol, could be small", "the second, can be cheaper", "two beds, is fine"]
)
def test_what_only_begins_like_a_question(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("nice place. who owns it? I am 70", " who owns it?"),
        ("the second, has it a garden", " has it a garden"),
        ("is it open, or closed", "is it open, or closed"),
        ("no question here", "no question here"),
    ],
)
def test_the_part_that_asks(text: str, part: str) -> None:
    assert asked_part(text) == part


@pytest.mark.parametrize(
    "text",
    [
        "can you drop the second?", "could you show me others", "do you have one by the sea?",
        "what else is there", "how about Texas", "is there something cheaper", "any bakeries?",
        "can we see more", "have you got a boat", "would you swap number 3?", "anything older?",
    ],
)  # fmt: skip
def test_a_request_in_the_form_of_a_question(text: str) -> None:
    assert requests(text)


@pytest.mark.parametrize(
    "text",
    [
        "any of them hiring?", "is the second open", "which has parking", "can I park there",
        "what does it cost", "are any of those near the sea", "does it take dogs",
        "who runs the first", "how old are these", "why are they selling",
    ],
)  # fmt: skip
def test_a_question_that_requests_nothing(text: str) -> None:
    assert not requests(text)
    assert impersonal(text)


@pytest.mark.parametrize(
    "text",
    [
        "which has a garden", "any of them open", "are those new", "do they pay", "who has more",
        "which one is it", "each of these", "do any take dogs", "which ones are old", "all five",
    ],
)  # fmt: skip
def test_all_that_is_shown_is_meant(text: str) -> None:
    assert of_all(text)


@pytest.mark.parametrize(
    "text",
    ["is it open", "has that one a lift", "is parking there", "who owns this place", "its price",
     "what does that business earn", "can we park there?", "this one?", "is it",
     "about that place"],
)  # fmt: skip
def test_one_that_was_spoken_of_is_meant(text: str) -> None:
    assert of_one(text)
    assert not of_all(text)


@pytest.mark.parametrize("text", ["is there a garden", "are there any boats", "a bakery", "bits"])
def test_none_that_was_spoken_of_is_meant(text: str) -> None:
    assert not of_one(text)


@pytest.mark.parametrize(
    "text",
    ["how many are there", "how many more like these", "what do you have in all", "sort by price",
     "can you find one", "is that the whole catalogue", "how many fit", "do you have boats",
     "how many others", "rank them by age"],
)  # fmt: skip
def test_the_catalogue_is_asked_about(text: str) -> None:
    assert of_catalogue(text)
    assert not of_catalogue("how many people work there")


@pytest.mark.parametrize(
    "text",
    ["why isn't the first on the list", "is it on there twice?", "why was it left out",
     "the bakery is missing", "I don't see the cafe", "how come it is not shown",
     "why did you not show the inn", "it isn't listed", "why is it not in your list",
     "do you have that?"],
)  # fmt: skip
def test_where_an_item_stands_is_asked(text: str) -> None:
    assert of_standing(text)
    assert not of_standing("is it on the river")


@pytest.mark.parametrize(
    "text",
    ["compare 1 and 2", "please compare them", "the first two side by side",
     "Compare the Mesa ones",
     "what is the difference between 1 and 3", "can you compare these", "differences between them"],
)  # fmt: skip
def test_items_are_wanted_side_by_side(text: str) -> None:
    assert compares(text)
    assert not compares("cheap compared to the first")


@pytest.mark.parametrize(
    "text",
    ["and the roof", "and the boiler?", "what about parking", "how about the lease", "any debts?",
     "and staff?", "the kitchen?", "what of the stairs", "And the neighbors", "a garden?"],
)  # fmt: skip
def test_a_noun_alone_goes_on_asking(text: str) -> None:
    assert asks_on(text, text)


@pytest.mark.parametrize("rest", ["and ?", "what about ?", "and the one?", "how about number ?"])
def test_a_question_may_say_nothing_but_an_item(rest: str) -> None:
    assert names_only(rest)


@pytest.mark.parametrize(
    "text",
    ["What have you got?", "whatve you got", "so what have you got for me then",
     "what've you got dear", "ok what do you have", "well, what have you"],
)  # fmt: skip
def test_what_there_is_at_all(text: str) -> None:
    assert of_anything(text)


@pytest.mark.parametrize(
    "text", ["what do you have in Maine", "what have you got that is cheap", "what have you done"]
)
def test_what_there_is_of_something(text: str) -> None:
    assert not of_anything(text)
