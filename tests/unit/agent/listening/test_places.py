from __future__ import annotations

import pytest

from agent.listening import Listener, Pending, apply
from agent.listening.nearby import cities, states
from agent.listening.overlap import distinct, leftover
from core.model import Place, Reading
from domains import load_pack
from readers.place import open_gazetteer

OPENING = Pending("opening")
PITTSBURGH = Place(name="Pittsburgh, Pennsylvania", kind="city")
CLEVELAND = Place(name="Cleveland, Ohio", kind="city")


def test_a_town_without_an_item_is_heard(businesses: Listener) -> None:
    heard = businesses.hear(
        "a plumbing business near Pittsburgh, must have seller financing", OPENING
    )
    found = next(r for r in heard.readings if r.attribute == "city")
    assert found.value == PITTSBURGH
    assert {"Pennsylvania", PITTSBURGH.name} <= dict(found.weights).keys()
    assert any(r.attribute == "seller_financing" and r.value is True for r in heard.readings)


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("within 2 hours of Cleveland", {"Ohio", "Michigan"}, {"Texas", "New York"}),
        ("within 30 miles of Cleveland", {"Ohio"}, {"Michigan", "Pennsylvania"}),
    ],
)
def test_states_within_reach(
    businesses: Listener, text: str, inside: set[str], outside: set[str]
) -> None:
    found = next(r for r in businesses.hear(text, Pending("state")).readings)
    assert found.value == Place(name="Ohio", kind="state")
    weights = dict(found.weights)
    assert inside <= weights.keys()
    assert not outside & weights.keys()


def test_towns_within_reach_are_weighed_by_closeness() -> None:
    akron = Place(name="Akron, Ohio", kind="city")
    columbus = Place(name="Columbus, Ohio", kind="city")
    dallas = Place(name="Dallas, Texas", kind="city")
    near = cities(open_gazetteer(), CLEVELAND, 300.0, (akron, columbus, dallas))
    assert dallas not in near
    assert near[akron] > near[columbus] > 0


def test_states_that_are_not_known_are_left_out() -> None:
    ohio = Place(name="Ohio", kind="state")
    assert list(states(CLEVELAND, 200.0, (ohio,))) == [ohio]


def test_a_must_near_a_town_holds_its_state(businesses: Listener) -> None:
    heard = businesses.hear("It must be near Pittsburgh", Pending("city"))
    wishes, _ = apply((), heard, load_pack("businesses"), 1)
    held = next(w for w in wishes if w.attribute == "city")
    assert held.must
    assert held.value == Place(name="Pennsylvania", kind="state")


@pytest.mark.parametrize("name", ["Northeast", "Midwest"])
def test_a_region_is_one_wish(businesses: Listener, name: str) -> None:
    heard = businesses.hear(f"A steady service company in the {name}", OPENING)
    named = [r.attribute for r in heard.readings if name in str(r.value)]
    assert named == ["region"]


def test_the_place_of_another_question_is_no_answer(businesses: Listener) -> None:
    heard = businesses.hear("New York", Pending("industry"))
    assert [r.attribute for r in heard.readings] == ["state"]
    assert heard.acts == ("answer",)
    assert heard.text is None


def test_a_place_may_be_what_was_asked(businesses: Listener) -> None:
    heard = businesses.hear("the Northeast", Pending("region"))
    assert [(r.attribute, r.value) for r in heard.readings] == [("region", "Northeast")]


def test_several_places(businesses: Listener) -> None:
    heard = businesses.hear("a motel in Ohio or Texas", OPENING)
    found = [r for r in heard.readings if r.attribute == "state"]
    assert [r.value for r in found] == [
        Place(name="Ohio", kind="state"),
        Place(name="Texas", kind="state"),
    ]


def test_where_somebody_lives_is_no_wish(businesses: Listener) -> None:
    heard = businesses.hear("I grew up near Boston", OPENING)
    assert heard.readings == ()


def test_leftover_words() -> None:
    assert leftover("somewhere in New York please", [(13, 21)]) == ""
    assert leftover("a bakery in New York", [(12, 20)]) == "bakery"


def test_the_asked_of_two_equal_readings_stays() -> None:
    place = Reading(attribute="state", value=Place(name="Midwest", kind="region"))
    value = Reading(attribute="region", value="Midwest")
    assert distinct([place, value], None) == [value]
    assert distinct([place, value], "state") == [place]
