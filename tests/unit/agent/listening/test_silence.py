from __future__ import annotations

import pytest

from agent.listening.phrase import phrases
from agent.listening.silence import silence


def heard(text: str) -> list[str | None]:
    return [silence(p) for p in phrases(text) if p.plain]


@pytest.mark.parametrize(
    "text",
    [
        "not sure",
        "Not a clue, I'm afraid",
        "You tell me",
        "I'd only be guessing",
        "I wasn't told",
        "hard to say",
        "no idea what they would call that",
        "I couldn't tell you, dear",
        "Well, to be honest I'm not shure dear",
        "Your guess is as good as mine",
        "we never worked with books so I couldn't say",
        "I'd rather not say",
    ],
)
def test_not_knowing_in_many_voices(text: str) -> None:
    assert "unsure" in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "doesn't matter",
        "it doesnt mater to me",
        "no preference",
        "whatever",
        "either way is fine",
        "I don't mind",
        "I'm not picky",
        "no strong feelings on that",
        "makes no difference to us",
        "It's all the same to me",
        "anything goes",
        "not bothered either way",
    ],
)
def test_not_minding_in_many_voices(text: str) -> None:
    assert "any" in heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't mind a lease",
        "anything with trucks",
        "whatever sells shoes in a mall",
        "all of it myself",
        "no restaurants",
        "not in Ohio",
        "I know the trade",
        "both of us every day",
        "something that matters to families",
    ],
)
def test_wishes_are_no_silences(text: str) -> None:
    assert heard(text) == [None] * len(heard(text))
