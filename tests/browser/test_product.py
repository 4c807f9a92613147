"""One whole conversation with the product: real agent, real Postgres, shipped catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

pytestmark = pytest.mark.asyncio(loop_scope="session")
MOST_QUESTIONS = 8


async def replies(page: Page, count: int) -> None:
    """Wait for so many replies of the agent."""
    await expect(page.locator("[data-step-type=assistant_message] .ff-words")).to_have_count(count)


async def test_from_the_landing_page_to_the_five(product: Any, context: BrowserContext) -> None:
    page = await context.new_page()
    await page.goto(product.url.removesuffix("chat/"))
    await page.get_by_role("link", name="Small businesses for sale").click()
    await expect(page.locator(".ff-examples button")).to_have_count(3)
    await expect(page.locator(".ff-notice")).to_contain_text("computer program")
    await page.fill("#chat-input", "I would like to buy a small business and run it myself")
    await page.press("#chat-input", "Enter")
    await replies(page, 2)
    product.kill()
    product.start()
    next_step = page.locator(".ff-card, .ff-choices .ff-choice:enabled").first
    await expect(next_step).to_be_visible()
    asked = 2
    while not await page.locator(".ff-card").count() and asked < MOST_QUESTIONS + 3:
        await page.locator(".ff-choices .ff-choice:enabled").first.click()
        if await page.locator(".ff-continue:enabled").count():
            await page.locator(".ff-continue:enabled").click()
        asked += 1
        await replies(page, asked)
        await expect(next_step).to_be_visible()
    await expect(page.locator(".ff-card").first).to_be_visible()
    assert 1 <= await page.locator(".ff-card").count() <= 5
    assert await page.locator(".ff-reasons li").count() > 0
    await expect(page.get_by_text("This is not advice.")).to_be_visible()
    await page.get_by_role("button", name="Interested").first.click()
    await expect(page.locator(".ff-noted").first).to_have_text("Noted: you are interested.")
    said = await page.locator("[data-step-type=user_message]").all_inner_texts()
    await page.reload()
    await expect(page.locator(".ff-card").first).to_be_visible()
    assert await page.locator("[data-step-type=user_message]").all_inner_texts() == said
