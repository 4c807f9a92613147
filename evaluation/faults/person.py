"""Somebody who talks with the product while faults are done to it, and keeps what was answered."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from ssl import create_default_context
from typing import Any
from uuid import uuid4

import httpx

PATIENCE = 30.0
HONEST = 5.0
"""Seconds in which an answer is due, be it only that there is none now."""
AGAIN = 0.1
HELD = (200, 409, 429, 503)
"""Answers that tell the truth: the reply, or that it must wait."""
CERTIFICATES = create_default_context()
"""Read once: each message would take a twentieth of a second for them, that is the product's."""


@dataclass
class Said:
    """One message with its own id; ``reply`` once it was acknowledged."""

    id: str
    body: dict[str, Any]
    reply: dict[str, Any] | None = None


@dataclass
class Person:
    """One conversation; ``slowest`` is the longest wait for an honest answer, in seconds."""

    base: str
    path: str = ""
    token: str = ""
    said: list[Said] = field(default_factory=list)
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Begin the conversation; nothing is wrong yet."""
        answer = httpx.post(
            f"{self.base}/api/conversations", json={}, timeout=PATIENCE, verify=CERTIFICATES
        )
        answer.raise_for_status()
        begun = answer.json()
        self.path, self.token = f"{self.base}/api/conversations/{begun['id']}", begun["token"]

    @property
    def id(self) -> str:
        """The conversation's."""
        return self.path.rsplit("/", 1)[-1]

    def say(self, **body: Any) -> Said:
        """Send a new message once, whatever comes of it."""
        said = Said(str(uuid4()), body)
        self.said.append(said)
        self.send(said)
        return said

    def send(self, said: Said) -> int:
        """Send a message (again); the status of the answer, 0 where none came."""
        begin = time.monotonic()
        try:
            answer = httpx.post(
                f"{self.path}/messages",
                json={**said.body, "client_message_id": said.id},
                headers={"Authorization": f"Bearer {self.token}"},
                timeout=PATIENCE,
                verify=CERTIFICATES,
            )
        except httpx.HTTPError:
            return 0
        self.slowest = max(self.slowest, time.monotonic() - begin)
        if answer.status_code not in HELD:
            self.wrong.append(f"{answer.status_code} {answer.text[:200]}")
        if answer.status_code == 200:
            reply = answer.json()["reply"]
            if said.reply is not None and said.reply != reply:
                self.wrong.append("another reply to the same message")
            said.reply = said.reply or reply
        return answer.status_code

    def insist(self, said: Said, seconds: float) -> float:
        """Send a message until it is acknowledged; how many seconds that took, at most these."""
        begin = time.monotonic()
        while time.monotonic() - begin < seconds:
            if self.send(said) == 200:
                break
            time.sleep(AGAIN)
        return time.monotonic() - begin

    def transcript(self) -> list[dict[str, Any]]:
        """The turns as they are kept."""
        answer = httpx.get(
            self.path,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=PATIENCE,
            verify=CERTIFICATES,
        )
        answer.raise_for_status()
        turns: list[dict[str, Any]] = answer.json()["turns"]
        return turns

    def amiss(self) -> list[str]:
        """What is wrong with the transcript: acknowledged turns lost or doubled, or strange ones.

        Where messages went out side by side their order is open.
        """
        kept = [turn["reply"] for turn in self.transcript()]
        told = [said.reply for said in self.said if said.reply is not None]
        lost = [f"lost: {reply['text'][:60]}" for reply in told if reply not in kept]
        extra = len(kept) - len(self.said)
        return [*self.wrong, *lost, *([f"{extra} turns too many"] if extra > 0 else [])]
