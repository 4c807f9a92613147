"""Questions about the items shown: told from wishes, and never a change of the profile."""

from __future__ import annotations

import pytest

from agent.listening import Listener
from agent.listening.change import Change
from agent.listening.domain import Domain
from agent.listening.inquiring import asked_values
from agent.listening.listener import heard
from agent.listening.pending import Pending
from agent.listening.references import Screen, Traits
from core.model import Heard
from readers.text import stem
from tests.unit.agent.listening.made import change, utterance

TITLES = ("Riverside Laundry", "Oak Street Bakery", "Harbor Cafe", "Blue Heron", "Pine Ridge")
NAMED = ("dallas texas", "akron ohio", "akron ohio", "dallas texas", "akron")
SCREEN = Screen(
    TITLES,
    tuple(
        Traits(
            frozenset(map(stem, (*title.lower().split(), *place.split()))),
            figures={"price": float(n)},
        )
        for n, (title, place) in enumerate(zip(TITLES, NAMED, strict=True), 1)
    ),
)


def hear(
    domain: Domain, text: str, act: str, *changes: Change, screen: Screen = SCREEN,
    pending: Pending | None = None,
) -> Heard:  # fmt: skip
    return heard(utterance(text, act, *changes), domain, pending, (), screen)


@pytest.mark.parametrize("act", ["wish", "items", "list", "any", "yes"])
@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("is there a piano at number 2?", (2,)),
        ("does the last one have a piano?", (5,)),
        ("the Dallas ones, is there a piano", (1, 4)),
        ("which of these has a piano?", ()),
        ("do any of them come with a piano", ()),
        ("has the first a piano and the third", (1, 3)),
        ("are those with a piano", ()),
        ("why is the Dallas one without a piano?", (1, 4)),
        ("Harbor Cafe: does it have a piano", (3,)),
        ("between the first two, which has the piano", (1, 2)),
        ("in number 4, is that a piano", (4,)),
        ("who plays the piano at the second", (2,)),
    ],
)
def test_a_question_about_items_changes_no_wish(
    domain: Domain, text: str, act: str, about: tuple[int, ...]
) -> None:
    found = hear(domain, text, act, change(text, "piano", "extras", value="Piano"))
    assert found.acts == ("details",)
    assert (found.readings, found.critiques, found.text) == ((), (), None)
    assert found.about == about
    assert ("extras", "Piano") in [(r.attribute, r.value) for r in found.asked]


@pytest.mark.parametrize(
    "text",
    [
        "is a piano any trouble?", "what does a piano cost", "does somebody play piano",
        "would a piano be allowed", "how big is the piano", "has anybody a piano",
        "when was the piano tuned", "can a piano fit in", "are pianos all right", "who has a piano",
    ],
)  # fmt: skip
@pytest.mark.parametrize("waits", [True, False])
def test_a_question_after_the_five_is_about_them_unless_another_waits(
    domain: Domain, text: str, waits: bool
) -> None:
    pending = Pending("kind") if waits else None
    word = "pianos" if "pianos" in text else "piano"
    found = hear(domain, text, "wish", change(text, word, "extras", value="Piano"), pending=pending)
    who_has = text.startswith("who has")
    assert (found.acts == ("details",)) is (not waits or who_has)
    assert (found.readings == ()) is (not waits or who_has)


@pytest.mark.parametrize(
    "text",
    [
        "do you have one with a piano?", "can you show me some with a piano", "any piano?",
        "is there something with a piano?", "what about a piano?", "how about a piano",
        "a piano would be nice", "with a piano please", "are there places with a piano?",
        "could you look for a piano?", "something like the first with a piano",
    ],
)  # fmt: skip
def test_a_wish_in_the_form_of_a_question_stays_one(domain: Domain, text: str) -> None:
    found = hear(domain, text, "wish", change(text, "piano", "extras", value="Piano"))
    assert "details" not in found.acts
    assert [r.value for r in found.readings] == ["Piano"]


@pytest.mark.parametrize("act", ["wish", "list", "items", "show", "more", "smalltalk", "unsure"])
@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("drop the Dallas ones", (1, 4)), ("swap the last one", (5,)),
        ("the 2nd and 4th are no good", (2, 4)), ("get rid of the cheapest one", (1,)),
        ("not the bakery one", (2,)), ("number 3 is dull, something else instead", (3,)),
        ("could you take number 1 off", (1,)), ("keep 2 and 3, lose the rest", (1, 4, 5)),
        ("remove everything but the cafe one", (1, 2, 4, 5)), ("the first two are out", (1, 2)),
    ],
)  # fmt: skip
def test_items_are_turned_down_whatever_kind_of_message_it_seems(
    domain: Domain, text: str, act: str, about: tuple[int, ...]
) -> None:
    found = hear(domain, text, act)
    assert found.acts == ("reject",)
    assert found.about == about


def test_what_only_names_the_item_turned_down_is_no_wish(domain: Domain) -> None:
    text = "drop the Dallas one, with a sauna instead"
    changes = (
        change(text, "Dallas one", "place", "avoid"),
        change(text, "sauna", "extras", value="Sauna"),
    )
    found = hear(domain, text, "wish", *changes)
    assert found.acts == ("answer", "reject")
    assert [r.value for r in found.readings] == ["Sauna"]


