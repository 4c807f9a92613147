"""The line above the cards says why there are fewer than five."""

from __future__ import annotations

from typing import Any

import pytest

from agent.kinds import Described, Found
from agent.nodes.recommend import (
    AGAIN,
    BEST,
    GUESSED,
    HONEST_NONE,
    MORE,
    NO_OTHERS,
    headline,
    none_of_it,
)
from agent.wording import say_wish
from core.model import Heard, Item, Place, Range, Wish
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


@pytest.mark.parametrize(
    ("lacking", "start"),
    [
        ((1, 4), "One of these meets"),
        ((2, 3), "Two of these meet"),
        ((3, 2), "Three of these meet"),
        ((4, 1), "Four of these meet"),
    ],
)
def test_how_many_meet_what_was_asked_is_said(lacking: tuple[int, int], start: str) -> None:
    meeting, others = lacking
    found = said([*cards(meeting), *cards(others, "state")], PRINT, GEORGIA)
    assert found.startswith(start)
    assert found.endswith("; the others come closest.")
    assert say_wish(GEORGIA, PACK) in found
    assert say_wish(PRINT, PACK) not in found


def test_where_each_lacks_another_thing_none_meets_both() -> None:
    found = said([*cards(2, "state"), *cards(3, "industry")], PRINT, GEORGIA)
    assert found.startswith("None of these meet")
    assert say_wish(GEORGIA, PACK) in found
    assert say_wish(PRINT, PACK) in found
    assert found.endswith("; they come closest.")


def test_alternatives_are_named_as_such() -> None:
    florida = Wish(attribute="state", value=Place(name="Florida", kind="state"))
    found = said(cards(5, "state"), GEORGIA, florida)
    assert "“State: Georgia or Florida”" in found


def test_what_was_noted_is_said_with_the_shortage() -> None:
    found = said(cards(5, "state"), PRINT, GEORGIA, finished=True, before=(PRINT,))
    assert found.startswith("I noted “State: Georgia”. None of these meets")


def texts(*written: str) -> dict[str, Item]:
    """What the items of the cards say of themselves."""
    return {
        str(n): Item(
            id=str(n), pack="businesses", title="A shop", url=None, summary="", cleaned=text,
            attributes={}, available=True,
        )
        for n, text in enumerate(written)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "unmentioned"),
    [
        ("landscaping company", True),
        ("winery", True),
        ("horse stable", True),
        ("pool service", True),
        ("tasting room", True),
        ("millwork", False),
        ("cabinets", False),
        ("custom cabinet maker", False),
        ("a bakery or a cabinet shop", False),
        ("something where I can talk with people all day and go home tired", False),
        ("business", False),
    ],
)
def test_a_kind_that_none_of_them_mentions_is_said(wish: str, unmentioned: bool) -> None:
    items = texts(*["Custom cabinet and millwork, long hours"] * 5)
    found = said(cards(5), Wish(attribute="activity", value=wish), items=items)
    told = f"None of these mentions “{wish}”. They come closest to what you told me."
    assert found == (told if unmentioned else BEST)


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


BOOKSHOP = Described("bookshop", {"bookshop": 2.0})
MAINE = Wish(attribute="state", value=Place(name="Maine", kind="state"))
NO_FRANCHISE = Wish(attribute="franchise", value=False)


@pytest.mark.parametrize(
    ("wishes", "anywhere", "where"),
    [
        ((), False, "in my list"),
        ((MAINE,), False, "in my list"),
        ((MAINE,), True, "in Maine"),
        ((MAINE, GEORGIA), True, "in Maine or Georgia"),
        ((MAINE.model_copy(update={"must": True}),), False, "in Maine"),
        ((MUST, MAINE), False, "among what meets all that must be"),
        ((NO_FRANCHISE,), False, "among what meets all that must be"),
    ],
)
def test_where_a_kind_is_missing_is_said(
    wishes: tuple[Wish, ...], anywhere: bool, where: str
) -> None:
    found = Found(BOOKSHOP, (), anywhere=anywhere, here=False)
    assert none_of_it(found, wishes, PACK) == f"No “bookshop” {where}, as far as the listings say."


def test_a_kind_that_may_be_there_is_not_said_to_be_missing() -> None:
    assert none_of_it(Found(BOOKSHOP, (), anywhere=True, here=True), (), PACK) is None
    part = Described("bookshop", {"bookshop": 2.0}, alone=False)
    assert none_of_it(Found(part, (), anywhere=False, here=False), (), PACK) is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "Only one is left without what you ruled out, so I show just that one."),
        (2, "Only two are left without what you ruled out, so I show just those."),
    ],
)
def test_fewer_because_of_what_was_refused(number: int, said: str) -> None:
    state: Any = {"wishes": (NO_FRANCHISE,), "heard": Heard(acts=("show",))}
    assert headline(cards(number), state, PACK) == said


def test_others_come_after_all_of_the_kind_were_shown() -> None:
    found = Found(BOOKSHOP, ("a", "b"), anywhere=True, here=True)
    more = {"finished": True, "acts": ("more",), "kind": found}
    assert said(cards(5), PRINT, rejected=("a", "b"), **more).endswith(MORE)
    assert said(cards(5), PRINT, rejected=("a", "b"), **more) != MORE
    assert said(cards(5), PRINT, rejected=("a",), **more) == MORE
