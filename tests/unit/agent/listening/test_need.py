from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from agent.listening.must import stressed
from agent.listening.need import needed
from core.model import Place, Range, Reading

OPENING = Pending("opening")


@pytest.mark.parametrize(
    ("text", "attribute", "must"),
    [
        ("It has to be in Texas. Only Texas.", "state", True),
        ("a gym, it must be under 300k", "asking_price", True),
        ("a gym under $300,000, that is a must", "asking_price", True),
        ("I must have it in Texas", "state", True),
        ("only in Ohio", "state", True),
        ("only Texas or Ohio", "state", True),
        ("no more than 400k, that's firm", "asking_price", True),
        ("no more than 400k, not a penny more", "asking_price", True),
        ("a bakery in Texas that is a must", "state", True),
        ("ideally in Texas", "state", False),
        ("in Texas if possible", "state", False),
        ("Texas would be nice", "state", False),
        ("it doesn't have to be in Texas", "state", False),
        ("I need a gym in Ohio", "state", None),
        ("a gym, it must be under 300k", "industry", None),
        ("a bakery in Texas that is a must", "industry", None),
    ],
)
def test_what_is_needed_where_nothing_was_asked(
    businesses: Listener, text: str, attribute: str, must: bool | None
) -> None:
    heard = businesses.hear(text, OPENING)
    found = [r.must for r in heard.readings if r.attribute == attribute]
    assert found
    assert set(found) == {must}


def test_a_stray_is_needed_while_something_else_is_asked(businesses: Listener) -> None:
    heard = businesses.hear("It has to be in Texas.", Pending("cash_flow"))
    assert [(r.attribute, r.must) for r in heard.readings] == [("state", True)]


def test_a_remark_is_about_what_stands_before_it() -> None:
    body = "a bakery in Texas, under 300k"
    readings = (
        Reading(attribute="state", value=Place(name="Texas", kind="state"), span=(12, 17)),
        Reading(attribute="asking_price", value=Range(max=3e5), span=(19, 29)),
    )
    assert [r.must for r in needed(readings, body, [(17, True)])] == [True, None]
    assert [r.must for r in needed(readings, body, [(29, True)])] == [None, True]


def test_a_preference_in_words_of_need() -> None:
    assert stressed("it must be new") == [(3, 7, True)]
    assert [must for _, _, must in stressed("that is not a must")] == [False]