@pytest.mark.parametrize(
    "text",
    [
        "is the Toledo one on the list?", "why isn't the Boston one shown",
        "the Chicago place, has it a garden?", "what about the price of the one in Toledo",
        "how much is the Boston one", "where is the Chicago one", "who owns the Toledo business",
        "the Boston ones, are they open", "is that Chicago one sold", "drop the Toledo one",
        "take the Boston one off the list",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_said_and_changes_nothing(domain: Domain, text: str) -> None:
    place = next(p for p in ("Toledo", "Boston", "Chicago") if p in text)
    found = hear(domain, text, "wish", change(text, place, "place", "want"))
    if text.startswith("what about"):
        return
    assert found.acts == ("details",)
    assert found.absent == (place,)
    assert (found.about, found.readings) == ((), ())


@pytest.mark.parametrize("pending", [None, Pending("kind"), Pending("opening")])
@pytest.mark.parametrize(
    "text",
    [
        "number 2 is too big", "does the top one take dogs?", "how far is it from the 3rd",
        "the second one: is it sold?", "number 4 isn't about boats at all", "drop the last one",
        "what does #1 earn", "swap number 3", "is the Chicago one still open?", "the first is out",
    ],
)  # fmt: skip
def test_nothing_was_shown_yet(domain: Domain, text: str, pending: Pending | None) -> None:
    found = hear(
        domain, text, "wish", change(text, text.split()[-1], "kind", "avoid"), screen=Screen(),
        pending=pending,
    )  # fmt: skip
    assert found.acts == ("details",)
    assert found.readings == ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is the second a bakery", {"kind": "Bakery"}),
        ("does it have a sauna?", {"extras": "Sauna"}),
        ("what profit does number 1 make", {"profit": None}),
        ("how many bedrooms has the first", {"rooms": None}),
        ("the third, is there a garden?", {"garden": True}),
        ("where is the last one", {"place": None}),
        ("when was number 4 built", {"built": None}),
        ("is the staff of number 2 friendly", {"staff": None}),
        ("which of these has a fireplace and a boat", {"extras": "Fireplace"}),
        ("how many guests can the second take", {"guests": None}),
    ],
)
def test_what_is_asked_of_items(domain: Domain, text: str, asked: dict[str, object]) -> None:
    found = hear(domain, text, "items")
    assert {r.attribute: r.value for r in found.asked} == asked


@pytest.mark.parametrize(
    "text",
    [
        "more like the bakery one", "something like the Harbor Cafe", "others similar to number 2",
        "like the last one but older", "one like the third", "show me more like the first",
        "similar to the second one please", "like number 4", "something like number 5",
        "more similar to the cheapest one",
    ],
)  # fmt: skip
def test_more_like_one_of_them(domain: Domain, text: str) -> None:
    found = hear(domain, text, "wish")
    assert found.acts[0] == "like"
    assert found.about


@pytest.mark.parametrize("text", ["compare the two Dallas ones", "please compare 1 and 4"])
def test_items_side_by_side(domain: Domain, text: str) -> None:
    found = hear(domain, text, "wish")
    assert (found.acts, found.about) == (("compare",), (1, 4))


@pytest.mark.parametrize(
    "text",
    [
        "Could you find me one in Chicago?", "can you get me one in the Boston area?",
        "do you have one in Chicago?", "is there one in Boston?", "have you got any in Toledo?",
        "could I see some in Chicago?", "may we have one near Boston?", "are there any in Toledo?",
        "would you look for one in Boston, please?", "can we get something in Chicago?",
    ],
)  # fmt: skip
def test_asking_for_one_before_any_is_shown_is_a_wish(domain: Domain, text: str) -> None:
    place = next(p for p in ("Toledo", "Boston", "Chicago") if p in text)
    said = change(text, place, "place", "want")
    found = hear(domain, text, "wish", said, screen=Screen(), pending=Pending("opening"))
    assert found.acts == ("answer",)
    assert [reading.attribute for reading in found.readings] == ["place"]


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("what's it clear in a year", "cash_flow"), ("what does it net a year", "cash_flow"),
        ("what did he keep last year", "cash_flow"), ("whats left per year", "cash_flow"),
        ("which of these puts more in the owner's pocket", "cash_flow"),
        ("which one clears the most", "cash_flow"), ("which keeps least", "cash_flow"),
        ("what does it take in per year", "revenue"), ("which of them grossed more", "revenue"),
        ("what did it turn over last year", "revenue"), ("which took in the least", "revenue"),
    ],
)  # fmt: skip
def test_sums_are_asked_for_in_the_words_of_listings(
    listeners: dict[str, Listener], question: str, attribute: str
) -> None:
    asked = asked_values(question, listeners["businesses"].domain)
    assert [reading.attribute for reading in asked] == [attribute]


@pytest.mark.parametrize(
    "question", ["what happened last year", "what do they do all day", "which one has more to do"]
)
def test_no_sum_is_asked_for(listeners: dict[str, Listener], question: str) -> None:
    asked = asked_values(question, listeners["businesses"].domain)
    assert {reading.attribute for reading in asked}.isdisjoint({"cash_flow", "revenue"})
