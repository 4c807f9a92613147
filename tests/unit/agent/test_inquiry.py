"""Questions about items: for something in particular, or for everything."""

from __future__ import annotations

import pytest

from agent.inquiry import asks, inquires


@pytest.mark.parametrize(
    "text",
    [
        "Does the second have staff?", "what does it earn", "when was number 2 started?",
        "is number 1 making money?", "and does it have a washing machine",
        "how far is it from the sea", "number 3, has it got parking?",
    ],
)  # fmt: skip
def test_something_in_particular(text: str) -> None:
    assert asks(text)
    assert inquires(text)


@pytest.mark.parametrize(
    "text",
    [
        "tell me more about number 3", "Can you tell me about the first?", "what about 2?",
        "show me the second", "please describe it",
    ],
)  # fmt: skip
def test_everything(text: str) -> None:
    assert not inquires(text)


@pytest.mark.parametrize("text", ["a bakery in Ohio", "cheaper", "I like the second", "no", ""])
def test_no_question(text: str) -> None:
    assert not asks(text)
    assert not inquires(text)
