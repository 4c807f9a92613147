"""Signing in with the product in the browser, finding a conversation again, signing out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

from tests import forked

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

pytestmark = pytest.mark.asyncio(loop_scope="session")
NAME, PASSWORD = "paul", "a long enough password"  # pragma: allowlist secret
WORDS = "a small bakery with a loyal neighbourhood"


@pytest.fixture
def product(chat_of: Any, stocked_url: str) -> Iterator[Any]:
    """The product, serving, with somebody who may sign in."""
    made = chat_of("product.py", FIRSTFIVE_DATABASE_URL=stocked_url)
    made.start()
    code = "from ui.cli import main; main()"
    command = [sys.executable, "-c", code, "users", "add", NAME, "--database-url", stocked_url]
    done = forked.run(command, input=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr
    yield made
    made.kill()


async def signed_in(page: Page, home: str) -> None:
    """From the landing page through the sign-in page to the chat."""
    await page.goto(home)
    await page.get_by_role("link", name="Sign in").click()
    await page.fill("input#email", NAME)
    await page.fill("input#password", "wrong password here")
    await page.press("input#password", "Enter")
    await expect(page.get_by_text("do not go together")).to_be_visible()  # until then it is sent
    await page.fill("input#password", PASSWORD)
    await page.press("input#password", "Enter")
    await expect(page.locator(".step .ff-examples")).to_be_visible()


async def test_in_and_out(product: Any, context: BrowserContext) -> None:
    home = product.url.removesuffix("chat/")
    page = await context.new_page()
    await signed_in(page, home)
    await page.fill("#chat-input", WORDS)
    await page.press("#chat-input", "Enter")
    next_step = page.locator(".ff-card, .ff-always .ff-choice:enabled").first
    await expect(next_step).to_be_visible()
    await page.reload()
    await expect(page.get_by_text(WORDS)).to_be_visible()

    await page.goto(home)
    await page.get_by_role("link", name="Your conversations").click()
    await expect(page.get_by_text(f"You are signed in as {NAME}.")).to_be_visible()
    await page.get_by_role("link", name="Go on").click()
    await expect(page.locator("[data-step-type=user_message]")).to_contain_text(WORDS)
    await page.get_by_role("button", name="Start over").click()
    await page.get_by_role("button", name="Yes, start over").click()
    await expect(page.locator("[data-step-type=user_message]")).to_have_count(0)

    await page.goto(f"{home}conversations")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    await page.goto(product.url)
    await expect(page.locator(".step .ff-examples")).to_be_visible()
    await expect(page.get_by_text(WORDS)).to_have_count(0)
