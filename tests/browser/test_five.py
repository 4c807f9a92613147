"""What can be done with the five: more of one, two side by side, other ones, a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

pytest.importorskip("playwright", reason="playwright is not installed: no browser tests")
from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

    from tests.browser.conftest import Walk

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_more_of_one(page: Page, walk: Walk) -> None:
    await walk.to_the_five(page)
    card = page.locator(".ff-card").first
    await card.get_by_role("button", name="Tell me more").click()
    await expect(card.locator(".ff-details")).to_contain_text("and all that is said of it")
    assert await card.locator(".ff-details").locator("a, img, b, script").count() == 0
    await card.get_by_role("button", name="Show less").click()
    await expect(card.locator(".ff-details")).to_have_count(0)


async def test_two_side_by_side(page: Page, walk: Walk) -> None:
    await walk.to_the_five(page)
    cards = page.locator(".ff-card")
    await cards.nth(0).get_by_role("button", name="Compare").click()
    await expect(page.get_by_text("Choose one more to compare.")).to_be_visible()
    await cards.nth(2).get_by_role("button", name="Compare").click()
    for width in (1200, 320):
        await page.set_viewport_size({"width": width, "height": 850})
        await page.get_by_role("button", name="Compare 2 side by side").click()
        table = page.get_by_role("dialog")
        await expect(table).to_contain_text("Harbor Tool & Die")
        await expect(table.locator("tbody tr").first).to_contain_text("not stated")
        assert await walk.bad(page) == {}
        await table.get_by_role("button", name="Close").click()
        await expect(table).to_have_count(0)
    await page.set_viewport_size({"width": 1200, "height": 850})


async def test_what_should_be_different(page: Page, walk: Walk, chat: Any) -> None:
    await walk.to_the_five(page)
    await page.get_by_role("button", name="Closer").click()
    await expect(page.get_by_text("I have noted that.")).to_be_visible()
    turns = list(chat.talks.values())[-1]["turns"]
    assert turns[-1]["said"] == {"text": "Closer"}


async def test_a_summary_to_keep(page: Page, walk: Walk, context: BrowserContext) -> None:
    await walk.to_the_five(page)
    await page.get_by_role("link", name="Print or save a summary").click()
    await expect(page.get_by_role("heading", name="Your five matches")).to_be_visible()
    await expect(page.locator("article")).to_have_count(5)
    await expect(page.get_by_text("made by a computer program (AI)")).to_be_visible()
    await expect(page.get_by_text("not investment advice")).to_be_visible()
    assert await page.locator('meta[name="ai-generated"]').count() == 1
    assert await page.locator("article").nth(1).locator("a, img, b").count() == 0
    assert (await page.pdf()).startswith(b"%PDF")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Save as a file").click()
    assert (await download.value).suggested_filename == "summary.html"
    address = page.url
    await page.get_by_role("link", name="Back to the conversation").click()
    await expect(page.locator(".ff-card")).to_have_count(5)
    assert (await context.request.get(address)).status == 200
    async with httpx.AsyncClient() as somebody_else:
        assert (await somebody_else.get(address)).status_code == 404
