from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from agent.listening.exclusion import exclusions
from agent.listening.must import insisted, named_remark, remark
from agent.listening.negation import denies, disliked, negated
from agent.listening.phrase import plain


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("A shop. And no fryers, I had enough of them.", ("fryers",)),
        ("In Ohio. And not in Cleveland.", ("Cleveland",)),
        ("And nothing to do with guns or tobacco.", ("guns", "tobacco")),
        ("I don't want anything medical.", ("medical",)),
        ("anything but restaurants", ("restaurants",)),
        ("Ohio, but not Cleveland", ("Cleveland",)),
        ("please avoid car washes", ("car washes",)),
    ],
)
def test_what_is_ruled_out(text: str, parts: tuple[str, ...]) -> None:
    assert [e.parts for e in exclusions(text)] == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "not sure",
        "no need",
        "no more than five",
        "not at present",
        "no, thank you",
        "No preference.",
        "not over 300k",
    ],
)
def test_what_rules_nothing_out(text: str) -> None:
    assert exclusions(text) == ()


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("That one is a must.", True),
        ("it's non-negotiable", True),
        ("No exceptions", True),
        ("I can't bend on that", True),
        ("not a must", False),
        ("that would be nice", False),
        ("a bakery", None),
        ("yes", None),
    ],
)
def test_remarks(text: str, must: bool | None) -> None:
    assert remark(plain(text)) is must


def test_remarks_by_name() -> None:
    assert named_remark(plain("the price is a must")) == ("price", True)
    assert named_remark(plain("the location isn't that important")) == ("location", False)


@pytest.mark.parametrize(
    ("text", "must"),
    [
        ("it has to be in Ohio", True),
        ("ideally ten people", False),
        ("ten people", None),
        ("it doesn't have to be in Ohio", False),
        ("that must have been fun", None),
    ],
)
def test_needs_within_an_answer(text: str, must: bool | None) -> None:
    assert insisted(text) is must


def test_negation_reaches_a_few_words_in_its_clause() -> None:
    assert negated("it is not a charity", 12)
    assert not negated("no, a charity", 6)
    assert denies(plain("hasn't been sold"))
    assert disliked(" and did not care for the fees")


@pytest.mark.parametrize(
    ("text", "parts", "left"),
    [
        ("anything but restaurants, somewhere in Texas", ("restaurants",), "somewhere in Texas"),
        ("anything but restaurants in Texas", ("restaurants",), "in Texas"),
        ("no guns, tobacco or drink, in Ohio", ("guns", "tobacco", "drink"), "in Ohio"),
        ("no food, no retail, under 300k", ("food", "retail"), "under 300k"),
        ("no fryers, I had enough of them", ("fryers",), ""),
        ("Anything except bars, near Tulsa", ("bars",), "near Tulsa"),
    ],
)
def test_an_exclusion_ends_with_its_clause(text: str, parts: tuple[str, ...], left: str) -> None:
    (found,) = exclusions(text)
    assert found.parts == parts
    start, end = found.span
    assert (text[:start] + text[end:]).strip(" ,") == left


def test_exclusions_in_an_opening(businesses: Listener) -> None:
    heard = businesses.hear("anything but restaurants, somewhere in Texas", Pending("opening"))
    assert heard.text == "somewhere in Texas"
    assert {
        (r.attribute, r.stance, str(getattr(r.value, "name", r.value))) for r in heard.readings
    } == {
        ("state", "want", "Texas"),
        ("activity", "avoid", "restaurants"),
    }


def test_a_shown_item_is_not_an_exclusion() -> None:
    assert exclusions("not the third one") == ()


def test_of_a_list_only_what_is_no_value_is_left_to_the_words(businesses: Listener) -> None:
    heard = businesses.hear("no restaurants, no bars, and not in Ohio", Pending("opening"))
    found = {(r.attribute, str(getattr(r.value, "name", r.value))) for r in heard.readings}
    assert found == {("state", "Ohio"), ("activity", "restaurants, bars")}


def test_no_more_than_dislikes_nothing(businesses: Listener) -> None:
    heard = businesses.hear("a franchise with no more than ten employees", Pending("opening"))
    assert [r.value for r in heard.readings if r.attribute == "franchise"] == [True]
