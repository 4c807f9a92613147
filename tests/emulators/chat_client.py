"""A browser's half of the chat's socket: connect, say something, see what is drawn."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from tests.patience import PATIENCE


class Refused(Exception):
    """The server did not let this browser in."""


class ChatClient:
    """One open socket; ``heard`` is every event the server sent, with its data."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.heard: list[tuple[str, Any]] = []

    def greet(self, session: str) -> None:
        """Open the chat in a session, as the page does."""
        auth = {"sessionId": session, "clientType": "webapp", "userEnv": "{}"}
        self._packet("0")
        self._socket.send("40" + json.dumps(auth))
        answer = self._packet("4")
        if not answer.startswith("40"):
            raise Refused(answer)
        self._socket.send('42["connection_successful"]')

    def say(self, text: str, id: str | None = None) -> None:
        """Send a message, as the page does; with the id of an earlier one it is sent again."""
        message = {
            "id": id or str(uuid4()), "type": "user_message", "output": text, "name": "User",
            "createdAt": "2026-01-01T00:00:00Z",
        }  # fmt: skip
        said = ["client_message", {"message": message, "fileReferences": []}]
        self._socket.send("42" + json.dumps(said))

    def until(self, *words: str, patience: float = PATIENCE) -> str:
        """Listen until one of these words is drawn; everything heard so far as text."""
        deadline = time.monotonic() + patience
        while not any(word in self.text() for word in words):
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"none of {words} was drawn: {self.text()[:2000]}")
            self._listen(left)
        return self.text()

    def text(self) -> str:
        """Everything heard, as text."""
        return json.dumps(self.heard, ensure_ascii=False)

    def _listen(self, patience: float) -> None:
        packet = self._socket.recv(timeout=patience)
        assert isinstance(packet, str)
        if packet == "2":
            self._socket.send("3")
        elif packet.startswith("42"):
            name, *data = json.loads(packet[2:])
            self.heard.append((name, data[0] if data else None))

    def _packet(self, kind: str) -> str:
        while True:
            packet = self._socket.recv(timeout=PATIENCE)
            assert isinstance(packet, str)
            if packet.startswith(kind):
                return packet


@contextmanager
def chatting(
    base: str, cookies: Mapping[str, str], session: str | None = None, origin: str | None = None
) -> Iterator[ChatClient]:
    """A browser with these cookies at the chat of a server (``http://host:port``)."""
    jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
    address = base.replace("http", "ws", 1) + "/chat/ws/socket.io/?EIO=4&transport=websocket"
    headers = {"Origin": origin or base, **({"Cookie": jar} if jar else {})}
    try:
        with connect(address, additional_headers=headers, max_size=None) as socket:
            client = ChatClient(socket)
            client.greet(session or str(uuid4()))
            yield client
    except WebSocketException as error:
        raise Refused(str(error)) from error
