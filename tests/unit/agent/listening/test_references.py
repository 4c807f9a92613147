"""Which of the items shown a text means by what tells one from another."""

from __future__ import annotations

import pytest

from agent.listening.items import positions, unshown
from agent.listening.references import Meant, Screen, Traits, meant
from agent.listing import Order
from readers.text import fold, stem, words


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(token.text) for token in words(fold(text)))


def _item(named: str, told: str = "", text: str = "", **figures: float) -> Traits:
    return Traits(_stems(named), _stems(told), _stems(text), figures)


SHOWN = (
    _item("Riverside Laundry Akron Ohio", "a coin laundry", "twelve washers", price=90, staff=3),
    _item("Oak Bakery Mesa Arizona", "bread and buns", "an oven from Italy", price=60, staff=9),
    _item("Harbor Cafe Boise Idaho", "coffee by the water", "a large patio", price=120, staff=5),
    _item(
        "Blue Heron Marina Mesa Arizona", "moorings", "forty slips for boats", price=300, staff=7
    ),
    _item("Pine Storage Salem Oregon", "storage units", "behind the old mill", price=200),
)
TITLES = ("Riverside Laundry", "Oak Bakery", "Harbor Cafe", "Blue Heron Marina", "Pine Storage")
SCREEN = Screen(TITLES, SHOWN)
KNOWN = {"ohio", "mesa", "boise", "salem", "toledo", "kansas", "el paso"}

SUPERLATIVES = {
    "cheapest": Order("price", False), "dearest": Order("price", True),
    "cheaper": Order("price", False), "biggest": Order("staff", True),
    "smallest": Order("staff", False), "most": Order("staff", True),
    "smaller": Order("staff", False),
}  # fmt: skip


def ordering(text: str) -> Order | None:
    return next((order for word, order in SUPERLATIVES.items() if word in fold(text)), None)


def mean(text: str, screen: Screen = SCREEN) -> Meant:
    return meant(text, screen, KNOWN.__contains__, ordering)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is the Akron one still for sale?", (1,)),
        ("what about the one in Salem", (5,)),
        ("the bakery one, who runs it", (2,)),
        ("that Boise place looks fine", (3,)),
        ("the one with the patio", (3,)),
        ("tell me about the marina one", (4,)),
        ("compare the two Mesa ones", (2, 4)),
        ("both Arizona ones please", (2, 4)),
        ("the one behind the mill", (5,)),
        ("the one with the slips", (4,)),
        ("does the coffee business have staff", (3,)),
        ("there's one in Akron, I saw the sign", (1,)),
        ("the storage company in Oregon", (5,)),
        ("is the old Idaho one open", (3,)),
    ],
)
def test_an_item_is_meant_by_what_tells_it_from_the_others(
    text: str, expected: tuple[int, ...]
) -> None:
    assert positions(mean(text).mentions) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how old is the cheapest one", (2,)),
        ("is the cheapest near the sea", (2,)),
        ("drop the dearest", (4,)),
        ("skip the dearest one please", (4,)),
        ("give me the one with the most people", (2,)),
        ("where is the biggest one", (2,)),
        ("has the smallest one a lease", (1,)),
        ("what's the cheapest", (2,)),
        ("I want the most honest people", (2,)),
        ("the dearest one has what", (4,)),
    ],
)
def test_a_superlative_means_the_item_with_that_figure(
    text: str, expected: tuple[int, ...]
) -> None:
    assert positions(mean(text).mentions) == expected


@pytest.mark.parametrize(
    ("text", "words_of"),
    [
        ("is the Toledo one taken?", "Toledo"),
        ("what about the one in Kansas", "Kansas"),
        ("why isn't the toledo place on the list", "toledo"),
        ("the El Paso one, is it gone?", "El Paso"),
        ("does that Kansas business still run", "Kansas"),
        ("and the one near Toledo", "Toledo"),
        ("I saw one in Kansas, where is it", "Kansas"),
        ("remove the Kansas ones", "Kansas"),
        ("how much is the Wilkins one", "Wilkins"),
        ("why did you not show Wilkins Brothers", "Wilkins Brothers"),
        ("why is Toledo not on the list", "Toledo"),
    ],
)
def test_what_is_named_and_not_shown_is_absent(text: str, words_of: str) -> None:
    found = mean(text)
    assert [words for words, _ in found.absent] == [words_of]
    assert found.mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        "the other one", "a good one", "the right one for us", "which one", "the perfect place",
        "one or two bedrooms", "I want a house", "the best business", "no one", "this one or that",
        "a place in Toledo", "something in Kansas", "the same one again", "any of them",
        "show me the whole list", "",
    ],
)  # fmt: skip
def test_what_tells_nothing_names_no_item(text: str) -> None:
    found = mean(text)
    assert not found.named
    assert found.mentions == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is it open on Sundays", (3,)), ("what does it earn", (3,)), ("is parking there", (3,)),
        ("who owns that place", (3,)), ("has that one a lease?", (3,)), ("its staff?", (3,)),
        ("this one, how old?", (3,)), ("does it need a license", (3,)),
        ("can I see it on weekends", (3,)), ("how far is that place from the sea", (3,)),
        ("which of them is open", ()), ("are those open", ()), ("a nice garden", ()),
        ("is there a garden", ()),
    ],
)  # fmt: skip
def test_it_is_what_was_spoken_of_last(text: str, expected: tuple[int, ...]) -> None:
    assert positions(mean(text, Screen(TITLES, SHOWN, (3,))).mentions) == expected
    assert mean(text).mentions == ()


