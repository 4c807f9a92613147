"""What people say, in a table: the words, the question before them, and the wishes they make."""

from __future__ import annotations

import pytest

from agent.listening import Listener, Pending, apply
from agent.listening.merge import Contradiction
from core.model import Place, Range, Reading, Wish
from domains import load_pack


def _found(heard: tuple[Reading, ...], attribute: str) -> Reading:
    return next(r for r in heard if r.attribute == attribute)


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("something medical", "industry", "Health & care"),
        ("somebody else has to mind the store", "owner_role", "absentee"),
        ("renting suits us fine", "real_estate", "leased"),
        ("not a franchise", "franchise", False),
        ("no, I'd go in there in person", "remote", False),
        ("the owner should hold paper", "seller_financing", True),
        ("we have our own line of credit", "seller_financing", False),
        ("growing is what I want", "trend", "growing"),
        ("Massachusets", "state", Place(name="Massachusetts", kind="state")),
        ("the buckeye state", "state", Place(name="Ohio", kind="state")),
    ],
)
def test_a_value_in_peoples_words(
    businesses: Listener, text: str, asked: str, value: object
) -> None:
    assert _found(businesses.hear(text, Pending(asked)).readings, asked).value == value


@pytest.mark.parametrize(
    ("text", "asked", "holds", "fails"),
    [
        ("low six figures", "asking_price", 200_000, 800_000),
        ("750k give or take", "asking_price", 750_000, 1_200_000),
        ("between half a million and 1.2", "asking_price", 900_000, 2_000_000),
        ("five sixty, maybe 575k", "asking_price", 565_000, 750_000),
        ("not over 900", "asking_price", 850_000, 950_000),
        ("a handful of people", "employees", 5, 40),
        ("close to twenty", "employees", 18, 40),
        ("been around ten years", "established", 2010, 2024),
        ("since '88", "established", 1985, 2005),
        ("not brand new", "established", 2005, 2025),
        ("a long track record", "established", 1970, 2012),
    ],
)
def test_a_figure_in_peoples_words(
    businesses: Listener, text: str, asked: str, holds: float, fails: float
) -> None:
    said = _found(businesses.hear(text, Pending(asked)).readings, asked).value
    assert isinstance(said, Range)
    assert said.holds(holds)
    assert not said.holds(fails)


@pytest.mark.parametrize("text", ["call me on 555 123 4567", "my number is 5551234567"])
def test_a_telephone_number_is_no_price(businesses: Listener, text: str) -> None:
    assert businesses.hear(text, Pending("asking_price")).readings == ()


@pytest.mark.parametrize(
    ("text", "attribute", "value"),
    [
        ("no food please", "industry", "Food & beverage"),
        ("never a hotel or retail", "industry", "Retail & e-commerce"),
        ("nothing in Texas", "state", Place(name="Texas", kind="state")),
        ("I hate paying rent", "real_estate", "leased"),
    ],
)
def test_a_value_ruled_out_is_out_for_good(
    businesses: Listener, text: str, attribute: str, value: object
) -> None:
    wishes, _ = apply((), businesses.hear(text, None), load_pack("businesses"), 1)
    avoided = [w for w in wishes if w.attribute == attribute]
    assert [(w.stance, w.value, w.must) for w in avoided] == [("avoid", value, True)]


@pytest.mark.parametrize(
    "text", ["I'd rather not be in Texas", "ideally not in Texas", "I'd prefer not in Texas"]
)
def test_a_value_refused_as_a_preference_hides_nothing(businesses: Listener, text: str) -> None:
    heard = businesses.hear(text, Pending("asking_price"))
    wishes, _ = apply((), heard, load_pack("businesses"), 1)
    assert [(w.stance, w.must) for w in wishes] == [("avoid", False)]


@pytest.mark.parametrize("text", ["anything but restaurants", "nothing with chemicals"])
def test_what_names_no_value_lowers_what_is_like_it(businesses: Listener, text: str) -> None:
    heard = businesses.hear(text, None)
    assert [(r.attribute, r.stance) for r in heard.readings] == [("activity", "avoid")]


