"""A real browser at the chat, which runs in a process of its own."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
import pytest_asyncio

from core.settings import Settings
from models.encoder import Encoder
from tests import forked
from tests.catalogues import shipped
from tests.databases import copied
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, FrameLocator, Page

STOCKED, ITEMS = "browser_catalogue", 30
NUMBERS = itertools.count(1)
ROOT = Path(__file__).parents[2]
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)
HARMLESS = (
    "ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET", "WebSocket",
    "Failed to fetch",
)  # fmt: skip
"""What a page that outlives its server says, in its own words or in those of the chat library."""


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass
class Chat:
    """The server process; ``talks`` is what its agent has stored.

    Its first start is forked; where it is killed and started again, that is from nothing.
    """

    data: Path
    script: str = "scripted.py"
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | forked.Forked | None = None

    @property
    def url(self) -> str:
        """The address of the chat page."""
        return f"http://127.0.0.1:{self.port}/chat/"

    @property
    def talks(self) -> dict[str, Any]:
        """Every conversation by its id."""
        found: dict[str, Any] = json.loads((self.data / "talks.json").read_text())
        return found

    def start(self) -> None:
        """Start, and wait until the page is served."""
        script = Path(__file__).with_name(self.script)
        command = [sys.executable, str(script), str(self.port), str(self.data)]
        environ = {**os.environ, **self.settings, "PYTHONPATH": str(ROOT)}
        begin = forked.start if self.process is None else subprocess.Popen
        with (self.data / "log").open("ab") as log:
            self.process = begin(command, cwd=self.data, env=environ, stdout=log, stderr=log)
        for _ in range(1800):
            if self.process.poll() is not None:
                break
            try:
                with urlopen(self.url, timeout=PATIENCE):
                    return
            except (URLError, OSError):
                time.sleep(0.1)
        pytest.fail((self.data / "log").read_text()[-2000:])

    def kill(self) -> None:
        """End the process as a power cut would."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


class Walk:
    """How tests talk with the chat, on its own page or in the frame of another."""

    SIDEWAYS = """() => [...document.querySelectorAll('body, body *')].filter(e => {
      const box = e.getBoundingClientRect()
      return box.right > innerWidth + 1 && box.width > 1
    }).map(e => e.tagName + '.' + e.className)"""
    SMALL = """() => {
      const targets = 'button, a[href], input, textarea, [role=option], label:has(input)'
      const shared = (e) => e.matches('input') && e.closest('label') || e.id === 'chat-input'
      return [...document.querySelectorAll(targets)].filter(e => {
        const box = e.getBoundingClientRect()
        return e.checkVisibility() && !shared(e) && !e.matches('.ff-skip')
          && (box.height < 44 || box.width < 44)
      }).map(e => (e.id || e.className) + ': ' + e.textContent)
    }"""
    FAINT = """() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
      while (texts.nextNode()) {
        const e = texts.currentNode.parentElement, text = texts.currentNode.data.trim()
        const unseen = !e.checkVisibility() || e.closest('script, style, noscript, .sr-only')
        if (text && !unseen && parseFloat(getComputedStyle(e).fontSize) < 18) found.push(text)
      }
      return found
    }"""

    @staticmethod
    async def say(page: Page | FrameLocator, text: str) -> None:
        """Type, and press Enter until it is taken: while an answer comes, it stays in the box."""
        box = page.locator("#chat-input")
        await box.fill(text)
        for _ in range(round(PATIENCE * 10)):
            await box.press("Enter")
            if not await box.evaluate("box => box.value ?? box.textContent"):
                return
            await asyncio.sleep(0.1)
        pytest.fail(f"{text!r} was not taken.")

    @staticmethod
    async def choose(page: Page | FrameLocator, *labels: str) -> None:
        """Click answers of the question that waits."""
        for label in labels:
            await page.get_by_role("button", name=label, disabled=False).last.click()

    @staticmethod
    async def to_the_five(page: Page | FrameLocator) -> None:
        """Click the shortest way."""
        await page.locator(".step .ff-choice:enabled").first.click()
        await page.locator("button[data-choice=show]:enabled").click()
        await page.locator(".ff-card").nth(4).wait_for()

    async def bad(self, page: Page) -> dict[str, list[str]]:
        """What of the page scrolls sideways, is too small to hit, or too faint to read."""
        named = {"sideways": self.SIDEWAYS, "small": self.SMALL, "faint": self.FAINT}
        found = {name: await page.evaluate(script) for name, script in named.items()}
        return {name: those for name, those in found.items() if those}


@pytest.fixture(scope="session")
def walk() -> Walk:
    """How tests talk with the chat."""
    return Walk()


@pytest.fixture(scope="session")
def chat_of(chromium: str, data_folder: Callable[[str], Path]) -> Callable[..., Chat]:
    """Makes the chat that a script serves."""
    pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
    return lambda script, **settings: Chat(data_folder("chat"), script, settings)


@pytest.fixture(scope="session")
def chat(chat_of: Callable[..., Chat]) -> Iterator[Chat]:
    """The chat over the scripted agent."""
    made = chat_of("scripted.py")
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="session")
def stocked(
    _server: str,
    data_folder: Callable[[str], Path],
    remembering: Callable[[Settings], Encoder],
) -> str:
    """The name of a database with a part of the shipped catalogue, to be copied."""
    shipped(_server, STOCKED, data_folder("stocked"), remembering, ITEMS)
    return STOCKED


@pytest.fixture
def stocked_url(_server: str, stocked: str) -> Iterator[str]:
    """The URL of a new database with a part of the shipped catalogue."""
    with copied(_server, f"browsed_{next(NUMBERS)}", stocked) as url:
        yield url


@pytest.fixture
def product(chat_of: Any, stocked_url: str) -> Iterator[Any]:
    """The product, serving."""
    made = chat_of("product.py", FIRSTFIVE_DATABASE_URL=stocked_url)
    made.start()
    yield made
    made.kill()


@dataclass
class Watch:
    """What a page did that it should not: calls to other hosts, errors, failed requests."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def over(self, page: Page, home: str) -> None:
        """Watch this page."""
        page.on("request", lambda r: None if self._own(r.url, home) else self.foreign.append(r.url))
        page.on("pageerror", lambda e: self._heard("error", str(e)))
        page.on("console", lambda m: self._heard(m.type, m.text))

    def _own(self, url: str, home: str) -> bool:
        host = home.removesuffix("/chat/")
        return url.startswith((host, host.replace("http", "ws", 1), "data:", "blob:"))

    def _heard(self, type: str, text: str) -> None:
        if type == "error" and not any(word in text for word in HARMLESS):
            self.errors.append(text)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window(chromium: str) -> AsyncIterator[BrowserContext]:
    """The browser, whose cache makes every page after the first quick."""
    from playwright.async_api import async_playwright, expect

    expect.set_options(timeout=PATIENCE * 1000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        made = await browser.new_context(viewport={"width": 1200, "height": 850})
        made.set_default_timeout(PATIENCE * 1000)
        yield made
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def context(window: BrowserContext) -> AsyncIterator[BrowserContext]:
    """The browser of a new visitor: no cookies, no open page."""
    yield window
    for page in window.pages:
        await page.close()
    await window.clear_cookies()


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: BrowserContext, chat: Chat) -> AsyncIterator[Page]:
    """The chat page, opened; the test fails if it misbehaved meanwhile."""
    made = await context.new_page()
    watch = Watch()
    watch.over(made, chat.url)
    await made.goto(chat.url)
    await made.wait_for_selector(".step .ff-examples")
    yield made
    assert watch.foreign == []
    assert watch.errors == []
