"""One browser's talk with the agent: order, repetition and apologies."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import (
    DatabaseUnavailable,
    InvalidMessage,
    MessageTooLong,
    TooManyRequests,
    TurnRunning,
    TurnStopped,
)
from core.reply import Choice, Doing, Question, Reply
from tests.patience import PATIENCE
from ui import runtime
from ui.chat import talk as room
from ui.chat.keeping import TICKETS
from ui.chat.language import words
from ui.chat.redraw import Page
from ui.chat.talk import Sent, Talk, read_sent
from ui.chat.visitor import Kept

ASK = Reply(
    kind="question",
    text="What?",
    question=Question(attribute="a", choices=(Choice(id="a=1", label="One"),)),
)


class Paper:
    """A screen that keeps what is drawn."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.elements: dict[str, dict[str, Any]] = {}
        self.pages: list[Page] = []

    async def step(self, step: dict[str, Any]) -> None:
        self.steps.append(step)

    async def element(self, element: dict[str, Any]) -> None:
        self.elements[element["id"]] = element

    async def remove(self, step: dict[str, Any]) -> None:
        self.steps.remove(step)

    async def replace(self, page: Page) -> None:
        self.pages.append(page)

    def texts(self) -> list[str]:
        shown = {s["id"] for s in self.steps}
        words = [e for e in self.elements.values() if e["name"] == "Words"]
        return [e["props"]["text"] for e in words if e["forId"] in shown]


class Answers:
    """An agent that gives what it is told to, in order."""

    def __init__(self) -> None:
        self.next: list[Reply | Exception] = []
        self.turns: list[dict[str, Any]] = []
        self.asked: list[str | None] = []
        self.lasting: asyncio.Event | None = None

    def domains(self) -> list[dict[str, Any]]:
        return [{"id": "businesses", "default": True}]

    async def start(
        self, domain: str | None = None, locale: str | None = None, looking_at: str | None = None
    ) -> Any:
        self.asked.append(domain)
        return SimpleNamespace(id="c1", token="t1", reply=ASK)

    async def turn(
        self, conversation_id: str, told: Callable[[Doing], None] | None = None, **said: Any
    ) -> Reply:
        self.turns.append(said)
        if self.lasting is not None and told is not None:
            told(Doing(stage="comparing", text="Comparing 3 businesses", count=3))
            await self.lasting.wait()
        answer = self.next.pop(0) if self.next else ASK
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def stop(self, conversation_id: str) -> bool:
        if self.lasting is None or self.lasting.is_set():
            return False
        self.next = [TurnStopped()]
        self.lasting.set()
        return True

    async def authorised(self, conversation_id: str, token: str) -> bool:
        return token == "t1"

    async def catch_up(self, conversation_id: str) -> None:
        pass

    async def transcript(self, conversation_id: str) -> dict[str, Any]:
        return {"domain": "businesses", "created_at": "x", "opening": None, "turns": []}


