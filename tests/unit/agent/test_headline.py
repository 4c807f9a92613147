"""The line above the cards says why there are fewer than five."""

from __future__ import annotations

from typing import Any

import pytest

from agent.nodes.recommend import AGAIN, BEST, GUESSED, HONEST_NONE, MORE, NO_OTHERS, headline
from agent.wording import say_wish
from core.model import Heard, Place, Range, Wish
from core.reply import Compromise, Recommendation
from domains import load_pack

MUST = Wish(attribute="asking_price", value=Range(max=1.0), must=True)


PACK = load_pack("businesses")
PRINT = Wish(attribute="industry", value="Media & technology")
GEORGIA = Wish(attribute="state", value=Place(name="Georgia", kind="state"))
CHEAP = Wish(attribute="asking_price", value=Range(max=1.0))


def cards(number: int, *lacking: str) -> list[Recommendation]:
    """Cards of which every one compromises on the attributes named."""
    compromises = tuple(Compromise(text="", attribute=id) for id in lacking)
    return [
        Recommendation(
            item_id=str(n), title="", url=None, summary="", match=0.1, facts=(), reasons=(),
            compromises=compromises,
        )
        for n in range(number)
    ]  # fmt: skip


def said(cards: list[Recommendation], *wishes: Wish, **state: Any) -> str:
    heard = Heard(acts=state.pop("acts", ("show",)))
    whole: Any = {"wishes": wishes, "heard": heard, **state}
    return headline(cards, whole, PACK)


@pytest.mark.parametrize(
    ("wishes", "withheld", "said"),
    [
        ((MUST,), False, "Only two meet every must-have, so I show just those."),
        ((MUST,), True, "Only two could be checked, so I show just those."),
        ((), True, "Only two could be checked, so I show just those."),
    ],
)
def test_fewer_than_five(wishes: tuple[Wish, ...], withheld: bool, said: str) -> None:
    state: Any = {"wishes": wishes, "heard": Heard(acts=("show",))}
    assert headline(cards(2), state, load_pack("businesses"), withheld=withheld) == said


def test_the_best_are_called_so_where_they_meet_what_was_asked() -> None:
    assert said(cards(5), PRINT, GEORGIA) == BEST
    assert said(cards(5, "asking_price"), PRINT, CHEAP) == BEST


@pytest.mark.parametrize("attribute", ["industry", "state"])
def test_what_none_of_the_five_meets_is_said(attribute: str) -> None:
    wish = {"industry": PRINT, "state": GEORGIA}[attribute]
    found = said(cards(5, attribute), PRINT, GEORGIA)
    assert found.startswith("None of these meets")
    assert say_wish(wish, PACK) in found
    assert BEST not in found


def test_what_some_of_the_five_meet_is_not_lamented() -> None:
    assert said([*cards(4, "state"), *cards(1)], GEORGIA) == BEST


def test_what_nobody_asked_for_is_not_lamented() -> None:
    avoided = GEORGIA.model_copy(update={"stance": "avoid"})
    assert said(cards(5, "state"), PRINT, avoided) == BEST
    any_state = Wish(attribute="state", stance="any")
    assert said(cards(5, "state"), PRINT, any_state) == BEST


@pytest.mark.parametrize("wishes", [(), (Wish(attribute="state", stance="any"),)])
def test_five_without_a_wish_are_examples(wishes: tuple[Wish, ...]) -> None:
    assert said(cards(5), *wishes) == GUESSED
    assert said(cards(5), *wishes, spoken=("oak beams",)) == BEST


def test_others_are_others() -> None:
    assert said(cards(5), PRINT, finished=True, acts=("more",)) == MORE
    assert said(cards(5), PRINT, finished=True, before=(PRINT,)) == AGAIN
    new = said(cards(5), PRINT, GEORGIA, finished=True, before=(PRINT,))
    assert new.startswith("I noted")
    assert "Georgia" in new
    assert new.endswith(AGAIN)


def test_nothing_is_said_to_be_nothing() -> None:
    assert said([], PRINT) == HONEST_NONE
    assert said([], PRINT, rejected=("1",)) == NO_OTHERS
