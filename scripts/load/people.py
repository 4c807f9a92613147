"""People who talk through a socket as a browser does, or through the HTTP API."""

from __future__ import annotations

import asyncio
import json
import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

PAUSE = 10.0
"""Seconds between the acts of one person, on average."""

PATIENCE = 30.0
"""Seconds after which an act without an answer counts as hung."""

OPENINGS = (
    "A laundromat in Ohio under $400,000",
    "Something outdoors that my wife and I can run together",
    "A steady service company with a manager in place",
    "A bakery or a small cafe in New England",
)
ACTS = 4
"""Acts of one conversation; then a new one begins."""


@dataclass
class Tally:
    """What people saw: seconds until each answer, and how many acts failed, were refused, hung."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0
    busy: int = 0
    hung: int = 0

    def forget(self) -> None:
        """Begin anew."""
        self.seconds.clear()
        self.failed = self.busy = self.hung = 0


async def pause() -> None:
    """As long as a person takes, which varies."""
    await asyncio.sleep(random.expovariate(1 / PAUSE))


class Socket:
    """One browser's socket, as the chat server speaks it (Engine.IO 4)."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def begin(self) -> None:
        """Connect as a new browser session."""
        session = {"clientType": "webapp", "sessionId": str(uuid4()), "userEnv": "{}"}
        await self._connection.recv()
        await self._connection.send("40" + json.dumps(session))
        await self._connection.recv()
        await self.emit("connection_successful")

    async def emit(self, event: str, *data: object) -> None:
        """Send one event."""
        await self._connection.send("42" + json.dumps([event, *data]))

    async def say(self, text: str, command: str | None = None) -> list[Any]:
        """Send a message; everything that came until the server said that it was done."""
        message = {
            "id": str(uuid4()), "type": "user_message", "name": "user", "output": text,
            "createdAt": datetime.now(UTC).isoformat(), "command": command,
        }  # fmt: skip
        await self.emit("client_message", {"message": message})
        return await self.until("task_end", after="task_start")

    async def until(self, event: str, after: str | None = None) -> list[Any]:
        """The events up to one of this name, which counts only once ``after`` has come."""
        seen: list[Any] = []
        async with asyncio.timeout(PATIENCE):
            while True:
                frame = str(await self._connection.recv())
                if frame == "2":
                    await self._connection.send("3")
                if not frame.startswith("42"):
                    continue
                seen.append(json.loads(frame[2:]))
                names = [one[0] for one in seen]
                if names[-1] == event and (after is None or after in names):
                    return seen


def elements(events: list[Any], name: str) -> list[dict[str, Any]]:
    """The properties of the elements of this name that were drawn."""
    drawn = (event[1] for event in events if event[0] == "element")
    return [one["props"] for one in drawn if one.get("name") == name]


async def by_socket(url: str, tally: Tally, *, echo: bool = False) -> None:
    """Talk without end; ``echo`` with a server that only echoes."""
    address = url.replace("http", "ws", 1) + "/chat/ws/socket.io/?EIO=4&transport=websocket"
    while True:
        try:
            async with connect(
                address, max_size=None, ping_interval=None, origin=Origin(url)
            ) as connection:
                socket = Socket(connection)
                await socket.begin()
                if not echo:
                    await socket.until("element")
                await _talk(socket, tally)
        except InvalidStatus as refused:
            tally.busy += refused.response.status_code == 503
            tally.failed += refused.response.status_code != 503
            await pause()
        except (OSError, TimeoutError):
            tally.hung += 1
            await pause()


async def _talk(socket: Socket, tally: Tally) -> None:
    text, command = random.choice(OPENINGS), None
    for _ in range(ACTS):
        await pause()
        begun = perf_counter()
        events = await socket.say(text, command)
        _count(events, perf_counter() - begun, tally)
        asked = elements(_newest(events), "QuickReplies")
        choices = asked[-1]["choices"] if asked else []
        if choices:
            chosen = random.choice(choices)
            text, command = chosen["label"], json.dumps({"choices": [chosen["id"]]})
        else:
            text, command = "Show me others", None


def _newest(events: list[Any]) -> list[Any]:
    """What was drawn for the last message; before it, earlier questions are marked as answered."""
    begun = [n for n, event in enumerate(events) if event[0] == "new_message"]
    return events[begun[-1] :] if begun else events


def answered(events: list[Any]) -> bool:
    """Whether an answer was drawn, and not the chat server's own word for a failure."""
    drawn = [event[1] for event in events if event[0] == "new_message"]
    return any(m["type"] == "assistant_message" and not m.get("isError") for m in drawn)


def _count(events: list[Any], seconds: float, tally: Tally) -> None:
    sorry = [words["text"] for words in elements(events, "Words") if words["tone"] == "sorry"]
    if any("Many people" in text for text in sorry):
        tally.busy += 1
    elif sorry or not answered(events):
        tally.failed += 1
    else:
        tally.seconds.append(seconds)


async def by_api(url: str, tally: Tally) -> None:
    """Talk without end through the HTTP API."""
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, trust_env=False) as client:
        while True:
            with suppress(KeyError):
                begun = (await client.post("/api/conversations", json={})).json()
                client.headers["Authorization"] = f"Bearer {begun['token']}"
                await _interview(client, begun["id"], tally)


async def _interview(client: httpx.AsyncClient, id: str, tally: Tally) -> None:
    said: dict[str, Any] = {"text": random.choice(OPENINGS)}
    for _ in range(ACTS):
        await pause()
        begun = perf_counter()
        try:
            answer = await client.post(f"/api/conversations/{id}/messages", json=said)
        except httpx.HTTPError:
            tally.hung += 1
            return
        if answer.status_code != 200:
            tally.busy += answer.status_code == 503
            tally.failed += answer.status_code != 503
            return
        tally.seconds.append(perf_counter() - begun)
        question = answer.json()["reply"]["question"]
        ids = [choice["id"] for choice in question["choices"]] if question else []
        said = {"choices": [random.choice(ids)]} if ids else {"text": "Show me others"}
