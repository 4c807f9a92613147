"""Interviews played in process are the product's own, and an evaluation can be repeated."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from agent import Agent, open_agent
from core.model import Place, Wish
from core.settings import Settings
from evaluation import held_out
from evaluation.evaluate import evaluate
from evaluation.gathering import simulated
from evaluation.people.noise import Noise
from evaluation.people.person import Person
from evaluation.people.talker import Mode, Talker
from evaluation.playing.player import Player
from evaluation.playing.policies import OURS, POLICIES
from evaluation.room import READ_RIGHT, WRITTEN, Asked, Room, open_room
from tests import forked
from tests.patience import PATIENCE
from tools.search import Words, score

COMMAND = """
from evaluation import held_out
every = held_out.held_out
held_out.held_out = lambda pack: every(pack)[::10]
from ui.cli import main
main()
"""
"""The command, which reads a part of the utterances too."""


@pytest.fixture(autouse=True)
def few_utterances(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports read a part of the utterances."""
    every = held_out.held_out
    monkeypatch.setattr(held_out, "held_out", lambda pack: every(pack)[::10])


def quiet(more: int, total: int) -> None:
    assert 0 < more <= total


async def interviewed(agent: Agent, person: Person, mode: Mode) -> tuple[list[str], list[str]]:
    """What the product asks and shows."""
    started, talker = await agent.start("businesses"), Talker(person, mode)
    asked: list[str] = []
    said = talker.opening()
    for _ in range(20):
        reply = await agent.turn(started.id, text=said.text, choices=said.choices)
        if reply.recommendations is not None:
            return asked, [card.item_id for card in reply.recommendations]
        asked.append(reply.question.attribute if reply.question else "")
        said = talker.answer(reply)
    return asked, []


async def crowd(room: Room, n: int) -> tuple[Person, ...]:
    found = await simulated(room.context.desk, room.groups, n, 5, Noise())
    assert len(found.people) + found.void == n
    return found.people


async def test_the_player_asks_and_shows_what_the_product_does(evaluated: Settings) -> None:
    modes: tuple[Mode, ...] = ("typed", "clicks")
    async with open_room(evaluated, "businesses") as room, open_agent(evaluated) as agent:
        player = Player(room.context, room.memory, room.groups)
        for person in await crowd(room, 3):
            player.forget()
            for mode in modes:
                played = await player.play(person, mode, POLICIES[OURS], "1")
                asked, five = await interviewed(agent, person, mode)
                assert played.stop.questions == len(asked)
                assert list(played.asked[: len(asked)]) == asked
                assert list(played.stop.five) == five


async def test_remembered_scores_are_those_of_the_search(evaluated: Settings) -> None:
    words = [
        Words(text="mowing lawns and plowing snow", weight=12.0),
        Words(text="snow in the north", weight=3.0),
        Words(text="restaurants", weight=-4.0),
    ]
    must = Wish(attribute="state", value=Place(name="Pennsylvania", kind="state"), must=True)
    async with open_room(evaluated, "businesses") as room:
        for musts in ([], [must]):
            found = await room.memory.search(words, musts)
            truth = await score(room.context.desk, words, musts)
            np.testing.assert_allclose(found.meaning, truth.meaning, atol=0.02)
            np.testing.assert_allclose(found.lexical, truth.lexical, atol=1e-4)
            assert (found.allowed == truth.allowed).all()
        assert truth.lexical.any()
        assert 0 < truth.allowed.sum() < len(truth.allowed)


def test_the_same_seed_gives_the_same_report_with_any_number_of_processes(
    evaluated: Settings,
) -> None:
    asked = Asked("businesses", 2, (), 3, (Noise(), Noise(wrong=0.5)))
    first = evaluate(evaluated, asked, quiet, processes=1)
    assert first == evaluate(evaluated, asked, quiet, processes=2)
    assert [group.name for group in first.groups] == [
        "simulated, typing, 7% wrong",
        "simulated, clicking, 7% wrong",
        "simulated, typing, 50% wrong",
        "simulated, clicking, 50% wrong",
    ]
    assert [group.people for group in first.groups] == [2 - group.void for group in first.groups]


def test_the_command_prints_and_writes(evaluated: Settings, tmp_path: Path) -> None:
    command = [sys.executable, "-c", COMMAND, "evaluate", "businesses"]
    options = ["--simulated", "2", "--out", str(tmp_path), "--data-dir", str(evaluated.data_dir)]
    url = evaluated.database_url or ""
    done = forked.run([*command, *options, "--database-url", url], timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert "hit@5 after" in done.stdout
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["evaluation-businesses.html", "evaluation-businesses.json"]


async def priced(evaluated: Settings) -> tuple[str, float]:
    """An item and its asking price."""
    async with open_room(evaluated, "businesses") as room:
        desk = room.context.desk
        for item in await desk.items(desk.snapshot.ids):
            stated = item.attributes.get("asking_price")
            if stated is not None and isinstance(stated.value, float):
                return item.id, stated.value
    raise AssertionError("No item states its price.")


def test_written_people_are_held_against_their_item(evaluated: Settings, tmp_path: Path) -> None:
    item, price = asyncio.run(priced(evaluated))
    said = {"asking_price": f"about {price:.0f} dollars"}
    wrong = {"asking_price": f"about {3 * price:.0f} dollars"}
    people = tmp_path / "people.jsonl"
    people.write_text(
        "\n".join(
            json.dumps({"target": item, "accept": [item], "opening": "hello", "answers": answers})
            for answers in (said, wrong)
        ),
        encoding="utf-8",
    )
    report = evaluate(evaluated, Asked("businesses", 0, (people,), 3, ()), quiet, processes=1)
    group, right = report.groups
    heard = group.understood["asking_price"]
    assert (heard.answers, heard.precision, heard.recall) == (2, 0.5, 0.5)
    assert (group.name, right.name) == (WRITTEN, READ_RIGHT)
