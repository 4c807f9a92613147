from __future__ import annotations

import pytest

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
