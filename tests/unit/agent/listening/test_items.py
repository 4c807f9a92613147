"""Which of the five a text names, and which it turns down."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.listening.items import item_mentions, item_positions
from agent.listening.refusals import turned_down as refused_of

SHOWN = (
    "Riverside Laundry",
    "Oak Street Bakery",
    "Harbor Cafe",
    "Blue Heron Marina",
    "Pine Ridge Storage",
)

NAMED: dict[str, tuple[int, ...]] = {
    "the first one": (1,),
    "the 2nd": (2,),
    "third and fifth": (3, 5),
    "the last one": (5,),
    "tell me about number 3": (3,),
    "no. 2 looks good": (2,),
    "nr 4": (4,),
    "#5": (5,),
    "what about #2?": (2,),
    "option two": (2,),
    "listing 1 please": (1,),
    "2": (2,),
    "3?": (3,),
    "compare 1 and 4": (1, 4),
    "compare 1, 2 and 3": (1, 2, 3),
    "2 vs 5": (2, 5),
    "1 & 3": (1, 3),
    "which of 1, 3 and 5 has a building": (1, 3, 5),
    "is the second cheaper than the first?": (2, 1),
    "like the second but cheaper": (2,),
    "number 3 has too many staff": (3,),
    "the second, no, the second": (2,),
    "how old is the Oak Street Bakery?": (2,),
    "what about harbor cafe": (3,),
    "is the blue heron marina on the water": (4,),
    "the top one": (1,),
    "does the bottom one have a lease": (5,),
    "the first two": (1, 2),
    "compare the last two": (4, 5),
    "the top three look good": (1, 2, 3),
    "the first 2 please": (1, 2),
    "the second to last": (4,),
    "the next to last one": (4,),
    "the second last one": (4,),
    "2-4": (2, 3, 4),
    "numbers 1 through 3": (1, 2, 3),
    "items 3 to 5": (3, 4, 5),
    "listings 2 – 4": (2, 3, 4),
    "compare 1 to 4": (1, 4),
    "number one's owner": (1,),
    "the first one's price": (1,),
    "2 looks tired": (2,),
    "nos 2 and 5": (2, 5),
    "is number 1 better than #3": (1, 3),
    "between the 1st and the 4th": (1, 4),
}
NO_ITEM = (
    "4 of us",
    "there are 2 of us",
    "two bedrooms",
    "two bathrooms please",
    "for two",
    "for 4",
    "I have one child",
    "3 to 5 employees",
    "one or two employees",
    "2 or 3 bedrooms",
    "sleeps 4 and 2 bathrooms",
    "five or six people",
    "under 2 million",
    "1 or 2 million",
    "number 9",
    "six",
    "the other one",
    "no one",
    "a second bathroom",
    "a second home",
    "first of all, I want a gym",
    "my first choice is Ohio",
    "on the first floor",
    "a bakery in Boston",
    "in the last two years",
    "the first two weeks of May",
    "which was founded first",
    "who started last",
    "2 is enough",
    "3 is plenty",
    "top quality please",
    "the top floor",
    "bottom line, what do I pay",
    "in",
    "or",
    "bake",
    "",
)
TURNED_DOWN: dict[str, tuple[int, ...]] = {
    "not 1 and 3": (1, 3),
    "not 1 or 3": (1, 3),
    "not 1, 2 and 4": (1, 2, 4),
    "neither 1 nor 2": (1, 2),
    "drop the second": (2,),
    "can you drop 1 and 2": (1, 2),
    "remove the last one": (5,),
    "skip number three": (3,),
    "forget about number 2": (2,),
    "I don't like the first": (1,),
    "I dont like the first": (1,),
    "I hate number 5": (5,),
    "everything except the fourth": (4,),
    "the second is fine, but not the third": (3,),
    "not the first, the second": (1,),
    "number 2 is out": (2,),
    "not the Oak Street Bakery": (2,),
    "the 2nd and 4th are no good": (2, 4),
    "the 1st, the 3rd and the 5th are out": (1, 3, 5),
    "numbers 2 & 5 look awful": (2, 5),
    "number 3 looks dull, something else instead": (3,),
    "swap the last one": (5,),
    "replace 2 through 4": (2, 3, 4),
    "get rid of the first two": (1, 2),
    "take number 2 out": (2,),
    "can you take the third one off": (3,),
    "could you drop number 1?": (1,),
    "number 4 isn't about boats at all": (4,),
    "the second doesn't appeal": (2,),
    "2 and 4 are not for me": (2, 4),
    "the fifth has to go": (5,),
    "instead of the third something cheaper": (3,),
    "number 1 is too far out": (1,),
    "the first is lovely but the second is grim": (2,),
    "not so keen on the third, swap it": (3,),
    "keep 1 and 2, replace the rest": (3, 4, 5),
    "I like the first, the others are out": (2, 3, 4, 5),
    "only keep the second": (1, 3, 4, 5),
    "drop all but the second": (1, 3, 4, 5),
    "remove everything except 1 and 3": (2, 4, 5),
    "cross off #2 and #3": (2, 3),
}
KEPT = (
    "the second one",
    "like the second but cheaper",
    "compare 1 and 4",
    "no. 2 looks good",
    "number 4, no doubt",
    "tell me about number 3",
    "no first floor flats",
    "not a gym",
    "is number 3 not too far?",
    "nothing with two bedrooms",
    "how old is the Oak Street Bakery?",
    "number 2 is not bad",
    "the third is not too far",
    "out of the five the second is nicest",
    "is number 2 out of town?",
    "why was the first dropped?",
    "doesn't number 3 have parking?",
    "keep the first one",
    "the fourth is my favorite",
    "2 looks fine",
    "is the last one no good?",
)


def turned_down(text: str, shown: Sequence[str]) -> tuple[int, ...]:
    return refused_of(text, item_mentions(text, shown), len(shown))


@pytest.mark.parametrize(("text", "positions"), NAMED.items())
def test_an_item_is_meant(text: str, positions: tuple[int, ...]) -> None:
    assert item_positions(text, SHOWN) == positions


@pytest.mark.parametrize("text", NO_ITEM)
def test_a_figure_of_something_else_is_no_item(text: str) -> None:
    assert item_positions(text, SHOWN) == ()


@pytest.mark.parametrize("text", [*NAMED, *TURNED_DOWN])
def test_nothing_is_meant_where_nothing_is_shown(text: str) -> None:
    assert item_positions(text, ()) == ()
    assert turned_down(text, ()) == ()


@pytest.mark.parametrize(("text", "positions"), TURNED_DOWN.items())
def test_an_item_is_turned_down(text: str, positions: tuple[int, ...]) -> None:
    assert turned_down(text, SHOWN) == positions


@pytest.mark.parametrize("text", KEPT)
def test_what_is_only_named_is_not_turned_down(text: str) -> None:
    assert turned_down(text, SHOWN) == ()


def test_the_last_is_the_last_of_those_shown() -> None:
    assert item_positions("the last one", SHOWN[:3]) == (3,)
    assert item_positions("the fourth", SHOWN[:3]) == ()


def test_a_mention_says_where_it_stands() -> None:
    text = "rather the second than number 4"
    assert [(n, text[a:b]) for n, (a, b) in item_mentions(text, SHOWN)] == [(2, "second"), (4, "4")]


PIECES = st.sampled_from(
    ("1", "2", "five", "#", "no", "not", "the", "second", "last", "and", ",", "beds", "of", "us")
)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_positions_are_of_those_shown_and_what_is_turned_down_was_named(text: str) -> None:
    named = item_positions(text, SHOWN)
    assert set(named) <= set(range(1, 6))
    assert set(turned_down(text, SHOWN)) <= set(named)
