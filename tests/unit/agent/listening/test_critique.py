from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from agent.listening.critique import Comparing, critiques
from core.model import Critique, Kind, Place
from domains import Attribute, load_pack
from domains.pack import Comparatives

SHOWN = ("Main Street Diner", "Smith Plumbing", "Harbor Marina", "Lakeside Inn", "City Laundry")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("like the second but cheaper", ("asking_price", "less", 2)),
        ("cheaper ones", ("asking_price", "less", None)),
        ("these are all too expensive", ("asking_price", "less", None)),
        ("something dearer", ("asking_price", "more", None)),
        ("something smaller", ("employees", "less", None)),
        ("the third one is too big", ("employees", "less", 3)),
        ("fewer employees than number 4", ("employees", "less", 4)),
        ("newer", ("established", "more", None)),
        ("older companies", ("established", "less", None)),
        ("higher profit please", ("cash_flow", "more", None)),
        ("not that industry", ("industry", "less", None)),
        ("closer to home", ("state", "less", None)),
        ("the second is too far away", ("state", "less", 2)),
        ("nearer please", ("state", "less", None)),
    ],
)
def test_how_others_should_differ(
    businesses: Listener, text: str, made: tuple[str, str, int | None]
) -> None:
    heard = businesses.hear(text, None, (), SHOWN)
    attribute, direction, position = made
    assert heard.acts == ("like",)
    assert heard.critiques == (
        Critique.model_validate(
            {"attribute": attribute, "direction": direction, "position": position}
        ),
    )
    assert heard.about == ((position,) if position else ())
    assert heard.text is None


def test_likeness_without_a_difference(businesses: Listener) -> None:
    heard = businesses.hear("more like number 3", None, (), SHOWN)
    assert (heard.acts, heard.about, heard.critiques) == (("like",), (3,), ())


def test_closer_is_a_place(businesses: Listener) -> None:
    heard = businesses.hear("closer to Boston", None, (), SHOWN)
    assert heard.acts == ("like",)
    assert [r.value for r in heard.readings] == [Place(name="Boston, Massachusetts", kind="city")]


def test_another_place_is_no_critique(businesses: Listener) -> None:
    heard = businesses.hear("anything in Texas instead?", None, (), SHOWN)
    assert heard.critiques == ()
    assert [(r.value, r.replace) for r in heard.readings] == [
        (Place(name="Texas", kind="state"), True)
    ]


@pytest.mark.parametrize("text", ["cheaper than $200k", "a place for older people", "show me more"])
def test_what_compares_nothing(businesses: Listener, text: str) -> None:
    assert businesses.hear(text, None, (), SHOWN).critiques == ()


def test_nothing_is_compared_before_the_five(businesses: Listener) -> None:
    assert businesses.hear("something smaller", Pending("opening"), (), ()).critiques == ()


def test_the_asked_attribute_is_answered(businesses: Listener) -> None:
    assert businesses.hear("smaller", Pending("employees"), (), SHOWN).critiques == ()


def test_comparatives_of_the_pack() -> None:
    rooms = Attribute(
        id="rooms",
        type=Kind.NUMBER,
        label="Rooms",
        comparatives=Comparatives(less=("cosier",), more=("roomier",)),
    )
    pack = load_pack("businesses").model_copy(update={"attributes": (rooms,), "availability": None})
    found = Comparing(pack).find("a roomier one")
    assert critiques(found, "a roomier one", SHOWN) == (
        Critique(attribute="rooms", direction="more"),
    )
