"""Questions about what is shown are told from wishes."""

from __future__ import annotations

import pytest

from agent.inquiry import inquires, inquiry
from core.model import Critique, Heard

TITLES = ("Riverside Laundry", "Oak Bakery", "Harbor Cafe")
ANSWER = Heard(acts=("answer",), text="x")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Do any of them have parking?", (1, 2, 3)),
        ("is it close to a school", (1, 2, 3)),
        ("Would the first one suit someone without a licence?", (1,)),
        ("How old is the Oak Bakery?", (2,)),
    ],
)
def test_a_question_about_what_is_shown(text: str, about: tuple[int, ...]) -> None:
    heard = inquiry(text, ANSWER, TITLES)
    assert heard is not None
    assert (heard.acts, heard.about, heard.text) == (("details",), about, None)


@pytest.mark.parametrize(
    "text", ["Do you have anything in Ohio?", "I like them.", "a bakery in Boston", "cheaper?"]
)
def test_a_wish_stays_one(text: str) -> None:
    assert inquiry(text, ANSWER, TITLES) is None


def test_what_was_understood_stays_so() -> None:
    cheaper = Heard(acts=("answer",), critiques=(Critique(attribute="price", direction="less"),))
    assert inquiry("can they be cheaper?", cheaper, TITLES) is None
    assert inquiry("why do you show them?", Heard(acts=("why",)), TITLES) is None
    assert inquiry("do they have parking?", ANSWER, ()) is None


@pytest.mark.parametrize("text", ["Does the second have staff?", "what does it earn"])
def test_something_in_particular(text: str) -> None:
    assert inquires(text)


@pytest.mark.parametrize(
    "text", ["tell me more about number 3", "Can you tell me about the first?", "what about 2?"]
)
def test_everything(text: str) -> None:
    assert not inquires(text)
