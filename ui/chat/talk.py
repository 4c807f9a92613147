"""One browser's conversation: what it sends goes to the agent, what the agent says is drawn."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from core.errors import InvalidMessage, TurnRunning, UnknownConversation
from core.reply import Doing, Reply
from ui.chat.apology import apology, worth_repeating
from ui.chat.draw import (
    Drawing,
    Element,
    Sheet,
    Step,
    answered,
    draw_reply,
    draw_said,
    draw_sorry,
    draw_working,
)
from ui.chat.keeping import TICKETS, Cookie
from ui.chat.known import Words, installed_pack
from ui.chat.redraw import Page, draw_transcript, mark_redrawn
from ui.chat.visitor import OWNED, Kept, cookie_name, cookie_value
from ui.following import Following
from ui.problems import noted
from ui.runtime import Guest, get_agent, get_limits

PAUSES = (0.5, 1.0, 2.0)
"""Seconds to wait before asking again whether a running turn has ended."""


class Screen(Protocol):
    """What can be done to the page in the browser."""

    async def step(self, step: Step) -> None:
        """Add a message."""

    async def element(self, element: Element) -> None:
        """Add an element, or put a new version in the place of the old one."""

    async def remove(self, step: Step) -> None:
        """Take a message away."""

    async def replace(self, page: Page) -> None:
        """Draw the whole page anew."""


@dataclass(frozen=True)
class Sent:
    """One message of the browser; ``again`` when it repeats one that failed.

    ``characters`` are all that it was sent with.
    """

    id: str
    text: str
    choices: tuple[str, ...] = ()
    profile: tuple[dict[str, Any], ...] = ()
    again: bool = False
    begin: bool = False
    characters: int = 0

    @property
    def said(self) -> dict[str, Any]:
        """What the agent is told: one of choices, edits of the profile, and text."""
        if self.choices:
            return {"choices": self.choices}
        return {"profile": self.profile} if self.profile else {"text": self.text}


def read_sent(id: str, text: str, command: str | None) -> Sent:
    """A message and its command, which buttons fill with what they stand for (JSON)."""
    try:
        meant = json.loads(command) if command else {}
    except (ValueError, RecursionError):
        meant = {}
    if not isinstance(meant, dict):
        meant = {}
    choices, edits = meant.get("choices"), meant.get("profile")
    return Sent(
        id=str(meant.get("id") or id)[:64],
        text=text,
        choices=tuple(map(str, _plain(choices))) if isinstance(choices, list) else (),
        profile=tuple(e for e in edits if isinstance(e, dict)) if isinstance(edits, list) else (),
        again=meant.get("again") is True,
        begin=meant.get("begin") is True,
        characters=len(text) + len(command or ""),
    )


def _plain(values: Sequence[object]) -> list[str | int]:
    return [value for value in values if isinstance(value, str | int)]


@dataclass
class Talk:
    """The state of one browser session; all that must last is the agent's."""

    screen: Screen
    words: Words
    asked: str | None = None
    kept: Kept | None = None
    address: str = "unknown"
    guest: Guest | None = None
    looking_at: str | None = None
    sheet: Sheet | None = None
    question: Element | None = None
    sorry: Step | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self) -> None:
        """Go on with the kept conversation, or begin one."""
        async with self.lock:
            await self._safely(Sent("", "", begin=True), self._open)

    async def hear(self, sent: Sent) -> None:
        """One message: a turn of the agent, drawn; or an apology."""
        async with self.lock:
            if sent.begin or self.sheet is None:
                await self._safely(Sent("", "", begin=True), self._open)
                if not sent.begin:
                    await self.screen.step(draw_said(sent.text, at=now(), id=sent.id))
            if not sent.begin and self.sheet is not None:
                await self._safely(sent, lambda: self._turn(sent))

    async def judge(self, item_id: str, verdict: str) -> bool:
        """Keep what the person thinks of an item; whether that was possible."""
        if self.kept is None:
            return False
        try:
            await self._check()
            if limits := get_limits():
                await limits.judgement(self.kept.id, self.address, len(item_id))
            await get_agent().feedback(self.kept.id, item_id, verdict, None)
        except Exception as error:
            noted(error)
            return False
        return True

    async def find(self, attribute: str, typed: str) -> list[dict[str, Any]]:
        """Values of an attribute that begin as typed, as quick replies have them."""
        if self.kept is None:
            return []
        await self._check()
        found = await get_agent().choices(self.kept.id, attribute, typed)
        return [{"id": c.id, "label": c.label, "count": c.count} for c in found]

    async def side_by_side(self, items: Sequence[str]) -> dict[str, Any] | None:
        """What is stated of some items, a line an attribute."""
        if self.kept is None:
            return None
        await self._check()
        found: dict[str, Any] = (await get_agent().compare(self.kept.id, items)).model_dump()
        return found

    async def _safely(self, sent: Sent, act: Any) -> None:
        """Run one step of the talk; whatever fails, the person reads one friendly sentence."""
        try:
            await act()
        except UnknownConversation:
            self.kept = self.sheet = None
            await self._apologise("begin_anew", Sent("", "", begin=True))
        except Exception as error:
            if apology(error) == "sorry":
                noted(error)
            await self._apologise(apology(error), sent if worth_repeating(error) else None)

    async def _open(self) -> None:
        agent = get_agent()
        await self._check()
        if self.kept and await self._may(self.kept):
            await self._resume(self.kept)
            return
        if limits := get_limits():
            await limits.request(self.address)
        started = await agent.start(self.asked, looking_at=self.looking_at)
        self.kept = Kept(started.id, started.token)
        if self.guest:
            await self.guest.claim(started.id)
            self.kept = Kept(started.id, OWNED)
        self.sheet = self._sheet(self.kept, self.asked or _default_domain(agent.domains()))
        await self._draw(draw_reply(started.reply, self.sheet, at=now()))

    async def _check(self) -> None:
        if self.guest:
            await self.guest.check()

    async def _may(self, kept: Kept) -> bool:
        """Whether this browser may go on with the conversation: by its token, or as its owner."""
        if await get_agent().authorised(kept.id, kept.token):
            return True
        return self.guest is not None and await self.guest.owns(kept.id)

    async def _resume(self, kept: Kept) -> None:
        await get_agent().catch_up(kept.id)
        transcript = await get_agent().transcript(kept.id)
        self.sheet = self._sheet(kept, str(transcript["domain"]))
        page = draw_transcript(transcript, self.sheet)
        mark_redrawn(page)
        self.question, self.sorry = page.question, None
        await self.screen.replace(page)

    async def _turn(self, sent: Sent) -> None:
        kept = self.kept
        if kept is None or self.sheet is None:
            raise UnknownConversation
        await self._check()
        if limits := get_limits():
            await limits.turn(kept.id, self.address, sent.characters)
        try:
            reply = await _patiently(lambda: self._followed(kept.id, sent))
        except InvalidMessage:
            if "text" in sent.said:
                raise
            await self._resume(kept)
            await self._apologise("behind", None)
            return
        await self._draw_turn(sent, reply, self.sheet)

    async def _followed(self, id: str, sent: Sent) -> Reply:
        """The reply; where it takes longer, the page shows meanwhile what is being done for it."""
        following, shown = Following(get_agent(), id, sent.said, sent.id), None
        try:
            if not await following.quick():
                async for doing in following.news():
                    shown = await self._show(doing, shown)
            return await following.reply()
        finally:
            if shown is not None:
                await self.screen.remove(shown)

    async def _show(self, doing: Doing, shown: Step | None) -> Step:
        id = shown["id"] if shown else str(uuid4())
        drawing = draw_working(doing, id, self.sheet or Sheet(self.words), at=now())
        if shown is None:
            await self._forget_sorry()
            await self.screen.step(drawing.step)
        await self.screen.element(drawing.elements[0])
        return drawing.step

    async def stop(self) -> bool:
        """Break off the turn that is in work, where the person may."""
        if self.kept is None:
            return False
        await self._check()
        return await get_agent().stop(self.kept.id)

    async def _draw_turn(self, sent: Sent, reply: Reply, sheet: Sheet) -> None:
        await self._forget_sorry()
        if self.question is not None:
            text = None if sent.choices else sent.text
            await self.screen.element(answered(self.question, choices=sent.choices, text=text))
        await self._draw(draw_reply(reply, sheet, at=now()))

    async def _draw(self, drawing: Drawing) -> None:
        await self._forget_sorry()
        self.question = drawing.question
        await self.screen.step(drawing.step)
        for element in drawing.elements:
            await self.screen.element(element)

    async def _apologise(self, key: str, sent: Sent | None) -> None:
        sheet = self.sheet or Sheet(self.words)
        again = None if sent is None else _again(sent, self.words)
        drawing = draw_sorry(str(self.words[key]), again, sheet, at=now())
        await self._forget_sorry()
        if again is None and self.question is not None:
            await self.screen.element(self.question)
        await self.screen.step(drawing.step)
        await self.screen.element(drawing.elements[0])
        self.sorry = drawing.step if again else None

    async def _forget_sorry(self) -> None:
        if self.sorry is not None:
            await self.screen.remove(self.sorry)
            self.sorry = None

    def _sheet(self, kept: Kept, domain: str) -> Sheet:
        cookie = Cookie(cookie_name(self.asked), cookie_value(kept))
        keep = {"name": cookie.name, "ticket": TICKETS.issue(cookie)}
        return Sheet(self.words, installed_pack(domain), conversation=kept.id, keep=keep)


async def _patiently(turn: Callable[[], Awaitable[Reply]]) -> Reply:
    """The reply to a message that may already be in work: after a reload it is sent once more."""
    for pause in PAUSES:
        try:
            return await turn()
        except TurnRunning:
            await asyncio.sleep(pause)
    return await turn()


def _again(sent: Sent, words: Words) -> Mapping[str, Any]:
    """What the "try again" button sends."""
    if sent.begin:
        return {"text": str(words["try_again"]), "command": json.dumps({"begin": True})}
    meant = {"again": True, "id": sent.id, "choices": list(sent.choices)}
    meant |= {"profile": list(sent.profile)} if sent.profile else {}
    return {"text": sent.text, "command": json.dumps(meant)}


def _default_domain(domains: list[dict[str, Any]]) -> str:
    return next((str(d["id"]) for d in domains if d.get("default")), "")


def now() -> str:
    """The time as the page writes it."""
    return datetime.now(UTC).isoformat()