@pytest.fixture
def agent(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    made: Any = Answers()
    monkeypatch.setattr(room, "PAUSES", (0.0, 0.0))
    runtime.set_agent(made)
    yield made
    runtime.set_agent(None)


def talk(**more: Any) -> tuple[Talk, Paper]:
    paper = Paper()
    return Talk(paper, words(), **more), paper


async def test_a_new_visitor(agent: Answers) -> None:
    one, paper = talk(asked="businesses")
    await one.open()
    assert agent.asked == ["businesses"]
    assert paper.texts() == ["What?"]
    keep = next(e for e in paper.elements.values() if e["name"] == "Words")["props"]["keep"]
    assert keep["name"] == "firstfive_businesses"
    told = str(paper.elements)
    assert "'t1'" not in told
    assert "c1%3At1" not in told
    assert TICKETS.redeem(keep["ticket"]) == ("firstfive_businesses", "c1%3At1")
    assert TICKETS.redeem(keep["ticket"]) is None


async def test_a_visitor_who_comes_back(agent: Answers) -> None:
    one, paper = talk(kept=Kept("c1", "t1"))
    await one.open()
    assert agent.asked == []
    assert len(paper.pages) == 1


async def test_a_wrong_token_begins_anew(agent: Answers) -> None:
    one, _ = talk(kept=Kept("c1", "stolen"))
    await one.open()
    assert agent.asked == [None]


async def test_a_click_answers_the_question(agent: Answers) -> None:
    one, paper = talk()
    await one.open()
    question = one.question
    assert question is not None
    await one.hear(Sent("m1", "One", choices=("a=1",)))
    assert agent.turns == [{"choices": ("a=1",), "client_message_id": "m1"}]
    assert paper.elements[question["id"]]["props"]["answered"] == {"choices": ["a=1"], "text": None}
    assert one.question is not question


@pytest.mark.parametrize(
    ("error", "key", "again"),
    [
        (DatabaseUnavailable("x"), "sorry_down", True),
        (TooManyRequests("x"), "sorry_many", True),
        (RuntimeError("inside"), "sorry", True),
        (MessageTooLong("x"), "sorry_long", False),
        (InvalidMessage("x"), "sorry_invalid", False),
    ],
)
async def test_a_failure(agent: Answers, error: Exception, key: str, again: bool) -> None:
    one, paper = talk()
    await one.open()
    agent.next = [error]
    await one.hear(Sent("m1", "hello"))
    sorry = list(paper.elements.values())[-1]["props"]
    assert sorry["text"] == words()[key]
    assert bool(sorry["again"]) == again
    if again:
        sent = read_sent("m2", sorry["again"]["text"], sorry["again"]["command"])
        assert (sent.id, sent.text, sent.again) == ("m1", "hello", True)
        await one.hear(sent)
        assert agent.turns[-1]["client_message_id"] == "m1"
        assert words()[key] not in paper.texts()


async def test_a_running_turn_is_waited_for(agent: Answers) -> None:
    one, paper = talk()
    await one.open()
    agent.next = [TurnRunning(), TurnRunning(), ASK]
    await one.hear(Sent("m1", "hello"))
    assert [t["client_message_id"] for t in agent.turns] == ["m1"] * 3
    assert paper.texts() == ["What?", "What?"]


async def test_a_choice_of_a_question_that_is_gone_shows_where_we_are(agent: Answers) -> None:
    one, paper = talk()
    await one.open()
    agent.next = [InvalidMessage("unknown choice")]
    await one.hear(Sent("m1", "One", choices=("old=1",)))
    assert len(paper.pages) == 1
    assert paper.texts()[-1] == words()["behind"]


async def test_a_message_before_anything_was_drawn(agent: Answers) -> None:
    one, paper = talk(kept=Kept("c1", "t1"))
    await one.hear(Sent("m1", "hello"))
    assert len(paper.pages) == 1
    assert paper.steps[0]["output"] == "hello"
    assert agent.turns == [{"text": "hello", "client_message_id": "m1"}]


async def test_nothing_can_be_served_yet() -> None:
    one, paper = talk()
    await one.open()
    assert paper.texts() == [words()["sorry_down"]]


@pytest.mark.parametrize(
    ("command", "choices", "id"),
    [
        (None, (), "m"),
        ("", (), "m"),
        ("not json", (), "m"),
        ("[1]", (), "m"),
        ('{"choices": "x"}', (), "m"),
        ('{"choices": ["a", 1]}', ("a", "1"), "m"),
        ('{"choices": ["a", [[]], {"b": 1}]}', ("a",), "m"),
        ("[" * 200_000, (), "m"),
        ('{"a":' * 100_000, (), "m"),
        (json.dumps({"id": "y" * 90}), (), "y" * 64),
    ],
)
def test_what_buttons_send(command: str | None, choices: tuple[str, ...], id: str) -> None:
    sent = read_sent("m", "text", command)
    assert (sent.choices, sent.id) == (choices, id)


def working(paper: Paper) -> list[str]:
    """What the page says is being done."""
    shown = {step["id"] for step in paper.steps}
    drawn = [e for e in paper.elements.values() if e["name"] == "Working" and e["forId"] in shown]
    return [element["props"]["text"] for element in drawn]


async def lasting(agent: Answers, one: Talk, paper: Paper) -> asyncio.Task[None]:
    """A message whose answer takes long enough for the page to say what is being done."""
    agent.lasting = asyncio.Event()
    hearing = asyncio.create_task(one.hear(Sent("m1", "a bakery")))
    async with asyncio.timeout(PATIENCE):
        while not working(paper):
            assert not hearing.done()
            await asyncio.sleep(0.01)
    assert working(paper) == ["Comparing 3 businesses"]
    return hearing


async def test_what_takes_long_is_told_until_the_reply_is_there(agent: Answers) -> None:
    one, paper = talk()
    await one.open()
    hearing = await lasting(agent, one, paper)
    assert agent.lasting is not None
    agent.lasting.set()
    await hearing
    assert working(paper) == []
    assert paper.texts() == ["What?", "What?"]
    await one.hear(Sent("m2", "a garage"))
    assert len([e for e in paper.elements.values() if e["name"] == "Working"]) == 1


async def test_a_person_may_stop_it_and_is_told(agent: Answers) -> None:
    one, paper = talk()
    assert not await one.stop()
    await one.open()
    assert not await one.stop()
    hearing = await lasting(agent, one, paper)
    assert await one.stop()
    await hearing
    assert working(paper) == []
    assert paper.texts()[-1] == "Stopped. Nothing of your last message was used."
    assert one.question is not None
    assert one.question["props"]["answered"] is None