@pytest.mark.parametrize(
    ("text", "asked", "must"),
    [
        ("must be a bakery", "industry", True),
        ("bakery or nothing", "industry", True),
        ("only absentee", "owner_role", True),
        ("I really need 100k a year", "cash_flow", True),
        ("under 300k, must be", "asking_price", True),
        ("Ohio, that one is a must", "state", True),
        ("Ohio is a deal breaker", "state", True),
        ("Ohio. non-negotiable", "state", True),
        ("I need 100k a year", "cash_flow", None),
        ("I want Ohio", "state", None),
        ("looking for Ohio", "state", None),
        ("A bakery. It must be in Ohio", "industry", None),
    ],
)
def test_only_words_of_need_make_a_must(
    businesses: Listener, text: str, asked: str, must: bool | None
) -> None:
    assert _found(businesses.hear(text, Pending(asked)).readings, asked).must is must


def _said(businesses: Listener, *turns: tuple[str, str]) -> tuple[tuple[Wish, ...], int]:
    """The profile after some answers, and how many contradictions the last one made."""
    pack = load_pack("businesses")
    wishes: tuple[Wish, ...] = ()
    against: tuple[Contradiction, ...] = ()
    for n, (asked, text) in enumerate(turns, 1):
        heard = businesses.hear(text, Pending(asked), wishes)
        wishes, against = apply(wishes, heard, pack, n)
    return wishes, len(against)


def _names(wishes: tuple[Wish, ...]) -> list[str]:
    return [w.value.name for w in wishes if isinstance(w.value, Place)]


def test_a_list_is_edited_one_by_one(businesses: Listener) -> None:
    first = ("state", "Ohio or Texas")
    assert _names(_said(businesses, first)[0]) == ["Ohio", "Texas"]
    more = (first, ("industry", "also Michigan"))
    assert _names(_said(businesses, *more)[0]) == ["Ohio", "Texas", "Michigan"]
    less = (*more, ("asking_price", "drop Texas"))
    assert _names(_said(businesses, *less)[0]) == ["Ohio", "Michigan"]


def test_a_value_turned_down_never_wipes_the_others(businesses: Listener) -> None:
    wishes, _ = _said(businesses, ("state", "Ohio"), ("state", "not Texas"))
    assert [(w.stance, w.must) for w in wishes] == [("want", False), ("avoid", True)]


def test_a_must_against_a_must_is_a_contradiction(businesses: Listener) -> None:
    wishes, against = _said(
        businesses, ("state", "must be in Ohio"), ("industry", "must be in Texas")
    )
    assert (_names(wishes), against) == (["Texas"], 1)


@pytest.mark.parametrize(
    ("wrong", "asked", "say"),
    [
        ("Ohio", "state", "It is not Ohio, it is Texas"),
        ("Ohio", "state", "Texas rather than Ohio, now that I think of it"),
        ("Ohio", "state", "Ohio was a slip, Texas is right"),
        ("Ohio", "state", "I just checked, it was Texas"),
        ("Ohio", "state", "let us switch to Texas"),
    ],
)
def test_a_correction_without_an_apology(
    businesses: Listener, wrong: str, asked: str, say: str
) -> None:
    wishes, against = _said(businesses, (asked, wrong), ("trend", say))
    assert (_names(wishes), [w.attribute for w in wishes], against) == (["Texas"], ["state"], 0)


def test_what_the_price_was_is_forgotten(businesses: Listener) -> None:
    assert _said(businesses, ("asking_price", "300k"), ("state", "forget the price"))[0] == ()


def test_unknown_towns_of_a_list_are_wished_each_for_itself(businesses: Listener) -> None:
    heard = businesses.hear("Akron, Zanesville or Xenia", Pending("city"))
    towns = [r.value.name for r in heard.readings if isinstance(r.value, Place)]
    assert towns == ["Akron, Ohio", "Zanesville, Ohio", "Xenia, Ohio"]


@pytest.mark.parametrize("asked", ["owner_role", "state", None])
def test_what_one_would_rather_not_leaves_the_others(
    businesses: Listener, asked: str | None
) -> None:
    pending = Pending(asked) if asked else None
    heard = businesses.hear("I'd rather not work there full time", pending)
    role = _found(heard.readings, "owner_role")
    assert role.must is False
    assert "full-time" not in dict(role.weights)
