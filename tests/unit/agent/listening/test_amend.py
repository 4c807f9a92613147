from __future__ import annotations

import pytest

from agent.listening import Listener, Pending, apply
from core.model import Place, Range, Wish
from domains import load_pack

PACK = load_pack("businesses")


def place(name: str) -> Place:
    return Place(name=name, kind="state")


def opened(businesses: Listener) -> tuple[Wish, ...]:
    heard = businesses.hear("I look for a restaurant in Ohio, up to 300k", Pending("opening"))
    return apply((), heard, PACK, 1)[0]


@pytest.mark.parametrize("pending", [None, "cash_flow", "region", "city"])
def test_a_place_named_outright_is_no_industry_by_meaning(
    businesses: Listener, pending: str | None
) -> None:
    wishes = opened(businesses)
    asked = Pending(pending) if pending else None
    heard = businesses.hear("actually, scrap that, it has to be in Texas", asked, wishes)
    after, contradictions = apply(wishes, heard, PACK, 2)
    assert {(w.attribute, w.value, w.must) for w in after} == {
        ("state", place("Texas"), True),
        ("asking_price", Range(max=3e5), False),
        ("industry", "Food & beverage", False),
    }
    assert contradictions == ()


def test_a_correction_may_set_several_things_right(businesses: Listener) -> None:
    wishes = opened(businesses)
    heard = businesses.hear("scrap that, a gym in Texas under 200k", None, wishes)
    after, _ = apply(wishes, heard, PACK, 2)
    assert {(w.attribute, w.value) for w in after} == {
        ("state", place("Texas")),
        ("asking_price", Range(max=2e5)),
        ("industry", "Sports & recreation"),
    }


@pytest.mark.parametrize("pending", [None, "cash_flow"])
def test_not_there_after_all(businesses: Listener, pending: str | None) -> None:
    wishes = opened(businesses)
    asked = Pending(pending) if pending else None
    heard = businesses.hear("not in Ohio after all", asked, wishes)
    after, _ = apply(wishes, heard, PACK, 2)
    assert {w.attribute for w in after} == {"asking_price", "industry"}
    heard = businesses.hear("not in Texas", asked, wishes)
    assert [(r.attribute, r.stance, r.value) for r in heard.readings] == [
        ("state", "avoid", place("Texas"))
    ]


def test_what_was_never_wanted_is_ruled_out_after_all(businesses: Listener) -> None:
    heard = businesses.hear("not in Texas after all", None, opened(businesses))
    assert [(r.stance, r.value) for r in heard.readings] == [("avoid", place("Texas"))]


@pytest.mark.parametrize(
    "text",
    [
        "no wait, it is in Texas",
        "I tell a lie, it's Texas",
        "as you were, Texas it is",
        "My wife reminded me, it has to be Texas",
        "excuse me, Texas",
    ],
)
def test_ways_of_taking_back(businesses: Listener, text: str) -> None:
    wishes = opened(businesses)
    heard = businesses.hear(text, Pending("cash_flow"), wishes)
    after, _ = apply(wishes, heard, PACK, 2)
    assert [w.value for w in after if w.attribute == "state"] == [place("Texas")]
    assert not [w for w in after if w.stance == "avoid"]
