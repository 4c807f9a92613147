"""A command counts when the message is nothing else."""

from __future__ import annotations

from typing import get_args

import pytest

from agent.listening.commands import begins_anew, exact_command
from core.model import Act
from readers.tables import table

COMMANDS: dict[str, Act] = {
    "show me": "show",
    "Show me!": "show",
    "just show me the five please": "show",
    "let's see": "show",
    "lets see": "show",
    **dict.fromkeys(
        (
            "kindly show",
            "show list",
            "show options",
            "list",
            "lists please",
            "yeah show me",
            "ok show us please",
            "let me see them",
            "show me anyway",
            "away and show me then",
            "show em",
            "can I see them all please",
            "results.",
            "display all",
            "ja show",
            "si, show me",
            "do show me, dear",
            "go on then",
            "go ahead",
        ),
        "show",
    ),
    "go on": "continue",
    "Ok, go on": "continue",
    "start over": "restart",
    "START OVER.": "restart",
    "reset": "restart",
    "undo": "back",
    "go back please": "back",
    "doesn't matter": "any",
    "doesn’t matter": "any",
    "I don't mind": "any",
    "whatever": "any",
    "no preference": "any",
    "next": "more",
    "Next, please": "more",
    "ok next": "more",
    "none of these": "more",
    "why?": "why",
    "why do you ask": "why",
}
LONGER = (
    "see you",
    "I see",
    "show the second one",
    "show others",
    "list the cheapest",
    "show me bakeries in Ohio",
    "is there a list of sellers",
    "show me you understand",
    "start over in a quieter place, say Vermont",
    "I want to start over in Ohio",
    "forget everything my broker said about gyms",
    "whatever makes money",
    "back to the price",
    "I'd like the back room rented out",
    "more staff",
    "none of these in Ohio",
    "reset the price",
    "next to a school",
    "show me bakeries",
    "why is it sold",
    "any town",
    "please",
    "ok",
    "thanks",
    "",
    "?!",
)


@pytest.mark.parametrize(("text", "act"), COMMANDS.items())
def test_a_message_that_is_nothing_else(text: str, act: Act) -> None:
    assert exact_command(text) == act


@pytest.mark.parametrize("text", LONGER)
def test_a_command_within_a_message_is_left_to_weighing(text: str) -> None:
    assert exact_command(text) is None


def test_every_command_of_the_table_is_one() -> None:
    for act, row in table("commands").items():
        assert act in get_args(Act)
        for phrase in row.split("|"):
            assert exact_command(phrase) == act
            assert exact_command(f"{phrase.strip().upper()}!") == act


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("start over. barber shop in arkansas", "barber shop in arkansas"),
        ("Ah, start over: a bakery", "a bakery"),
        ("start again, texas", "texas"),
        ("New search! A car wash. Ohio", "A car wash. Ohio"),
        ("reset; flats in Antwerp", "flats in Antwerp"),
        ("ok begin again please. a motel", "a motel"),
        ("start over", None),
        ("start over.", None),
        ("start over in a quieter place", None),
        ("I want to start over, a new life", None),
        ("a bakery. start over", None),
        ("back. a bakery", None),
        ("we start again in May, a farm", None),
    ],
)
def test_a_message_begins_anew(text: str, rest: str | None) -> None:
    assert begins_anew(text) == rest
