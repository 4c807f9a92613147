from __future__ import annotations

import pytest

from agent.listening import Listener, Pending
from agent.listening.acts import asks_meaning, command, leading, positions
from agent.listening.phrase import phrases
from core.model import Act

FIVE = ("Corner Bakery", "Lawn Kings", "Blue Heating", "Zebra Foods", "Yellow Cabs")


def acts(text: str, shown: tuple[str, ...] = ()) -> list[Act]:
    found = [command(p, shown) for p in phrases(text)]
    return [c.act for c in found if c]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Please just show me what you have.", "show"),
        ("enough questions", "show"),
        ("show me the list now", "show"),
        ("Please go on.", "continue"),
        ("let's start over", "restart"),
        ("go back", "back"),
        ("what do you know about me?", "profile"),
        ("why do you ask?", "why"),
        ("what does that have to do with it, why?", "why"),
        ("can I talk to a real person?", "human"),
        ("None of these is quite it.", "more"),
        ("show me some others", "more"),
        ("good morning", "greeting"),
        ("I don't like any of these", "more"),
        ("none of those will do", "more"),
        ("what else do you have?", "more"),
        ("these are not for me", "more"),
        ("I want to talk to someone", "human"),
        ("goodbye", "bye"),
        ("see you later", "bye"),
    ],
)
def test_commands(text: str, act: Act) -> None:
    assert act in acts(text)


@pytest.mark.parametrize(
    ("text", "act", "about"),
    [
        ("tell me more about number 3", "details", (3,)),
        ("details on the second one", "details", (2,)),
        ("what about Lawn Kings", "details", (2,)),
        ("what is the price of the first?", "details", (1,)),
        ("compare 1 and 4", "compare", (1, 4)),
        ("like the second but cheaper", "like", (2,)),
        ("I prefer number five", "like", (5,)),
        ("not the third one", "reject", (3,)),
        ("I don't like number 2", "reject", (2,)),
        ("drop the last", "reject", (5,)),
        ("the first one is no good", "reject", (1,)),
        ("Lawn Kings? Tell me more about it", "details", (2,)),
    ],
)
def test_commands_about_the_five(text: str, act: Act, about: tuple[int, ...]) -> None:
    assert acts(text, FIVE)[0] == act
    assert positions(text, FIVE) == about


@pytest.mark.parametrize(
    "text",
    [
        "Show me a bakery in Ohio",
        "five",
        "more than five people",
        "I speak to people all day",
        "a firm that calls people back",
        "it starts over every season",
        "like a library",
        "they don't work weekends",
        "we don't need them",
        "what else do you want to know",
        "I want to take care of dogs",
        "not the first of its kind",
        "drop the price",
        "no more than 3",
    ],
)
def test_wishes_are_no_commands(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize("text", ["what do you mean by stage?", "what is an owner role?", "Help"])
def test_asking_back(text: str) -> None:
    assert asks_meaning(phrases(text)[0], text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yes, that's fine.", True),
        ("sure, go ahead", True),
        ("okay", True),
        ("No, I can't bend on that one.", False),
        ("heavens no", False),
        ("absolutely not", False),
        ("no idea", None),
        ("a shop", None),
    ],
)
def test_yes_and_no(text: str, said: bool | None) -> None:
    assert leading(text) is said


def test_more_of_the_one_just_named(businesses: Listener) -> None:
    heard = businesses.hear("the second one looks nice, tell me more", None, (), FIVE)
    assert heard.acts == ("details",)
    assert heard.about == (2,)


@pytest.mark.parametrize("text", ["Thanks, that's all", "bye", "No thanks, that's all", "goodbye!"])
def test_parting(businesses: Listener, text: str) -> None:
    heard = businesses.hear(text, None, (), FIVE)
    assert heard.acts == ("bye",)
    assert heard.readings == ()


def test_no_parting_amid_an_interview(businesses: Listener) -> None:
    asked = Pending("cash_flow")
    assert businesses.hear("that's all", asked).acts == ("show",)
    assert "bye" not in businesses.hear("a gym in Ohio. Bye", asked).acts
