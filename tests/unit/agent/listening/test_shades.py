"""Answers whose sense hangs on a small word: "part of", "same again", "once"."""

from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from core.model import Range


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("none. had 40 soldiers to babysit once, that was enough", 0),
        ("I had twenty-six in the kitchens when we did three schools. Same again.", 26),
        ("We had a dozen at the mill, so about eight", 8),
    ],
)
def test_the_figure_that_answers(businesses: Listener, text: str, people: int) -> None:
    found = businesses.hear(text, Pending("employees")).readings[0].value
    assert isinstance(found, Range)
    assert found.holds(people)
    assert found.max is not None
    assert found.max <= people + 2


@pytest.mark.parametrize(
    "text",
    [
        "once or twice a week, in and out",
        "two times in a month I come, not more",
        "president and CFO running it already",
        "a manager runs it day to day",
    ],
)
def test_little_work_is_never_full_time(businesses: Listener, text: str) -> None:
    found = businesses.hear(text, Pending("owner_role")).readings[0]
    assert found.value in ("absentee", "semi-absentee")
    assert dict(found.weights).get("full-time", 0.0) < 0.2


@pytest.mark.parametrize("text", ["not more than one day a week", "I don't want to be tied down"])
def test_a_limit_is_no_denial(businesses: Listener, text: str) -> None:
    heard = businesses.hear(text, Pending("owner_role"))
    assert [r.attribute for r in heard.readings] == ["owner_role"]
    assert dict(heard.readings[0].weights)["semi-absentee"] > 0.3