def test_both_and_the_smaller_one_are_of_those_spoken_of_last() -> None:
    screen = Screen(TITLES, SHOWN, (2, 3))
    assert positions(mean("are both open", screen).mentions) == (2, 3)
    assert positions(mean("I like the smaller one", screen).mentions) == (3,)


def test_the_only_one_shown_is_it() -> None:
    assert positions(mean("is it open?", Screen(TITLES[:1], SHOWN[:1])).mentions) == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "number 2 is too big", "does the top one allow pets", "the 3rd one, where is it",
        "how far is it from the third", "#4 looks odd", "option 5 please", "drop the last one",
        "the bottom one is ugly", "is listing 1 free", "number four isn't for me",
        "tell me about the second one",
    ],
)  # fmt: skip
def test_a_place_in_a_list_that_was_not_shown_yet(text: str) -> None:
    assert unshown(text)
    assert mean(text, Screen()).mentions


@pytest.mark.parametrize(
    "text",
    [
        "2", "two bedrooms", "first of all a garden", "on the third floor", "for 4 of us", "second",
        "my first home", "the last two years", "the host of the last place lied", "3 to 5 people",
        "under 2 million", "one or two",
    ],
)  # fmt: skip
def test_what_may_be_an_answer_is_no_place_in_a_list(text: str) -> None:
    assert unshown(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does the bakery cost", (2,)), ("is the marina still open?", (4,)),
        ("who runs the harbor cafe", (3,)), ("how old is the place in Salem", (5,)),
        ("does that laundry have staff", (1,)), ("is the heron quiet", (4,)),
        ("what's the price of the storage place", (5,)), ("has this bakery an oven?", (2,)),
        ("the cafe, is it busy?", (3,)), ("why is the riverside one cheap", (1,)),
    ],
)  # fmt: skip
def test_a_question_means_an_item_by_what_only_it_is_called(
    text: str, expected: tuple[int, ...]
) -> None:
    assert positions(mean(text).mentions) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a bakery please", "I want the bakery kind", "what does the price include",
        "is the owner retiring", "does the building belong to it", "how is the town",
        "a cafe in Salem", "what is the rent", "is the oven new", "not a marina",
    ],
)  # fmt: skip
def test_what_any_item_may_have_means_none(text: str) -> None:
    assert not mean(text).named


def _sums(screen: Screen) -> Screen:
    told = [
        Traits(one.named, one.told, one.text, {"price": 1000 * one.figures["price"]})
        for one in screen.traits
    ]
    return Screen(screen.titles, tuple(told))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does the one for 60,000 include", (2,)), ("is the $90k one open", (1,)),
        ("tell me about the one asking 120,000", (3,)), ("the 300k one, who runs it", (4,)),
        ("is the one at $200,000 still there", (5,)), ("that 90,000 one looks fine", (1,)),
        ("how about the 120k one", (3,)), ("the one priced 60k", (2,)),
        ("something for 90,000", ()), ("I could pay 60,000 for one in Texas", ()),
        ("up to 120k", ()), ("the limit is 300,000 dollars", ()),
    ],
)  # fmt: skip
def test_an_item_is_meant_by_its_price(text: str, expected: tuple[int, ...]) -> None:
    assert positions(mean(text, _sums(SCREEN)).mentions) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("why isn't the newspaper in the list", "newspaper"),
        ("why don't you show me the pizza shop", "pizza shop"),
        ("what happened to the diner", "diner"), ("why did you not show Revolut", "Revolut"),
        ("why didn't you list the Toledo brewery", "Toledo brewery"),
        ("why is the hotel not shown", "hotel"), ("why do you not include the gym", "gym"),
        ("how come the florist is missing", "florist"), ("why isn't Tesla in the list?", "Tesla"),
        ("did you leave the pharmacy off the list", "pharmacy"),
    ],
)  # fmt: skip
def test_what_is_asked_to_be_in_the_list(text: str, named: str) -> None:
    assert [said for said, _ in mean(text).absent] == [named]


def test_one_of_another_price_is_not_the_one_shown() -> None:
    found = mean("my brother saw one in Boise for 99,000, do you have that?", _sums(SCREEN))
    assert [said for said, _ in found.absent] == ["Boise"]
    found = mean("my brother saw one in Boise for 120,000, do you have that?", _sums(SCREEN))
    assert positions(found.mentions) == (3,)
