"""The handlers of the chat server. It loads this file by its path: no other module imports it."""

from __future__ import annotations

from typing import Any

import chainlit as cl
from chainlit.session import WebsocketSession

from ui.chat.draw import Element, Step
from ui.chat.language import words
from ui.chat.redraw import Page
from ui.chat.talk import Talk, read_sent
from ui.chat.visitor import (
    address,
    asked_conversation,
    asked_domain,
    asked_item,
    kept_conversation,
    language,
    sign_in_cookie,
)
from ui.runtime import get_agent, greet

VERDICTS = ("interested", "not_interested")
LONGEST_SEARCH = 80
FIVE = 5


class Browser:
    """The page, reached through the session's socket; ``cut`` once that is somebody else's."""

    def __init__(self, session: WebsocketSession) -> None:
        self._session = session
        self.cut = False

    async def _emit(self, event: str, data: object) -> None:
        if not self.cut:
            emit: Any = self._session.emit  # declared as if there were nothing to wait for
            await emit(event, data)

    async def step(self, step: Step) -> None:
        """Add a message."""
        await self._emit("new_message", step)

    async def element(self, element: Element) -> None:
        """Add an element, or put a new version in the place of the old one."""
        await self._emit("element", element)

    async def remove(self, step: Step) -> None:
        """Take a message away."""
        await self._emit("delete_message", step)

    async def replace(self, page: Page) -> None:
        """Draw the whole page anew."""
        steps, elements = page.steps, list(page.elements.values())
        thread = {"id": self._session.thread_id, "metadata": {}}
        await self._emit("resume_thread", {**thread, "steps": steps, "elements": elements})


class Visit:
    """A talk, and the newest connection that was found to be the same browser's."""

    def __init__(self, talk: Talk, browser: Browser, environ: dict[str, Any]) -> None:
        self.talk = talk
        self.browser = browser
        self.environ = environ


async def _talk() -> Talk:
    """The talk of this browser session, made at its first use.

    A session that connects anew keeps its talk if it brings the cookies of that conversation: its
    id alone shows nobody what another browser has said.
    """
    session = cl.context.session
    if not isinstance(session, WebsocketSession):
        raise TypeError("the chat needs a browser session")
    environ: dict[str, Any] = session.environ or {}
    visit = cl.user_session.get("visit")
    if isinstance(visit, Visit):
        if visit.environ is environ or _same(visit, environ):
            visit.environ = environ
            return visit.talk
        visit.browser.cut = True
    browser = Browser(session)
    made = Visit(await _new_talk(browser, session, environ), browser, environ)
    cl.user_session.set("visit", made)
    return made.talk


def _same(visit: Visit, environ: dict[str, Any]) -> bool:
    return (
        kept_conversation(environ, visit.talk.asked) == visit.talk.kept
        and sign_in_cookie(environ) == sign_in_cookie(visit.environ)
    )  # fmt: skip


async def _new_talk(browser: Browser, session: WebsocketSession, environ: dict[str, Any]) -> Talk:
    page = session.user_env.get("page", "")
    try:
        served = [str(d["id"]) for d in get_agent().domains()]
    except Exception:
        served = []
    asked = asked_domain(page, served)
    guest = await greet(sign_in_cookie(environ))
    wanted = asked_conversation(page) if guest else None
    kept = wanted or kept_conversation(environ, asked)
    said, item = words(language(environ)), asked_item(page)
    return Talk(browser, said, asked, kept, address(environ), guest, item)


@cl.on_chat_start
async def begin() -> None:
    """A browser connected, or came back: show where the conversation is."""
    await (await _talk()).open()


@cl.on_message
async def hear(message: cl.Message) -> None:
    """The person typed or clicked."""
    sent = read_sent(message.id, message.content, message.command)
    if sent.again or sent.begin:
        await message.remove()
    await (await _talk()).hear(sent)


@cl.on_chat_end
async def leave() -> None:
    """The connection is gone. What is said meanwhile is drawn when the browser comes back."""
    cl.context.session.chat_started = False


@cl.action_callback("feedback")
async def judge(action: cl.Action) -> bool:
    """The person says whether an item is of interest."""
    item, verdict = action.payload.get("item"), action.payload.get("verdict")
    if not isinstance(item, str) or verdict not in VERDICTS:
        return False
    return await (await _talk()).judge(item, str(verdict))


@cl.action_callback("stop")
async def stop(action: cl.Action) -> bool:
    """The person no longer wants to wait."""
    return await (await _talk()).stop()


@cl.action_callback("find")
async def find(action: cl.Action) -> list[dict[str, Any]]:
    """The person types into the search box of a question or of a wish."""
    attribute, typed = action.payload.get("attribute"), action.payload.get("typed")
    if not isinstance(attribute, str) or not isinstance(typed, str):
        return []
    return await (await _talk()).find(attribute, typed[:LONGEST_SEARCH])


@cl.action_callback("compare")
async def compare(action: cl.Action) -> dict[str, Any] | None:
    """The person wants to know more of an item, or to see some side by side."""
    items = action.payload.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= FIVE:
        return None
    return await (await _talk()).side_by_side([str(item) for item in items])
