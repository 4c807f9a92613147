"""What a typed line means, and how a reply is drawn as text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import TurnStopped
from core.reply import Choice, Compromise, Doing, Fact, Question, Reason, Recommendation, Reply
from ui.terminal import answered, drawn, plain, understood

CHOICES = (Choice(id="a=1", label="One", count=1200), Choice(id="any", label="Doesn't matter"))
ONE = Question(attribute="a", choices=CHOICES)
SEVERAL = Question(attribute="a", choices=CHOICES, multiple=True)


@pytest.mark.parametrize(
    ("typed", "question", "said"),
    [
        ("1", ONE, {"choices": ["a=1"]}),
        (" 2 ", ONE, {"choices": ["any"]}),
        ("3", ONE, {"text": "3"}),
        ("0", ONE, {"text": "0"}),
        ("1", None, {"text": "1"}),
        ("1, 2", ONE, {"text": "1, 2"}),
        ("1, 2", SEVERAL, {"choices": ["a=1", "any"]}),
        ("1 3", SEVERAL, {"text": "1 3"}),
        ("1 person", SEVERAL, {"text": "1 person"}),
        ("-1", ONE, {"text": "-1"}),
        ("\u0661", ONE, {"text": "\u0661"}),
        ("9" * 5000, ONE, {"text": "9" * 5000}),
        ("", ONE, {"text": ""}),
        (",", ONE, {"text": ","}),
        ("a bakery", ONE, {"text": "a bakery"}),
    ],
)
def test_understood(typed: str, question: Question | None, said: dict[str, Any]) -> None:
    assert understood(typed, question) == said


def test_a_question_with_numbered_choices() -> None:
    text = drawn(
        Reply(kind="question", text="Which?", question=ONE, notices=("I am a program.",)), 40
    )
    assert text.splitlines() == [
        "", "* I am a program.", "", "Which?", "", "  1  One (1,200)", "  2  Doesn't matter",
    ]  # fmt: skip


def test_a_card() -> None:
    item = Recommendation(
        item_id="b-1",
        title="Bakery",
        url="https://example.org/b-1",
        summary="Bread.",
        match=0.634,
        facts=(Fact(attribute="p", label="Price", value="$5"),),
        reasons=(Reason(text="It is in Ohio."),),
        compromises=(Compromise(text="Dearer than you said.", attribute="p"),),
    )
    text = drawn(Reply(kind="recommendations", text="Here.", recommendations=(item,)), 60)
    for line in (
        "1. Bakery (63% likely)", "   Bread.", "   Price: $5", "   https://example.org/b-1",
        "   + It is in Ohio.", "   - Dearer than you said.",
    ):  # fmt: skip
        assert line in text.splitlines()


def test_lines_are_wrapped() -> None:
    text = drawn(Reply(kind="notice", text="word " * 100 + "\n\nnext"), 40)
    assert max(map(len, text.splitlines())) <= 40
    assert text.splitlines()[-2:] == ["", "next"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("caf\u00e9 \u2014 $5", "caf\u00e9 \u2014 $5"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("a\u202eb\u200bc\0d\re", "abcde"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_text_cannot_steer_the_terminal(given: str, shown: str) -> None:
    assert plain(given) == shown


class Lasting:
    """An agent whose turn lasts until it is over, or stopped."""

    def __init__(self) -> None:
        self.begun, self.over = asyncio.Event(), asyncio.Event()
        self.stopped = False

    async def turn(
        self, conversation_id: str, *, told: Callable[[Doing], None], **said: Any
    ) -> Reply:
        told(Doing(stage="comparing", text="Comparing 157 businesses", count=157))
        self.begun.set()
        await self.over.wait()
        if self.stopped:
            raise TurnStopped
        return Reply(kind="notice", text="Here.")

    async def stop(self, conversation_id: str) -> bool:
        self.stopped = True
        self.over.set()
        return True


@pytest.mark.parametrize("stopped", [False, True])
async def test_what_takes_long_is_written_and_can_be_stopped(
    stopped: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ui.following.QUIET", 0.01)
    agent: Any = Lasting()
    answering = asyncio.create_task(answered(agent, "c1", {"text": "a bakery"}))
    await agent.begun.wait()
    await asyncio.sleep(0.1)
    if stopped:
        answering.cancel()
        with pytest.raises(TurnStopped):
            await answering
    else:
        agent.over.set()
        assert (await answering).text == "Here."
    assert agent.stopped == stopped
    assert capsys.readouterr().out == "… Comparing 157 businesses (Ctrl+C stops it)\n"
